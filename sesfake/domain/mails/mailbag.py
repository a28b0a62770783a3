"""The mailbag: every message that SES has accepted, and what has happened since, in order.

There is one for all accounts and regions of a fake. Whoever looks sees all of it, or a scope.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator

from sesfake.domain.events.event import Event
from sesfake.domain.messages.message import Message
from sesfake.domain.refusals import Refusal
from sesfake.domain.scope import Scope

_REFUSALS = 10
_POLL_SECONDS = 0.05


class Mailbag:
    """Accepted messages in the order of acceptance, and a bell for those who wait."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.journal: list[Message | Event] = []  # a message stands for its first events
        self._known: dict[str, Message] = {}  # cleared ones, too
        self.refusals: deque[Refusal] = deque(maxlen=_REFUSALS)
        self.rejections: Counter[tuple[str | None, str]] = Counter()  # by account and region
        self._lock = threading.RLock()
        self._arrival = threading.Condition(self._lock)
        self._waiting = 0
        self._metered = 0  # how much of the journal

    def append(self, message: Message) -> None:
        with self._lock:
            self.messages.append(message)
            self.journal.append(message)
            self._known[message.id] = message
            if self._waiting:
                self._arrival.notify_all()

    def note(self, refusal: Refusal) -> None:
        """Remember a refusal for a while, and how many messages were rejected for good."""
        with self._lock:
            self.refusals.append(refusal)
            if refusal.is_rejection:
                self.rejections[refusal.account_id, refusal.region] += 1

    def latest_refusals(self) -> list[Refusal]:
        """A few, oldest first."""
        with self._lock:
            return list(self.refusals)

    def wait(self, arrived: Callable[[], Message | None], timeout: float) -> Message | None:
        """What `arrived` gives, asked at every arrival for up to `timeout` real seconds."""
        with self._lock:
            self._waiting += 1
        try:
            # Counted waits, because a frozen clock would never reach a deadline.
            for _ in range(max(1, round(timeout / _POLL_SECONDS))):
                known = len(self.journal)
                # Not under the lock: who looks at a message may let happen what is due.
                message = arrived()
                if message is not None:
                    return message
                with self._lock:
                    if len(self.journal) == known:
                        self._arrival.wait(_POLL_SECONDS)
            return arrived()
        finally:
            with self._lock:
                self._waiting -= 1

    def knows(self, message: Message) -> bool:
        """Whether it was accepted here, and never forgotten; cleared ones were not."""
        return self._known.get(message.id) is message

    def check(self, message: Message) -> None:
        """A ValueError if it was not accepted here, or was forgotten."""
        if not self.knows(message):
            raise ValueError(f"{message!r} is not of this fake, or was before ses.reset().")

    def find(self, message_id: str) -> Message | None:
        """The message of an id, if it was accepted here and not forgotten."""
        return self._known.get(message_id)

    def record(self, event: Event) -> None:
        """Keep what has happened to a message since it was sent; a ValueError as in `check`."""
        with self._lock:
            self.check(event.message)
            event.message.life.add(event)
            self.journal.append(event)

    def events(self, scope: Scope) -> Iterator[Event]:
        """What has happened in a part of the world, oldest first; to cleared messages, too."""
        for entry in list(self.journal):
            if not scope.holds(entry.account_id, entry.region):
                continue
            if isinstance(entry, Event):
                yield entry
            else:
                yield from entry.life.first(entry)

    def unmetered(self) -> list[Message | Event]:
        """What has been added to the journal since this was asked last."""
        with self._lock:
            new = self.journal[self._metered :]
            self._metered = len(self.journal)
        return new

    def ever_accepted(self) -> Iterator[Message]:
        """The messages of all accounts, newest first; cleared ones, too."""
        return (entry for entry in reversed(list(self.journal)) if isinstance(entry, Message))

    def clear(self, holds: Callable[[Message], bool] | None = None) -> None:
        """Forget the messages, or only those that `holds` says yes to."""
        with self._lock:
            kept = [] if holds is None else [m for m in self.messages if not holds(m)]
            self.messages[:] = kept

    def forget(self, scope: Scope) -> None:
        """As if nothing had ever been accepted from a part of the world."""
        with self._lock:
            self.messages[:] = [m for m in self.messages if not _is_in(scope, m)]
            self._metered -= sum(_is_in(scope, entry) for entry in self.journal[: self._metered])
            self.journal[:] = [entry for entry in self.journal if not _is_in(scope, entry)]
            self._known = {e.id: e for e in self.journal if isinstance(e, Message)}

    def forget_refusals(self, scope: Scope) -> None:
        """As if nothing had been refused there lately."""
        with self._lock:
            kept = [r for r in self.refusals if not scope.holds(r.account_id, r.region)]
            self.refusals.clear()
            self.refusals.extend(kept)
            for account_id, region in list(self.rejections):
                if scope.holds(account_id, region):
                    del self.rejections[account_id, region]

    def empty(self) -> None:
        """As if nothing had ever been accepted."""
        with self._lock:
            self.messages.clear()
            self.journal.clear()
            self._known.clear()
            self._metered = 0
            self.refusals.clear()
            self.rejections.clear()


def _is_in(scope: Scope, entry: Message | Event) -> bool:
    return scope.holds(entry.account_id, entry.region)

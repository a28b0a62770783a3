"""The outbox: every message SES has accepted, oldest first.

    ses.outbox.one(to="ann@example.com", subject=re.compile("Welcome"))
    ses.outbox.assert_not_sent(to="bob@example.com")

`Mailbag` is the one list behind it; an `Outbox` is a view of it, or of one account or region.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sesfake.domain.events.event import Event
from sesfake.domain.mails.mails import Mails
from sesfake.domain.mails.matching import MESSAGES
from sesfake.domain.messages.message import Message
from sesfake.domain.refusals import Refusal
from sesfake.domain.scope import Scope
from sesfake.mail.addresses import folded
from sesfake.report import save

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from sesfake.domain.mails.criteria import MessageCriteria

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


_RECIPIENTS = ("to", "cc", "bcc", "recipient")


class Outbox(Mails[Message]):
    """A live sequence of messages. Slices and `find` give lists that stay as they are.

        ses.outbox.one(to="ann@example.com", subject=re.compile("Welcome"))

    Criteria are `to`, `cc`, `bcc`, `recipient`, `reply_to`, `from_`, `source`, `return_path`,
    `subject`, `text`, `html`, `headers`, `tags`, `links`, `outcome`, `id`, `api`, `operation`,
    `request`, `account_id`, `region`, `configuration_set`, `tenant`, `sending_pool` and
    `sending_ip`; another name is a TypeError. Each is a value, a compiled pattern that is found, a
    function that says yes, or such as `unittest.mock.ANY`. Addresses are compared without display
    name and case: one is among those of the message, a list is all of them.

    `one`, `assert_sent` and `wait_for` want a message that somebody could receive: neither one that
    is `undelivered`, nor one that the address asked for is kept back from. With `outcome=` in the
    criteria, any message will do.
    """

    _noun = "message"
    _none = "the outbox is empty"
    _vocabulary = MESSAGES

    def __init__(self, mailbag: Mailbag, holds: Callable[[Message], bool] | None = None) -> None:
        super().__init__(mailbag.messages, holds)
        self._mailbag = mailbag

    if TYPE_CHECKING:  # as in `Mails`, but a checker knows the criteria by name

        def find(self, **criteria: Unpack[MessageCriteria]) -> list[Message]:  # type: ignore[override]
            """All that meet all criteria, oldest first."""

        def one(self, **criteria: Unpack[MessageCriteria]) -> Message:  # type: ignore[override]
            """The only one that meets all criteria; an AssertionError if there is none or more."""

        def assert_sent(self, **criteria: Unpack[MessageCriteria]) -> Message:  # type: ignore[override]
            """The newest one that meets all criteria; an AssertionError if there is none."""

        def assert_not_sent(self, **criteria: Unpack[MessageCriteria]) -> None:  # type: ignore[override]
            """An AssertionError if any meets all criteria."""

    def wait_for(self, *, timeout: float = 5.0, **criteria: Unpack[MessageCriteria]) -> Message:
        """The first message that meets all criteria, waited for up to `timeout` real seconds.

        For code that sends from another thread, whatever `ses.clock` says. A TimeoutError says what
        did come.
        """
        asked: dict[str, Any] = {**criteria}
        self._criteria(asked)  # a wrong name is told at once
        found = self._mailbag.wait(lambda: next(iter(self._received(asked)), None), timeout)
        if found is not None:
            return found
        raise TimeoutError(f"After {timeout:g} seconds: {self._nothing_found(asked)}")

    def save(self, folder: str | Path) -> Path:
        """Write a page that shows the messages, and an .eml file of each; gives the page's path.

            print(ses.outbox.save("mail"))

        The folder is made if need be; what was saved there before gives way. An OSError where it
        cannot be written, a FileExistsError where an `index.html` of somebody else is in its place.
        """
        return save(self._snapshot(), folder)

    def clear(self) -> None:
        """Forget the messages; quota and events stay as they are."""
        self._mailbag.clear(self._holds)

    def _received(self, criteria: dict[str, Any]) -> list[Message]:
        found = super()._received(criteria)
        if "outcome" in criteria:
            return found
        named = (criteria.get(name) for name in _RECIPIENTS)
        asked = {folded(address) for address in named if isinstance(address, str)}
        return [
            message
            for message in found
            if not message.undelivered and asked.isdisjoint(map(folded, message.kept_back))
        ]

    def _besides(self) -> str:
        refusals = [r for r in self._mailbag.latest_refusals() if r.operation.startswith("Send")]
        return "".join(f"\n  {refusal}" for refusal in refusals)

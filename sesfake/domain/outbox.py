"""The outbox: every message SES has accepted, oldest first.

    ses.outbox.one(to="ann@example.com", subject=re.compile("Welcome"))
    ses.outbox.assert_not_sent(to="bob@example.com")

`Mailbag` is the one list behind it; an `Outbox` is a view of it, or of one account or region.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, overload

from sesfake.domain.events import Event
from sesfake.domain.matching import Criteria
from sesfake.domain.messages import Message
from sesfake.domain.refusals import Refusal

_NEAREST = 3
_REFUSALS = 10
_POLL_SECONDS = 0.05


class Mailbag:
    """Accepted messages in the order of acceptance, and a bell for those who wait."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.ever_accepted: list[Message] = []
        self.refusals: deque[Refusal] = deque(maxlen=_REFUSALS)
        self._lock = threading.RLock()
        self._arrival = threading.Condition(self._lock)
        self._waiting = 0

    def append(self, message: Message) -> None:
        with self._lock:
            self.messages.append(message)
            self.ever_accepted.append(message)
            if self._waiting:
                self._arrival.notify_all()

    def wait(self, arrived: Callable[[], Message | None], timeout: float) -> Message | None:
        """What `arrived` gives, asked at every arrival for up to `timeout` real seconds."""
        with self._lock:
            self._waiting += 1
            try:
                # Counted waits, because a frozen clock would never reach a deadline.
                for _ in range(max(1, round(timeout / _POLL_SECONDS))):
                    message = arrived()
                    if message is not None:
                        return message
                    self._arrival.wait(_POLL_SECONDS)
                return arrived()
            finally:
                self._waiting -= 1

    def events_of(self, account_id: str, region: str) -> Iterator[Event]:
        """What has happened to the messages of an account in a region, cleared ones too."""
        for message in list(self.ever_accepted):
            if (message.account_id, message.region) == (account_id, region):
                yield from message.events

    def clear(self, holds: Callable[[Message], bool] | None = None) -> None:
        """Forget the messages, or only those that `holds` says yes to."""
        with self._lock:
            kept = [] if holds is None else [m for m in self.messages if not holds(m)]
            self.messages[:] = kept

    def empty(self) -> None:
        """As if nothing had ever been accepted."""
        with self._lock:
            self.messages.clear()
            self.ever_accepted.clear()
            self.refusals.clear()


class Outbox(Sequence[Message]):
    """A live sequence of messages. Slices and `find` give lists that stay as they are."""

    def __init__(self, mailbag: Mailbag, holds: Callable[[Message], bool] | None = None) -> None:
        self._mailbag = mailbag
        self._holds = holds

    def _snapshot(self) -> list[Message]:
        messages = self._mailbag.messages
        return list(messages) if self._holds is None else list(filter(self._holds, messages))

    def __len__(self) -> int:
        return len(self._mailbag.messages if self._holds is None else self._snapshot())

    def __iter__(self) -> Iterator[Message]:
        return iter(self._snapshot())

    @overload
    def __getitem__(self, index: int) -> Message: ...
    @overload
    def __getitem__(self, index: slice) -> list[Message]: ...
    def __getitem__(self, index: int | slice) -> Message | list[Message]:
        messages = self._mailbag.messages if self._holds is None else self._snapshot()
        try:
            return messages[index]
        except IndexError:
            raise IndexError(f"there is no such message in {self!r}") from None

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (list, tuple, Outbox)):
            return self._snapshot() == list(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        messages = self._snapshot()
        noun = "message" if len(messages) == 1 else "messages"
        return f"<Outbox of {len(messages)} {noun}{_listed(messages)}>"

    @property
    def last(self) -> Message:
        """The newest message; an IndexError if there is none."""
        return self[-1]

    def find(self, **criteria: Any) -> list[Message]:
        """The messages that meet all criteria, oldest first."""
        return list(filter(Criteria(criteria).match, self._snapshot()))

    def one(self, **criteria: Any) -> Message:
        """The only message that meets all criteria; an AssertionError if there is none or more."""
        __tracebackhide__ = True  # in pytest, the test is where it failed
        found = self.find(**criteria)
        if len(found) == 1:
            return found[0]
        if not found:
            raise AssertionError(self._nothing_found(criteria))
        raise AssertionError(
            f"{len(found)} messages{_where(criteria)} were sent, not one:{_listed(found)}"
        )

    def assert_sent(self, **criteria: Any) -> Message:
        """The newest message that meets all criteria; an AssertionError if there is none."""
        __tracebackhide__ = True  # in pytest, the test is where it failed
        found = self.find(**criteria)
        if not found:
            raise AssertionError(self._nothing_found(criteria))
        return found[-1]

    def assert_not_sent(self, **criteria: Any) -> None:
        """An AssertionError if a message meets all criteria."""
        __tracebackhide__ = True  # in pytest, the test is where it failed
        found = self.find(**criteria)
        if found:
            raise AssertionError(
                f"Nothing{_where(criteria)} should be sent, but was:{_listed(found)}"
            )

    def assert_empty(self) -> None:
        """An AssertionError if anything was sent."""
        __tracebackhide__ = True  # in pytest, the test is where it failed
        self.assert_not_sent()

    def wait_for(self, *, timeout: float = 5.0, **criteria: Any) -> Message:
        """The first message that meets all criteria, waited for up to `timeout` real seconds.

        For code that sends from another thread; a TimeoutError says what did come.
        """
        wanted = Criteria(criteria)
        found = self._mailbag.wait(
            lambda: next(filter(wanted.match, self._snapshot()), None), timeout
        )
        if found is not None:
            return found
        raise TimeoutError(f"After {timeout:g} seconds: {self._nothing_found(criteria)}")

    def clear(self) -> None:
        """Forget the messages; quota and events stay as they are."""
        self._mailbag.clear(self._holds)

    def _nothing_found(self, criteria: dict[str, Any]) -> str:
        messages = self._snapshot()
        if not messages:
            return f"No message{_where(criteria)} was sent; the outbox is empty.{self._refused()}"
        wanted = Criteria(criteria)
        nearest = sorted(messages, key=lambda message: len(wanted.misses(message)))[:_NEAREST]
        lines = [f"\n  {message!r}: {', '.join(wanted.misses(message))}" for message in nearest]
        head = f"No message{_where(criteria)} was sent. Nearest of {len(messages)}:"
        return head + "".join(lines) + self._refused()

    def _refused(self) -> str:
        refusals = [r for r in self._mailbag.refusals if r.operation.startswith("Send")]
        return "".join(f"\n  {refusal}" for refusal in refusals)


def _where(criteria: dict[str, Any]) -> str:
    return f" with {Criteria(criteria)}" if criteria else ""


def _listed(messages: list[Message], most: int = 10) -> str:
    lines = [f"\n  {message!r}" for message in messages[:most]]
    if len(messages) > most:
        lines.append(f"\n  and {len(messages) - most} more")
    return "".join(lines)

"""A live sequence of mails that can be searched: the outbox, and the notices from Amazon.

    ses.notices.one(to="ann@example.com", subject=re.compile("Verification"))

It shows whatever its list holds at the moment, or the part of it that `holds` says yes to. Slices
and `find` give lists that stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, TypeVar, overload

from sesfake.domain.mails.matching import Criteria, Vocabulary

Mail = TypeVar("Mail")

_NEAREST = 3
_LISTED = 10


class Mails(Sequence[Mail]):
    """What an outbox and the notices have in common."""

    _noun: ClassVar[str]  # one of them
    _verb: ClassVar[str] = "sent"  # what was done with it
    _none: ClassVar[str]  # a sentence: there are none
    _vocabulary: ClassVar[Vocabulary]

    def __init__(self, mails: list[Mail], holds: Callable[[Mail], bool] | None = None) -> None:
        self._mails = mails
        self._holds = holds

    def _snapshot(self) -> list[Mail]:
        mails = list(self._mails)  # at once: others take some away while we choose
        return mails if self._holds is None else list(filter(self._holds, mails))

    def __len__(self) -> int:
        return len(self._mails if self._holds is None else self._snapshot())

    def __iter__(self) -> Iterator[Mail]:
        return iter(self._snapshot())

    @overload
    def __getitem__(self, index: int) -> Mail: ...
    @overload
    def __getitem__(self, index: slice) -> list[Mail]: ...
    def __getitem__(self, index: int | slice) -> Mail | list[Mail]:
        mails = self._mails if self._holds is None else self._snapshot()
        try:
            return mails[index]
        except IndexError:
            raise IndexError(f"there is no such {self._noun} in {self!r}") from None

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (list, tuple, Mails)):
            return self._snapshot() == list(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        mails = self._snapshot()
        noun = self._noun if len(mails) == 1 else f"{self._noun}s"
        return f"<{type(self).__name__} of {len(mails)} {noun}{_listed(mails)}>"

    @property
    def last(self) -> Mail:
        """The newest one; an IndexError if there is none."""
        return self[-1]

    def find(self, **criteria: Any) -> list[Mail]:
        """All that meet all criteria, oldest first."""
        return list(filter(self._criteria(criteria).match, self._snapshot()))

    def one(self, **criteria: Any) -> Mail:
        """The only one that meets all criteria; an AssertionError if there is none or more."""
        __tracebackhide__ = True  # in pytest, the test is where it failed
        found = self._received(criteria)
        if len(found) == 1:
            return found[0]
        if not found:
            raise AssertionError(self._nothing_found(criteria))
        raise AssertionError(
            f"{len(found)} {self._noun}s{self._where(criteria)} were {self._verb}, not one:"
            f"{_listed(found)}"
        )

    def assert_sent(self, **criteria: Any) -> Mail:
        """The newest one that meets all criteria; an AssertionError if there is none."""
        __tracebackhide__ = True  # in pytest, the test is where it failed
        found = self._received(criteria)
        if not found:
            raise AssertionError(self._nothing_found(criteria))
        return found[-1]

    def assert_not_sent(self, **criteria: Any) -> None:
        """An AssertionError if any meets all criteria."""
        __tracebackhide__ = True  # in pytest, the test is where it failed
        found = self.find(**criteria)
        if found:
            raise AssertionError(
                f"Nothing{self._where(criteria)} should be {self._verb}, but was:{_listed(found)}"
            )

    def assert_empty(self) -> None:
        """An AssertionError if anything was sent."""
        __tracebackhide__ = True  # in pytest, the test is where it failed
        self.assert_not_sent()

    def _received(self, criteria: dict[str, Any]) -> list[Mail]:
        """All that meet all criteria and that somebody could receive."""
        return self.find(**criteria)

    def _criteria(self, criteria: dict[str, Any]) -> Criteria:
        return Criteria(criteria, self._vocabulary)

    def _where(self, criteria: dict[str, Any]) -> str:
        return f" with {self._criteria(criteria)}" if criteria else ""

    def _nothing_found(self, criteria: dict[str, Any]) -> str:
        mails = self._snapshot()
        head = f"No {self._noun}{self._where(criteria)} was {self._verb}"
        if not mails:
            return f"{head}; {self._none}.{self._besides()}"
        wanted = self._criteria(criteria)
        nearest = sorted(mails, key=lambda mail: len(wanted.misses(mail)))[:_NEAREST]
        lines = [
            f"\n  {mail!r}: {', '.join(wanted.misses(mail)) or 'nobody received it'}"
            for mail in nearest
        ]
        return f"{head}. Nearest of {len(mails)}:{''.join(lines)}{self._besides()}"

    def _besides(self) -> str:
        """What else a tester should hear who has found nothing."""
        return ""


def _listed(mails: Sequence[object]) -> str:
    lines = [f"\n  {mail!r}" for mail in mails[:_LISTED]]
    if len(mails) > _LISTED:
        lines.append(f"\n  and {len(mails) - _LISTED} more")
    return "".join(lines)

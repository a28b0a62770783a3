"""A fault: what goes wrong, and with which calls.

`fail_next` is for the next few calls that fit, `fail` for all until it is stopped, or for the nth
or every nth of them. Every attempt of a client counts as a call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType

from sesfake.domain.faults.call import Call
from sesfake.domain.faults.mishap import Mishap
from sesfake.domain.mails.matching import Criteria
from sesfake.domain.scope import Scope


@dataclass(frozen=True)
class Which:
    """The calls that a fault is for."""

    operation: str | None  # None is any
    criteria: Criteria
    when: Callable[[Call], object] | None = None
    times: int | None = None
    nth: int | None = None
    every: int | None = None

    def fits(self, call: Call) -> bool:
        return (
            self.operation in (None, call.operation)
            and self.criteria.match(call)
            and (self.when is None or bool(self.when(call)))
        )


@dataclass(eq=False)
class Fault:
    """What `ses.fail` and `ses.fail_next` give: to be stopped, asked, or entered with `with`."""

    mishap: Mishap
    which: Which
    scope: Scope
    words: str  # as the test has written it
    end: Callable[[Fault], None]
    calls: int = 0  # that it was for, answered or not
    met: int = 0  # calls that it has answered
    forgotten: list[Scope] = field(default_factory=list)  # parts of the scope
    is_stopped: bool = False

    def __repr__(self) -> str:
        return f"<{self.words}: {self.unmet or f'met {_times(self.met)}'}>"

    def __enter__(self) -> Fault:  # noqa: PYI034  # nobody derives from it; Self is of 3.11
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Let no more calls fail. To stop what has stopped is nothing."""
        self.end(self)

    @property
    def unmet(self) -> str | None:
        """What has not come of it, in words; None if all has."""
        wanted = self.which.times or 1
        if self.met >= wanted:
            return None
        if self.met:
            return f"met {_times(self.met)}, not {wanted}"
        return f"never met, in {_calls(self.calls)} that it was for"

    def fits(self, call: Call) -> bool:
        """Whether a call is one of those that it is for."""
        return (
            (not self.mishap.shapes or call.api in self.mishap.shapes)
            and self.scope.holds(call.account_id, call.region)
            and not any(scope.holds(call.account_id, call.region) for scope in self.forgotten)
            and self.which.fits(call)
        )

    def is_due(self) -> bool:
        """Count a call that fits; tells whether it is one to be met."""
        self.calls += 1
        if self.which.nth is not None:
            return self.calls == self.which.nth
        return self.which.every is None or self.calls % self.which.every == 0

    @property
    def is_over(self) -> bool:
        """Whether there is no call left that it is for."""
        which = self.which
        return which.times == self.met or (which.nth is not None and self.calls >= which.nth)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _calls(number: int) -> str:
    return f"{number} call" if number == 1 else f"{number} calls"

"""What a test lets go wrong: errors of SES and of HTTP, no answer, a late one, a lost one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sesfake.domain.faults.call import CALLS, Call
from sesfake.domain.faults.fault import Fault, Which
from sesfake.domain.mails.matching import Criteria
from sesfake.fake.checks.failing import (
    Wish,
    check_count,
    check_operation_to_fail,
    check_when,
    mishap_of,
)
from sesfake.fake.view import View


class Failing(View):
    """The part of a fake that lets calls fail."""

    __slots__ = ()

    def fail_next(  # noqa: PLR0913  # all but two by name
        self,
        operation: str | None = None,
        error: str | int | None = None,
        *,
        message: str | None = None,
        times: int = 1,
        when: Callable[[Call], object] | None = None,
        delay: float = 0,
        lost: bool = False,
        **criteria: Any,
    ) -> Fault:
        """Let the next `times` calls of an operation fail, in either API that has it.

            ses.fail_next("SendEmail", "Throttling", times=2)
            ses.fail_next("SendEmail", "timeout", lost=True, recipient="ann@example.com")

        `error` is any error of the service model, or a common one such as `InternalFailure`, by its
        wire code or the name of botocore's exception; a status of HTTP from 500 on, without a word
        from SES; or `"timeout"`, `"connect_timeout"`, `"connection_reset"`, `"connection_closed"`,
        `"connection_refused"`. With `delay=` seconds the answer is late, whatever it is. With
        `lost=True` SES does what was asked, and the client sees the error all the same.

        `when=` is asked about each call, and criteria are those of `ses.outbox.find`: `to`, `cc`,
        `bcc`, `recipient`, `source`, `from_`, `configuration_set`, `tenant`, `api`. Calls that do
        not fit, or go to another region or account than those in view, pass and are not counted.

        Every attempt counts, and botocore tries again by itself. Without `message=` the text is
        Amazon's where it is the same each time, such as `Rate exceeded`. A ValueError or TypeError
        for what cannot be: an operation or an error that SES does not have, an error of the other
        API, a delay of more than a day.
        """
        wish = Wish("ses.fail_next", error, message, delay, lost)
        return self._let(wish, _which(wish.verb, operation, when, criteria, times=times))

    def fail(  # noqa: PLR0913  # all but two by name
        self,
        operation: str | None = None,
        error: str | int | None = None,
        *,
        message: str | None = None,
        nth: int | None = None,
        every: int | None = None,
        when: Callable[[Call], object] | None = None,
        delay: float = 0,
        lost: bool = False,
        **criteria: Any,
    ) -> Fault:
        """Let calls fail until it is stopped: of one operation, or of all.

            with ses.fail("SendEmail", "Throttling", recipient="ann@example.com"):
                ...

            outage = ses.fail(error=503)
            ...
            outage.stop()

        Errors and criteria are those of `fail_next`. Of the calls that fit, `nth=3` lets only the
        third fail, `every=2` the second, the fourth and so on. Every attempt counts as a call.
        """
        if nth is not None and every is not None:
            raise ValueError("say nth= or every=, not both; two faults may stand together.")
        wish = Wish("ses.fail", error, message, delay, lost)
        return self._let(wish, _which(wish.verb, operation, when, criteria, nth=nth, every=every))

    @property
    def faults(self) -> list[Fault]:
        """What `fail` and `fail_next` of this view still let fail, oldest first."""
        return self.accounts.faults.seen(self._scope)

    def assert_faults_met(self) -> None:
        """An AssertionError if calls that were to fail have not come by now.

        Of `fail_next` all, of `fail` one at least.
        """
        __tracebackhide__ = True  # in pytest, the test is where it failed
        unmet = self.accounts.faults.unmet(self._scope)
        if unmet:
            listed = "".join(f"\n  {fault!r}" for fault in unmet)
            raise AssertionError(f"Calls that should fail did not come:{listed}")

    def _let(self, wish: Wish, which: Which) -> Fault:
        mishap = mishap_of(which.operation, wish)
        return self.accounts.faults.add(mishap, which, self._scope, _words(wish, which))


def _words(wish: Wish, which: Which) -> str:
    """A fault as a test has written it, or might have."""
    said = [repr(which.operation)] if which.operation else []
    if wish.error is not None:
        said.append(repr(wish.error) if said else f"error={wish.error!r}")
    named = {
        "times": None if which.times == 1 else which.times,
        "nth": which.nth,
        "every": which.every,
        "delay": wish.delay,
        "lost": wish.lost,
    }
    said += [f"{name}={value!r}" for name, value in named.items() if value]
    said += [str(which.criteria)] if str(which.criteria) else []
    if which.when is not None:
        said.append(f"when={getattr(which.when, '__name__', repr(which.when))}")
    return f"{wish.verb}({', '.join(said)})"


def _which(
    verb: str,
    operation: str | None,
    when: Callable[[Call], object] | None,
    criteria: dict[str, Any],
    **counts: int | None,
) -> Which:
    if operation is not None:
        check_operation_to_fail(operation, verb)
    check_when(when)
    for name, count in counts.items():
        if count is not None:
            check_count(name, count)
    return Which(operation, Criteria(criteria, CALLS), when, **counts)

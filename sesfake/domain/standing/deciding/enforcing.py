"""Amazon enforces its rules: probation, suspension, reinstatement, by hand and by time.

After the "Amazon SES Suspension FAQ". A suspension comes in three ways (question 1): a probation
expires and nothing is better, the problem is severe, or the same issue comes back after repeated
probations. What rates do to it is in `weighing`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sesfake.domain.account import Account
from sesfake.domain.figures.measures import reputation_of
from sesfake.domain.standing.appeals import ACCEPTED, UNDER_REVIEW
from sesfake.domain.standing.enforcement import HEALTHY, PROBATION, SHUTDOWN, Enforcement, Step
from sesfake.domain.standing.mails import listed, mail
from sesfake.domain.standing.rate_lines import LINES, Watch, is_over
from sesfake.guesses import standing as guesses

PROBATION_LASTS = timedelta(days=14)  # a guess: AWS says how long in the notice
REPEATED = 2  # so many probations for an issue; the next one is a suspension: a guess

_HIGH_LEVEL = {
    "bounces": guesses.ISSUE_OF_BOUNCES,
    "complaints": guesses.ISSUE_OF_COMPLAINTS,
}
_CAUSES = {
    "expired": guesses.SUSPENDED_EXPIRED,
    "severe": guesses.SUSPENDED_SEVERE,
    "repeated": guesses.SUSPENDED_REPEATED,
}


def put_on_probation(  # noqa: PLR0913
    account: Account,
    reason: str,
    deadline: datetime,
    at: datetime,
    *,
    requests: tuple[str, ...] = (),
    tell: bool = True,
    follows_rates: bool = False,
) -> None:
    """Review an account until a deadline; after too many reviews of an issue, suspend it."""
    state = account.enforcement
    if state.status == HEALTHY and state.probations(reason) >= REPEATED:
        suspend(account, reason, at, cause="repeated", requests=requests, tell=tell)
        return
    requests = _both(state.requests, requests)
    if not state.is_on_probation_for(reason):  # otherwise it only has another deadline
        _move(state, Step(PROBATION, "review", reason, at))
    state.deadline, state.requests = deadline, requests
    state.follows_rates = follows_rates
    if tell:
        _tell(
            account,
            at,
            "probation",
            "Your account is under review",
            (
                _issue(reason),
                guesses.ON_PROBATION.format(deadline=f"{deadline:%Y-%m-%d %H:%M} UTC"),
                *_asked(requests),
            ),
        )
    account.agenda.plan(deadline, account.scope, lambda due: _expire(account, due))


def suspend(  # noqa: PLR0913
    account: Account,
    reason: str,
    at: datetime,
    *,
    cause: str = "severe",
    requests: tuple[str, ...] = (),
    permanently: bool = False,
    tell: bool = True,
) -> None:
    """Pause the sending of an account, whatever its status was."""
    state = account.enforcement
    requests = _both(state.requests, requests)
    permanently = permanently or state.is_permanent
    _move(state, Step(SHUTDOWN, cause, reason, at))
    state.is_permanent, state.requests = permanently, requests
    if tell:
        closing = guesses.SUSPENDED_FOR_GOOD if permanently else guesses.HOW_TO_APPEAL
        text = (_issue(reason), _CAUSES[cause], guesses.SUSPENDED, closing, *_asked(requests))
        _tell(account, at, "suspension", "Your ability to send email is suspended", text)


def reinstate(account: Account, at: datetime, *, cause: str, tell: bool = True) -> None:
    """Make an account healthy again; its rates count from now on. One that is stays as it is."""
    state = account.enforcement
    if state.status == HEALTHY:
        return
    _move(state, Step(HEALTHY, cause, state.reason or "", at))
    state.reason = None
    if state.appeal is not None:
        state.appeal.state = ACCEPTED  # settled by it
    if cause != "resolved":
        state.fresh_start, state.watch = at, Watch()
    if tell:
        text = (guesses.RESOLVED if cause == "resolved" else guesses.REINSTATED,)
        _tell(account, at, "reinstatement", "Your account has been reinstated", text)


def _expire(account: Account, due: datetime) -> None:
    """The end of a probation, unless it is over or has another deadline by now."""
    with account.lock:
        state = account.enforcement
        if state.status != PROBATION or state.deadline != due:
            return
        if state.appeal is not None and state.appeal.state == UNDER_REVIEW:
            return  # the decision on it says how it ends
        if state.follows_rates and not _is_any_over(account):
            reinstate(account, due, cause="resolved")
        else:
            suspend(account, state.reason or "", due, cause="expired", requests=state.requests)


def _is_any_over(account: Account) -> bool:
    rates = reputation_of(account, since=account.enforcement.fresh_start)
    return any(is_over(rates, line, line.review) for line in LINES)


def _move(state: Enforcement, step: Step) -> None:
    state.history.append(step)
    state.status, state.reason, state.requests = step.status, step.reason, ()
    state.deadline, state.is_permanent, state.follows_rates = None, False, False


def _issue(reason: str) -> str:
    return _HIGH_LEVEL.get(reason.casefold(), guesses.ISSUE.format(reason=reason))


def _both(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *now)))


def _asked(requests: tuple[str, ...]) -> tuple[str, ...]:
    return (guesses.REQUESTED, listed(requests)) if requests else ()


def _tell(
    account: Account, at: datetime, kind: str, subject: str, paragraphs: tuple[str, ...]
) -> None:
    account.notify(mail(account.scope, at, kind=kind, subject=subject, paragraphs=paragraphs))

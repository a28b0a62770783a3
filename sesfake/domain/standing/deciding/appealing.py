"""Appeals are heard and decided.

What an appeal does not tell is asked for, and until then nobody decides. Changes that are only
planned are refused. A complete one is under review: with `auto_review=True` it is accepted in time,
otherwise the test accepts or refuses it.
"""

from __future__ import annotations

from datetime import datetime

from sesfake.domain.account import Account
from sesfake.domain.standing.appeals import ACCEPTED, OPEN, REFUSED, UNDER_REVIEW, Appeal
from sesfake.domain.standing.deciding.enforcing import reinstate, suspend
from sesfake.domain.standing.enforcement import HEALTHY, PROBATION
from sesfake.domain.standing.mails import listed, mail
from sesfake.domain.standing.reviewing_time import after_business_days
from sesfake.domain.standing.told import Told
from sesfake.guesses import standing as guesses

REVIEW_DAYS = 1  # business days: a guess, the FAQ names none

# In the words of question 6.
_WORDS = {
    "cause": "an explanation of how and why you think the problem occurred",
    "changes": "a list of changes that you have already made to address the issue",
    "prevention": "an explanation of why these changes will prevent it from happening again",
}


def appeal(account: Account, told: Told) -> Appeal:
    """A new appeal; a ValueError if there is nothing to appeal, or one already."""
    state = account.enforcement
    if state.status == HEALTHY:
        raise ValueError(f"the account is healthy in {account.region}: there is nothing to appeal.")
    if state.appeal is not None:
        raise ValueError(
            f"there is an appeal already, it is {state.appeal.state}; what it lacks is told by its "
            "reply(...)."
        )
    made = Appeal(account.clock.now())
    state.appeals.append(made)
    hear(account, made, told)
    return made


def hear(account: Account, appeal: Appeal, told: Told) -> None:
    """Add what is told to it, and see whether that is enough.

    A ValueError when it is decided or under review.
    """
    _check_stands(account, appeal)
    if appeal.state != OPEN:
        raise ValueError(f"this appeal waits for nothing more, it is {appeal.state}.")
    appeal.take(told)
    now = account.clock.now()
    missing = appeal.missing(account.enforcement.requests)
    if missing:
        asked = tuple(_WORDS.get(what, what) for what in missing)
        _tell(account, now, "More information needed", (guesses.APPEAL_LACKS, listed(asked)))
    elif not appeal.changes:
        _refuse(account, appeal, guesses.ONLY_PLANNED, now)
    else:
        appeal.state = UNDER_REVIEW
        if account.is_reviewed_on_the_clock:
            due = after_business_days(now, REVIEW_DAYS)
            account.agenda.plan(due, account.scope, lambda at: _decide(account, appeal, at))


def accept(account: Account, appeal: Appeal) -> None:
    """Accept it: the account is reinstated. A ValueError if the suspension is permanent."""
    _check_is_pending(account, appeal)
    if account.enforcement.is_permanent:
        raise ValueError(
            "the suspension is permanent, and no appeal lifts it; ses.reinstate() ends it."
        )
    _accept(account, appeal, account.clock.now())


def refuse(account: Account, appeal: Appeal, reason: str) -> None:
    """Refuse it, and say why."""
    _check_is_pending(account, appeal)
    _refuse(account, appeal, reason, account.clock.now())


def _decide(account: Account, appeal: Appeal, at: datetime) -> None:
    with account.lock:
        if appeal.state != UNDER_REVIEW:
            return
        if account.enforcement.is_permanent:
            _refuse(account, appeal, guesses.SUSPENDED_FOR_GOOD, at)
        else:
            _accept(account, appeal, at)


def _accept(account: Account, appeal: Appeal, at: datetime) -> None:
    appeal.state = ACCEPTED
    reinstate(account, at, cause="appeal")


def _refuse(account: Account, appeal: Appeal, reason: str, at: datetime) -> None:
    state = account.enforcement
    appeal.state, appeal.reason = REFUSED, reason
    _tell(account, at, "Your appeal was not accepted", (reason,))
    if state.status == PROBATION and state.deadline is not None and state.deadline <= at:
        issue = state.reason or ""
        suspend(account, issue, at, cause="expired", requests=state.requests)


def _check_is_pending(account: Account, appeal: Appeal) -> None:
    _check_stands(account, appeal)
    if not appeal.is_pending:
        raise ValueError(f"this appeal is decided, it is {appeal.state}.")


def _check_stands(account: Account, appeal: Appeal) -> None:
    if appeal not in account.enforcement.appeals:
        raise ValueError("this appeal was before ses.reset().")


def _tell(account: Account, at: datetime, subject: str, paragraphs: tuple[str, ...]) -> None:
    account.notify(mail(account.scope, at, kind="appeal", subject=subject, paragraphs=paragraphs))

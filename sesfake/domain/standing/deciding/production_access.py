"""Production access is asked for, granted and denied.

While a request is under review its details cannot be edited. Details alone, without a request, are
not reviewed; an account in production stays there whatever its details say. With `auto_review=True`
a reviewer answers when the clock comes to it (`review` has the criteria); otherwise the case waits
until the test says what becomes of it.
https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sesfake.domain.account import Account
from sesfake.domain.standing.details import AccountDetails, check_website, domain_of
from sesfake.domain.standing.mails import SUPPORT, listed, mail, owners_address
from sesfake.domain.standing.production_case import (
    DENIED,
    FAILED,
    GRANTED,
    PENDING,
    ProductionCase,
    Reply,
)
from sesfake.domain.standing.review import Sight, Verdict, judge, judge_new_case, judge_reply
from sesfake.errors import DetailsUnderReview
from sesfake.guesses import standing as guesses

Judge = Callable[[Sight], Verdict]

KIND = "production-access"
_DIGITS = 15

# What a reply to a rejection tells, in the order of the article.
_WORDS = {
    "acknowledgement": "that you have understood our concern",
    "opt_in": "how your recipients opt in, in more detail",
    "confirmation_sample": "a sample of the email with which they confirm it",
    "privacy_policy": "a link to your privacy policy",
    "unsubscribe": "a link to where recipients unsubscribe",
}


def put_details(account: Account, details: AccountDetails, *, asks_for_production: bool) -> None:
    """Keep the details, and open a case if they ask for production access."""
    check_website(details.website)
    waiting = pending(account)
    if waiting is not None:
        raise DetailsUnderReview(waiting.id, account.hand)
    account.details = details
    if asks_for_production and not account.is_in_production:
        _open_case(account, details)


def reply(account: Account, case: ProductionCase, said: Reply) -> None:
    """Take a reply to a rejection: ask for what it lacks, or look at the case again.

    A ValueError if nobody waits for a reply.
    """
    if case not in account.production_cases:
        raise ValueError("this case was before ses.reset().")
    if case.status != DENIED:
        raise ValueError(f"only a rejection is replied to; this case is {case.status}.")
    now = account.clock.now()
    case.reply = case.reply.with_(said)
    case.missing = case.reply.missing
    if case.missing:
        asked = tuple(_WORDS[name] for name in case.missing)
        _tell(account, case, now, "needs more information", (guesses.REPLY_LACKS, listed(asked)))
        return
    earlier, case.reply, case.replies = case.replies, Reply(), case.replies + 1
    case.status = PENDING
    account.production_cases.remove(case)  # it is the latest again
    account.production_cases.append(case)
    _review(account, case, lambda sight: judge_reply(case.details, sight, now, earlier))


def grant(
    account: Account, max_24_hour_send: float | None = None, max_send_rate: float | None = None
) -> None:
    """Say yes, whether there is a request or not."""
    case = latest(account)
    if case is not None and case.status in (PENDING, DENIED) and not account.is_in_production:
        _grant(account, case, account.clock.now())
    account.leave_sandbox(max_24_hour_send, max_send_rate)


def deny(account: Account, case: ProductionCase, reason: str) -> None:
    """Say no, and why."""
    _deny(account, case, (reason,), account.clock.now())


def fail(case: ProductionCase) -> None:
    """As if Amazon had never received it."""
    case.settle(FAILED)


def pending(account: Account) -> ProductionCase | None:
    """The request that waits for an answer."""
    case = latest(account)
    return case if case is not None and case.status == PENDING else None


def latest(account: Account) -> ProductionCase | None:
    """The case about which something was last heard from the account's owner."""
    return account.production_cases[-1] if account.production_cases else None


def review_details(account: Account) -> tuple[str, str | None] | None:
    """Status and case of the latest review, as GetAccount tells it.

    An account that was let out of the sandbox without a case shows none (facts: sending 14.1).
    """
    case = latest(account)
    if case is None:
        return ("GRANTED", None) if account.is_in_production else None
    return case.status, None if case.status == FAILED else case.id


def _open_case(account: Account, details: AccountDetails) -> None:
    cases = account.production_cases
    denied = next((case for case in cases if case.status == DENIED), None)
    at = account.clock.now()
    case = ProductionCase(_case_id(account), details, at)
    _tell(account, case, at, "received", (guesses.REQUEST_RECEIVED,))
    cases.append(case)
    if denied is None:
        _review(account, case, lambda sight: judge(details, sight, at))
    else:
        _review(account, case, lambda _: judge_new_case(denied.id, at))


def _review(account: Account, case: ProductionCase, judge_it: Judge) -> None:
    """Let a reviewer look at it, if the test wants one."""
    if not account.is_reviewed_on_the_clock:
        return
    verdict = judge_it(_sight(account, case))
    due = case.due = verdict.due
    case.remarks = verdict.remarks

    def answer(at: datetime) -> None:
        with account.lock:
            if case.status != PENDING or case.due != due:
                return  # the test has decided
            if account.is_in_production:
                case.settle(GRANTED)  # by another case
                return
            verdict = judge_it(_sight(account, case))
            if verdict.reasons:
                _deny(account, case, verdict.reasons, at)
            else:
                _grant(account, case, at)

    account.agenda.plan(due, account.scope, answer)


def _grant(account: Account, case: ProductionCase, at: datetime) -> None:
    case.settle(GRANTED)
    account.leave_sandbox()
    _tell(account, case, at, "granted", (guesses.REQUEST_GRANTED,))


def _deny(account: Account, case: ProductionCase, reasons: tuple[str, ...], at: datetime) -> None:
    case.settle(DENIED, reasons)
    told = (guesses.REQUEST_DENIED, listed(reasons), guesses.HOW_TO_REPLY)
    _tell(account, case, at, "denied", told)


def _sight(account: Account, case: ProductionCase) -> Sight:
    sight = account.sight
    if sight.missing_records is None:
        missing = account.missing_records(domain_of(case.details.website))
        return replace(sight, missing_records=tuple(missing))
    return sight


def _tell(
    account: Account, case: ProductionCase, at: datetime, what: str, paragraphs: tuple[str, ...]
) -> None:
    for to in (owners_address(account.id), *case.details.additional_contacts):
        account.notify(
            mail(
                account.scope,
                at,
                kind=KIND,
                subject=f"Your request for production access: {what}",
                paragraphs=(f"Case {case.id}.", *paragraphs),
                to=to,
                sender=SUPPORT,
                case_id=case.id,
            )
        )


def _case_id(account: Account) -> str:
    # Fifteen digits, as in the console of AWS Support.
    return f"1{int.from_bytes(account.ids.bytes(8), 'big') % 10 ** (_DIGITS - 1):014d}"

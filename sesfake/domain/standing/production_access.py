"""Production access: the request, and what the tester may say to it.

While a request is under review its details cannot be edited. Details alone, without a request, are
not reviewed; an account in production stays there whatever its details say.
https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html
"""

from __future__ import annotations

from sesfake.domain.account import Account
from sesfake.domain.standing.details import AccountDetails, check_website
from sesfake.domain.standing.production_case import DENIED, FAILED, PENDING, ProductionCase
from sesfake.errors import DetailsUnderReview

_DIGITS = 15


def put_details(account: Account, details: AccountDetails, *, asks_for_production: bool) -> None:
    """Keep the details, and open a case if they ask for production access."""
    check_website(details.website)
    waiting = pending(account)
    if waiting is not None:
        raise DetailsUnderReview(waiting.id, account.hand)
    account.details = details
    if asks_for_production and not account.is_in_production:
        cases = account.production_cases
        denied = next((case for case in cases if case.so_far == DENIED), None)
        case = ProductionCase(account, details, _case_id(account))
        cases.append(case)
        case._begin(denied)  # noqa: SLF001 - it is not for testers


def grant(
    account: Account, max_24_hour_send: float | None = None, max_send_rate: float | None = None
) -> None:
    """Say yes, whether there is a request or not."""
    case = latest(account)
    if case is not None and case.so_far in (PENDING, DENIED) and not account.is_in_production:
        case._grant(account.clock.now())  # noqa: SLF001 - nor is this
    account.leave_sandbox(max_24_hour_send, max_send_rate)


def pending(account: Account) -> ProductionCase | None:
    """The request that waits for an answer."""
    case = latest(account)
    return case if case is not None and case.so_far == PENDING else None


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
    return case.so_far, None if case.so_far == FAILED else case.id


def _case_id(account: Account) -> str:
    # Fifteen digits, as in the console of AWS Support.
    return f"1{int.from_bytes(account.ids.bytes(8), 'big') % 10 ** (_DIGITS - 1):014d}"

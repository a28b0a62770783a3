"""The suppression lists of account and tenants in v2; v1 has no calls for them.

The sandbox may use them, too: the guide says no, the service lets it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.paging import BadToken
from sesfake.domain.suppression.suppression_list import (
    DEFAULT_PAGE,
    MAX_PAGE,
    REASONS,
    SuppressedDestination,
    SuppressionFilter,
    SuppressionList,
    check_destination,
)
from sesfake.domain.tenants.tenants import Tenant
from sesfake.errors import InvalidNextToken, InvalidParameter
from sesfake.v2.option_blocks import given_validation


def put_suppressed_destination(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    address = _address(request)
    _suppression_list(account, request).put(address, request["Reason"])
    return {}


def get_suppressed_destination(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    address = _address(request)
    entry = _suppression_list(account, request).get(address)
    shown = {**_summary(entry), "TenantName": request.get("TenantName")}
    if entry.message_id is not None:  # an event has put it there
        shown["Attributes"] = {"MessageId": entry.message_id, "FeedbackId": entry.feedback_id}
    return {"SuppressedDestination": shown}


def delete_suppressed_destination(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    address = _address(request)
    _suppression_list(account, request).delete(address)
    return {}


def list_suppressed_destinations(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size = request.get("PageSize", DEFAULT_PAGE)
    if not 1 <= size <= MAX_PAGE:
        raise InvalidParameter(
            f"Page size {size} is invalid, expected a number between 1 and {MAX_PAGE}"
        )
    asked = SuppressionFilter(
        frozenset(request.get("Reasons") or REASONS),
        request.get("StartDate"),
        request.get("EndDate"),
    )
    tenant = _tenant(account, request)
    entries = account.suppression if tenant is None else tenant.suppression
    pages = asked.pages("" if tenant is None else tenant.id)
    found = filter(asked.selects, entries)
    try:
        page = pages.page(found, account.region, size, request.get("NextToken"))
    except BadToken:
        raise InvalidNextToken from None
    return {
        "SuppressedDestinationSummaries": [_summary(entry) for entry in page.items],
        "NextToken": page.next_token,
    }


def put_account_suppression_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    # Left out, no reason counts (facts: events 7.2).
    account.suppression.reasons = tuple(dict.fromkeys(request.get("SuppressedReasons", ())))
    if "ValidationAttributes" in request:  # left out, they stay (a guess)
        account.auto_validation = given_validation(request["ValidationAttributes"])
    return {}


def _suppression_list(account: Account, request: Mapping[str, Any]) -> SuppressionList:
    tenant = _tenant(account, request)
    return account.suppression if tenant is None else tenant.suppression


def _tenant(account: Account, request: Mapping[str, Any]) -> Tenant | None:
    # The guide wants tenant-level suppression to be enabled before. No error is documented for it,
    # and a configuration set may put the list to use without; so it is always there (a guess).
    return account.tenants.get(request["TenantName"]) if "TenantName" in request else None


def _address(request: Mapping[str, Any]) -> str:
    address: str = request["EmailAddress"]
    check_destination(address)
    return address


def _summary(entry: SuppressedDestination) -> dict[str, Any]:
    return {
        "EmailAddress": entry.address,
        "Reason": entry.reason,
        "LastUpdateTime": entry.updated_at,
    }

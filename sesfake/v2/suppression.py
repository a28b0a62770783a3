"""The suppression list in v2; v1 has no calls for it.

The sandbox may use it, too: the guide says no, the service lets it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.paging import BadToken
from sesfake.domain.suppression import (
    DEFAULT_PAGE,
    MAX_PAGE,
    REASONS,
    SuppressedDestination,
    SuppressionFilter,
    SuppressionList,
    check_destination,
)
from sesfake.errors import (
    InvalidNextToken,
    InvalidParameter,
    NotModelled,
    RequestedTenantNotFound,
)


def put_suppressed_destination(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    address = _address(request)
    _suppression_list(account, request).put(address, request["Reason"])
    return {}


def get_suppressed_destination(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    address = _address(request)
    entry = _suppression_list(account, request).get(address)
    shown = _summary(entry)
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
    found = filter(asked.selects, _suppression_list(account, request))
    try:
        page = asked.pages.page(found, account.region, size, request.get("NextToken"))
    except BadToken:
        raise InvalidNextToken from None
    return {
        "SuppressedDestinationSummaries": [_summary(entry) for entry in page.items],
        "NextToken": page.next_token,
    }


def put_account_suppression_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    if "ValidationAttributes" in request:
        raise NotModelled("sesv2 PutAccountSuppressionAttributes with ValidationAttributes")
    # Left out, no reason counts (facts: events 7.2).
    account.suppression.reasons = tuple(dict.fromkeys(request.get("SuppressedReasons", ())))
    return {}


def _suppression_list(account: Account, request: Mapping[str, Any]) -> SuppressionList:
    if "TenantName" in request:  # there are no tenants yet
        raise RequestedTenantNotFound(request["TenantName"])
    return account.suppression


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

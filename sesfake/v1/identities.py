"""Identities in v1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.identities import IDENTITY_PAGES
from sesfake.domain.paging import BadToken
from sesfake.errors import InvalidParameter

MAX_PAGE = 1000


def verify_email_identity(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    account.identities.create_email_address(request["EmailAddress"])
    return {}


def list_identities(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size = request.get("MaxItems", MAX_PAGE)
    if not 1 <= size <= MAX_PAGE:
        raise InvalidParameter(
            f"Value {size} for parameter MaxItems is invalid. "
            f"MaxItems must be between 1 and {MAX_PAGE}."
        )
    wanted = request.get("IdentityType")
    identities = [i for i in account.identities if wanted in (None, i.type.value)]
    token = request.get("NextToken")
    try:
        page = IDENTITY_PAGES.page(identities, account.region, size, token)
    except BadToken:
        raise InvalidParameter(f"Invalid NextToken <{token}>.") from None
    return {"Identities": [i.name for i in page.items], "NextToken": page.next_token}

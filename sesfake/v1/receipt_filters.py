"""IP filters: who may hand mail in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.receiving.filters import ReceiptFilter, ReceiptFilters
from sesfake.domain.receiving.receiving_regions import check_receives


def create_receipt_filter(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    given = request["Filter"]
    addresses = given["IpFilter"]
    _filters(account).add(ReceiptFilter(given["Name"], addresses["Policy"], addresses["Cidr"]))
    return {}


def delete_receipt_filter(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    _filters(account).delete(request["FilterName"])
    return {}


def list_receipt_filters(
    account: Account,
    request: Mapping[str, Any],
) -> dict[str, Any]:
    filters = [
        {"Name": one.name, "IpFilter": {"Policy": one.policy, "Cidr": one.cidr}}
        for one in _filters(account)
    ]
    return {"Filters": filters}


def _filters(account: Account) -> ReceiptFilters:
    check_receives(account.region)
    return account.receipt_filters

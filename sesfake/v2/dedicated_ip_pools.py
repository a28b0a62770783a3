"""Pools of dedicated addresses in v2; v1 has no calls for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sesfake.domain.account import Account
from sesfake.domain.dedicated_ips.pools import (
    MAX_PAGE,
    POOL_PAGES,
    STANDARD,
    check_pool_name,
    check_scaling_mode,
)
from sesfake.domain.paging import Page, Pager
from sesfake.errors import InvalidParameter
from sesfake.v2 import pages
from sesfake.v2.tags import given_tags

_Item = TypeVar("_Item")


def create_dedicated_ip_pool(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    name = checked_pool_name(request["PoolName"])
    mode = request.get("ScalingMode", STANDARD)
    check_scaling_mode(mode)
    account.dedicated_ips.pools.add(name, mode, given_tags(request))
    return {}


def get_dedicated_ip_pool(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found = account.dedicated_ips.pools.get(checked_pool_name(request["PoolName"]))
    return {"DedicatedIpPool": {"PoolName": found.name, "ScalingMode": found.scaling_mode}}


def list_dedicated_ip_pools(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    page = page_of(account, POOL_PAGES, account.dedicated_ips.pools, request)
    return {"DedicatedIpPools": [pool.name for pool in page.items], "NextToken": page.next_token}


def delete_dedicated_ip_pool(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    account.dedicated_ips.delete_pool(checked_pool_name(request["PoolName"]))
    return {}


def put_dedicated_ip_pool_scaling_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = checked_pool_name(request["PoolName"])
    check_scaling_mode(request["ScalingMode"])
    account.dedicated_ips.pools.scale(name, request["ScalingMode"])
    return {}


def checked_pool_name(name: str) -> str:
    """The name of a pool that a call is about; raises InvalidParameter."""
    check_pool_name(name)
    return name


def page_of(
    account: Account, pager: Pager[_Item], found: Iterable[_Item], request: Mapping[str, Any]
) -> Page[_Item]:
    """The page that a call asks for, of pools or addresses; raises InvalidParameter."""
    size: int = request.get("PageSize", MAX_PAGE)
    if not 1 <= size <= MAX_PAGE:
        raise InvalidParameter(f"The page size must be in [1, {MAX_PAGE}] range.")
    token = request.get("NextToken")
    return pages.page_of(account, pager, found, size, token, "Invalid next token.")

"""Dedicated addresses in v2: where they are, how far they are warmed up, who blocks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.dedicated_ips.dedicated_ip import IP_PAGES, DedicatedIp
from sesfake.domain.dedicated_ips.dedicated_ips import checked_percentage
from sesfake.v2.dedicated_ip_pools import checked_pool_name, page_of


def get_dedicated_ip(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    return {"DedicatedIp": _shown(account, account.dedicated_ips.get(request["Ip"]))}


def get_dedicated_ips(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found: Iterable[DedicatedIp] = account.dedicated_ips
    if "PoolName" in request:
        pool = account.dedicated_ips.pools.get(checked_pool_name(request["PoolName"]))
        found = [ip for ip in found if ip.pool is pool]
    page = page_of(account, IP_PAGES, found, request)
    return {
        "DedicatedIps": [_shown(account, ip) for ip in page.items],
        "NextToken": page.next_token,
    }


def put_dedicated_ip_in_pool(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    pool = checked_pool_name(request["DestinationPoolName"])
    account.dedicated_ips.move(request["Ip"], pool)
    return {}


def put_dedicated_ip_warmup_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    percentage = checked_percentage(request.get("WarmupPercentage"))
    account.dedicated_ips.warm_up(request["Ip"], percentage)
    return {}


def put_account_dedicated_ip_warmup_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    # A switch that is left out is off (facts: resources 0.3).
    account.dedicated_ips.switch_warmup(automatic=request.get("AutoWarmupEnabled", False))
    return {}


def get_blacklist_reports(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found = account.dedicated_ips.listings(request["BlacklistItemNames"])
    return {
        "BlacklistReport": {
            address: [
                {
                    "RblName": listing.name,
                    "ListingTime": listing.since,
                    "Description": listing.description,
                }
                for listing in listings
            ]
            for address, listings in found.items()
        }
    }


def _shown(account: Account, ip: DedicatedIp) -> dict[str, Any]:
    now = account.clock.now()
    return {
        "Ip": ip.address,
        "WarmupStatus": ip.status(now),
        "WarmupPercentage": ip.percentage(now),
        "PoolName": ip.pool.name,
    }

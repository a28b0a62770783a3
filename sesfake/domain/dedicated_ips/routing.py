"""Which address sends a message.

It is one of the pool that the configuration set names, or else of the default pool. Of addresses
with room today it is the one that has waited longest. If none has, because all are warming up, it
goes to addresses of earlier leases, in whatever pool; who has none, because the account leases for
the first time, sends through the addresses that Amazon's customers share. What counts against the
daily quota counts here: recipients, without those of the simulator.
https://aws.amazon.com/blogs/messaging-and-targeting/amazon-ses-can-now-automatically-warm-up-your-dedicated-ip-addresses/
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSet
from sesfake.domain.configuration_sets.options import check_pool
from sesfake.domain.dedicated_ips.dedicated_ip import DedicatedIp
from sesfake.domain.dedicated_ips.dedicated_ips import DedicatedIps
from sesfake.domain.dedicated_ips.pools import DEFAULT_POOL, SHARED_POOL


class Route(NamedTuple):
    """The pool that a message was sent through, and the address, if it is the account's own."""

    pool: str
    ip: str | None = None


def named_pool(ips: DedicatedIps, configuration_set: ConfigurationSet | None) -> str | None:
    """The pool that a set names, if it does; raises SendingPoolNotFound where it was deleted."""
    delivery = None if configuration_set is None else configuration_set.delivery
    if delivery is None or delivery.pool is None:
        return None
    check_pool(ips.pools, delivery.pool)
    return delivery.pool


def route(ips: DedicatedIps, pool: str | None, mails: int) -> Route | None:
    """The way of so many mails, which count then; None where nothing is the account's own.

    A pool without any address keeps its name, and Amazon's shared addresses send.
    """
    if pool is None and not ips:
        return None
    name = pool or DEFAULT_POOL
    members = [ip for ip in ips if ip.pool.name == name]
    if not members:
        return None if pool is None else Route(name)
    now = ips.clock.now()
    ip = _next(members, mails, now)
    if ip is None:
        latest = max(member.lease for member in members)
        earlier = [ip for ip in ips if ip.lease < latest and not ip.pool.is_managed]
        ip = _next(earlier, mails, now)
    if ip is None:
        return Route(SHARED_POOL)
    ip.send(mails, now)
    ip.used = next(ips.uses)
    return Route(ip.pool.name, ip.address)


def _next(ips: Iterable[DedicatedIp], mails: int, now: datetime) -> DedicatedIp | None:
    able = (ip for ip in ips if ip.has_room(mails, now))
    return min(able, key=lambda ip: ip.used, default=None)

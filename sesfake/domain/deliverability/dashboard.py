"""The subscription to the Deliverability dashboard, of an account and of its domains.

It is paid by the month: what is ended goes on until the last second of the month, in UTC. A domain
that is left out of a list is ended; without a list the domains stay as they are.
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutDeliverabilityDashboardOption.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from sesfake.clock import Clock
from sesfake.errors import DashboardNotEnabled, DomainNotSubscribed


class DashboardStatus(Enum):
    ACTIVE = "ACTIVE"
    PENDING_EXPIRATION = "PENDING_EXPIRATION"
    DISABLED = "DISABLED"


@dataclass(frozen=True)
class PlacementTracking:
    """At which providers it is looked where a domain's mail arrives: all, or those named."""

    is_global: bool = True
    providers: tuple[str, ...] = ()

    def covers(self, provider: str) -> bool:
        return self.is_global or provider in self.providers


@dataclass
class Subscription:
    """That of one domain."""

    domain: str
    started_at: datetime
    tracking: PlacementTracking
    expires_at: datetime | None = None


class Dashboard:
    """The subscription of one account in one region."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._is_enabled = False
        self._expires_at: datetime | None = None
        self._by_domain: dict[str, Subscription] = {}

    def enable(self, wanted: Mapping[str, PlacementTracking] | None) -> None:
        """Subscribe, for certain domains; those not among them end with the month."""
        self._catch_up()
        now = self._clock.now()
        self._is_enabled, self._expires_at = True, None
        if wanted is None:
            return
        for name, subscription in self._by_domain.items():
            if name not in wanted:
                subscription.expires_at = subscription.expires_at or _end_of_month(now)
        for name, tracking in wanted.items():
            known = self._by_domain.get(name)
            started_at = now if known is None else known.started_at
            self._by_domain[name] = Subscription(name, started_at, tracking)

    def disable(self) -> None:
        """End it with the month, if there is one."""
        self._catch_up()
        if not self._is_enabled:
            return
        end = _end_of_month(self._clock.now())
        self._expires_at = self._expires_at or end
        for subscription in self._by_domain.values():
            subscription.expires_at = subscription.expires_at or end

    @property
    def status(self) -> DashboardStatus:
        self._catch_up()
        if not self._is_enabled:
            return DashboardStatus.DISABLED
        is_ending = self._expires_at is not None
        return DashboardStatus.PENDING_EXPIRATION if is_ending else DashboardStatus.ACTIVE

    @property
    def expires_at(self) -> datetime | None:
        """When it ends, if it does."""
        self._catch_up()
        return self._expires_at

    @property
    def subscriptions(self) -> list[Subscription]:
        """Those of the domains, as they were first named."""
        self._catch_up()
        return list(self._by_domain.values())

    def check(self) -> None:
        """Raise DashboardNotEnabled while there is no subscription."""
        if self.status is DashboardStatus.DISABLED:
            raise DashboardNotEnabled

    def of_domain(self, domain: str) -> Subscription:
        """The subscription of a domain; raises DashboardNotEnabled, DomainNotSubscribed."""
        self.check()
        found = self._by_domain.get(domain.lower())
        if found is None:
            raise DomainNotSubscribed(domain)
        return found

    def _catch_up(self) -> None:
        now = self._clock.now()
        if self._expires_at is not None and now > self._expires_at:
            self._is_enabled, self._expires_at = False, None
        self._by_domain = {
            name: one
            for name, one in self._by_domain.items()
            if one.expires_at is None or now <= one.expires_at
        }


def _end_of_month(now: datetime) -> datetime:
    next_month = now.replace(day=28) + timedelta(days=4)
    first = next_month.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return first - timedelta(seconds=1)

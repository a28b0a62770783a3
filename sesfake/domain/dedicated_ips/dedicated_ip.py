"""One leased address: its pool, how far it is warmed up, how much it has sent today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sesfake.domain.dedicated_ips import warmup
from sesfake.domain.dedicated_ips.pools import Pool
from sesfake.domain.paging import Pager


@dataclass(frozen=True)
class Listing:
    """That an address is on somebody's block list."""

    name: str
    since: datetime
    description: str | None = None


@dataclass(eq=False)
class DedicatedIp:
    """`lease` counts the account's leases: what is over goes to addresses of earlier ones.

    `begun` is when its warm-up began; None when it is complete. `used` counts the mails of the
    account up to the last that it has sent: the next is for who has waited longest.
    """

    address: str
    pool: Pool
    place: str  # in lists
    lease: int
    begun: datetime | None
    used: int = 0
    listings: dict[str, Listing] = field(default_factory=dict)  # by the name of the block list
    _today: date = date.min
    _sent_today: int = 0

    def percentage(self, now: datetime) -> int:
        """How far it is warmed up; -1 where Amazon sees to it."""
        return -1 if self.pool.is_managed else warmup.percentage(self.begun, now)

    def status(self, now: datetime) -> str:
        """As answers tell it."""
        if self.pool.is_managed:
            return "NOT_APPLICABLE"
        return "DONE" if self.percentage(now) == warmup.COMPLETE else "IN_PROGRESS"

    def has_room(self, mails: int, now: datetime) -> bool:
        """Whether it may send so many more today; once it is warmed up it always may."""
        begun = self.begun
        if begun is None or self.pool.is_managed or now - begun >= warmup.LASTS:
            return True
        sent = self._sent_today if self._today == now.date() else 0
        return sent + mails <= warmup.daily_maximum(begun, now)

    def send(self, mails: int, now: datetime) -> None:
        """Count what it sends."""
        if self._today != now.date():
            self._today, self._sent_today = now.date(), 0
        self._sent_today += mails


IP_PAGES: Pager[DedicatedIp] = Pager("dedicated-ips", position=lambda ip: ip.place)

"""The pricing plan of an account: what it is billed by, and nothing else.

A change takes effect with the next month, and until then there is no other. No plan changes what
becomes of mail (facts: resources 9.1).
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from sesfake.clock import Clock
from sesfake.errors import PricingChangePending

NO_PLAN = "NONE"
_LONGER_THAN_A_MONTH = timedelta(days=32)


class Pricing:
    """The plan of now, and the one that is to follow."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._before = NO_PLAN
        self._chosen: str | None = None
        self._from: datetime | None = None  # since when the chosen one holds

    @property
    def is_chosen(self) -> bool:
        """Whether anybody has ever chosen a plan."""
        return self._chosen is not None

    @property
    def current(self) -> str:
        """The plan that holds now."""
        return self._before if self._chosen is None or self._is_pending else self._chosen

    @property
    def next(self) -> str | None:
        """The plan of the next month, if it is another."""
        return self._chosen if self._is_pending else None

    def choose(self, plan: str) -> None:
        """Change the plan with the next month; raises PricingChangePending."""
        if self._from is not None and self._is_pending:
            raise PricingChangePending(self._from)
        self._before = self.current
        self._chosen = plan
        self._from = None if plan == self._before else _next_month(self._clock.now())

    @property
    def _is_pending(self) -> bool:
        return self._from is not None and self._clock.now() < self._from


def _next_month(now: datetime) -> datetime:
    """The beginning of it, in UTC."""
    first = now.astimezone(timezone.utc).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + _LONGER_THAN_A_MONTH).replace(day=1)

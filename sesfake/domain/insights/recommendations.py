"""Recommendations: what SES has found that could be better, and what of it has been mended.

SES looks when somebody lists them, and when the Virtual Deliverability Manager is switched on; so
that is when an issue is found and when it is seen to be fixed (a guess: AWS looks once a day). What
is fixed is told for 30 days.
https://docs.aws.amazon.com/ses/latest/dg/vdm-advisor.html
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from sesfake.domain.insights.authentication import domain_findings
from sesfake.domain.insights.finding import Finding
from sesfake.domain.insights.rates import identity_rates, tenant_rates
from sesfake.domain.paging import Pager, place
from sesfake.domain.vdm import is_on

if TYPE_CHECKING:
    from sesfake.domain.account import Account

FIXED_FOR = timedelta(days=30)  # facts: events 9
MAX_PAGE = 100
_TENANT = ":tenant/"


class Status(Enum):
    OPEN = "OPEN"
    FIXED = "FIXED"


@dataclass
class Recommendation:
    """One issue. It is one and the same while its words and its impact change."""

    number: int
    finding: Finding
    created_at: datetime
    updated_at: datetime
    status: Status = Status.OPEN


RECOMMENDATION_PAGES: Pager[Recommendation] = Pager(
    "recommendations", position=lambda found: place(found.number)
)


class Recommendations:
    """Those of one account in one region, in the order in which they were found."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str], Recommendation] = {}
        self._numbers = itertools.count()

    def look(self, account: Account) -> list[Recommendation]:
        """All there are by now."""
        now = account.clock.now()
        if not is_on(account.vdm):  # then only tenants are looked at
            self._known = {k: known for k, known in self._known.items() if _TENANT in k[0]}
        self._note({finding.key: finding for finding in _findings(account)}, now)
        return list(self._known.values())

    def _note(self, found: Mapping[tuple[str, str, str], Finding], now: datetime) -> None:
        for key, finding in found.items():
            known = self._known.get(key)
            if known is None:
                self._known[key] = Recommendation(next(self._numbers), finding, now, now)
            elif known.status is Status.FIXED or known.finding != finding:
                known.finding, known.status, known.updated_at = finding, Status.OPEN, now
        for key, known in list(self._known.items()):
            if key not in found and known.status is Status.OPEN:
                known.status, known.updated_at = Status.FIXED, now
            if known.status is Status.FIXED and now - known.updated_at >= FIXED_FOR:
                del self._known[key]


def _findings(account: Account) -> Iterable[Finding]:
    yield from tenant_rates(account)
    if not is_on(account.vdm):
        return
    for identity in account.identities:
        if identity.is_domain and identity.is_verified:
            yield from domain_findings(account, identity)
    yield from identity_rates(account)

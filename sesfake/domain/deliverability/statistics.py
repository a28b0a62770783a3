"""The statistics of a domain: how much of its mail is in inboxes, by day and by provider.

https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetDomainStatisticsReport.html
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from sesfake.domain.deliverability.arrivals import Arrival
from sesfake.domain.figures.daily_metrics import UNKNOWN_ISP
from sesfake.errors import InvalidParameter
from sesfake.guesses.deliverability import BAD_INTERVAL, LONG_INTERVAL

LONGEST_INTERVAL = timedelta(days=30)


class Volume(NamedTuple):
    """How many mails are where."""

    inbox: int
    spam: int

    @property
    def inbox_percentage(self) -> float:
        return percentage(self.inbox, sum(self))

    @property
    def spam_percentage(self) -> float:
        return percentage(self.spam, sum(self))


def percentage(part: float, whole: float) -> float:
    """Of nothing, nothing."""
    return 100 * part / whole if whole else 0.0


def volume(arrivals: Iterable[Arrival]) -> Volume:
    spam = [one.is_spam for one in arrivals]
    return Volume(spam.count(False), spam.count(True))


def by_provider(arrivals: Sequence[Arrival]) -> dict[str, Volume]:
    """The volumes at providers that are known by name, in order of name."""
    names = sorted({one.provider for one in arrivals} - {UNKNOWN_ISP})
    return {name: volume(one for one in arrivals if one.provider == name) for name in names}


def read_rate(arrivals: Sequence[Arrival]) -> float:
    """How many of a hundred were opened."""
    return percentage(sum(one.is_read for one in arrivals), len(arrivals))


def days(start: datetime, end: datetime) -> list[datetime]:
    """The days of an interval, first and last included; raises InvalidParameter."""
    if start > end:
        raise InvalidParameter(BAD_INTERVAL)
    if end - start > LONGEST_INTERVAL:
        raise InvalidParameter(LONG_INTERVAL.format(days=LONGEST_INTERVAL.days))
    first, last = midnight(start), midnight(end)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def midnight(at: datetime) -> datetime:
    """The beginning of a day, in UTC."""
    utc = at.astimezone(timezone.utc)
    return utc.replace(hour=0, minute=0, second=0, microsecond=0)

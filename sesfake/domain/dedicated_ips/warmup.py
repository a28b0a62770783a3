"""The plan by which a new address is warmed up: 45 days, each with a daily maximum.

The process goes by time, whatever is sent (facts: events 10). The maximum of the first day is 50
and that of the last 50,000; Amazon publishes no more than the latter, so that it grows by the same
factor every day between the two is a guess. Days are those of UTC.
https://docs.aws.amazon.com/ses/latest/dg/dedicated-ip-warming.html
"""

from __future__ import annotations

from datetime import datetime, timedelta

DAYS = 45
LASTS = timedelta(days=DAYS)
FIRST_MAXIMUM, LAST_MAXIMUM = 50, 50_000
COMPLETE = 100  # percent
_PERCENT = LASTS / COMPLETE


def begun_at(percentage: int, now: datetime) -> datetime | None:
    """When a process began that is so far by now; None once it is complete."""
    return None if percentage >= COMPLETE else now - percentage * _PERCENT


def percentage(begun: datetime | None, now: datetime) -> int:
    """How far it is, from 0 to 100; what has never begun, or has ended, is complete."""
    return COMPLETE if begun is None else max(0, min((now - begun) // _PERCENT, COMPLETE))


def daily_maximum(begun: datetime, now: datetime) -> int:
    """How many mails an address may send on a day of the process."""
    day = max(0, min((now.date() - begun.date()).days, DAYS - 1))
    growth: float = (LAST_MAXIMUM / FIRST_MAXIMUM) ** (day / (DAYS - 1))
    return round(FIRST_MAXIMUM * growth)

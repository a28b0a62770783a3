"""When Amazon's reviewers answer: business days, Fridays and weekends, all in UTC.

The numbers are of "AWS SES production access: how to get approved in under 24 hours" (April 2026).
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

# "Submitting on a Friday adds 1-2 days": the morning adds one, the afternoon two.
FRIDAY_ADDS = (timedelta(days=1), timedelta(days=2))

MONDAY, FRIDAY, SATURDAY = 0, 4, 5
NOON = 12


def is_monday_morning(at: datetime) -> bool:
    """When reviews are the fastest."""
    return at.weekday() == MONDAY and at.hour < NOON


def after_hours(start: datetime, hours: float) -> datetime:
    """So many hours of a reviewer later. A weekend's requests are first seen on Monday."""
    begun = _first_seen(start)
    due = begun + timedelta(hours=hours)
    if begun.weekday() == FRIDAY:
        due += FRIDAY_ADDS[begun.hour >= NOON]
    return due


def after_business_days(start: datetime, days: int) -> datetime:
    """So many business days later, at the same time of the day."""
    due = _first_seen(start)
    for _ in range(days):
        due += timedelta(days=1)
        while due.weekday() >= SATURDAY:
            due += timedelta(days=1)
    return due


def _first_seen(at: datetime) -> datetime:
    if at.weekday() < SATURDAY:
        return at
    monday = at.date() + timedelta(days=7 - at.weekday())
    return datetime.combine(monday, time(), at.tzinfo)

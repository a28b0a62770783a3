"""Whether what a test says of an enforcement can be: the issue, and how long a probation lasts."""

from __future__ import annotations

from datetime import datetime, timedelta

from sesfake.fake.checks.given import check_reason

_ISSUES = {"bounce": "bounces", "complaint": "complaints"}
_MOST_DAYS = 36_500


def issue(reason: str) -> str:
    """The issue: of the two that are known, the word for it, else as it is."""
    check_reason(reason)
    word = reason.strip().casefold()
    return _ISSUES.get(word.removesuffix("s"), reason)


def deadline(
    days: float | None, given: datetime | None, now: datetime, default: timedelta
) -> datetime:
    if days is not None and given is not None:
        raise TypeError("give days= or deadline=, not both.")
    if given is None:
        given = now + (default if days is None else _days(days))
    elif not isinstance(given, datetime) or given.tzinfo is None:
        raise TypeError(
            "deadline= is an aware datetime, such as ses.clock.now() + timedelta(days=7), not "
            f"{given!r}."
        )
    if given <= now:
        raise ValueError(f"a probation ends later than now: {given} is not after {now}.")
    return given


def _days(days: float) -> timedelta:
    if not isinstance(days, (int, float)) or isinstance(days, bool):
        raise TypeError(f"days= is a number, as in days=7, not {days!r}.")
    if not 0 < days <= _MOST_DAYS:
        raise ValueError(f"a probation ends later than now, and some day: not after {days!r} days.")
    return timedelta(days=days)

"""Sending statistics: what was sent in the last two weeks, in data points of fifteen minutes.

Recipients are counted, not messages; bounces and complaints of the mailbox simulator and of
suppressed addresses do not count. Only quarters of an hour with traffic have a data point, and
Amazon promises no order: code that needs one must sort, so here they come out of order on purpose,
the same from run to run.
https://docs.aws.amazon.com/ses/latest/APIReference/API_GetSendStatistics.html
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from sesfake.domain.events.event import Event

QUARTER = timedelta(minutes=15)
TWO_WEEKS = timedelta(weeks=2)
# Amazon's quarters do not begin on the hour; samples show :23 and :53, :25 and :55, :02 and :17.
_FIRST_QUARTER = datetime(1970, 1, 1, 0, 8, tzinfo=timezone.utc)
_SCATTER = 2654435761  # a prime: neighbouring quarters end up far apart


@dataclass
class DataPoint:
    """What happened to how many recipients in the quarter of an hour from `started_at`, in UTC."""

    started_at: datetime
    delivery_attempts: int = 0
    bounces: int = 0
    complaints: int = 0
    rejects: int = 0


_COUNTERS = {
    "Send": "delivery_attempts",
    "Bounce": "bounces",
    "Complaint": "complaints",
    "Reject": "rejects",
}


def data_points(events: Iterable[Event], now: datetime) -> list[DataPoint]:
    """The statistics of an account's events, as of now."""
    quarters: dict[int, DataPoint] = {}
    for event in events:
        counter = _COUNTERS.get(event.type)
        if counter is None or not event.counted or event.timestamp <= now - TWO_WEEKS:
            continue
        number = (event.timestamp - _FIRST_QUARTER) // QUARTER
        point = quarters.setdefault(number, DataPoint(_FIRST_QUARTER + number * QUARTER))
        setattr(point, counter, getattr(point, counter) + event.counted)
    return [quarters[n] for n in sorted(quarters, key=lambda n: n * _SCATTER % 2**32)]

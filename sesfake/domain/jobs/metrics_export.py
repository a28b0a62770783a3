"""The export of metrics by day: a line for each day and each combination of dimension values.

The sums are those of BatchGetMetricData. A rate is relative to the mail sent on that day.
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MetricsDataSource.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timezone
from typing import ClassVar, NamedTuple

from sesfake.domain.figures.daily_metrics import daily, dimensions_of, is_eligible
from sesfake.domain.jobs.files import Extract, Value
from sesfake.domain.messages.message import Message
from sesfake.errors import InvalidParameter
from sesfake.guesses.insights import METRIC_WITHOUT_NAME, WILDCARD_AND_SEVERAL

_ALL = "*"
_RATE = "RATE"
_SENT = "SEND"


class ExportMetric(NamedTuple):
    """A metric, and whether it is a `VOLUME` or a `RATE`."""

    name: str | None
    aggregation: str | None = None

    @property
    def column(self) -> str:
        return f"{self.name}_{self.aggregation or 'VOLUME'}"


@dataclass(frozen=True)
class MetricsSource:
    """Which metrics, of which mail, of which days."""

    type: ClassVar[str] = "METRICS_DATA"

    namespace: str
    dimensions: Mapping[str, Sequence[str]]
    metrics: Sequence[ExportMetric]
    start: datetime
    end: datetime

    def check(self) -> None:
        """Raise InvalidParameter for what makes no sense (facts: resources 9.3)."""
        if self.start >= self.end:
            raise InvalidParameter("Invalid date range")
        if not (_is_midnight(self.start) and _is_midnight(self.end)):
            raise InvalidParameter(
                "To get daily aggregated data you must not specify partial-day timestamps. Please "
                "make your interval go from midnight to midnight UTC."
            )
        lists = self.dimensions.values()
        if any(_ALL in values for values in lists) and any(len(values) > 1 for values in lists):
            raise InvalidParameter(WILDCARD_AND_SEVERAL)
        if any(metric.name is None for metric in self.metrics):
            raise InvalidParameter(METRIC_WITHOUT_NAME)

    def extract(self, newest_first: Iterable[Message]) -> Extract:
        names = list(self.dimensions)
        groups: dict[tuple[str, ...], list[Message]] = {}
        processed = 0
        for message in newest_first:
            if not is_eligible(message):
                continue
            has = dimensions_of(message)
            values = [has[name] for name in names]
            if all(map(self._asks_for, names, values)) and any(self._sums([message]).values()):
                groups.setdefault(tuple(map(str, values)), []).append(message)
                processed += 1
        columns = ["Date", *names, *dict.fromkeys(metric.column for metric in self.metrics)]
        rows = [
            {**row, **dict(zip(names, group, strict=True))}
            for group in sorted(groups)
            for row in self._days(groups[group])
        ]
        return Extract(columns, sorted(rows, key=lambda row: str(row["Date"])), processed)

    def object_name(self, job_id: str, at: str) -> str:
        return f"ses-metrics-{at}-{job_id}"

    def _asks_for(self, name: str, value: str | None) -> bool:
        asked = self.dimensions[name]
        return value is not None and (_ALL in asked or value in asked)

    def _days(self, messages: list[Message]) -> Iterator[dict[str, Value]]:
        sums = self._sums(messages)
        for day in sorted({day for found in sums.values() for day in found}):
            row: dict[str, Value] = {"Date": f"{day:%Y-%m-%d}"}
            sent = sums[_SENT].get(day, 0)
            for metric in self.metrics:
                count = sums[metric.name or ""].get(day, 0)
                is_rate = metric.aggregation == _RATE
                row[metric.column] = (count / sent if sent else None) if is_rate else count
            yield row

    def _sums(self, messages: list[Message]) -> dict[str, dict[datetime, int]]:
        """By metric and day; mail that was sent is among them for the rates."""
        wanted = {metric.name or "" for metric in self.metrics} | {_SENT}
        return {name: daily(messages, name, {}, self.start, self.end) for name in wanted}


def _is_midnight(at: datetime) -> bool:
    return at.astimezone(timezone.utc).time() == time()

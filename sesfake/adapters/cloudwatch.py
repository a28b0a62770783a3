"""CloudWatch as moto has it: metrics put there in few calls, and the calls that read them.

Alike metrics of one second are put together, which is as fine as CloudWatch keeps anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sesfake.domain.neighbours.parcels import METRICS, Metric

_MOST = 1000  # data in one call
_READING = frozenset({"GetMetricStatistics", "GetMetricData", "ListMetrics"})


def put_metrics(cloudwatch: Callable[..., Any], metrics: Iterable[Metric]) -> None:
    """Put any number of metrics; `cloudwatch` takes an operation's name, and its parameters."""
    data = _data(metrics)
    while some := list(islice(data, _MOST)):
        cloudwatch("put_metric_data", Namespace=METRICS, MetricData=some)


def reads_metrics(operation: str, body: object) -> bool:
    """Whether a call, as it is about to be sent, asks for metrics of SES, perhaps among others."""
    if operation not in _READING:
        return False
    asked = str(body)  # in whichever protocol, names are legible
    return METRICS in asked or (operation == "ListMetrics" and "Namespace" not in asked)


def _data(metrics: Iterable[Metric]) -> Iterator[dict[str, Any]]:
    alike: dict[tuple[str, tuple[tuple[str, str], ...], datetime], list[float]] = {}
    for metric in metrics:
        second = metric.timestamp.replace(microsecond=0)
        alike.setdefault((metric.name, metric.dimensions, second), []).append(metric.value)
    for (name, dimensions, second), values in alike.items():
        yield {
            "MetricName": name,
            "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions],
            "Timestamp": second,
            "StatisticValues": {
                "SampleCount": len(values),
                "Sum": sum(values),
                "Minimum": min(values),
                "Maximum": max(values),
            },
        }

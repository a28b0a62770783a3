"""Events as metrics of CloudWatch, in the namespace AWS/SES (facts: events 4).

Every event is the value 1 of the metric of its type: once for each event destination, with all of
its dimensions together, and once without any for the account.
https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-cloudwatch.html
"""

from __future__ import annotations

import re

from sesfake.domain.configuration_sets.event_targets import (
    CloudWatchTarget,
    Dimension,
    DimensionSource,
)
from sesfake.domain.events.details import Click
from sesfake.domain.events.event import Event
from sesfake.domain.events.mail_object import original_headers, tags
from sesfake.domain.mails.mails import Mails
from sesfake.domain.mails.matching import Vocabulary
from sesfake.domain.neighbours.parcels import Metric

_VALUE = re.compile(r"[A-Za-z0-9_@.-]{1,255}")


def account_metric(event: Event) -> Metric:
    """What the account's own metrics get, whatever its event destinations."""
    return Metric(_name(event), 1, event.timestamp)


def metric(event: Event, target: CloudWatchTarget) -> Metric | None:
    """What an event destination gets; nothing where a header's value cannot be a dimension's."""
    dimensions = [(one.name, _value(event, one)) for one in target.dimensions]
    for (_, value), one in zip(dimensions, target.dimensions, strict=True):
        if one.source is DimensionSource.EMAIL_HEADER and not _VALUE.fullmatch(value):
            return None
    return Metric(_name(event), 1, event.timestamp, tuple(dimensions))


def _name(event: Event) -> str:
    # As in the JSON, but in one word.
    return event.type.replace(" ", "")


def _value(event: Event, dimension: Dimension) -> str:
    if dimension.source is DimensionSource.MESSAGE_TAG:
        values = tags(event.message, event.details.event_type).get(dimension.name)
        return values[0] if values else dimension.default
    if dimension.source is DimensionSource.LINK_TAG:
        details = event.details
        found = details.link_tags if isinstance(details, Click) else None
        return found[dimension.name][0] if found and dimension.name in found else dimension.default
    for name, value in original_headers(event.message):
        if name.lower() == dimension.name.lower():
            return value
    return dimension.default


class Metrics(Mails[Metric]):
    """Values of metrics, oldest first. Slices and `find` give lists."""

    _noun = "metric"
    _none = "there are no metrics"
    _vocabulary = Vocabulary(
        "Metrics", any_of={}, values=frozenset({"name", "value", "timestamp", "dimensions"})
    )

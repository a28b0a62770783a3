"""Event destinations in v1, which knows eight types of events and three kinds of targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.alike.event_destinations import Dialect
from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.event_destinations import (
    DimensionSource,
    EventDestination,
    EventType,
    FirehoseTarget,
    SnsTarget,
)

_V1 = Dialect(
    types={
        "send": EventType.SEND,
        "reject": EventType.REJECT,
        "bounce": EventType.BOUNCE,
        "complaint": EventType.COMPLAINT,
        "delivery": EventType.DELIVERY,
        "open": EventType.OPEN,
        "click": EventType.CLICK,
        "renderingFailure": EventType.RENDERING_FAILURE,
    },
    sources={source.value: source for source in DimensionSource},
    targets={
        "KinesisFirehoseDestination": (
            FirehoseTarget,
            {"role_arn": "IAMRoleARN", "stream_arn": "DeliveryStreamARN"},
        ),
        "SNSDestination": (SnsTarget, {"topic_arn": "TopicARN"}),
    },
)


def create_configuration_set_event_destination(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    _V1.create(account, request, request["EventDestination"]["Name"])
    return {}


def update_configuration_set_event_destination(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    _V1.update(account, request, request["EventDestination"]["Name"])
    return {}


def shown_destination(destination: EventDestination) -> dict[str, Any]:
    """A destination as DescribeConfigurationSet tells it."""
    return _V1.shown(destination)

"""Event destinations in v2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.alike.event_destinations import Dialect
from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.event_destinations import (
    DimensionSource,
    EventBridgeTarget,
    EventType,
    FirehoseTarget,
    PinpointTarget,
    SnsTarget,
)

_V2 = Dialect(
    types=EventType.__members__,
    sources=DimensionSource.__members__,
    targets={
        "KinesisFirehoseDestination": (
            FirehoseTarget,
            {"role_arn": "IamRoleArn", "stream_arn": "DeliveryStreamArn"},
        ),
        "SnsDestination": (SnsTarget, {"topic_arn": "TopicArn"}),
        "EventBridgeDestination": (EventBridgeTarget, {"bus_arn": "EventBusArn"}),
        "PinpointDestination": (PinpointTarget, {"application_arn": "ApplicationArn"}),
    },
)


def create_configuration_set_event_destination(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    _V2.create(account, request, request["EventDestinationName"])
    return {}


def update_configuration_set_event_destination(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    _V2.update(account, request, request["EventDestinationName"])
    return {}


def get_configuration_set_event_destinations(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    found = account.configuration_sets.named(request.get("ConfigurationSetName", ""))
    return {"EventDestinations": [_V2.shown(one) for one in found.event_destinations.values()]}

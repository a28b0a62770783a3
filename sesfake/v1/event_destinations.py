"""Event destinations in v1, which knows eight types of events and three kinds of targets.

What only v2 knows is left out here: a destination that v2 made is shown with the types that have a
name in v1, and without a target that has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.configuration_sets import check_name
from sesfake.domain.configuration_sets.event_destinations import (
    CloudWatchTarget,
    Dimension,
    DimensionSource,
    EventDestination,
    EventType,
    FirehoseTarget,
    Home,
    SnsTarget,
    Target,
    check_destination_name,
    checked_destination,
)

_TYPES = {
    "send": EventType.SEND,
    "reject": EventType.REJECT,
    "bounce": EventType.BOUNCE,
    "complaint": EventType.COMPLAINT,
    "delivery": EventType.DELIVERY,
    "open": EventType.OPEN,
    "click": EventType.CLICK,
    "renderingFailure": EventType.RENDERING_FAILURE,
}
_SPELLINGS = {type_: spelling for spelling, type_ in _TYPES.items()}


def create_configuration_set_event_destination(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name, destination = _given(account, request)
    account.configuration_sets.get(name).add_destination(destination, account.targets)
    return {}


def update_configuration_set_event_destination(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name, destination = _given(account, request)
    account.configuration_sets.get(name).replace_destination(destination, account.targets)
    return {}


def delete_configuration_set_event_destination(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = request.get("ConfigurationSetName", "")
    check_name(name)
    check_destination_name(request["EventDestinationName"])
    account.configuration_sets.get(name).remove_destination(request["EventDestinationName"])
    return {}


def shown_destination(destination: EventDestination) -> dict[str, Any]:
    """A destination as DescribeConfigurationSet tells it."""
    return {
        "Name": destination.name,
        "Enabled": destination.enabled,
        "MatchingEventTypes": [
            _SPELLINGS[type_] for type_ in destination.event_types if type_ in _SPELLINGS
        ],
        **_shown_target(destination.target),
    }


def _given(account: Account, request: Mapping[str, Any]) -> tuple[str, EventDestination]:
    """The name of the set and the destination, before either is looked for."""
    name = request.get("ConfigurationSetName", "")
    check_name(name)
    given = request["EventDestination"]
    destination = checked_destination(
        Home(account.id, account.region, name),
        given["Name"],
        [_TYPES[spelling] for spelling in given["MatchingEventTypes"]],
        _targets(given),
        enabled=given.get("Enabled", False),
    )
    return name, destination


def _targets(given: Mapping[str, Any]) -> list[Target]:
    targets: list[Target] = []
    if "KinesisFirehoseDestination" in given:
        stream = given["KinesisFirehoseDestination"]
        targets.append(FirehoseTarget(stream["DeliveryStreamARN"], stream["IAMRoleARN"]))
    if "CloudWatchDestination" in given:
        dimensions = given["CloudWatchDestination"]["DimensionConfigurations"]
        targets.append(CloudWatchTarget(tuple(_dimension(item) for item in dimensions)))
    if "SNSDestination" in given:
        targets.append(SnsTarget(given["SNSDestination"]["TopicARN"]))
    return targets


def _dimension(given: Mapping[str, str]) -> Dimension:
    source = DimensionSource(given["DimensionValueSource"])
    return Dimension(given["DimensionName"], source, given["DefaultDimensionValue"])


def _shown_target(target: Target) -> dict[str, Any]:
    if isinstance(target, FirehoseTarget):
        stream = {"IAMRoleARN": target.role_arn, "DeliveryStreamARN": target.stream_arn}
        return {"KinesisFirehoseDestination": stream}
    if isinstance(target, CloudWatchTarget):
        dimensions = [
            {
                "DimensionName": dimension.name,
                "DimensionValueSource": dimension.source.value,
                "DefaultDimensionValue": dimension.default,
            }
            for dimension in target.dimensions
        ]
        return {"CloudWatchDestination": {"DimensionConfigurations": dimensions}}
    if isinstance(target, SnsTarget):
        return {"SNSDestination": {"TopicARN": target.topic_arn}}
    return {}

"""Event destinations in v2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.configuration_sets import check_name
from sesfake.domain.configuration_sets.event_destinations import (
    CloudWatchTarget,
    Dimension,
    DimensionSource,
    EventBridgeTarget,
    EventDestination,
    EventType,
    FirehoseTarget,
    Home,
    PinpointTarget,
    SnsTarget,
    Target,
    check_destination_name,
    checked_destination,
)


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


def get_configuration_set_event_destinations(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    found = account.configuration_sets.named(request.get("ConfigurationSetName", ""))
    return {"EventDestinations": [_shown(item) for item in found.event_destinations.values()]}


def _given(account: Account, request: Mapping[str, Any]) -> tuple[str, EventDestination]:
    """The name of the set and the destination, before either is looked for."""
    name = request.get("ConfigurationSetName", "")
    check_name(name)
    given = request["EventDestination"]
    destination = checked_destination(
        Home(account.id, account.region, name),
        request["EventDestinationName"],
        [EventType[spelling] for spelling in given.get("MatchingEventTypes", ())],
        _targets(given),
        enabled=given.get("Enabled", False),
    )
    return name, destination


def _targets(given: Mapping[str, Any]) -> list[Target]:
    targets: list[Target] = []
    if "KinesisFirehoseDestination" in given:
        stream = given["KinesisFirehoseDestination"]
        targets.append(FirehoseTarget(stream["DeliveryStreamArn"], stream["IamRoleArn"]))
    if "CloudWatchDestination" in given:
        dimensions = given["CloudWatchDestination"]["DimensionConfigurations"]
        targets.append(CloudWatchTarget(tuple(_dimension(item) for item in dimensions)))
    if "SnsDestination" in given:
        targets.append(SnsTarget(given["SnsDestination"]["TopicArn"]))
    if "EventBridgeDestination" in given:
        targets.append(EventBridgeTarget(given["EventBridgeDestination"]["EventBusArn"]))
    if "PinpointDestination" in given:
        # Left out it is "null", as Java says it and the refusal repeats it.
        application = given["PinpointDestination"].get("ApplicationArn", "null")
        targets.append(PinpointTarget(application))
    return targets


def _dimension(given: Mapping[str, str]) -> Dimension:
    source = DimensionSource[given["DimensionValueSource"]]
    return Dimension(given["DimensionName"], source, given["DefaultDimensionValue"])


def _shown(destination: EventDestination) -> dict[str, Any]:
    return {
        "Name": destination.name,
        "Enabled": destination.enabled,
        "MatchingEventTypes": [type_.name for type_ in destination.event_types],
        **_shown_target(destination.target),
    }


def _shown_target(target: Target) -> dict[str, Any]:
    if isinstance(target, FirehoseTarget):
        stream = {"IamRoleArn": target.role_arn, "DeliveryStreamArn": target.stream_arn}
        return {"KinesisFirehoseDestination": stream}
    if isinstance(target, CloudWatchTarget):
        dimensions = [
            {
                "DimensionName": dimension.name,
                "DimensionValueSource": dimension.source.name,
                "DefaultDimensionValue": dimension.default,
            }
            for dimension in target.dimensions
        ]
        return {"CloudWatchDestination": {"DimensionConfigurations": dimensions}}
    if isinstance(target, SnsTarget):
        return {"SnsDestination": {"TopicArn": target.topic_arn}}
    if isinstance(target, EventBridgeTarget):
        return {"EventBridgeDestination": {"EventBusArn": target.bus_arn}}
    return {"PinpointDestination": {"ApplicationArn": target.application_arn}}

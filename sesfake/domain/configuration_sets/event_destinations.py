"""Event destinations of a configuration set: which events are published, and where to.

A destination has one target and the types it is told of; one that is not enabled is told of none.
The two APIs spell the types differently, and v1 knows only eight of the ten.
https://docs.aws.amazon.com/ses/latest/dg/event-destinations-manage.html
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from sesfake.domain.configuration_sets.event_targets import (
    CloudWatchTarget,
    Dimension,
    DimensionSource,
    EventBridgeTarget,
    FirehoseTarget,
    PinpointTarget,
    SnsTarget,
    Target,
)
from sesfake.domain.plain_names import check_plain_name
from sesfake.errors import InvalidParameter, InvalidTarget
from sesfake.guesses.configuration_sets import NO_EVENT_DESTINATION_NAME, PINPOINT_SUBSCRIPTION

__all__ = [
    "ENGAGEMENT",
    "MAX_EVENT_DESTINATIONS",
    "CloudWatchTarget",
    "Dimension",
    "DimensionSource",
    "EventBridgeTarget",
    "EventDestination",
    "EventType",
    "FirehoseTarget",
    "Home",
    "PinpointTarget",
    "SnsTarget",
    "Target",
    "check_destination_name",
    "checked_destination",
]

# https://docs.aws.amazon.com/ses/latest/dg/quotas.html
MAX_EVENT_DESTINATIONS = 10


class Home(NamedTuple):
    """What a destination belongs to."""

    account_id: str
    region: str
    configuration_set: str


class EventType(Enum):
    """The types of events, as the JSON of an event spells them."""

    SEND = "Send"
    REJECT = "Reject"
    BOUNCE = "Bounce"
    COMPLAINT = "Complaint"
    DELIVERY = "Delivery"
    OPEN = "Open"
    CLICK = "Click"
    RENDERING_FAILURE = "Rendering Failure"
    DELIVERY_DELAY = "DeliveryDelay"
    SUBSCRIPTION = "Subscription"


# What readers do with a message they have got; it changes nothing in what became of it.
ENGAGEMENT = frozenset({EventType.OPEN, EventType.CLICK, EventType.SUBSCRIPTION})


@dataclass(frozen=True)
class EventDestination:
    name: str
    enabled: bool
    event_types: tuple[EventType, ...]
    target: Target

    def is_told_of(self, type_: EventType) -> bool:
        """Whether events of a type are published there."""
        return self.enabled and type_ in self.event_types


def checked_destination(
    home: Home,
    name: str,
    event_types: Iterable[EventType],
    targets: Sequence[Target],
    *,
    enabled: bool,
) -> EventDestination:
    """A destination as it is asked for; raises InvalidParameter or InvalidTarget.

    The first rule that fails answers: the name, the types, how many targets, the target itself.
    """
    check_destination_name(name)
    types = tuple(dict.fromkeys(event_types))
    if not types:
        raise InvalidParameter("At least one event type must be specified.")
    destination = EventDestination(name, enabled, types, _only(targets))
    fault = destination.target.fault()
    if fault is not None:
        raise destination.target.error(fault, name, home.configuration_set)
    _check_fits(destination, home)
    return destination


def check_destination_name(name: str) -> None:
    """Raise InvalidParameter for what cannot be the name of an event destination."""
    check_plain_name(name, "event destination name", missing=NO_EVENT_DESTINATION_NAME)


def _check_fits(destination: EventDestination, home: Home) -> None:
    # What would do elsewhere, or for other types.
    target, name = destination.target, destination.name
    if isinstance(target, EventBridgeTarget) and not target.is_in(home.account_id, home.region):
        own = f"arn:aws:events:{home.region}:{home.account_id}:event-bus/default"
        hint = f"Events go only to the default bus of the same account and region: {own}"
        raise InvalidTarget(target.refusal, name, home.configuration_set, hint=hint)
    if isinstance(target, PinpointTarget) and EventType.SUBSCRIPTION in destination.event_types:
        raise InvalidTarget(PINPOINT_SUBSCRIPTION, name, home.configuration_set)


def _only(targets: Sequence[Target]) -> Target:
    if not targets:
        raise InvalidParameter("Event destination is not provided.")
    if len(targets) > 1:
        raise InvalidParameter(
            "Please provide only one destination with each request. Either a Firehose Destination "
            "or a Cloudwatch Destination or an SNS Destination or an EventBridge Destination."
        )
    return targets[0]

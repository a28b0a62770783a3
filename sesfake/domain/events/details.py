"""What is particular to a kind of event: why it bounced, who complained, what the server answered.

One class a kind. `feedback.py` fills them in, `bodies.py` writes their JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sesfake.domain.configuration_sets.event_destinations import EventType
from sesfake.domain.events.vocabulary import (
    BounceSubType,
    BounceType,
    ComplaintSubType,
    ComplaintType,
    DelayType,
    SubscriptionStatus,
)


@dataclass(frozen=True, slots=True)
class BouncedRecipient:
    """An address, and what the delivery status notification says of it, if there was one."""

    address: str
    action: str | None = None
    status: str | None = None
    diagnostic_code: str | None = None


@dataclass(frozen=True, slots=True)
class DelayedRecipient:
    address: str
    status: str
    diagnostic_code: str


@dataclass(frozen=True, slots=True)
class Send:
    event_type: ClassVar = EventType.SEND


@dataclass(frozen=True, slots=True)
class Delivery:
    event_type: ClassVar = EventType.DELIVERY

    recipients: tuple[str, ...]
    processing_milliseconds: int
    reporting_mta: str
    remote_mta_ip: str
    smtp_response: str = "250 Ok"


@dataclass(frozen=True, slots=True)
class Bounce:
    event_type: ClassVar = EventType.BOUNCE

    type: BounceType
    sub_type: BounceSubType
    recipients: tuple[BouncedRecipient, ...]
    feedback_id: str
    reporting_mta: str | None = None
    remote_mta_ip: str | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """One without a feedback report has neither type, user agent nor arrival date."""

    event_type: ClassVar = EventType.COMPLAINT

    recipients: tuple[str, ...]
    feedback_id: str
    sub_type: ComplaintSubType | None = None
    type: ComplaintType | None = None
    user_agent: str | None = None
    arrival_date: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delay:
    event_type: ClassVar = EventType.DELIVERY_DELAY

    type: DelayType
    recipients: tuple[DelayedRecipient, ...]
    expiration_time: datetime
    reporting_mta: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    event_type: ClassVar = EventType.REJECT

    reason: str = "Bad content"  # there is no other


@dataclass(frozen=True, slots=True)
class Open:
    event_type: ClassVar = EventType.OPEN

    user_agent: str
    ip_address: str
    is_bot_event: str | None = None  # `Likely` or `Unlikely`


@dataclass(frozen=True, slots=True)
class Click:
    event_type: ClassVar = EventType.CLICK

    link: str
    user_agent: str
    ip_address: str
    link_tags: Mapping[str, tuple[str, ...]] | None = None
    is_bot_event: str | None = None


@dataclass(frozen=True, slots=True)
class RenderingFailure:
    event_type: ClassVar = EventType.RENDERING_FAILURE

    error_message: str
    template: str | None = None


@dataclass(frozen=True, slots=True)
class TopicPreferences:
    """What a contact wants: nothing at all, or some topics."""

    unsubscribe_all: bool
    topics: tuple[tuple[str, SubscriptionStatus], ...] = ()


@dataclass(frozen=True, slots=True)
class Subscription:
    event_type: ClassVar = EventType.SUBSCRIPTION

    contact_list: str
    new: TopicPreferences
    old: TopicPreferences
    source: str = "UnsubscribeHeader"


Details = (
    Send
    | Delivery
    | Bounce
    | Complaint
    | Delay
    | Reject
    | Open
    | Click
    | RenderingFailure
    | Subscription
)

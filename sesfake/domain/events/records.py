"""The JSON that AWS writes about what happened to a message, in its three forms.

`event_record` is what event publishing sends for a configuration set, `identity_notification` the
older form that an identity's SNS topics get, and `eventbridge_event` the first in EventBridge's
envelope. Keys stand in the order of live messages, though nobody promises one.
https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html
https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from sesfake.domain.configuration_sets.event_destinations import EventType
from sesfake.domain.events.bodies import body
from sesfake.domain.events.details import Bounce, Complaint, Delivery, Details
from sesfake.domain.events.mail_object import mail_of_event, mail_of_notification
from sesfake.domain.events.stamps import iso
from sesfake.domain.identities.notifications import NotificationType

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

Json = dict[str, Any]

_BODIES = {
    EventType.SEND: "send",
    EventType.DELIVERY: "delivery",
    EventType.BOUNCE: "bounce",
    EventType.COMPLAINT: "complaint",
    EventType.REJECT: "reject",
    EventType.OPEN: "open",
    EventType.CLICK: "click",
    EventType.RENDERING_FAILURE: "failure",
    EventType.DELIVERY_DELAY: "deliveryDelay",
    EventType.SUBSCRIPTION: "subscription",
}
_BODY_FIRST = frozenset({EventType.BOUNCE, EventType.COMPLAINT})

# https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html
_DETAIL_TYPES = {
    EventType.SEND: "Email Sent",
    EventType.DELIVERY: "Email Delivered",
    EventType.BOUNCE: "Email Bounced",
    EventType.COMPLAINT: "Email Complaint Received",
    EventType.REJECT: "Email Rejected",
    EventType.OPEN: "Email Opened",
    EventType.CLICK: "Email Clicked",
    EventType.RENDERING_FAILURE: "Email Rendering Failed",
    EventType.DELIVERY_DELAY: "Email Delivery Delayed",
    EventType.SUBSCRIPTION: "Email Subscribed",
}


def event_record(message: Message, details: Details, at: datetime) -> Json:
    """What event publishing sends (facts: events 3)."""
    type_ = details.event_type
    mail = mail_of_event(message, type_)
    return _in_order("eventType", type_, body(details, at), mail)


def identity_notification(
    message: Message,
    details: Bounce | Complaint | Delivery,
    at: datetime,
    *,
    with_headers: bool = False,
) -> Json:
    """What the topics of an identity get (facts: events 5); raises ValueError for other events."""
    told = {type_.value for type_ in NotificationType}
    if details.event_type.value not in told:
        raise ValueError(f"There are no notifications of {details.event_type.value}.")
    mail = mail_of_notification(message, with_headers=with_headers)
    return _in_order("notificationType", details.event_type, body(details, at), mail)


def eventbridge_event(record: Json, at: datetime, region: str) -> Json:
    """An event record in the envelope of EventBridge (facts: events 4)."""
    account_id = record["mail"]["sendingAccountId"]
    sets = record["mail"]["tags"].get("ses:configuration-set", ())
    x = hashlib.sha256(f"{region} {iso(at)} {as_line(record)}".encode()).hexdigest()
    return {
        "version": "0",
        "id": f"{x[:8]}-{x[8:12]}-4{x[13:16]}-a{x[17:20]}-{x[20:32]}",
        "detail-type": _DETAIL_TYPES[EventType(record["eventType"])],
        "source": "aws.ses",
        "account": account_id,
        "time": f"{at.astimezone(timezone.utc):%Y-%m-%dT%H:%M:%SZ}",
        "region": region,
        "resources": [
            f"arn:aws:ses:{region}:{account_id}:configuration-set/{name}" for name in sets
        ],
        "detail": record,
    }


def as_line(record: Json) -> str:
    """The text that SNS and Firehose get: JSON, and a line end (facts: events 4)."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode() + "\n"


def _in_order(word: str, type_: EventType, what: Json, mail: Json) -> Json:
    key = _BODIES[type_]
    if type_ in _BODY_FIRST:
        return {word: type_.value, key: what, "mail": mail}
    return {word: type_.value, "mail": mail, key: what}

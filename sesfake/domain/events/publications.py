"""What SES publishes of an event: to an event destination of a set, or a topic of an identity.

    ses.published.one(type="Bounce", destination="bounces").record["bounce"]["bounceType"]

`record` is the JSON, `parcel` what the other service gets.
https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast, get_args

from sesfake.domain.configuration_sets.event_targets import (
    CloudWatchTarget,
    EventBridgeTarget,
    FirehoseTarget,
    PinpointTarget,
    SnsTarget,
    Target,
)
from sesfake.domain.events.details import Bounce, Complaint, Delivery
from sesfake.domain.events.event import EVENT_TYPES, Event
from sesfake.domain.events.metrics import metric
from sesfake.domain.events.records import as_line, eventbridge_event, identity_notification
from sesfake.domain.mails.mails import Mails
from sesfake.domain.mails.matching import Vocabulary
from sesfake.domain.neighbours.parcels import (
    METERED,
    BusEvent,
    FirehoseRecord,
    Metric,
    Parcel,
    PinpointEvent,
    SnsMessage,
)
from sesfake.domain.neighbours.sns_posts import sns_headers, sns_notification

_UNTOLD = 3  # events of which a failed search says that nobody was told
_SERVICES = frozenset(target.service for target in get_args(Target))
SUBJECT = "Amazon SES Email Event Notification"


@dataclass(frozen=True, repr=False)
class Publication:
    """One event, told to one target."""

    event: Event
    """What is told."""
    target: Target
    """Who is told; `service` and `arn` say it in words."""
    destination: str | None = None
    """The name of the event destination; None where a topic of an identity is told."""
    identity: str | None = None
    """The identity whose topic is told; None for an event destination."""
    with_headers: bool = False

    def __repr__(self) -> str:
        return f"<Publication of {self.type} to {self.arn or self.destination}>"

    @property
    def type(self) -> str:
        """The event's."""
        return self.event.type

    @property
    def message_id(self) -> str:
        """The message's."""
        return self.event.message_id

    @property
    def account_id(self) -> str:
        """The message's."""
        return self.event.account_id

    @property
    def region(self) -> str:
        """The message's."""
        return self.event.region

    @property
    def configuration_set(self) -> str | None:
        """The set whose destination is told; None for a topic of an identity."""
        return None if self.destination is None else self.event.audience.configuration_set

    @property
    def service(self) -> str:
        """`sns`, `firehose`, `events`, `cloudwatch` or `pinpoint`."""
        return self.target.service

    @property
    def arn(self) -> str | None:
        """Of the topic, stream, bus or application; metrics have none."""
        target = self.target
        if isinstance(target, SnsTarget):
            return target.topic_arn
        if isinstance(target, FirehoseTarget):
            return target.stream_arn
        if isinstance(target, EventBridgeTarget):
            return target.bus_arn
        return target.application_arn if isinstance(target, PinpointTarget) else None

    @property
    def record(self) -> dict[str, Any]:
        """The JSON as AWS writes it: an event's, or the older form of identity notifications.

        A copy to take apart.
        """
        event = self.event
        if self.identity is None:
            return event.record
        details = cast("Bounce | Complaint | Delivery", event.details)
        return identity_notification(
            event.message, details, event.timestamp, with_headers=self.with_headers
        )

    @property
    def text(self) -> str:
        """The JSON as SNS and Firehose get it: one line, and a line end."""
        return as_line(self.record)

    @property
    def subject(self) -> str | None:
        """Of the SNS message; notifications of identities have none."""
        is_event = isinstance(self.target, SnsTarget) and self.identity is None
        return SUBJECT if is_event else None

    @property
    def metric(self) -> Metric | None:
        """What CloudWatch gets; None for other services."""
        target = self.target
        return metric(self.event, target) if isinstance(target, CloudWatchTarget) else None

    @property
    def parcel(self) -> Parcel:
        """What the other service gets."""
        target = self.target
        if isinstance(target, SnsTarget):
            return SnsMessage(target.topic_arn, self.text, self.subject)
        if isinstance(target, FirehoseTarget):
            return FirehoseRecord(target.stream_arn, target.role_arn, self.text)
        if isinstance(target, EventBridgeTarget):
            event = self.event
            envelope = eventbridge_event(self.record, event.timestamp, event.region)
            return BusEvent(target.bus_arn, envelope)
        if isinstance(target, PinpointTarget):
            return PinpointEvent(target.application_arn, self.record)
        if self.metric is None:
            raise ValueError("The values of its dimensions cannot be any.")
        return self.metric

    @property
    def sns_notification(self) -> dict[str, str]:
        """What SNS posts to a webhook that has subscribed to the topic; a ValueError for others.

        `sns_headers` and `sns_body` are its headers and its body as SNS sends them:

            told = ses.published.one(type="Bounce")
            client.post("/ses/events", headers=told.sns_headers, data=told.sns_body)

        The signature is none of Amazon's: who checks it must be told not to.
        https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
        """
        if self.service != "sns":
            raise ValueError(f"{self!r} does not go to SNS.")
        message = SnsMessage(self.arn or "", self.text, self.subject)
        return sns_notification(message, self.region, self.event.timestamp)

    @property
    def sns_headers(self) -> dict[str, str]:
        """The HTTP headers that SNS posts its notification with; `Content-Type` is plain text."""
        return sns_headers(self.sns_notification)

    @property
    def sns_body(self) -> str:
        """What SNS posts, as text."""
        return json.dumps(self.sns_notification, ensure_ascii=False)


def publications(event: Event) -> Iterator[Publication]:
    """Whatever is told of an event, to the event destinations first."""
    audience = event.audience
    type_ = event.details.event_type
    for destination in audience.destinations:
        if not destination.is_told_of(type_):
            continue
        told = Publication(event, destination.target, destination.name)
        if told.service != METERED or told.metric is not None:
            yield told
    for topic in audience.topics:
        if topic.type.value == type_.value:
            yield Publication(
                event,
                SnsTarget(topic.arn),
                identity=audience.identity,
                with_headers=topic.with_headers,
            )


class Published(Mails[Publication]):
    """What was published, oldest first. Slices and `find` give lists."""

    _noun = "publication"
    _none = "nothing was published"
    _vocabulary = Vocabulary(
        "Publications",
        any_of={"recipient": lambda publication: list(publication.event.recipients)},
        values=frozenset({
            "type", "service", "arn", "destination", "configuration_set", "identity",
            "message_id", "account_id", "region",
        }),
        words={"type": EVENT_TYPES, "service": _SERVICES},
    )  # fmt: skip

    def __init__(self, events: Iterable[Event]) -> None:
        told: list[Publication] = []
        self._untold: list[Event] = []
        for event in events:
            found = list(publications(event))
            told += found
            if not found:
                self._untold.append(event)
        super().__init__(told)

    def _besides(self) -> str:
        lines = [
            f"\n  Nobody is told of {event!r}: {_why_untold(event)}."
            for event in self._untold[-_UNTOLD:]
        ]
        return "".join(lines)


def _why_untold(event: Event) -> str:
    name = event.audience.configuration_set
    if name is None:
        return "the message has no configuration set, and its identity no topic for that"
    return f"the configuration set {name!r} has no enabled event destination for that"

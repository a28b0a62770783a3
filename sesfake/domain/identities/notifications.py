"""Feedback notifications of an identity: which topics are told, and whether mail is forwarded.

Somebody must hear of bounces and complaints: forwarding by mail can be switched off only when both
have a topic, and comes back by itself when one of the topics goes.
https://docs.aws.amazon.com/ses/latest/dg/monitor-sending-activity-using-notifications.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from sesfake.domain.configuration_sets.target_arns import is_topic
from sesfake.errors import InvalidParameter
from sesfake.guesses.identities import BAD_TOPIC, TOPICS_NEEDED


class NotificationType(Enum):
    BOUNCE = "Bounce"
    COMPLAINT = "Complaint"
    DELIVERY = "Delivery"


_NEEDED = {NotificationType.BOUNCE, NotificationType.COMPLAINT}


@dataclass
class Notifications:
    is_forwarded: bool = True
    topics: dict[NotificationType, str] = field(default_factory=dict)
    with_headers: set[NotificationType] = field(default_factory=set)

    @property
    def is_plain(self) -> bool:
        """Whether they are as at first: no topic, and all by mail."""
        return self.is_forwarded and not self.topics

    def forward(self, enabled: bool) -> None:
        """Switch forwarding by mail; raises InvalidParameter where a topic is missing."""
        if not enabled and not self._has_topics:
            raise InvalidParameter(TOPICS_NEEDED)
        self.is_forwarded = enabled

    def publish(self, type_: NotificationType, topic: str | None) -> None:
        """Send notifications of a type to an SNS topic, or to none; raises InvalidParameter."""
        if topic:
            check_topic_arn(topic)
            self.topics[type_] = topic
        else:
            self.topics.pop(type_, None)
            self.is_forwarded = self.is_forwarded or not self._has_topics

    def give_up(self, type_: NotificationType) -> None:
        """Use a topic no more that does not take notifications, and forward them by mail."""
        self.topics.pop(type_, None)
        self.is_forwarded = True

    def include_headers(self, type_: NotificationType, enabled: bool) -> None:
        """Put the original headers into notifications of a type, or leave them out."""
        if enabled:
            self.with_headers.add(type_)
        else:
            self.with_headers.discard(type_)

    @property
    def _has_topics(self) -> bool:
        return self.topics.keys() >= _NEEDED


def check_topic_arn(topic: str) -> None:
    """Raise InvalidParameter for what is no ARN of a standard topic."""
    if not is_topic(topic):
        raise InvalidParameter(BAD_TOPIC.format(topic=topic))

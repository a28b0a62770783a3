"""Who is told of the events of a message: event destinations of its set, topics of its identity."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSet
from sesfake.domain.configuration_sets.event_destinations import EventDestination, EventType
from sesfake.domain.identities.identity import Identity
from sesfake.domain.identities.notifications import NotificationType
from sesfake.domain.neighbours.parcels import METERED


class Topic(NamedTuple):
    """An SNS topic that hears of one type of events of an identity."""

    type: NotificationType
    arn: str
    with_headers: bool


class Audience(NamedTuple):
    """As it is when something happens; what is set up later hears only of what comes later.

    `identity` is that whose notifications apply: an address's own, or else its domain's (facts:
    events 0).
    """

    configuration_set: str | None = None
    destinations: tuple[EventDestination, ...] = ()
    identity: str | None = None
    topics: tuple[Topic, ...] = ()
    is_forwarded: bool = True

    @property
    def services(self) -> Collection[str]:
        """The services that would be told of some event when it happens."""
        if not self.destinations and not self.topics:  # as with most mail
            return ()
        found = {d.target.service for d in self.destinations if d.enabled} - {METERED}
        return found | {"sns"} if self.topics else found

    def told_by_mail(self, type_: EventType) -> bool:
        """Whether feedback of a type is forwarded by mail: always, if nobody else would hear of it.

        (facts: events 5)
        """
        by_topic = any(topic.type.value == type_.value for topic in self.topics)
        return self.is_forwarded or (
            not by_topic and not any(d.is_told_of(type_) for d in self.destinations)
        )


NOBODY = Audience()


def audience(configuration_set: ConfigurationSet | None, identity: Identity | None) -> Audience:
    """Who is told now."""
    if configuration_set is None and (identity is None or identity.notifications.is_plain):
        return NOBODY if identity is None else _owner_of(identity.name)
    topics: tuple[Topic, ...] = ()
    if identity is not None and identity.notifications.topics:
        wanted = identity.notifications
        topics = tuple(
            Topic(type_, arn, type_ in wanted.with_headers)
            for type_, arn in wanted.topics.copy().items()  # a lender may set another meanwhile
        )
    return Audience(
        None if configuration_set is None else configuration_set.name,
        () if configuration_set is None else tuple(configuration_set.event_destinations.values()),
        None if identity is None else identity.name,
        topics,
        identity is None or identity.notifications.is_forwarded,
    )


@lru_cache(maxsize=1024)
def _owner_of(identity: str) -> Audience:
    # Most mail has it, and shares it.
    return Audience(identity=identity)

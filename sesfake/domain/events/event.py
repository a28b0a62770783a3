"""One thing that happened to a message."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sesfake.domain.configuration_sets.event_destinations import EventType
from sesfake.domain.events.audience import NOBODY, Audience
from sesfake.domain.events.details import Bounce, Complaint, Details, RenderingFailure
from sesfake.domain.events.records import event_record
from sesfake.domain.events.simulator import is_at_simulator
from sesfake.domain.events.vocabulary import BOUNCES, ComplaintType
from sesfake.domain.mails.mails import Mails
from sesfake.domain.mails.matching import Vocabulary

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message


@dataclass(frozen=True, repr=False)
class Event:
    """What happened to a message, when, and to which of its recipients."""

    message: Message
    """The message it happened to."""
    details: Details
    """What is particular to its kind, such as the type of a bounce or the link of a click."""
    timestamp: datetime
    """When it happened, in UTC."""
    recipients: tuple[str, ...]
    """The bare addresses it happened to."""
    audience: Audience = NOBODY

    def __repr__(self) -> str:
        return f"<Event {self._kind} for {', '.join(self.recipients)} of {self.message_id}>"

    def __hash__(self) -> int:
        return hash((self.message, self.timestamp, self.recipients))

    @property
    def type(self) -> str:
        """As in the JSON: `Send`, `Delivery`, `Bounce`, `Rendering Failure`, ..."""
        return self.details.event_type.value

    @property
    def message_id(self) -> str:
        """The message's."""
        return self.message.id

    @property
    def account_id(self) -> str:
        """The message's."""
        return self.message.account_id

    @property
    def region(self) -> str:
        """The message's."""
        return self.message.region

    @property
    def error(self) -> str | None:
        """Why a template could not be filled in."""
        details = self.details
        return details.error_message if isinstance(details, RenderingFailure) else None

    @property
    def record(self) -> dict[str, Any]:
        """Its JSON, as event publishing writes it (facts: events 3); a copy to take apart."""
        return copy.deepcopy(self._record)

    @property
    def counted(self) -> int:
        """For how many recipients it counts in statistics (facts: events 6 and 9).

        Neither soft bounces count, nor what the simulator does, nor what SES answers by itself for
        its customers' own lists.
        """
        details = self.details
        if isinstance(details, Bounce):
            counts = BOUNCES[details.type, details.sub_type].counts
        elif isinstance(details, Complaint):
            counts = details.sub_type is None and details.type is not ComplaintType.NOT_SPAM
        else:
            return len(self.recipients)
        return sum(not is_at_simulator(one) for one in self.recipients) if counts else 0

    @cached_property
    def _record(self) -> dict[str, Any]:
        return event_record(self.message, self.details, self.timestamp)

    @property
    def _kind(self) -> str:
        details = self.details
        if isinstance(details, Bounce):
            return f"{self.type} {details.type.value}/{details.sub_type.value}"
        return self.type


EVENT_TYPES = frozenset(type_.value for type_ in EventType)


class Events(Mails[Event]):
    """Events, oldest first. Slices and `find` give lists."""

    _noun = "event"
    _none = "nothing has happened"
    _vocabulary = Vocabulary(
        "Events",
        any_of={"recipient": lambda event: list(event.recipients)},
        values=frozenset({"type", "message_id", "account_id", "region"}),
        words={"type": EVENT_TYPES},
    )

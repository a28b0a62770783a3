"""Where mail has arrived: in the inbox, or in the spam folder, and whether it was read.

Who says that a message is no spam has found it in the spam folder; all else that arrives is in the
inbox. It was read by who has opened it, where opens are tracked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sesfake.domain.deliverability.dashboard import PlacementTracking
from sesfake.domain.deliverability.seeds import TEST_OPERATION
from sesfake.domain.events.details import Complaint
from sesfake.domain.events.simulator import is_at_simulator
from sesfake.domain.events.stages import arrived
from sesfake.domain.events.vocabulary import ComplaintType
from sesfake.domain.figures.daily_metrics import isp_of
from sesfake.mail.addresses import split

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message


class Arrival(NamedTuple):
    """A message in the mailbox of one recipient."""

    provider: str
    at: datetime
    is_spam: bool
    is_read: bool


def arrivals(message: Message, tracking: PlacementTracking) -> list[Arrival]:
    """Those of one message at the providers that are looked at."""
    recipients = [one for one in customers(message) if tracking.covers(isp_of(one))]
    have_it = set(arrived(message))
    times: dict[str, datetime] = {}
    spam = in_spam(message)
    read: set[str] = set()
    for event in message.life.so_far(message):
        if event.type == "Delivery":
            times.update(dict.fromkeys(event.recipients, event.timestamp))
        elif event.type == "Open":
            read.update(event.recipients)
    return [
        Arrival(isp_of(one), times[one], one in spam, one in read)
        for one in recipients
        if one in have_it
    ]


def customers(message: Message) -> list[str]:
    """The recipients who are people, each once: not those at the mailbox simulator."""
    return [one for one in dict.fromkeys(message.recipients) if not is_at_simulator(one)]


def in_spam(message: Message) -> set[str]:
    """Who has found it in the spam folder."""
    return {
        recipient
        for event in message.life.so_far(message)
        if isinstance(event.details, Complaint) and event.details.type is ComplaintType.NOT_SPAM
        for recipient in event.recipients
    }


def of_domain(messages: Iterable[Message], domain: str) -> Iterator[Message]:
    """The messages from a domain and those below it, without those of placement tests."""
    for message in messages:
        sender = f".{split(message.addressing.author)[1].lower()}"
        if sender.endswith(f".{domain}") and message.operation != TEST_OPERATION:
            yield message

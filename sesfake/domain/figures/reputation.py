"""Bounce and complaint rates: the share of the latest mail that came back or was complained of.

AWS judges by a "representative volume" that it does not tell, and not by a span of time. Here it is
the last 10,000 recipients who count, or all there are. Who counts (facts: events 9):

- neither recipients at the mailbox simulator or at verified identities, nor those whom the
  account's or a tenant's suppression list kept back, nor those of a message that could not be
  written;
- of those who count, hard bounces make the bounce rate, those of Amazon's own suppression list
  among them, and complaints the complaint rate; soft bounces and answers do not.

https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sesfake.domain.events.details import Bounce, Complaint
from sesfake.domain.events.event import Event
from sesfake.domain.events.simulator import is_at_simulator
from sesfake.domain.events.vocabulary import BounceSubType
from sesfake.domain.messages.message import Message

REPRESENTATIVE_VOLUME = 10_000  # recipients: a guess


@dataclass(frozen=True)
class Reputation:
    """Rates are fractions: 0.05 is 5 %. Without any volume they are 0."""

    volume: int = 0
    """The recipients who count: of the latest messages, 10,000 or so at most."""
    bounces: int = 0
    """Those of them whose mail came back for good."""
    complaints: int = 0
    """Those of them who have complained."""

    @property
    def bounce_rate(self) -> float:
        """Bounces to volume. AWS reviews an account at 0.05, and may pause it at 0.10."""
        return self.bounces / self.volume if self.volume else 0.0

    @property
    def complaint_rate(self) -> float:
        """Complaints to volume. AWS reviews an account at 0.001, and may pause it at 0.005."""
        return self.complaints / self.volume if self.volume else 0.0


class Tally(NamedTuple):
    """What one message adds to the rates: recipients who count, and whom of them it failed."""

    sent_at: datetime
    volume: int
    bounces: int
    complaints: int


def reputation(newest_first: Iterable[Message], is_verified: Callable[[str], bool]) -> Reputation:
    """The rates of the latest messages."""
    return rates_of(list(tallies(newest_first, is_verified)))


def tallies(newest_first: Iterable[Message], is_verified: Callable[[str], bool]) -> Iterator[Tally]:
    """Those of the latest messages that count, newest first, until there is volume enough.

    A message in part beyond the volume counts as a whole.
    """
    volume = 0
    for message in newest_first:
        events = message.life.so_far(message)
        if not any(event.type == "Send" for event in events):
            continue  # its template could not be filled in
        counting = who_counts(message, is_verified)
        if not counting:
            continue
        yield Tally(
            message.sent_at,
            len(counting),
            _hits(Bounce, events, counting),
            _hits(Complaint, events, counting),
        )
        volume += len(counting)
        if volume >= REPRESENTATIVE_VOLUME:
            return


def rates_of(found: Sequence[Tally]) -> Reputation:
    """Their sum."""
    return Reputation(
        sum(one.volume for one in found),
        sum(one.bounces for one in found),
        sum(one.complaints for one in found),
    )


def who_counts(message: Message, is_verified: Callable[[str], bool]) -> set[str]:
    """The recipients of a message who are part of the volume."""
    return {one for one in message.recipients if _counts(message, one, is_verified)}


def _hits(kind: type[Bounce | Complaint], events: Iterable[Event], counting: set[str]) -> int:
    return sum(
        len(counting.intersection(event.recipients))
        for event in events
        if event.counted and isinstance(event.details, kind)
    )


def _counts(message: Message, recipient: str, is_verified: Callable[[str], bool]) -> bool:
    is_on_own_list = (
        recipient in message.suppressed and message.suppressed_by is not BounceSubType.SUPPRESSED
    )
    return not (
        is_on_own_list
        or recipient in message.unsubscribed
        or recipient in message.failed_validation
        or is_at_simulator(recipient)
        or is_verified(recipient)
    )

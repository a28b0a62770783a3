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

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sesfake.domain.events.details import Bounce, Complaint
from sesfake.domain.events.simulator import is_at_simulator
from sesfake.domain.events.vocabulary import BounceSubType
from sesfake.domain.messages import Message

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


def reputation(newest_first: Iterable[Message], is_verified: Callable[[str], bool]) -> Reputation:
    """The rates of the latest messages. A message in part beyond the volume counts as a whole."""
    volume = bounces = complaints = 0
    for message in newest_first:
        events = message.life.so_far(message)
        if not any(event.type == "Send" for event in events):
            continue  # its template could not be filled in
        counting = who_counts(message, is_verified)
        volume += len(counting)
        for event in events:
            if not event.counted:
                continue
            hit = len(counting.intersection(event.recipients))
            if isinstance(event.details, Bounce):
                bounces += hit
            elif isinstance(event.details, Complaint):
                complaints += hit
        if volume >= REPRESENTATIVE_VOLUME:
            break
    return Reputation(volume, bounces, complaints)


def who_counts(message: Message, is_verified: Callable[[str], bool]) -> set[str]:
    """The recipients of a message who are part of the volume."""
    return {one for one in message.recipients if _counts(message, one, is_verified)}


def _counts(message: Message, recipient: str, is_verified: Callable[[str], bool]) -> bool:
    is_kept_back = (
        recipient in message.suppressed and message.suppressed_by is not BounceSubType.SUPPRESSED
    )
    is_kept_back = (
        is_kept_back or recipient in message.unsubscribed or recipient in message.failed_validation
    )
    return not (is_kept_back or is_at_simulator(recipient) or is_verified(recipient))

"""Campaigns: messages of one From address and one subject, sent on one day in UTC.

What makes a campaign is a guess. Its id follows from these, so that nothing is kept of it. One of
which nothing has arrived is seen by nobody.
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DomainDeliverabilityCampaign.html
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sesfake.domain.deliverability.arrivals import Arrival, arrivals, customers
from sesfake.domain.deliverability.dashboard import PlacementTracking
from sesfake.domain.deliverability.statistics import midnight
from sesfake.domain.figures.daily_metrics import UNKNOWN_ISP
from sesfake.domain.paging import Pager

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message


@dataclass(frozen=True)
class Campaign:
    id: str
    subject: str
    from_address: str
    day: datetime
    sent_to: int  # recipients
    sending_ips: list[str]
    arrivals: list[Arrival]

    @property
    def first_seen(self) -> datetime:
        return min(one.at for one in self.arrivals)

    @property
    def last_seen(self) -> datetime:
        return max(one.at for one in self.arrivals)

    @property
    def providers(self) -> list[str]:
        return sorted({one.provider for one in self.arrivals} - {UNKNOWN_ISP})


def campaigns(messages: Iterable[Message], tracking: PlacementTracking) -> list[Campaign]:
    """The campaigns among the messages of a domain, as they were first seen."""
    groups: dict[tuple[str, str, datetime], list[Message]] = {}
    for message in messages:
        key = message.addressing.author, message.subject, midnight(message.sent_at)
        groups.setdefault(key, []).append(message)
    found = [_campaign(*key, group, tracking) for key, group in groups.items()]
    return sorted((one for one in found if one.arrivals), key=_position)


def campaign_pages(domain: str) -> Pager[Campaign]:
    """The pages of the campaigns of a domain."""
    return Pager(f"campaigns {domain}", position=_position)


def _campaign(
    author: str,
    subject: str,
    day: datetime,
    messages: list[Message],
    tracking: PlacementTracking,
) -> Campaign:
    first = messages[0]
    what = json.dumps([first.account_id, first.region, author, subject, day.isoformat()])
    return Campaign(
        hashlib.sha256(what.encode()).hexdigest()[:32],
        subject,
        author,
        day,
        sum(len(customers(message)) for message in messages),
        sorted({message.sending_ip for message in messages}),
        [arrival for message in messages for arrival in arrivals(message, tracking)],
    )


def _position(campaign: Campaign) -> str:
    return f"{campaign.first_seen.isoformat(timespec='microseconds')} {campaign.id}"

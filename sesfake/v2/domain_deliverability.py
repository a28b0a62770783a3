"""The figures of the Deliverability dashboard in v2: campaigns and statistics of domains.

They are worked out from the messages that the account has sent, when somebody asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.deliverability.arrivals import Arrival, arrivals, of_domain
from sesfake.domain.deliverability.campaigns import Campaign, campaign_pages, campaigns
from sesfake.domain.deliverability.dashboard import Subscription
from sesfake.domain.deliverability.statistics import (
    by_provider,
    days,
    midnight,
    read_rate,
    volume,
)
from sesfake.domain.insights.messages import sent_by
from sesfake.domain.messages.message import Message
from sesfake.errors import CampaignNotFound
from sesfake.guesses.deliverability import BAD_TOKEN
from sesfake.v2.deliverability import checked_page_size
from sesfake.v2.pages import page_of


def get_domain_deliverability_campaign(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    account.dashboard.check()
    wanted = request["CampaignId"]
    for subscription in account.dashboard.subscriptions:
        for campaign in _campaigns(account, subscription):
            if campaign.id == wanted:
                return {"DomainDeliverabilityCampaign": _shown(campaign)}
    raise CampaignNotFound(wanted)


def list_domain_deliverability_campaigns(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    size = checked_page_size(request)
    asked = days(request["StartDate"], request["EndDate"])
    subscription = account.dashboard.of_domain(request["SubscribedDomain"])
    found = [one for one in _campaigns(account, subscription) if one.day in asked]
    pager = campaign_pages(subscription.domain)
    page = page_of(account, pager, found, size, request.get("NextToken"), BAD_TOKEN)
    return {
        "DomainDeliverabilityCampaigns": [_shown(campaign) for campaign in page.items],
        "NextToken": page.next_token,
    }


def get_domain_statistics_report(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    asked = days(request["StartDate"], request["EndDate"])
    subscription = account.dashboard.of_domain(request["Domain"])
    by_day: dict[datetime, list[Arrival]] = {day: [] for day in asked}
    for message in _messages(account, subscription):
        for arrival in arrivals(message, subscription.tracking):
            day = midnight(arrival.at)
            if day in by_day:
                by_day[day].append(arrival)
    everything = [arrival for found in by_day.values() for arrival in found]
    return {
        "OverallVolume": {
            "VolumeStatistics": _shown_volume(everything),
            "ReadRatePercent": read_rate(everything),
            "DomainIspPlacements": _shown_placements(everything),
        },
        "DailyVolumes": [
            {
                "StartDate": day,
                "VolumeStatistics": _shown_volume(found),
                "DomainIspPlacements": _shown_placements(found),
            }
            for day, found in by_day.items()
        ],
    }


def _messages(account: Account, subscription: Subscription) -> list[Message]:
    return list(of_domain(sent_by(account), subscription.domain))


def _campaigns(account: Account, subscription: Subscription) -> list[Campaign]:
    return campaigns(_messages(account, subscription), subscription.tracking)


def _shown(campaign: Campaign) -> dict[str, Any]:
    seen = volume(campaign.arrivals)
    return {
        "CampaignId": campaign.id,
        "Subject": campaign.subject,
        "FromAddress": campaign.from_address,
        "SendingIps": campaign.sending_ips,
        "FirstSeenDateTime": campaign.first_seen,
        "LastSeenDateTime": campaign.last_seen,
        "InboxCount": seen.inbox,
        "SpamCount": seen.spam,
        "ReadRate": read_rate(campaign.arrivals),
        "DeleteRate": 0.0,  # who deletes a mail tells nobody
        "ReadDeleteRate": 0.0,
        "ProjectedVolume": campaign.sent_to,
        "Esps": campaign.providers,
    }


def _shown_volume(found: Sequence[Arrival]) -> dict[str, int]:
    seen = volume(found)
    return {
        "InboxRawCount": seen.inbox,
        "SpamRawCount": seen.spam,
        "ProjectedInbox": round(seen.inbox_percentage),
        "ProjectedSpam": round(seen.spam_percentage),
    }


def _shown_placements(found: Sequence[Arrival]) -> list[dict[str, Any]]:
    return [
        {
            "IspName": provider,
            "InboxRawCount": seen.inbox,
            "SpamRawCount": seen.spam,
            "InboxPercentage": seen.inbox_percentage,
            "SpamPercentage": seen.spam_percentage,
        }
        for provider, seen in by_provider(found).items()
    ]

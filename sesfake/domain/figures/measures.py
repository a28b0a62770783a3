"""What CloudWatch has of SES: metrics of events and rates, for an account and for its sets.

Events count for their account whether they have a configuration set or not. Rates are of now: the
account's own, and those of sets whose reputation metrics are enabled, since their last fresh start
(facts: events 4 and 9).
https://docs.aws.amazon.com/ses/latest/dg/monitor-sending-activity.html
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSet
from sesfake.domain.events.event import Event
from sesfake.domain.events.metrics import account_metric
from sesfake.domain.events.publications import publications
from sesfake.domain.figures.reputation import Reputation, reputation, who_counts
from sesfake.domain.messages.message import Message
from sesfake.domain.neighbours.parcels import Metric

_OF_A_SET = "ses:configuration-set"
# What there is of tenants, by event type (facts: events 4).
_OF_TENANTS = {"Send": "Sends", "Bounce": "Bounces", "Complaint": "Complaints"}


def metrics_of(event: Event) -> Iterator[Metric]:
    """The account's own first, then the tenant's, then those of event destinations."""
    yield account_metric(event)
    message = event.message
    if message.tenant_id is not None and event.type in _OF_TENANTS:
        dimensions = (("TenantId", message.tenant_id), ("TenantName", message.tenant or ""))
        yield Metric(_OF_TENANTS[event.type], 1, event.timestamp, dimensions)
    for publication in publications(event):
        metric = publication.metric
        if metric is not None:
            yield metric


def rates(account: Account) -> Iterator[Metric]:
    """The bounce and complaint rates of an account and of its sets, as of now."""
    yield from _rates(account, reputation_of(account))
    for each in account.configuration_sets:
        if each.reputation_metrics_enabled:
            dimensions = ((_OF_A_SET, each.name),)
            yield from _rates(account, reputation_of(account, each), dimensions)


def reputation_of(
    account: Account,
    of: ConfigurationSet | None = None,
    since: datetime | None = None,
    *,
    tenant_id: str | None = None,
) -> Reputation:
    """The rates of an account in its region, or of one of its sets; of its mail since a time.

    With an id, of the mail of that tenant.
    """

    def is_of_it(message: Message) -> bool:
        if not account.scope.holds(message.account_id, message.region):
            return False
        if tenant_id is not None and message.tenant_id != tenant_id:
            return False
        if since is not None and message.sent_at < since:
            return False
        if of is None:
            return True
        start = of.last_fresh_start
        return message.configuration_set == of.name and (start is None or message.sent_at >= start)

    newest_first = filter(is_of_it, account.mailbag.ever_accepted())
    return reputation(newest_first, lambda address: _is_verified(account, address))


def volume_of(account: Account, message: Message) -> int:
    """How many of its recipients count for the rates."""
    return len(who_counts(message, lambda address: _is_verified(account, address)))


def _is_verified(account: Account, address: str) -> bool:
    return account.identities.covering(address) is not None


def _rates(
    account: Account, found: Reputation, dimensions: tuple[tuple[str, str], ...] = ()
) -> Iterator[Metric]:
    now = account.clock.now()
    yield Metric("Reputation.BounceRate", found.bounce_rate, now, dimensions)
    yield Metric("Reputation.ComplaintRate", found.complaint_rate, now, dimensions)

"""Bounce and complaint rates that are too high, of an identity's mail or of a tenant's.

The limits are those by which Amazon reviews an account (low impact) and may pause it (high).
https://docs.aws.amazon.com/ses/latest/dg/tenants.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from sesfake.domain.figures.reputation import rates_of, tallies
from sesfake.domain.insights.finding import HIGH, LOW, Finding
from sesfake.domain.insights.messages import sent_by
from sesfake.domain.messages.message import Message
from sesfake.domain.standing.rate_lines import BOUNCES, COMPLAINTS, is_over
from sesfake.guesses.insights import COMPLAINT_RATE

if TYPE_CHECKING:
    from sesfake.domain.account import Account
    from sesfake.domain.tenants.tenants import Tenant

_BOUNCE_RATE = (  # facts: events 9
    "The bounce rate exceeded {limit}% based on a representative volume of {volume} emails from "
    "{start} (UTC) to {end} (UTC)."
)
_KINDS = (("BOUNCE", BOUNCES, _BOUNCE_RATE), ("COMPLAINT", COMPLAINTS, COMPLAINT_RATE))
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def identity_rates(account: Account) -> Iterator[Finding]:
    """Of mail that an identity has allowed."""
    sent: dict[str, list[Message]] = {}
    for message in sent_by(account):
        if message.identity is not None and message.identity_owner is None:
            sent.setdefault(message.identity, []).append(message)
    for identity in account.identities:
        messages = sent.get(identity.name)
        if messages:
            yield from _rates(account, account.arn(f"identity/{identity.name}"), messages)


def tenant_rates(account: Account) -> Iterator[Finding]:
    """Of mail that was sent in the name of a tenant."""
    if not len(account.tenants):
        return
    sent: dict[str, list[Message]] = {}
    for message in sent_by(account):
        if message.tenant_id is not None:
            sent.setdefault(message.tenant_id, []).append(message)
    for tenant in account.tenants:
        messages = sent.get(tenant.id)
        if messages:
            yield from _rates(account, tenant_arn(account, tenant), messages)


def rates_of_tenant(account: Account, tenant: Tenant) -> Iterator[Finding]:
    """The same, of one tenant."""
    messages = [message for message in sent_by(account) if message.tenant_id == tenant.id]
    if messages:
        yield from _rates(account, tenant_arn(account, tenant), messages)


def tenant_arn(account: Account, tenant: Tenant) -> str:
    return account.arn(f"tenant/{tenant.name}/{tenant.id}")


def _rates(account: Account, arn: str, newest_first: Iterable[Message]) -> Iterator[Finding]:
    latest = list(
        tallies(newest_first, lambda address: account.identities.covering(address) is not None)
    )
    rates = rates_of(latest)
    for type_, line, text in _KINDS:
        limits = ((line.pause, HIGH), (line.review, LOW))
        passed = next(((limit, i) for limit, i in limits if is_over(rates, line, limit)), None)
        if passed is not None:
            limit, impact = passed
            described = text.format(
                limit=f"{limit * 100:.1f}",
                volume=rates.volume,
                start=_said(latest[-1].sent_at),
                end=_said(latest[0].sent_at),
            )
            yield Finding(arn, type_, impact, described, about=line.issue)


def _said(at: datetime) -> str:
    """`July 11, 2025 at 14:41`."""
    at = at.astimezone(timezone.utc)
    return f"{_MONTHS[at.month - 1]} {at.day}, {at.year} at {at:%H:%M}"

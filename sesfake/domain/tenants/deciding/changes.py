"""What changes how a tenant stands: findings, the policy, its owner, Amazon.

Every change of a status, and every finding that comes or goes, is told to the default event bus of
the account (facts: events 4).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.insights.rates import tenant_arn
from sesfake.domain.neighbours.announcements import Announcement
from sesfake.domain.tenants.reputation import (
    OpenFinding,
    Origin,
    Policy,
    SendingStatus,
    StatusRecord,
)
from sesfake.domain.tenants.tenants import Tenant
from sesfake.guesses.tenants import FINDINGS_RESOLVED

MANUALLY = "Status manually updated."  # facts: events 9
_TYPES = {"bounces": "BOUNCE", "complaints": "COMPLAINT"}  # of recommendations, by issue


def set_by_owner(account: Account, tenant: Tenant, status: SendingStatus) -> None:
    """Let the account's owner say whether a tenant sends; what Amazon says stays."""
    state = tenant.reputation
    is_reinstated = status is SendingStatus.REINSTATED
    state.excused = (
        {finding.issue: finding.impact for finding in state.findings.values()}
        if is_reinstated
        else {}
    )
    _set(account, tenant, Origin.CUSTOMER, status, MANUALLY)


def set_by_amazon(
    account: Account, tenant: Tenant, status: SendingStatus, cause: str | None
) -> None:
    """Let Amazon say so."""
    _set(account, tenant, Origin.AMAZON, status, cause)


def set_policy(account: Account, tenant: Tenant, policy: Policy) -> None:
    """Choose when a tenant is paused; what has been found counts at once."""
    tenant.reputation.policy = policy
    apply_policy(account, tenant)


def apply_policy(account: Account, tenant: Tenant) -> None:
    """Pause a tenant, if its policy says so of what has been found."""
    state = tenant.reputation
    cause = state.cause_to_pause
    if cause is not None and state.status(Origin.CUSTOMER) is not SendingStatus.DISABLED:
        _set(account, tenant, Origin.CUSTOMER, SendingStatus.DISABLED, cause.text)


def note_finding(account: Account, tenant: Tenant, finding: OpenFinding) -> None:
    """Note what speaks against a tenant, in place of what was found of the same issue."""
    tenant.reputation.findings[finding.issue] = finding
    _announce_finding(account, tenant, finding, "Open", "OPEN", finding.updated_at)


def resolve_finding(account: Account, tenant: Tenant, issue: str) -> None:
    """Take a finding back; who was reinstated in spite of findings and has none left is enabled."""
    state = tenant.reputation
    finding = state.findings.pop(issue)
    state.excused.pop(issue, None)
    now = account.clock.now()
    _announce_finding(account, tenant, finding, "Resolved", "FIXED", now)
    if not state.findings and state.status(Origin.CUSTOMER) is SendingStatus.REINSTATED:
        _set(account, tenant, Origin.CUSTOMER, SendingStatus.ENABLED, FINDINGS_RESOLVED)


def _set(
    account: Account, tenant: Tenant, origin: Origin, status: SendingStatus, cause: str | None
) -> None:
    state, now = tenant.reputation, account.clock.now()
    before = state.status(origin)
    state.records[origin] = StatusRecord(status, cause, now)
    if status is before:
        return
    record = {"status": status.name, "cause": cause, "lastUpdatedTimestamp": _fields(now)}
    word = "Disabled" if status is SendingStatus.DISABLED else "Enabled"
    data = {"origin": origin.value, "record": record}
    _announce(account, tenant, f"Sending Status {word}", data, now)


def _announce_finding(  # noqa: PLR0913, PLR0917
    account: Account, tenant: Tenant, finding: OpenFinding, word: str, status: str, at: datetime
) -> None:
    data = {  # a guess: a recommendation as the API shows it
        "type": _TYPES[finding.issue],
        "status": status,
        "impact": finding.impact.name,
        "description": finding.text,
        "createdTimestamp": _fields(finding.created_at),
        "lastUpdatedTimestamp": _fields(at),
    }
    _announce(account, tenant, f"Advisor Recommendation Status {word}", data, at)


def _announce(
    account: Account, tenant: Tenant, detail_type: str, data: dict[str, Any], at: datetime
) -> None:
    account.announce(
        Announcement(
            detail_type,
            tenant_arn(account, tenant),
            {"version": "1.0.0", "data": data},
            account.id,
            account.region,
            at,
        )
    )


def _fields(at: datetime) -> list[int]:
    """The array that stands for a time: [2025, 7, 24, 12, 44, 28, 995000000]."""
    return [*at.timetuple()[:6], at.microsecond * 1000]

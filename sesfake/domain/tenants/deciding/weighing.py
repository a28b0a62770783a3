"""What bounces, complaints and sends of a tenant do to its findings.

Only with `reputation="enforce"`; otherwise nothing is ever found. The rates are those of the
tenant's own mail, and what is found is what recommendations tell.
"""

from __future__ import annotations

from sesfake.domain.account import Account
from sesfake.domain.events.details import Bounce, Complaint
from sesfake.domain.events.event import Event
from sesfake.domain.figures.measures import reputation_of, volume_of
from sesfake.domain.insights.rates import rates_of_tenant
from sesfake.domain.messages.message import Message
from sesfake.domain.standing.rate_lines import BOUNCES, COMPLAINTS, LINES, Line, is_over
from sesfake.domain.tenants.deciding.changes import apply_policy, note_finding, resolve_finding
from sesfake.domain.tenants.reputation import Impact, OpenFinding, TenantReputation
from sesfake.domain.tenants.tenants import Tenant

_HITS = (Bounce, Complaint)


def weigh_tenant(account: Account, event: Event) -> None:
    """See what an event of a tenant's mail has done to a rate."""
    details = event.details
    if not (account.is_judged_by_rates and event.counted and isinstance(details, _HITS)):
        return
    tenant = account.tenants.sender(event.message.tenant, event.message.tenant_id)
    if tenant is None:
        return
    watch, identities = tenant.reputation.watch, len(account.identities)
    watch.note(BOUNCES if isinstance(details, Bounce) else COMPLAINTS, event.counted)
    if any(
        watch.may_be_over(line, limit, identities)
        for line in LINES
        if (limit := _next_limit(tenant.reputation, line)) is not None
    ):
        _look(account, tenant)
    apply_policy(account, tenant)


def weigh_tenant_send(account: Account, message: Message) -> None:
    """See whether there is enough mail to judge by, or a rate is below its line again."""
    tenant = account.tenants.sender(message.tenant, message.tenant_id)
    if tenant is None:
        return
    state = tenant.reputation
    state.watch.note_send(volume_of(account, message))
    if any(
        state.watch.has_come_to(line)
        or (line.issue in state.findings and state.watch.may_be_under(line, _limit(state, line)))
        for line in LINES
    ):
        _look(account, tenant)
        apply_policy(account, tenant)


def _next_limit(state: TenantReputation, line: Line) -> float | None:
    """The limit that is still to be reached, if there is one."""
    finding = state.findings.get(line.issue)
    if finding is None:
        return line.review
    return line.pause if finding.impact is Impact.LOW else None


def _limit(state: TenantReputation, line: Line) -> float:
    """The limit that was reached."""
    return line.pause if state.findings[line.issue].impact is Impact.HIGH else line.review


def _look(account: Account, tenant: Tenant) -> None:
    state = tenant.reputation
    rates = reputation_of(account, tenant_id=tenant.id)
    state.watch.look(rates, len(account.identities))
    if not state.findings and not any(is_over(rates, line, line.review) for line in LINES):
        return
    found = {one.about: one for one in rates_of_tenant(account, tenant) if one.about is not None}
    for issue in [issue for issue in state.findings if issue not in found]:
        resolve_finding(account, tenant, issue)
    now = account.clock.now()
    for issue, finding in found.items():
        impact, before = Impact[finding.impact], state.findings.get(issue)
        if before is None or before.impact is not impact:
            since = now if before is None else before.created_at
            new = OpenFinding(issue, impact, finding.description, since, now)
            note_finding(account, tenant, new)

"""Reputation entities in v2, the only API that has them: tenants, by their ARN."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.insights.finding import HIGH, LOW, Finding
from sesfake.domain.insights.rates import rates_of_tenant, tenant_arn, tenant_rates
from sesfake.domain.paging import Pager
from sesfake.domain.tenants.deciding.changes import set_by_owner, set_policy
from sesfake.domain.tenants.reputation import Origin, Policy, SendingStatus, StatusRecord
from sesfake.domain.tenants.tenants import Tenant
from sesfake.errors import InvalidParameter, ReputationEntityNotFound
from sesfake.guesses.tenants import (
    BAD_ENTITY_FILTER,
    BAD_ENTITY_REFERENCE,
    BAD_POLICY,
)
from sesfake.v2.constrained_pages import asked_for, page_of, paging

_TYPE = "RESOURCE"
_NO_IMPACT = "NONE"  # so it was seen, though the model does not know it (facts: events 9)
_IMPACTS = (_NO_IMPACT, LOW, HIGH)


def get_reputation_entity(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    tenant = _tenant(account, request)
    return {"ReputationEntity": _shown(account, tenant, rates_of_tenant(account, tenant))}


def list_reputation_entities(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size, token = paging(request)
    filters = request.get("Filter", {})
    found: Iterable[Tenant] = account.tenants
    findings: dict[str, list[Finding]] = {}
    for finding in tenant_rates(account):
        findings.setdefault(finding.resource_arn, []).append(finding)

    def shown(tenant: Tenant) -> dict[str, Any]:
        return _shown(account, tenant, findings.get(tenant_arn(account, tenant), ()))

    for key, value in filters.items():
        found = filter(_FILTERS[key](value, shown), found)
    pager: Pager[Tenant] = Pager(
        f"reputation-entities {asked_for(filters)}", position=lambda tenant: tenant.name
    )
    page = page_of(account, pager, found, size, token)
    return {
        "ReputationEntities": [shown(tenant) for tenant in page.items],
        "NextToken": page.next_token,
    }


def update_reputation_entity_customer_managed_status(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    tenant = _tenant_to_change(account, request)
    set_by_owner(account, tenant, SendingStatus[request["SendingStatus"]])
    return {}


def update_reputation_entity_policy(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    arn = request["ReputationEntityPolicy"]
    policy = next((policy for policy in Policy if _policy_arn(account, policy) == arn), None)
    if policy is None:
        raise InvalidParameter(BAD_POLICY.format(policy=arn))
    set_policy(account, _tenant_to_change(account, request), policy)
    return {}


def _tenant(account: Account, request: Mapping[str, Any]) -> Tenant:
    reference = request["ReputationEntityReference"]
    prefix, _, rest = reference.partition("/")
    name, _, id_ = rest.partition("/")
    if prefix != account.arn("tenant") or not name or not id_:
        raise InvalidParameter(BAD_ENTITY_REFERENCE.format(reference=reference))
    tenant = account.tenants.find(name)
    if tenant is None or tenant.id != id_:
        raise ReputationEntityNotFound(reference)
    return tenant


def _tenant_to_change(account: Account, request: Mapping[str, Any]) -> Tenant:
    """The same, but by the model these calls know no NotFound (facts: resources 8.2)."""
    try:
        return _tenant(account, request)
    except ReputationEntityNotFound as error:
        raise InvalidParameter(error.message) from None


def _shown(account: Account, tenant: Tenant, findings: Iterable[Finding]) -> dict[str, Any]:
    state = tenant.reputation
    amazon = state.records.get(Origin.AMAZON)
    return {
        "ReputationEntityReference": tenant_arn(account, tenant),
        "ReputationEntityType": _TYPE,
        "ReputationManagementPolicy": _policy_arn(account, state.policy),
        "CustomerManagedStatus": _record(state.records.get(Origin.CUSTOMER)),
        "AwsSesManagedStatus": _record(amazon) or _sends_since(tenant.created_at),
        "SendingStatusAggregate": state.sending_status.name,
        "ReputationImpact": max(
            (finding.impact for finding in findings), key=_IMPACTS.index, default=_NO_IMPACT
        ),
    }


def _policy_arn(account: Account, policy: Policy) -> str:
    return f"arn:aws:ses:{account.region}:aws:reputation-policy/{policy.name.lower()}"


def _record(record: StatusRecord | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return {
        "Status": record.status.name,
        "Cause": record.cause,
        "LastUpdatedTimestamp": record.at,
    }


def _sends_since(at: datetime) -> dict[str, Any]:
    return {"Status": SendingStatus.ENABLED.name, "LastUpdatedTimestamp": at}


Check = Callable[[Tenant], bool]
Shown = Callable[[Tenant], dict[str, Any]]


def _is(member: str, key: str, allowed: Iterable[str]) -> Callable[[str, Shown], Check]:
    """Whether a member of what is shown has a value, which must be one that it can have."""

    def check(value: str, shown: Shown) -> Check:
        if value not in set(allowed):
            raise InvalidParameter(BAD_ENTITY_FILTER.format(key=key, value=value))
        return lambda tenant: shown(tenant)[member] == value

    return check


def _begins_with(value: str, shown: Shown) -> Check:
    return lambda tenant: shown(tenant)["ReputationEntityReference"].startswith(value)


_FILTERS = {
    "ENTITY_TYPE": _is("ReputationEntityType", "ENTITY_TYPE", {_TYPE}),
    "REPUTATION_IMPACT": _is("ReputationImpact", "REPUTATION_IMPACT", _IMPACTS),
    "SENDING_STATUS": _is("SendingStatusAggregate", "SENDING_STATUS", SendingStatus.__members__),
    "ENTITY_REFERENCE_PREFIX": _begins_with,
}

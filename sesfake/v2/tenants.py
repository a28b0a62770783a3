"""Tenants in v2; v1 has no calls for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.insights.rates import tenant_arn
from sesfake.domain.tenants.reputation import SendingStatus
from sesfake.domain.tenants.resources import existing_arn, read_resource
from sesfake.domain.tenants.tenants import (
    ResourceType,
    Tenant,
    TenantSuppression,
    check_name,
    having_pages,
    resource_pages,
    tenant_pages,
)
from sesfake.errors import InvalidParameter
from sesfake.guesses.tenants import BAD_SENDING_STATUS
from sesfake.v2.constrained_pages import asked_for, page_of, paging
from sesfake.v2.tags import given_tags, shown_tags

_NO_SCOPE_AT_CREATION = (
    "SuppressionScope is required when SuppressedReasons are provided. Valid values are: TENANT, "
    "ACCOUNT"
)
_NO_SCOPE = "SuppressedReasons cannot be specified without SuppressionScope."
_NO_REASONS = "SuppressionScope cannot be specified without SuppressedReasons."
# How a filter may name a type: as the API's model does, or as the service has been seen to.
_TYPES = {text: type_ for type_ in ResourceType for text in (type_.name, type_.value)}


def create_tenant(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    name = request["TenantName"]
    check_name(name)
    tags = given_tags(request)
    preference = _given_suppression(request.get("SuppressionAttributes", {}), _NO_SCOPE_AT_CREATION)
    return _shown(account, account.tenants.add(name, preference, tags))


def get_tenant(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    return {"Tenant": _shown(account, account.tenants.get(_checked_name(request)))}


def delete_tenant(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    account.tenants.delete(_checked_name(request))
    return {}


def list_tenants(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size, token = paging(request)
    filters = request.get("Filter", {})
    found: Iterable[Tenant] = account.tenants
    for key, value in filters.items():
        found = filter(_TENANT_FILTERS[key](value), found)
    page = page_of(account, tenant_pages(asked_for(filters)), found, size, token)
    return {
        "Tenants": [
            {**_named(account, tenant), "SendingStatus": tenant.sending_status.name}
            for tenant in page.items
        ],
        "NextToken": page.next_token,
    }


def create_tenant_resource_association(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    tenant, type_, arn = _tenant_and_resource(account, request)
    account.tenants.associate(tenant, type_, arn)
    return {}


def delete_tenant_resource_association(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    tenant, _, arn = _tenant_and_resource(account, request)
    account.tenants.dissociate(tenant, arn)
    return {}


def list_tenant_resources(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size, token = paging(request)
    name = _checked_name(request)
    filters = request.get("Filter", {})
    types = [_given_type(value) for value in filters.values()]
    tenant = account.tenants.get(name)
    found = [
        tenant.associations[arn]
        for arn in sorted(tenant.associations)
        if all(tenant.associations[arn].type is type_ for type_ in types)
    ]
    asked = " ".join(type_.name for type_ in types)
    page = page_of(account, resource_pages(tenant, asked), found, size, token)
    return {
        "TenantResources": [
            {"ResourceType": one.type.name, "ResourceArn": one.arn} for one in page.items
        ],
        "NextToken": page.next_token,
    }


def list_resource_tenants(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size, token = paging(request)
    arn = existing_arn(account, read_resource(account, request["ResourceArn"]))
    page = page_of(account, having_pages(arn), account.tenants.having(arn), size, token)
    return {
        "ResourceTenants": [
            {
                "TenantName": one.tenant.name,
                "TenantId": one.tenant.id,
                "ResourceArn": one.arn,
                "AssociatedTimestamp": one.at,
            }
            for one in page.items
        ],
        "NextToken": page.next_token,
    }


def put_tenant_suppression_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = _checked_name(request)
    preference = _given_suppression(request, _NO_SCOPE)
    account.tenants.get(name).preference = preference  # what is left out clears it
    return {}


def _shown(account: Account, tenant: Tenant) -> dict[str, Any]:
    preference = tenant.preference
    return {
        **_named(account, tenant),
        "Tags": shown_tags(dict(sorted(tenant.tags.items()))),
        "SendingStatus": tenant.sending_status.name,
        "SuppressionAttributes": None
        if preference is None
        else {
            "SuppressionScope": preference.scope,
            "SuppressedReasons": list(preference.reasons),
        },
    }


def _named(account: Account, tenant: Tenant) -> dict[str, Any]:
    return {
        "TenantName": tenant.name,
        "TenantId": tenant.id,
        "TenantArn": tenant_arn(account, tenant),
        "CreatedTimestamp": tenant.created_at,
    }


def _checked_name(request: Mapping[str, Any]) -> str:
    name: str = request.get("TenantName", "")
    check_name(name)
    return name


def _tenant_and_resource(
    account: Account, request: Mapping[str, Any]
) -> tuple[Tenant, ResourceType, str]:
    name = _checked_name(request)
    resource = read_resource(account, request["ResourceArn"])
    tenant = account.tenants.get(name)
    return tenant, resource.type, existing_arn(account, resource)


def _given_suppression(block: Mapping[str, Any], no_scope: str) -> TenantSuppression | None:
    scope, reasons = block.get("SuppressionScope"), block.get("SuppressedReasons")
    if scope is None and reasons is None:
        return None
    if scope is None:
        raise InvalidParameter(no_scope)
    if reasons is None:
        raise InvalidParameter(_NO_REASONS)
    if len(set(reasons)) < len(reasons):
        raise InvalidParameter("Each suppressed reason can only be specified at most once")
    return TenantSuppression(scope, tuple(reasons))


def _given_type(text: str) -> ResourceType:
    type_ = _TYPES.get(text)
    if type_ is None:
        raise InvalidParameter(f"Invalid resource type {text} specified.")
    return type_


def _has_in_name(part: str) -> Callable[[Tenant], bool]:
    # Without case, as with configuration sets (a guess).
    return lambda tenant: part.lower() in tenant.name.lower()


def _has_status(text: str) -> Callable[[Tenant], bool]:
    if text not in SendingStatus.__members__:
        raise InvalidParameter(BAD_SENDING_STATUS.format(status=text))
    return lambda tenant: tenant.sending_status.name == text


_TENANT_FILTERS = {"TENANT_NAME_CONTAINS": _has_in_name, "SENDING_STATUS": _has_status}

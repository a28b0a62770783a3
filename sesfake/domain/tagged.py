"""The resources that have tags, found by ARN in the way of the calls for tags.

Partition and service are not looked at; the account is, before anything else. A tenant is found by
its id alone. What is found under the ARN of another region is this region's; it can be told apart,
but only after it was looked for (facts: resources 10).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.configuration_sets import (
    check_name as check_configuration_set_name,
)
from sesfake.domain.identities.syntax import check_name as check_identity_name
from sesfake.domain.tags import MAX_TAGS, TOO_MANY_TAGS
from sesfake.errors import InvalidParameter, TaggedResourceNotFound, ValidationFailed

_ARN_PARTS = 6
_ACCOUNT = 4
_IDENTITY, _TENANT = "identity", "tenant"
_VERIFICATION_TEMPLATE = "custom-verification-email-template"
# What texts call each kind.
_KINDS = {
    "configuration-set": "ConfigurationSet",
    _IDENTITY: "EmailIdentity",
    "template": "Template",
    _VERIFICATION_TEMPLATE: "CustomVerificationEmailTemplate",
    _TENANT: "Tenant",
    "contact-list": "ContactList",
    "deliverability-test-report": "DeliverabilityTestReport",
    "dedicated-ip-pool": "DedicatedIpPool",
    "multi-region-endpoint": "MultiRegionEndpoint",
}
_TEMPLATE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")


class TaggedArn(NamedTuple):
    """What an ARN names. The name of a tenant is followed by its id."""

    region: str
    kind: str
    name: str
    id: str = ""


def read_arn(account: Account, arn: str) -> TaggedArn:
    """What an ARN names, whether it exists or not; raises InvalidParameter, ValidationFailed."""
    parts = arn.split(":")
    if len(parts) > _ACCOUNT and parts[_ACCOUNT] != account.id:
        raise InvalidParameter(
            "Operations on a resource created in a different account is not allowed"
        )
    kind, *names = parts[-1].split("/")
    if kind == _IDENTITY:  # a local part may hold slashes (facts: resources 2.1)
        names = ["/".join(names)]
    wanted = 2 if kind == _TENANT else 1
    if (
        len(parts) != _ARN_PARTS
        or parts[0] != "arn"
        or kind not in _KINDS
        or len(names) != wanted
        or not all(names)
    ):
        raise InvalidParameter("ResourceArn is not the expected format")
    _check_name(kind, names[0])
    return TaggedArn(parts[3], kind, *names)


def tags_of(account: Account, named: TaggedArn) -> dict[str, str]:
    """The tags of a resource, to be looked at or changed; raises TaggedResourceNotFound."""
    found = _tags(account, named)
    if found is None:
        name = f"{named.name}with tenantId: {named.id}" if named.id else named.name  # sic
        raise TaggedResourceNotFound(_KINDS[named.kind], name)
    return found


def shown_in_order(account: Account, named: TaggedArn) -> dict[str, str]:
    """The tags of a resource, those of a tenant by key; raises TaggedResourceNotFound."""
    tags = tags_of(account, named)
    return dict(sorted(tags.items())) if named.kind == _TENANT else tags


def check_region(account: Account, named: TaggedArn, what: str) -> None:
    """Raise InvalidParameter where the ARN is another region's."""
    if named.region != account.region:
        raise InvalidParameter(f"Failed to {what} resource")


def add_tags(tags: dict[str, str], new: Mapping[str, str]) -> None:
    """Tag a resource, in place of tags of the same keys; raises InvalidParameter."""
    if len({**tags, **new}) > MAX_TAGS:
        raise InvalidParameter(f"{TOO_MANY_TAGS} or delete existing tags and retry")
    tags.update(new)


def _check_name(kind: str, name: str) -> None:
    if kind == "configuration-set":
        try:
            check_configuration_set_name(name)
        except InvalidParameter:
            raise ValidationFailed from None
    if kind == _IDENTITY:
        try:
            check_identity_name(name)
        except InvalidParameter:
            raise InvalidParameter("Provided resource identifier is not an SES resource") from None
    if kind == "template" and not _TEMPLATE_NAME.fullmatch(name):
        raise InvalidParameter(
            "Template name can contain alphanumeric characters, underscores(_) and hyphens(-). It "
            "can contain up to 128 characters and it should start with an alphanumeric character."
        )


def _tags(account: Account, named: TaggedArn) -> dict[str, str] | None:
    _, kind, name, id_ = named
    if kind == _TENANT:
        return next((tenant.tags for tenant in account.tenants if tenant.id == id_), None)
    found = _FINDERS[kind](account, name)
    return None if found is None else found.tags


class _Tagged(Protocol):
    @property
    def tags(self) -> dict[str, str]: ...


_FINDERS: dict[str, Callable[[Account, str], _Tagged | None]] = {
    "configuration-set": lambda account, name: account.configuration_sets.find(name),
    "contact-list": lambda account, name: account.contact_lists.find(name),
    _VERIFICATION_TEMPLATE: lambda account, name: account.verification_templates.find(name),
    "dedicated-ip-pool": lambda account, name: account.dedicated_ips.pools.find(name),
    "deliverability-test-report": lambda account, name: account.placement_tests.find(name),
    _IDENTITY: lambda account, name: account.identities.find(name),
    "multi-region-endpoint": lambda account, name: account.endpoints.find(name),
    "template": lambda account, name: account.templates.find(name),
}

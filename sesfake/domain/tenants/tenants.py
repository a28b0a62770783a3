"""Tenants: parts of an account that send with resources, and from a suppression list, of their own.

A tenant may only send with the identities, configuration sets and templates that are associated
with it; one resource may be several tenants'. What is associated cannot be deleted. Each tenant has
a suppression list, whether it is in use or not; the list goes when the tenant goes.
https://docs.aws.amazon.com/ses/latest/dg/tenants.html
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from sesfake.clock import Clock
from sesfake.domain.ids import Ids
from sesfake.domain.paging import Pager, place
from sesfake.domain.plain_names import check_plain_name
from sesfake.domain.suppression.suppression_list import SuppressionList
from sesfake.domain.tenants.reputation import SendingStatus, TenantReputation
from sesfake.errors import (
    RequestedTenantNotFound,
    TenantAlreadyExists,
    TenantAssociationAlreadyExists,
    TenantLimitExceeded,
)

MAX_TENANTS = 10_000  # a guess: of the quota only its existence is documented
# The pages of every list.
DEFAULT_PAGE = MAX_PAGE = 100
_ID_BYTES = 15


class ResourceType(Enum):
    """What a tenant may have; the value is how an ARN calls it."""

    EMAIL_IDENTITY = "identity"
    CONFIGURATION_SET = "configuration-set"
    EMAIL_TEMPLATE = "template"


class TenantSuppression(NamedTuple):
    """Which list a tenant uses, and for which reasons; no reasons are no suppression."""

    scope: str  # ACCOUNT, TENANT
    reasons: tuple[str, ...]


@dataclass(eq=False)
class Tenant:
    """One tenant. `preference` is None until its owner says something about suppression."""

    name: str
    id: str
    created_at: datetime
    suppression: SuppressionList
    preference: TenantSuppression | None = None
    tags: dict[str, str] = field(default_factory=dict)
    associations: dict[str, Association] = field(default_factory=dict)  # by the resource's ARN
    reputation: TenantReputation = field(default_factory=TenantReputation)

    @property
    def sending_status(self) -> SendingStatus:
        return self.reputation.sending_status


@dataclass(frozen=True, eq=False)
class Association:
    """A resource that a tenant has, since when, and as the how many-th there was."""

    number: int
    tenant: Tenant
    type: ResourceType
    arn: str
    at: datetime


class Tenants:
    """The tenants of one account in one region, in order of name."""

    def __init__(self, account_id: str, clock: Clock, ids: Ids) -> None:
        self._account_id = account_id
        self._clock = clock
        self._ids = ids
        self._by_name: dict[str, Tenant] = {}
        self._of: dict[str, dict[str, Association]] = {}  # a resource's, by the tenant's name
        self._numbers = itertools.count(1)

    def __iter__(self) -> Iterator[Tenant]:
        return iter([self._by_name[name] for name in sorted(self._by_name)])

    def __len__(self) -> int:
        return len(self._by_name)

    def find(self, name: str) -> Tenant | None:
        return self._by_name.get(name)

    def sender(self, name: str | None, id_: str | None) -> Tenant | None:
        """Whose mail it is that was sent in a name; another tenant may have it by now."""
        found = self.find(name or "")
        return found if found is not None and found.id == id_ else None

    def get(self, name: str) -> Tenant:
        """The tenant of a name; raises RequestedTenantNotFound."""
        found = self.find(name)
        if found is None:
            raise RequestedTenantNotFound(name)
        return found

    def add(self, name: str, preference: TenantSuppression | None, tags: dict[str, str]) -> Tenant:
        """Make a new tenant; raises what `check_name` raises, TenantAlreadyExists, or
        TenantLimitExceeded.
        """
        check_name(name)
        if name in self._by_name:
            raise TenantAlreadyExists(name, self._account_id)
        if len(self) >= MAX_TENANTS:
            raise TenantLimitExceeded(MAX_TENANTS)
        new = self._by_name[name] = Tenant(
            name,
            f"tn-{self._ids.bytes(_ID_BYTES).hex()}",
            self._clock.now(),
            SuppressionList(self._clock, whose="your tenant"),
            preference,
            tags,
        )
        return new

    def delete(self, name: str) -> None:
        """Forget a tenant, its associations and its suppression list, but no resource."""
        tenant = self.get(name)
        for arn in list(tenant.associations):
            self.dissociate(tenant, arn)
        del self._by_name[name]

    def associate(self, tenant: Tenant, type_: ResourceType, arn: str) -> None:
        """Let a tenant have a resource; raises TenantAssociationAlreadyExists."""
        if arn in tenant.associations:
            raise TenantAssociationAlreadyExists(arn, tenant.name)
        new = Association(next(self._numbers), tenant, type_, arn, self._clock.now())
        tenant.associations[arn] = self._of.setdefault(arn, {})[tenant.name] = new

    def dissociate(self, tenant: Tenant, arn: str) -> None:
        """Take a resource from a tenant, if it has it."""
        if tenant.associations.pop(arn, None) is not None:
            others = self._of[arn]
            del others[tenant.name]
            if not others:
                del self._of[arn]

    def having(self, arn: str) -> list[Association]:
        """The tenants that have a resource, in the order in which they got it."""
        return list(self._of.get(arn, {}).values())


def tenant_pages(asked: str) -> Pager[Tenant]:
    """The pages of tenants in order of name; a token is no good with another filter."""
    return Pager(f"tenants {asked}", position=lambda tenant: tenant.name)


def resource_pages(tenant: Tenant, asked: str) -> Pager[Association]:
    """The pages of what a tenant has, in order of ARN."""
    return Pager(f"tenant-resources {tenant.id} {asked}", position=lambda found: found.arn)


def having_pages(arn: str) -> Pager[Association]:
    """The pages of the tenants that have a resource."""
    return Pager(f"resource-tenants {arn}", position=lambda found: place(found.number))


def check_name(name: str) -> None:
    """Raise InvalidParameter for what cannot be the name of a tenant."""
    missing = "TenantName cannot be empty"
    check_plain_name(name, "tenant name", missing=missing, title="TenantName")

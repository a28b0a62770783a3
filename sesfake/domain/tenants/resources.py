"""What a tenant may have: identities, configuration sets and templates, named by ARN.

arn:aws:ses:us-east-1:123456789012:configuration-set/news
"""

from __future__ import annotations

from typing import NamedTuple

from sesfake.domain.account import Account
from sesfake.domain.tenants.tenants import ResourceType
from sesfake.errors import InvalidParameter, TenantResourceNotFound

_ARN_PARTS = 6
_SERVICE = 2
_NOT_FOUND = {
    ResourceType.EMAIL_IDENTITY: "Identity <{name}> does not exist",
    ResourceType.CONFIGURATION_SET: "Configuration set <{name}> does not exist:",  # sic
    ResourceType.EMAIL_TEMPLATE: "Email template <{name}> does not exist",
}


class Resource(NamedTuple):
    type: ResourceType
    name: str


def read_resource(account: Account, arn: str) -> Resource:
    """What an ARN names, whether it exists or not; raises InvalidParameter.

    The texts are Amazon's; which of the first two answers to what is a guess.
    """
    parts = arn.split(":", _ARN_PARTS - 1)
    if parts[0] != "arn" or len(parts) <= _SERVICE or parts[_SERVICE] != "ses":
        raise InvalidParameter("Provided resource identifier is not an SES resource")
    kind, slash, name = parts[-1].partition("/")
    if len(parts) != _ARN_PARTS or not slash or not name:
        raise InvalidParameter("Provided ARN is not in SES resource ARN format")
    found = next((type_ for type_ in ResourceType if type_.value == kind), None)
    if found is None:
        raise InvalidParameter(f"Unsupported resource type: {kind}")
    _, _, _, region, account_id, _ = parts
    if region != account.region:
        raise InvalidParameter(f"Resource <{arn}> must be in the same region")
    if account_id != account.id:
        raise InvalidParameter(f"Resource <{arn}> must be in the same account")
    return Resource(found, name)


def existing_arn(account: Account, resource: Resource) -> str:
    """The ARN of a resource as SES keeps it; raises TenantResourceNotFound."""
    type_, name = resource
    exists: object
    if type_ is ResourceType.EMAIL_IDENTITY:
        exists = identity = account.identities.find(name)
        name = name if identity is None else identity.name
    elif type_ is ResourceType.CONFIGURATION_SET:
        exists = account.configuration_sets.find(name)
    else:
        exists = account.templates.find(name)
    if exists is None:
        raise TenantResourceNotFound(_NOT_FOUND[type_].format(name=name))
    return resource_arn(account, type_, name)


def resource_arn(account: Account, type_: ResourceType, name: str) -> str:
    return account.arn(f"{type_.value}/{name}")

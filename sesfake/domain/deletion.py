"""Deleting what may be in use: a resource that a tenant has stays until the tenant lets it go.

An identity with certificates stays until they are disassociated.

The same for both APIs (facts: resources 0.6 and 2.3); that v1 refuses, too, is a guess.
"""

from __future__ import annotations

from sesfake.domain.account import Account
from sesfake.domain.tenants.resources import resource_arn
from sesfake.domain.tenants.tenants import ResourceType
from sesfake.errors import InvalidParameter


def delete_identity(account: Account, name: str) -> None:
    """Forget an identity, if there is one; raises InvalidParameter while it is in use."""
    identity = account.identities.find(name)
    if identity is not None:
        _check_free(account, ResourceType.EMAIL_IDENTITY, identity.name)
        if identity.certificates:
            arn = resource_arn(account, ResourceType.EMAIL_IDENTITY, identity.name)
            raise InvalidParameter(
                f"Cannot delete <{arn}> because it has certificates associated with it. "
                "Disassociate all certificates and try again."
            )
        account.identities.delete(identity.name)


def delete_configuration_set(account: Account, name: str) -> None:
    """Forget a set; raises what `named` raises, and InvalidParameter while a tenant has it."""
    found = account.configuration_sets.named(name)
    _check_free(account, ResourceType.CONFIGURATION_SET, found.name)
    account.configuration_sets.delete(found.name)


def delete_template(account: Account, name: str) -> None:
    """Forget a template; raises TemplateNotFound, and InvalidParameter while a tenant has it."""
    found = account.templates.get(name)
    _check_free(account, ResourceType.EMAIL_TEMPLATE, found.name)
    account.templates.delete(found.name)


def _check_free(account: Account, type_: ResourceType, name: str) -> None:
    arn = resource_arn(account, type_, name)
    if account.tenants.having(arn):
        raise InvalidParameter(
            f"Cannot delete <{arn}> because it has tenant associations. Remove all tenant "
            "associations and try again."
        )

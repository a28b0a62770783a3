"""Errors of tenants: they or their resources are missing, or do not belong together."""

from __future__ import annotations

from collections.abc import Sequence

from sesfake.errors.base import AlreadyExists, NotFound, SESError
from sesfake.guesses import tenants as guesses

_HOW_TO_CREATE = (
    "To mend the test: `create_tenant(TenantName={name!r})` of a `sesv2` client, in the same "
    "region and account."
)


class TenantNotFound(NotFound):
    """A tenant that does not exist, in the words of a send."""

    v1 = "InvalidParameterValue"

    def __init__(self, name: str, account_id: str) -> None:
        super().__init__(
            f"Tenant {name} for AwsAccountId {account_id} not found.",
            hint=_HOW_TO_CREATE.format(name=name),
        )


class RequestedTenantNotFound(NotFound):
    """The same, in the words of the calls that manage tenants and what they have."""

    v1 = "InvalidParameterValue"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The requested tenant <{name}> does not exist.",
            hint=_HOW_TO_CREATE.format(name=name),
        )


class TenantResourceNotFound(NotFound):
    """What is or shall be associated with a tenant does not exist; each type has its words."""

    v1 = "InvalidParameterValue"


class TenantAlreadyExists(AlreadyExists):
    def __init__(self, name: str, account_id: str) -> None:
        super().__init__(f"Tenant with name {name} already exists in account {account_id}")


class TenantAssociationAlreadyExists(AlreadyExists):
    def __init__(self, arn: str, tenant: str) -> None:
        super().__init__(f"Resources {arn} has already been associated with tenant {tenant}")


class TenantLimitExceeded(SESError):
    v1 = "InvalidParameterValue"
    v2 = "LimitExceededException"

    def __init__(self, maximum: int) -> None:
        super().__init__(guesses.TOO_MANY_TENANTS.format(maximum=maximum))


class TenantNotAssociated(SESError):
    """A send in the name of a tenant, with resources that are not the tenant's."""

    v1 = "AccessDenied"
    v2 = "AccessDeniedException"

    def __init__(self, tenant: str, arns: Sequence[str]) -> None:
        super().__init__(
            f"Tenant not associated with resources [{', '.join(arns)}].",
            hint="To mend the test: `create_tenant_resource_association("
            f"TenantName={tenant!r}, ResourceArn={arns[0]!r})` of a `sesv2` client"
            + (", and so for the others." if len(arns) > 1 else "."),
        )


class TenantSendingPaused(SESError):
    """A tenant may not send, by its owner's word or by Amazon's."""

    v1 = "AccountSendingPausedException"
    v2 = "SendingPausedException"

    def __init__(self, name: str, hand: str = "ses", *, by_amazon: bool = False) -> None:
        mend = (
            f"`{hand}.reinstate_tenant({name!r})`"
            if by_amazon
            else "`update_reputation_entity_customer_managed_status(...)` of a `sesv2` client, "
            "with `SendingStatus='REINSTATED'` and the ARN of the tenant"
        )
        super().__init__(guesses.TENANT_PAUSED.format(name=name), hint=f"To mend the test: {mend}.")


class ReputationEntityNotFound(NotFound):
    """A tenant that does not exist, as the calls about reputation name it."""

    v1 = "InvalidParameterValue"

    def __init__(self, reference: str) -> None:
        super().__init__(guesses.NO_ENTITY.format(reference=reference))

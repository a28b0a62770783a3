"""Sends in the name of a tenant: it must exist, and have all that the message is made with.

That is the sender's identity, the configuration set that applies, be it only a default, and the
stored template (facts: resources 8.1, sending 6). ARNs are compared, so what does not exist is not
the tenant's either, and says so here first.
https://docs.aws.amazon.com/ses/latest/dg/tenants.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sesfake.domain.account import Account
from sesfake.domain.authorization.attempts import stored_template
from sesfake.domain.drafts.draft import Draft
from sesfake.domain.senders import default_configuration_set
from sesfake.domain.tenants.reputation import Origin, SendingStatus
from sesfake.domain.tenants.resources import resource_arn
from sesfake.domain.tenants.tenants import ResourceType, Tenant
from sesfake.errors import (
    InvalidParameter,
    TenantNotAssociated,
    TenantNotFound,
    TenantSendingPaused,
)
from sesfake.mail.addresses import split
from sesfake.mail.mailboxes import parse_mailboxes
from sesfake.mail.raw_mail import RawMail


def sending_tenant(account: Account, draft: Draft) -> Tenant | None:
    """The tenant that sends, if one does; raises TenantNotFound, TenantNotAssociated,
    TenantSendingPaused.
    """
    if draft.tenant is None:
        return None
    tenant = account.tenants.find(draft.tenant)
    if tenant is None:
        raise TenantNotFound(draft.tenant, account.id)
    missing = [arn for arn in _resources(account, draft) if arn not in tenant.associations]
    if missing:
        raise TenantNotAssociated(tenant.name, missing)
    if tenant.sending_status is SendingStatus.DISABLED:
        by_amazon = tenant.reputation.status(Origin.AMAZON) is SendingStatus.DISABLED
        raise TenantSendingPaused(tenant.name, account.hand, by_amazon=by_amazon)
    return tenant


def _resources(account: Account, draft: Draft) -> Iterator[str]:
    """The ARNs of all that a message is made with."""
    configuration_set = draft.configuration_set
    address = _sender(draft)
    if address is not None:
        identities = account.identities.answering_for(address)
        name = identities[0].name if identities else split(address)[1].lower()
        yield resource_arn(account, ResourceType.EMAIL_IDENTITY, name)
        configuration_set = configuration_set or default_configuration_set(identities)
    if configuration_set:
        yield resource_arn(account, ResourceType.CONFIGURATION_SET, configuration_set)
    template = stored_template(draft)
    if template is not None:
        yield resource_arn(account, ResourceType.EMAIL_TEMPLATE, template)


def _sender(draft: Draft) -> str | None:
    """The bare address; None where its syntax is for a later check to refuse."""
    texts = [draft.source] if draft.source is not None else []
    if not texts and isinstance(draft.content, RawMail):
        texts = draft.content.all("From")
    try:
        return next((box.address for text in texts for box in parse_mailboxes(text)), None)
    except InvalidParameter:
        return None

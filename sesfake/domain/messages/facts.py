"""What is fixed about a message when SES takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sesfake.domain.dedicated_ips.routing import Route
from sesfake.domain.drafts.addressing import Addressing
from sesfake.domain.drafts.draft import Draft, ListManagement
from sesfake.domain.events.life import Life
from sesfake.domain.events.vocabulary import BounceSubType
from sesfake.domain.identities.signing import Signer
from sesfake.domain.tracking import Tracked


class Terms(NamedTuple):
    """What a message was taken under, as `MessageFacts` tells it."""

    configuration_set: str | None
    mail_from: str | None
    identity: str | None
    identity_owner: str | None
    caller: str
    tenant_id: str | None
    signer: Signer | None
    signing_certificate: str | None
    requires_tls: bool
    route: Route | None
    suppressed: Mapping[str, str]
    suppressed_by: BounceSubType
    unsubscribed: frozenset[str]
    failed_validation: frozenset[str]
    list_management: ListManagement | None
    tracking: Tracked | None


@dataclass(frozen=True, eq=False, repr=False)
class MessageFacts:
    """The part of a `Message` that was decided when it was taken."""

    id: str
    """The MessageId that the call answered with."""
    account_id: str
    """The account that has sent it."""
    region: str
    """The region that has sent it."""
    timestamp: float
    draft: Draft
    addressing: Addressing
    terms: Terms
    life: Life

    @property
    def configuration_set(self) -> str | None:
        """The name of the configuration set: the call's, a header's or the identity's default."""
        return self.terms.configuration_set

    @property
    def mail_from(self) -> str | None:
        """The custom MAIL FROM domain that it leaves with; None for Amazon's own."""
        return self.terms.mail_from

    @property
    def identity(self) -> str | None:
        """The verified identity that allowed it."""
        return self.terms.identity

    @property
    def identity_owner(self) -> str | None:
        """The account that has lent the identity; None if it is the sender's own."""
        return self.terms.identity_owner

    @property
    def caller(self) -> str:
        """The name of the IAM user or role that has sent it, or `root`."""
        return self.terms.caller

    @property
    def tenant_id(self) -> str | None:
        """The id of the tenant it was sent for; `tenant` is the name."""
        return self.terms.tenant_id

    @property
    def signer(self) -> Signer | None:
        """Who signs it by DKIM, besides Amazon."""
        return self.terms.signer

    @property
    def signing_certificate(self) -> str | None:
        """The ARN of the certificate that S/MIME would sign it with."""
        return self.terms.signing_certificate

    @property
    def requires_tls(self) -> bool:
        """Whether it is given only to servers that speak TLS."""
        return self.terms.requires_tls

    @property
    def route(self) -> Route | None:
        """The account's own addresses that it leaves by, if any."""
        return self.terms.route

    @property
    def suppressed(self) -> dict[str, str]:
        """The recipients who are on a suppression list, each with why: `BOUNCE` or `COMPLAINT`."""
        return dict(self.terms.suppressed)

    @property
    def suppressed_by(self) -> BounceSubType:
        """Which list that is, in the word that the bounce has for it."""
        return self.terms.suppressed_by

    @property
    def unsubscribed(self) -> frozenset[str]:
        """The recipients who had opted out before."""
        return self.terms.unsubscribed

    @property
    def failed_validation(self) -> frozenset[str]:
        """The recipients whom Auto Validation keeps back."""
        return self.terms.failed_validation

    @property
    def list_management(self) -> ListManagement | None:
        """The contact list and topic it was sent to, if it can be unsubscribed from."""
        return self.terms.list_management

    @property
    def tracking(self) -> Tracked | None:
        """What of it is tracked, if anything."""
        return self.terms.tracking

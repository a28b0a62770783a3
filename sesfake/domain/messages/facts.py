"""What is fixed about a message when SES takes it.

All of it is one tuple: that a frozen object has two fields and not twenty makes a send quicker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from sesfake.domain.dedicated_ips.routing import Route
from sesfake.domain.drafts.addressing import Addressing
from sesfake.domain.drafts.draft import Draft, ListManagement
from sesfake.domain.events.life import Life
from sesfake.domain.events.vocabulary import BounceSubType
from sesfake.domain.identities.signing import Signer
from sesfake.domain.tracking import Tracked


class Facts(NamedTuple):
    """What was asked for and what was decided, as `MessageFacts` tells it."""

    id: str
    account_id: str
    region: str
    timestamp: float
    draft: Draft
    addressing: Addressing
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

    facts: Facts
    life: Life

    @property
    def id(self) -> str:
        """The MessageId that the call answered with."""
        return self.facts.id

    @property
    def account_id(self) -> str:
        """The account that has sent it."""
        return self.facts.account_id

    @property
    def region(self) -> str:
        """The region that has sent it."""
        return self.facts.region

    @property
    def timestamp(self) -> float:
        """When it was accepted, in seconds since the epoch."""
        return self.facts.timestamp

    @property
    def draft(self) -> Draft:
        """What was asked for."""
        return self.facts.draft

    @property
    def addressing(self) -> Addressing:
        """Who it is from and to."""
        return self.facts.addressing

    @property
    def configuration_set(self) -> str | None:
        """The name of the configuration set: the call's, a header's or the identity's default."""
        return self.facts.configuration_set

    @property
    def mail_from(self) -> str | None:
        """The custom MAIL FROM domain that it leaves with; None for Amazon's own."""
        return self.facts.mail_from

    @property
    def identity(self) -> str | None:
        """The verified identity that allowed it."""
        return self.facts.identity

    @property
    def identity_owner(self) -> str | None:
        """The account that has lent the identity; None if it is the sender's own."""
        return self.facts.identity_owner

    @property
    def caller(self) -> str:
        """The name of the IAM user or role that has sent it, or `root`."""
        return self.facts.caller

    @property
    def tenant_id(self) -> str | None:
        """The id of the tenant it was sent for; `tenant` is the name."""
        return self.facts.tenant_id

    @property
    def signer(self) -> Signer | None:
        """Who signs it by DKIM, besides Amazon."""
        return self.facts.signer

    @property
    def signing_certificate(self) -> str | None:
        """The ARN of the certificate that S/MIME would sign it with."""
        return self.facts.signing_certificate

    @property
    def requires_tls(self) -> bool:
        """Whether it is given only to servers that speak TLS."""
        return self.facts.requires_tls

    @property
    def route(self) -> Route | None:
        """The account's own addresses that it leaves by, if any."""
        return self.facts.route

    @property
    def suppressed(self) -> Mapping[str, str]:
        """The recipients who are on a suppression list, each with why: `BOUNCE` or `COMPLAINT`."""
        return MappingProxyType(self.facts.suppressed)

    @property
    def suppressed_by(self) -> BounceSubType:
        """Which list that is, in the word that the bounce has for it."""
        return self.facts.suppressed_by

    @property
    def unsubscribed(self) -> frozenset[str]:
        """The recipients who had opted out before."""
        return self.facts.unsubscribed

    @property
    def failed_validation(self) -> frozenset[str]:
        """The recipients whom Auto Validation keeps back."""
        return self.facts.failed_validation

    @property
    def list_management(self) -> ListManagement | None:
        """The contact list and topic it was sent to, if it can be unsubscribed from."""
        return self.facts.list_management

    @property
    def tracking(self) -> Tracked | None:
        """What of it is tracked, if anything."""
        return self.facts.tracking

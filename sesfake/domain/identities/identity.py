"""One identity: an address or a domain, and everything that is set for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from sesfake.domain.authorization.policies import Policies
from sesfake.domain.identities.certificates import Certificates
from sesfake.domain.identities.dkim import Dkim
from sesfake.domain.identities.mail_from import MailFrom
from sesfake.domain.identities.notifications import Notifications
from sesfake.domain.identities.verification import Verification, VerificationStatus
from sesfake.domain.paging import Pager, place


class IdentityType(Enum):
    EMAIL_ADDRESS = "EmailAddress"
    DOMAIN = "Domain"


@dataclass
class Identity:
    number: int
    name: str
    type: IdentityType
    verification_token: str
    verification: Verification
    is_token_asked_for: bool = False
    dkim: Dkim = field(default_factory=Dkim)
    mail_from: MailFrom = field(default_factory=MailFrom)
    notifications: Notifications = field(default_factory=Notifications)
    policies: Policies = field(default_factory=Policies)
    tags: dict[str, str] = field(default_factory=dict)
    certificates: Certificates = field(default_factory=Certificates)
    # The set of messages that name none; an explicit "" is kept, as Amazon does.
    configuration_set: str | None = None

    @property
    def status(self) -> VerificationStatus:
        return self.verification.status

    @property
    def is_verified(self) -> bool:
        """Also while its records are missing for a time (facts: resources 2.1)."""
        return self.verification.is_confirmed

    @property
    def is_domain(self) -> bool:
        return self.type is IdentityType.DOMAIN

    @property
    def verifications(self) -> tuple[Verification, Verification, Verification]:
        """All that its owner may have to confirm."""
        return self.verification, self.dkim, self.mail_from


IDENTITY_PAGES: Pager[Identity] = Pager(
    "identities", position=lambda identity: place(identity.number)
)

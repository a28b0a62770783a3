"""The MAIL FROM domain of an identity: where bounces go on the wire, instead of amazonses.com.

It lies below the identity's domain, and its MX record is awaited for 72 hours. Until the record is
found, and where it is not, a message is sent from amazonses.com or refused, as the owner wishes.
https://docs.aws.amazon.com/ses/latest/dg/mail-from.html
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sesfake.domain.identities.syntax import check_domain
from sesfake.domain.identities.verification import Verification, VerificationStatus
from sesfake.errors import InvalidParameter


@dataclass
class MailFrom(Verification):
    """The setting of one identity; without a domain there is none."""

    domain: str | None = None
    rejects_without_mx: bool = False

    def choose(self, domain: str, rejects_without_mx: bool, now: datetime) -> None:
        """Use a domain from now on; the same one again keeps what is known of its record."""
        if domain != self.domain:
            self.domain = domain
            self.restart(now)
        else:
            self.request(now)
        self.rejects_without_mx = rejects_without_mx

    def clear(self) -> None:
        """Use amazonses.com again."""
        self.domain = self.requested_at = self.missing_since = self.trouble = None
        self.rejects_without_mx = False
        self.status = self.told = VerificationStatus.NOT_STARTED

    def succeed(self, now: datetime) -> None:
        """The record was found, if there is a domain to have one."""
        if self.domain is not None:
            super().succeed(now)


def check_mail_from(domain: str, identity: str) -> None:
    """Raise InvalidParameter for what cannot be the MAIL FROM domain of an identity."""
    parent = identity.rpartition("@")[2].lower()
    if not domain.lower().endswith(f".{parent}"):
        raise InvalidParameter(
            f"Provided MAIL-FROM domain <{domain}> is not subdomain of the domain of the identity "
            f"<{identity}>."
        )
    check_domain(domain)

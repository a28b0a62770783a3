"""What a test says of S/MIME certificates, which are kept in another service."""

from __future__ import annotations

from datetime import datetime

from sesfake.domain.identities.certificates import CertificateStatus
from sesfake.fake.checks.given import check_address
from sesfake.fake.view import View


class Certifying(View):
    """The part of a fake that acts on certificates."""

    __slots__ = ()

    def set_certificate(
        self, sender: str, *, status: str = "ACTIVE", expires: datetime | None = None
    ) -> None:
        """Let the certificate of an address be in a status, and be over at some time.

            ses.set_certificate("shop@example.com", status="PROVISIONING")

        `status` is one of AWS's; without a word of the test it is ACTIVE. After `expires` it is
        FAILED. A ValueError where no certificate is associated with the address.
        """
        check_address(sender, "shop@example.com")
        if status not in CertificateStatus.__members__:
            known = ", ".join(CertificateStatus.__members__)
            raise ValueError(f"status= is one of {known}, not {status!r}.")
        if not (expires is None or isinstance(expires, datetime)):
            raise TypeError(f"expires= is an aware datetime, not {expires!r}.")
        if expires is not None and expires.tzinfo is None:
            raise ValueError(
                "expires= is an aware datetime, as datetime(..., tzinfo=timezone.utc)."
            )
        known_to = 0
        for account in self._known():
            with account.lock:
                for identity in account.identities.answering_for(sender):
                    certificate = identity.certificates.find(sender)
                    if certificate is not None:
                        certificate.status = CertificateStatus[status]
                        certificate.expires_at = expires
                        known_to += 1
        if not known_to:
            raise ValueError(
                f"{sender!r} has no certificate; the program associates one, with "
                "`associate_email_identity_certificate(...)` of a `sesv2` client."
            )

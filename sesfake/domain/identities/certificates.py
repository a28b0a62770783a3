"""S/MIME certificates: which address of an identity has which one.

SES does not look at a certificate when it is associated (facts: resources 2.11). It is ready at
once, unless a test says otherwise; when its time is over it is FAILED. Nothing is signed here: a
message only tells which certificate it would have been signed with.
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_AssociateEmailIdentityCertificate.html
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from sesfake.domain.identities.syntax import check_email_address
from sesfake.domain.paging import Pager
from sesfake.errors import CertificateAlreadyAssociated, InvalidParameter
from sesfake.guesses.certificates import NOT_THE_IDENTITY_ITSELF
from sesfake.mail.addresses import split

if TYPE_CHECKING:
    from sesfake.domain.identities.identity import Identity

MAX_PAGE = 1000


class CertificateStatus(Enum):
    PROVISIONING = "PROVISIONING"
    INACTIVE = "INACTIVE"
    DEPROVISIONING = "DEPROVISIONING"
    ACTIVE = "ACTIVE"
    FAILED = "FAILED"


@dataclass
class Certificate:
    """A certificate of one address, by its ARN."""

    sender: str
    arn: str
    status: CertificateStatus = CertificateStatus.ACTIVE
    expires_at: datetime | None = None

    def status_at(self, now: datetime) -> CertificateStatus:
        """Its status, which is FAILED after its time."""
        is_over = self.expires_at is not None and now > self.expires_at
        return CertificateStatus.FAILED if is_over else self.status


class Certificates:
    """The certificates of one identity, at most one for an address."""

    def __init__(self) -> None:
        self._by_sender: dict[str, Certificate] = {}

    def __bool__(self) -> bool:
        return bool(self._by_sender)

    def in_order(self) -> list[Certificate]:
        """All of them, in order of address."""
        return sorted(self._by_sender.values(), key=lambda one: one.sender)

    def find(self, sender: str) -> Certificate | None:
        return self._by_sender.get(_key(sender))

    def add(self, new: Certificate) -> None:
        self._by_sender[_key(new.sender)] = new

    def remove(self, sender: str) -> None:
        self._by_sender.pop(_key(sender), None)


def checked_sender(identity: str, sender: str | None) -> str:
    """The address that a certificate of an identity is for; raises InvalidParameter."""
    if "@" in identity:
        if not sender:
            return identity
        _check_address(sender)
        if sender != identity:
            raise InvalidParameter(NOT_THE_IDENTITY_ITSELF.format(sender=sender, identity=identity))
        return sender
    if not sender:
        raise InvalidParameter("FromAddress is required when EmailIdentity is a domain.")
    _check_address(sender)
    if not f".{split(sender)[1].lower()}".endswith(f".{identity.lower()}"):
        raise InvalidParameter(
            f"FromAddress <{sender}> does not belong to the domain identity <{identity}>."
        )
    return sender


def associate(identity: Identity, others: Iterable[Identity], sender: str, arn: str) -> None:
    """Give an address a certificate; raises CertificateAlreadyAssociated.

    `others` are the identities besides that the address may belong to: it has only one certificate,
    whichever of them it was associated with.
    """
    for one in (identity, *others):
        known = one.certificates.find(sender)
        if known is not None and known.status is not CertificateStatus.DEPROVISIONING:
            raise CertificateAlreadyAssociated(sender, one.name)
    identity.certificates.add(Certificate(sender, arn))


def signing_certificate(identities: Iterable[Identity], sender: str, now: datetime) -> str | None:
    """The ARN of what messages of an address can be signed with, if there is one by now."""
    for identity in identities:
        found = identity.certificates.find(sender)
        if found is not None and found.status_at(now) is CertificateStatus.ACTIVE:
            return found.arn
    return None


def certificate_pages(identity: str) -> Pager[Certificate]:
    """The pages of the certificates of an identity, in order of address."""
    return Pager(f"certificates {identity}", position=lambda one: one.sender)


def _check_address(sender: str) -> None:
    try:
        check_email_address(sender)
    except InvalidParameter:
        raise InvalidParameter(f"FromAddress <{sender}> is not a valid email address.") from None


def _key(sender: str) -> str:
    # As identities are compared: the local part as written, the domain without case.
    local, domain = split(sender)
    return f"{local}@{domain.lower()}"

"""S/MIME certificates in v2; v1 has no calls for them.

Checks run in this order: the members, whether the address fits the identity, whether the identity
exists, whether the address has a certificate (facts: resources 2.11).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.identities.certificates import (
    MAX_PAGE,
    associate,
    certificate_pages,
    checked_sender,
)
from sesfake.domain.identities.identity import Identity
from sesfake.domain.identities.names import identity_name
from sesfake.errors import ConstraintViolated
from sesfake.v2.finding_identities import found_in_brackets
from sesfake.v2.pages import page_of, size_violations


def associate_email_identity_certificate(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    identity, sender = _identity_and_sender(account, request)
    others = [one for one in account.identities.answering_for(sender) if one is not identity]
    associate(identity, others, sender, request["CertificateArn"])
    return {}


def disassociate_email_identity_certificate(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    identity, sender = _identity_and_sender(account, request)
    identity.certificates.remove(sender)  # whether there is one or not
    return {}


def list_email_identity_certificates(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    size = _page_size(request)
    identity = found_in_brackets(account, identity_name(account, request["EmailIdentity"]))
    pager = certificate_pages(identity.name)
    certificates = identity.certificates.in_order()
    token = request.get("NextToken")
    page = page_of(account, pager, certificates, size, token, "Invalid NextToken.")
    now = account.clock.now()
    return {
        "Certificates": [
            {
                "FromAddress": one.sender,
                "Status": one.status_at(now).name,
                "CertificateArn": one.arn,
                "CertificateExpiryTime": one.expires_at,
            }
            for one in page.items
        ],
        "NextToken": page.next_token,
    }


def _identity_and_sender(account: Account, request: Mapping[str, Any]) -> tuple[Identity, str]:
    name = identity_name(account, request["EmailIdentity"])
    sender = checked_sender(name, request.get("FromAddress"))
    return found_in_brackets(account, name), sender


def _page_size(request: Mapping[str, Any]) -> int:
    size: int = request.get("PageSize", MAX_PAGE)
    violations = size_violations(size, MAX_PAGE)
    if violations:
        raise ConstraintViolated(violations)
    return size

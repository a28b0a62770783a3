"""Identities in v1: verifying, listing, deleting, DKIM."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sesfake.domain import deletion
from sesfake.domain.account import Account
from sesfake.domain.identities.identity import IDENTITY_PAGES, Identity
from sesfake.domain.identities.names import find_identity, identity_name
from sesfake.domain.paging import BadToken
from sesfake.errors import InvalidParameter
from sesfake.guesses.identities import TOO_MANY_IDENTITIES

MAX_PAGE = 1000
# "You can get attributes for up to 100 identities at a time".
MAX_IDENTITIES = 100


def verify_email_identity(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    account.identities.request_email_address(request["EmailAddress"])
    return {}


def verify_domain_identity(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    identity = account.identities.request_domain(request["Domain"])
    return {"VerificationToken": identity.verification_token}


def verify_domain_dkim(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    identity = account.identities.request_dkim(request["Domain"])
    return {"DkimTokens": list(identity.dkim.tokens)}


def delete_identity(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    deletion.delete_identity(account, identity_name(account, request["Identity"]))
    return {}


def delete_verified_email_address(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    deletion.delete_identity(account, request["EmailAddress"])
    return {}


def list_identities(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size = request.get("MaxItems", MAX_PAGE)
    if not 1 <= size <= MAX_PAGE:
        raise InvalidParameter(
            f"Value {size} for parameter MaxItems is invalid. "
            f"MaxItems must be between 1 and {MAX_PAGE}."
        )
    wanted = request.get("IdentityType")
    identities = [i for i in account.identities if wanted in (None, i.type.value)]
    token = request.get("NextToken")
    try:
        page = IDENTITY_PAGES.page(identities, account.region, size, token)
    except BadToken:
        raise InvalidParameter(f"Invalid NextToken <{token}>.") from None
    return {"Identities": [i.name for i in page.items], "NextToken": page.next_token}


def list_verified_email_addresses(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    addresses = [i.name for i in account.identities if i.is_verified and not i.is_domain]
    return {"VerifiedEmailAddresses": addresses}


def get_identity_verification_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    attributes = {
        asked: {
            "VerificationStatus": identity.status.value,
            "VerificationToken": identity.verification_token if identity.is_domain else None,
        }
        for asked, identity in known_identities(account, request["Identities"])
    }
    return {"VerificationAttributes": attributes}


def get_identity_dkim_attributes(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    attributes = {}
    for asked, identity in known_identities(account, request["Identities"]):
        dkim = account.identities.dkim_of(identity)
        attributes[asked] = {
            "DkimEnabled": dkim.signing_enabled,
            "DkimVerificationStatus": dkim.status.value,
            "DkimTokens": list(dkim.tokens) or None,
        }
    return {"DkimAttributes": attributes}


def set_identity_dkim_enabled(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    name = identity_name(account, request["Identity"])
    account.identities.enable_dkim(name, request["DkimEnabled"])
    return {}


def known_identities(account: Account, names: list[str]) -> Iterator[tuple[str, Identity]]:
    """The identities there are, as they were asked for; unknown ones are left out."""
    if len(names) > MAX_IDENTITIES:
        raise InvalidParameter(TOO_MANY_IDENTITIES)
    for asked in names:
        identity = find_identity(account, asked)
        if identity is not None:
            yield asked, identity

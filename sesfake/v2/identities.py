"""Identities in v2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.identities import DKIM_HOSTED_ZONE, IDENTITY_PAGES, Dkim, Identity
from sesfake.domain.identity_names import identity_name
from sesfake.domain.paging import BadToken
from sesfake.errors import (
    ConfigurationSetNotFound,
    IdentityAlreadyExists,
    IdentityNotFound,
    InvalidParameter,
    NotModelled,
)

DEFAULT_PAGE, MAX_PAGE = 25, 1000

_FILTERS: dict[str, Callable[[Identity, str], bool]] = {
    "IDENTITY_NAME_CONTAINS": lambda identity, value: value.lower() in identity.name.lower(),
    "IDENTITY_TYPE": lambda identity, value: identity.type.name == value,
    "VERIFICATION_STATUS": lambda identity, value: identity.status.name == value,
}


def create_email_identity(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    name = request["EmailIdentity"]
    if account.identities.find(name) is not None:
        raise IdentityAlreadyExists(name)
    if request.get("ConfigurationSetName"):
        # None can be made yet, so none exists.
        raise ConfigurationSetNotFound(request["ConfigurationSetName"])
    for member in ("Tags", "DkimSigningAttributes"):
        if request.get(member):
            raise NotModelled(f"sesv2 CreateEmailIdentity with {member}")
    identity = account.identities.create(name)
    attributes = _dkim_attributes(account.identities.dkim_of(identity))
    if attributes["Status"] == "PENDING":
        # The answer to the creation is a moment older than the first read.
        attributes["Status"] = "NOT_STARTED"
    return {
        "IdentityType": identity.type.name,
        "VerifiedForSendingStatus": identity.is_verified,
        "DkimAttributes": attributes,
    }


def get_email_identity(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    identity = _find(account, request)
    return {
        "IdentityType": identity.type.name,
        "VerifiedForSendingStatus": identity.is_verified,
        "VerificationStatus": identity.status.name,
        "FeedbackForwardingStatus": identity.notifications.is_forwarded,
        "DkimAttributes": _dkim_attributes(account.identities.dkim_of(identity)),
        # Where no MAIL FROM domain is set, the behaviour is all that is told.
        "MailFromAttributes": {"BehaviorOnMxFailure": "USE_DEFAULT_VALUE"},
        "Policies": identity.policies.documents(),
        "Tags": [],
    }


def delete_email_identity(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    account.identities.delete(_find(account, request).name)
    return {}


def put_email_identity_dkim_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = identity_name(account, request["EmailIdentity"])
    # A switch that is left out is off (facts: resources 0.3).
    account.identities.enable_dkim(name, request.get("SigningEnabled", False))
    return {}


def put_email_identity_feedback_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = identity_name(account, request["EmailIdentity"])
    identity = account.identities.find(name)
    if identity is None:
        # 400, not 404, unlike other calls (facts: resources 2.2).
        raise InvalidParameter(
            f"Identity {name} is invalid. Must be a verified email address or domain."
        )
    identity.notifications.forward(request.get("EmailForwardingEnabled", False))
    return {}


def list_email_identities(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size = request.get("PageSize", DEFAULT_PAGE)
    if not 1 <= size <= MAX_PAGE:
        raise InvalidParameter(
            f"Value {size} for parameter PageSize is invalid. "
            f"PageSize must be between 1 and {MAX_PAGE}."
        )
    filters = request.get("Filter", {})
    identities = [
        identity
        for identity in account.identities
        if all(_FILTERS[key](identity, value) for key, value in filters.items())
    ]
    token = request.get("NextToken")
    try:
        page = IDENTITY_PAGES.page(identities, account.region, size, token)
    except BadToken:
        raise InvalidParameter(
            "Invalid NextToken." if filters else f"Invalid NextToken <{token}>."
        ) from None
    return {
        "EmailIdentities": [
            {
                "IdentityType": identity.type.name,
                "IdentityName": identity.name,
                "SendingEnabled": identity.is_verified,
                "VerificationStatus": identity.status.name,
            }
            for identity in page.items
        ],
        "NextToken": page.next_token,
    }


def _find(account: Account, request: Mapping[str, Any]) -> Identity:
    name = identity_name(account, request["EmailIdentity"])
    identity = account.identities.find(name)
    if identity is None:
        raise IdentityNotFound(name)
    return identity


def _dkim_attributes(dkim: Dkim) -> dict[str, Any]:
    return {
        "SigningEnabled": dkim.signing_enabled,
        "Status": dkim.status.name,
        "Tokens": list(dkim.tokens) or None,
        "SigningAttributesOrigin": "AWS_SES",
        "NextSigningKeyLength": "RSA_2048_BIT" if dkim.tokens else None,
        "SigningHostedZone": DKIM_HOSTED_ZONE if dkim.tokens else None,
    }

"""Identities in v2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sesfake.domain import deletion
from sesfake.domain.account import Account
from sesfake.domain.identities.identity import IDENTITY_PAGES, Identity
from sesfake.domain.identities.names import identity_name
from sesfake.domain.identities.syntax import check_name
from sesfake.errors import (
    IdentityAlreadyExists,
    IdentityToConfigureNotFound,
    InvalidParameter,
)
from sesfake.guesses.identities import DKIM_SETTINGS_OF_AN_ADDRESS
from sesfake.v2.dkim import created_attributes, dkim_attributes, given_method
from sesfake.v2.finding_identities import found
from sesfake.v2.mail_from import mail_from_attributes
from sesfake.v2.pages import page_of
from sesfake.v2.tags import given_tags, shown_tags

DEFAULT_PAGE, MAX_PAGE = 25, 1000

_FILTERS: dict[str, Callable[[Identity, str], bool]] = {
    "IDENTITY_NAME_CONTAINS": lambda identity, value: value.lower() in identity.name.lower(),
    "IDENTITY_TYPE": lambda identity, value: identity.type.name == value,
    "VERIFICATION_STATUS": lambda identity, value: identity.status.name == value,
}


def create_email_identity(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    name = request["EmailIdentity"]
    check_name(name)
    signing = request.get("DkimSigningAttributes")
    if signing is not None and "@" in name:
        raise InvalidParameter(DKIM_SETTINGS_OF_AN_ADDRESS)
    method = None if signing is None else given_method(signing)
    if account.identities.find(name) is not None:
        raise IdentityAlreadyExists(name)
    tags = given_tags(request)
    configuration_set = request.get("ConfigurationSetName")
    if configuration_set:  # an explicit "" is kept as it is
        account.configuration_sets.get(configuration_set)
    identity = account.identities.create(name, method)
    identity.tags, identity.configuration_set = tags, configuration_set
    return {
        "IdentityType": identity.type.name,
        "VerifiedForSendingStatus": identity.is_verified,
        "DkimAttributes": created_attributes(account, identity),
    }


def get_email_identity(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    identity = _find(account, request)
    return {
        "IdentityType": identity.type.name,
        "VerifiedForSendingStatus": identity.is_verified,
        "VerificationStatus": identity.status.name,
        "VerificationInfo": _verification_info(account, identity) if identity.is_domain else None,
        "FeedbackForwardingStatus": identity.notifications.is_forwarded,
        "DkimAttributes": dkim_attributes(account, identity),
        "MailFromAttributes": mail_from_attributes(identity.mail_from),
        "Policies": identity.policies.documents(),
        "Tags": shown_tags(identity.tags),
        "ConfigurationSetName": identity.configuration_set,
    }


def delete_email_identity(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    deletion.delete_identity(account, _find(account, request).name)
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


def put_email_identity_configuration_set_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = identity_name(account, request["EmailIdentity"])
    identity = account.identities.find(name)
    if identity is None:
        raise IdentityToConfigureNotFound(name)
    configuration_set = request.get("ConfigurationSetName")
    if configuration_set:
        account.configuration_sets.get(configuration_set)
    identity.configuration_set = configuration_set  # what is left out clears it
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
    bad_token = "Invalid NextToken." if filters else f"Invalid NextToken <{token}>."
    page = page_of(account, IDENTITY_PAGES, identities, size, token, bad_token)
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
    return found(account, identity_name(account, request["EmailIdentity"]))


def _verification_info(account: Account, identity: Identity) -> dict[str, Any]:
    dkim, verification = identity.dkim, identity.verification
    error = None
    if not verification.has_succeeded:
        # Before anybody looks, and where no records count, none is found.
        error = "HOST_NOT_FOUND" if verification.trouble is None else verification.trouble.name
    if dkim.replication_error is not None:
        error = f"REPLICATION_{dkim.replication_error.name}"
    return {
        "LastCheckedTimestamp": verification.checked_at,
        "LastSuccessTimestamp": verification.succeeded_at,
        "ErrorType": error,
        "SOARecord": _authority(account, identity.name),
    }


def _authority(account: Account, domain: str) -> dict[str, Any] | None:
    record = account.dns.authority(domain)
    if record is None:
        return None
    server, admin, serial = record.value.split()[:3]
    return {"PrimaryNameServer": server, "AdminEmail": admin, "SerialNumber": int(serial)}

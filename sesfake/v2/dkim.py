"""DKIM of identities in v2: the switch, and how a domain signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.dns.amazon import HOSTED_ZONE
from sesfake.domain.identities.dkim import (
    Dkim,
    EasyDkim,
    KeyLength,
    Method,
    OwnKey,
    Replica,
)
from sesfake.domain.identities.identity import Identity
from sesfake.domain.identities.names import identity_name
from sesfake.domain.identities.syntax import check_domain
from sesfake.errors import InvalidParameter
from sesfake.guesses.identities import NO_OWN_KEY, NOT_ONE_DKIM_METHOD, ORIGIN_IN_ATTRIBUTES
from sesfake.v2.finding_identities import found

_EASY, _OWN, _REPLICA = "AWS_SES", "EXTERNAL", "AWS_SES_"  # followed by the primary's region


def put_email_identity_dkim_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = identity_name(account, request["EmailIdentity"])
    # A switch that is left out is off (facts: resources 0.3).
    account.identities.enable_dkim(name, request.get("SigningEnabled", False))
    return {}


def put_email_identity_dkim_signing_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = identity_name(account, request["EmailIdentity"])
    try:
        check_domain(name)
    except InvalidParameter:
        raise InvalidParameter("The EmailIdentity value must be a valid domain.") from None
    attributes = request.get("SigningAttributes", {})
    if "DomainSigningAttributesOrigin" in attributes:
        raise InvalidParameter(ORIGIN_IN_ATTRIBUTES)
    method = given_method(attributes, request["SigningAttributesOrigin"])
    dkim = account.identities.set_up_dkim(found(account, name), method).dkim
    return {
        "DkimStatus": dkim.status.name,
        "DkimTokens": list(dkim.tokens),
        "SigningHostedZone": _hosted_zone(dkim),
    }


def given_method(attributes: Mapping[str, Any], origin: str | None = None) -> Method:
    """How a request wants a domain to sign; raises InvalidParameter."""
    selector = attributes.get("DomainSigningSelector")
    key = attributes.get("DomainSigningPrivateKey")
    length = attributes.get("NextSigningKeyLength")
    has_own = selector is not None or key is not None
    origin = origin or attributes.get("DomainSigningAttributesOrigin")
    if origin is None:
        origin = _OWN if has_own else _EASY
    if (has_own and origin != _OWN) or (length is not None and origin != _EASY):
        raise InvalidParameter(NOT_ONE_DKIM_METHOD)
    if origin == _EASY:
        return EasyDkim(None if length is None else KeyLength[length])
    if origin != _OWN:
        return Replica(origin.removeprefix(_REPLICA).replace("_", "-").lower())
    if selector is None or key is None:
        raise InvalidParameter(NO_OWN_KEY)
    return OwnKey(selector, key)


def created_attributes(account: Account, identity: Identity) -> dict[str, Any]:
    """What the answer to a creation tells: it is a moment older than the first read."""
    attributes = dkim_attributes(account, identity)
    if attributes["Status"] == "PENDING":
        attributes["Status"] = "NOT_STARTED"
    attributes.pop("CurrentSigningKeyLength", None)
    attributes.pop("LastKeyGenerationTimestamp", None)
    return attributes


def dkim_attributes(account: Account, identity: Identity) -> dict[str, Any]:
    dkim = account.identities.dkim_of(identity)
    attributes: dict[str, Any] = {
        "SigningEnabled": dkim.signing_enabled,
        "Status": dkim.status.name,
        "Tokens": list(dkim.tokens) or None,
        "SigningAttributesOrigin": _origin(identity.dkim),
    }
    if identity.is_domain:  # an address mirrors no more than that of its domain
        attributes["SigningHostedZone"] = _hosted_zone(dkim)
        attributes["NextSigningKeyLength"] = dkim.next_length and dkim.next_length.name
        attributes["CurrentSigningKeyLength"] = dkim.current_length and dkim.current_length.name
        attributes["LastKeyGenerationTimestamp"] = dkim.key_made_at
    return attributes


def _origin(dkim: Dkim) -> str:
    if isinstance(dkim.method, Replica):
        return _REPLICA + dkim.method.primary_region.replace("-", "_").upper()
    return _OWN if isinstance(dkim.method, OwnKey) else _EASY


def _hosted_zone(dkim: Dkim) -> str | None:
    return HOSTED_ZONE if isinstance(dkim.method, (EasyDkim, Replica)) else None

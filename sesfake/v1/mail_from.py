"""MAIL FROM domains of identities in v1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.identities.mail_from import MailFrom
from sesfake.domain.identities.names import identity_name
from sesfake.v1.identities import known_identities

_DEFAULT, _REJECT = "UseDefaultValue", "RejectMessage"


def set_identity_mail_from_domain(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    account.identities.set_mail_from(
        identity_name(account, request["Identity"]),
        request.get("MailFromDomain"),
        rejects_without_mx=request.get("BehaviorOnMXFailure") == _REJECT,
    )
    return {}


def get_identity_mail_from_domain_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    attributes = {
        asked: _attributes(identity.mail_from)
        for asked, identity in known_identities(account, request["Identities"])
    }
    return {"MailFromDomainAttributes": attributes}


def _attributes(mail_from: MailFrom) -> dict[str, Any]:
    # Where no domain is set, the behaviour is all that is told.
    is_set = mail_from.domain is not None
    return {
        "MailFromDomain": mail_from.domain,
        "MailFromDomainStatus": mail_from.status.value if is_set else None,
        "BehaviorOnMXFailure": _REJECT if mail_from.rejects_without_mx else _DEFAULT,
    }

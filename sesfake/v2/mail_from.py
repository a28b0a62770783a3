"""MAIL FROM domains of identities in v2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.identities.mail_from import MailFrom
from sesfake.domain.identities.names import identity_name

_DEFAULT, _REJECT = "USE_DEFAULT_VALUE", "REJECT_MESSAGE"


def put_email_identity_mail_from_attributes(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    account.identities.set_mail_from(
        identity_name(account, request["EmailIdentity"]),
        request.get("MailFromDomain"),
        rejects_without_mx=request.get("BehaviorOnMxFailure") == _REJECT,
    )
    return {}


def mail_from_attributes(mail_from: MailFrom) -> dict[str, Any]:
    # Where no domain is set, the behaviour is all that is told (facts: resources 2.3).
    is_set = mail_from.domain is not None
    return {
        "MailFromDomain": mail_from.domain,
        "MailFromDomainStatus": mail_from.status.name if is_set else None,
        "BehaviorOnMxFailure": _REJECT if mail_from.rejects_without_mx else _DEFAULT,
    }

"""What both APIs tell of a domain whose records are looked for."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import boto3

DOMAIN = "example.com"
MAIL_FROM = "bounces.example.com"


@cache  # making one takes longer than all that they are asked here
def client(service: str, region: str = "us-east-1") -> Any:
    return boto3.client(service, region)


class Statuses(NamedTuple):
    verification: str
    dkim: str
    mail_from: str | None


def statuses(name: str = DOMAIN, region: str = "us-east-1") -> Statuses:
    """As v2 tells them; v1 must say the same."""
    answer = client("sesv2", region).get_email_identity(EmailIdentity=name)
    found = Statuses(
        answer.get("VerificationStatus") or _v1(name, region).verification,  # older models lack it
        answer["DkimAttributes"]["Status"],
        answer["MailFromAttributes"].get("MailFromDomainStatus"),
    )
    assert _v1(name, region) == found
    return found


def _v1(name: str, region: str) -> Statuses:
    ses = client("ses", region)
    verification = ses.get_identity_verification_attributes(Identities=[name])
    dkim = ses.get_identity_dkim_attributes(Identities=[name])
    mail_from = ses.get_identity_mail_from_domain_attributes(Identities=[name])
    status = mail_from["MailFromDomainAttributes"][name].get("MailFromDomainStatus")
    return Statuses(
        _upper(verification["VerificationAttributes"][name]["VerificationStatus"]),
        _upper(dkim["DkimAttributes"][name]["DkimVerificationStatus"]),
        status and _upper(status),
    )


def _upper(status: str) -> str:
    names = {"TemporaryFailure": "TEMPORARY_FAILURE", "NotStarted": "NOT_STARTED"}
    return names.get(status, status.upper())


def create(name: str = DOMAIN, region: str = "us-east-1", **signing) -> list[str]:
    """A domain of v2; gives its tokens."""
    given = {"DkimSigningAttributes": signing} if signing else {}
    answer = client("sesv2", region).create_email_identity(EmailIdentity=name, **given)
    return answer["DkimAttributes"]["Tokens"]


def info(name: str = DOMAIN) -> dict:
    return client("sesv2").get_email_identity(EmailIdentity=name)["VerificationInfo"]


def set_mail_from(name: str = DOMAIN, domain: str = MAIL_FROM, *, rejects: bool = False) -> None:
    behaviour = "REJECT_MESSAGE" if rejects else "USE_DEFAULT_VALUE"
    client("sesv2").put_email_identity_mail_from_attributes(
        EmailIdentity=name, MailFromDomain=domain, BehaviorOnMxFailure=behaviour
    )

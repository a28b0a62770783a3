"""What the owner of an identity is to publish, for SES to find it (facts: resources 2.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sesfake.domain.dns.amazon import HOSTED_ZONE
from sesfake.domain.dns.records import Record
from sesfake.domain.identities.dkim import EasyDkim, OwnKey
from sesfake.domain.identities.identity import Identity

SPF = "v=spf1 include:amazonses.com ~all"
# What Amazon's reviewers like to see: a policy, and where reports go.
DMARC = "v=DMARC1; p=none; rua=mailto:dmarc@{domain}"


def required(identity: Identity, region: str) -> list[Record]:
    """What SES looks for, and then what is recommended besides."""
    records = []
    if identity.is_domain:
        if identity.is_token_asked_for or identity.dkim.method is None:
            records.append(token_record(identity))
        records += dkim_records(identity)
    if identity.mail_from.domain is not None:
        records += mail_from_records(identity, region)
    return [*records, *_recommended(identity)]


def token_record(identity: Identity) -> Record:
    """The record that verifies a domain by the token of VerifyDomainIdentity."""
    name = f"_amazonses.{identity.name}"
    return Record("TXT", name, identity.verification_token, purpose="domain verification")


def dkim_records(identity: Identity) -> list[Record]:
    """The keys of a domain, none where it has no records of its own."""
    dkim, zone = identity.dkim, f"_domainkey.{identity.name}"
    if isinstance(dkim.method, EasyDkim):
        return [
            Record("CNAME", f"{token}.{zone}", f"{token}.{HOSTED_ZONE}", purpose="DKIM")
            for token in dkim.tokens
        ]
    if isinstance(dkim.method, OwnKey) and dkim.method.key is not None:
        name = f"{dkim.method.selector}.{zone}".lower()
        return [Record("TXT", name, f"p={dkim.method.key.public_key}", purpose="DKIM")]
    return []


def mail_from_records(identity: Identity, region: str) -> tuple[Record, Record]:
    """Where bounces go, which decides, and who may send, which does not."""
    name = identity.mail_from.domain or ""
    host = f"feedback-smtp.{region}.amazonses.com"
    return (
        Record("MX", name, host, 10, purpose="MAIL FROM"),
        Record("TXT", name, SPF, purpose="MAIL FROM (SPF)"),
    )


def _recommended(identity: Identity) -> Iterator[Record]:
    if identity.is_domain:
        domain = identity.name
        dmarc = DMARC.format(domain=domain)
        spf_record = Record("TXT", domain, SPF, purpose="SPF")
        dmarc_record = Record("TXT", f"_dmarc.{domain}", dmarc, purpose="DMARC")
        for record in (spf_record, dmarc_record):
            yield replace(record, is_recommended=True)

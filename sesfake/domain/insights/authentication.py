"""What could be better about how a domain signs, and about its records in DNS.

DKIM and the MAIL FROM domain are known from the identity. SPF records, DMARC and BIMI stand in DNS
only, so nothing is said of them unless DNS counts, with `mock_ses(verification="dns")`.
https://docs.aws.amazon.com/ses/latest/dg/vdm-advisor.html
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from sesfake.domain.dns.spf import lets_amazon_send, says_of_others, spf_records
from sesfake.domain.dns.zone import Zone, with_parents
from sesfake.domain.identities.dkim import Dkim, OwnKey
from sesfake.domain.identities.identity import Identity
from sesfake.domain.insights.finding import HIGH, LOW, Finding
from sesfake.guesses import insights as guesses

if TYPE_CHECKING:
    from sesfake.domain.account import Account

_LONG_KEY = 2048
_POLICIES = frozenset({"none", "quarantine", "reject"})


def domain_findings(account: Account, identity: Identity) -> Iterator[Finding]:
    """Of a verified domain."""
    finding = partial(Finding, account.arn(f"identity/{identity.name}"))
    dkim = identity.dkim
    if not (dkim.signing_enabled and dkim.is_confirmed):
        yield finding("DKIM", HIGH, guesses.DKIM_OFF)
    elif 0 < _key_length(dkim) < _LONG_KEY:
        yield finding("DKIM", LOW, guesses.DKIM_SHORT_KEY)
    zone = account.dns if account.identities.follow_dns else None
    for type_, impact, text in _records(identity, zone):
        yield finding(type_, impact, text)


def _records(identity: Identity, zone: Zone | None) -> Iterator[tuple[str, str, str]]:
    mail_from = identity.mail_from
    if mail_from.domain is None or not mail_from.has_succeeded:
        yield "SPF", LOW, guesses.MAIL_FROM_NOT_ALIGNED
    elif zone is not None and not mail_from.is_by_decree:
        yield from _spf(spf_records(zone, mail_from.domain))
    if zone is None:
        return
    domains = with_parents(identity.name)
    yield from _dmarc([text for name in domains for text in zone.texts(f"_dmarc.{name}")])
    yield from _bimi([text for name in domains for text in zone.texts(f"default._bimi.{name}")])


def _spf(records: list[str]) -> Iterator[tuple[str, str, str]]:
    if not records:
        yield "SPF", HIGH, guesses.SPF_NOT_FOUND
    elif not lets_amazon_send(records[0]):
        yield "SPF", HIGH, guesses.SPF_WITHOUT_SES
    elif not says_of_others(records[0]):
        yield "SPF", LOW, guesses.SPF_WITHOUT_ALL


def _dmarc(records: list[str]) -> Iterator[tuple[str, str, str]]:
    if not records:
        yield "DMARC", HIGH, guesses.DMARC_NOT_FOUND
    else:
        tags = _tags(records[0])
        if tags.get("v") != "DMARC1" or tags.get("p", "").lower() not in _POLICIES:
            yield "DMARC", HIGH, guesses.DMARC_MALFORMED


def _bimi(records: list[str]) -> Iterator[tuple[str, str, str]]:
    if not records:
        yield "BIMI", LOW, guesses.BIMI_NOT_FOUND
    else:
        tags = _tags(records[0])
        if tags.get("v") != "BIMI1" or not tags.get("l"):
            yield "BIMI", LOW, guesses.BIMI_MALFORMED


def _key_length(dkim: Dkim) -> int:
    """In bits; 0 where it is not known."""
    if isinstance(dkim.method, OwnKey):
        return dkim.method.key.modulus.bit_length() if dkim.method.key else 0
    return dkim.current_length.value if dkim.current_length else 0


def _tags(text: str) -> dict[str, str]:
    """Of `v=DMARC1; p=none`."""
    pairs = (tag.partition("=") for tag in text.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}

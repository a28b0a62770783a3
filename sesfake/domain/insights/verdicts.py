"""How sure SES is of an address: a verdict on each question, and one on the whole.

The questions are Amazon's, the answers are worked out from the address alone, so they are the same
from run to run; what a test says of an address counts before that.
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MailboxValidation.html
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from sesfake.domain.insights import addresses
from sesfake.mail.addresses import folded, split

if TYPE_CHECKING:
    from sesfake.domain.account import Account
    from sesfake.domain.dns.zone import Zone


class Confidence(IntEnum):
    LOW = 1
    MEDIUM = 2
    HIGH = 3


class Evaluations(NamedTuple):
    """In the order in which AWS shows them."""

    has_valid_syntax: Confidence
    has_valid_dns_records: Confidence
    mailbox_exists: Confidence
    is_role_address: Confidence
    is_disposable: Confidence
    is_random_input: Confidence


class Verdict(NamedTuple):
    is_valid: Confidence
    evaluations: Evaluations


QUESTIONS = ("is_valid", *Evaluations._fields)

Words = Mapping[str, Confidence]  # answers, by question
_NONE: Words = MappingProxyType({})


class Opinions:
    """What a test has said of addresses, without case."""

    def __init__(self) -> None:
        self._by_mailbox: dict[str, Words] = {}

    def say(self, address: str, words: Words) -> None:
        """Answer some questions, besides those that were answered before."""
        key = folded(address)
        self._by_mailbox[key] = {**self._by_mailbox.get(key, _NONE), **words}

    def of(self, address: str) -> Words:
        return self._by_mailbox.get(folded(address), _NONE)


def verdict(account: Account, address: str) -> Verdict:
    """What SES thinks of an address."""
    zone = account.dns if account.identities.follow_dns else None
    return judged(address, zone, account.address_opinions.of(address))


def judged(address: str, zone: Zone | None = None, said: Words = _NONE) -> Verdict:
    """The verdict on an address; without a zone every domain is taken to have its records."""
    low, high = Confidence.LOW, Confidence.HIGH

    def answer(question: str, computed: int) -> Confidence:
        return said.get(question, Confidence(computed))

    local, domain = split(address)
    is_address = addresses.has_valid_syntax(address)
    syntax = answer("has_valid_syntax", high if is_address else low)
    records = addresses.records_of(domain.lower(), zone) if is_address else low
    records = answer("has_valid_dns_records", records)
    evaluations = Evaluations(
        syntax,
        records,
        answer("mailbox_exists", low if low in (syntax, records) else high),
        answer("is_role_address", addresses.role_of(local.lower()) if is_address else low),
        answer("is_disposable", addresses.disposability_of(domain.lower()) if is_address else low),
        answer("is_random_input", addresses.randomness_of(local.lower()) if is_address else low),
    )
    return Verdict(answer("is_valid", _overall(evaluations)), evaluations)


def _overall(found: Evaluations) -> Confidence:
    """As sure as of what a delivery needs; of addresses that nobody keeps, not quite (a guess)."""
    needed = min(found.has_valid_syntax, found.has_valid_dns_records, found.mailbox_exists)
    is_doubtful = Confidence.HIGH in (found.is_disposable, found.is_random_input)
    return min(needed, Confidence.MEDIUM) if is_doubtful else needed

"""Which recipients a receipt rule is for (facts: events 11).

    user@example.com       that address, and user+anything@example.com
    user+a@example.com     that address only
    example.com            all addresses of that domain, not of its subdomains
    .example.com           all addresses of its subdomains, not of the domain
    none at all            every address

In any case SES takes mail only for domains that are verified. That case does not matter, and that a
verified domain stands for its subdomains as in sending, are guesses.
https://docs.aws.amazon.com/ses/latest/dg/receiving-email-receipt-rules-console-walkthrough.html
"""

from __future__ import annotations

from collections.abc import Iterable

from sesfake.domain.identities.identities import Identities
from sesfake.domain.receiving.rules import ReceiptRule
from sesfake.mail.addresses import split, without_label


def recipients_of(rule: ReceiptRule, recipients: Iterable[str]) -> tuple[str, ...]:
    """Those of a mail that a rule is for."""
    patterns = [pattern.strip().lower() for pattern in rule.recipients]
    return tuple(
        address
        for address in recipients
        if not patterns or any(_fits(pattern, address.lower()) for pattern in patterns)
    )


def is_of_verified_domain(identities: Identities, address: str) -> bool:
    return any(
        identity.is_domain and identity.is_verified
        for identity in identities.answering_for(address)
    )


def _fits(pattern: str, address: str) -> bool:
    local, domain = split(address)
    if pattern.startswith("."):
        return domain.endswith(pattern) and domain != pattern
    wanted, at, wanted_domain = pattern.rpartition("@")
    if not at:
        return domain == pattern
    if domain != wanted_domain:
        return False
    return local == wanted or ("+" not in wanted and without_label(local) == wanted)

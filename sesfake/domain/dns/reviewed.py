"""What Amazon's reviewers look for in DNS when somebody wants to leave the sandbox.

And what receivers of mail look for.
"""

from __future__ import annotations

from collections.abc import Iterator

from sesfake.domain.dns.spf import lets_amazon_send, spf_records
from sesfake.domain.dns.zone import Zone, with_parents


def missing_records(zone: Zone, domain: str) -> Iterator[str]:
    """Which of SPF, DKIM and DMARC neither a domain has nor one above it."""
    domains = with_parents(domain)
    if not any(spf_records(zone, name) for name in domains):
        yield "SPF"
    if not any(zone.has_below(f"_domainkey.{name}") for name in domains):
        yield "DKIM"
    dmarc = [text for name in domains for text in zone.texts(f"_dmarc.{name}")]
    if not any(text.startswith("v=DMARC1") for text in dmarc):
        yield "DMARC"


def passes_spf(zone: Zone, mail_from: str) -> bool:
    """Whether a custom MAIL FROM domain lets Amazon send for it."""
    return any(map(lets_amazon_send, spf_records(zone, mail_from)))

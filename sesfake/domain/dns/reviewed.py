"""What Amazon's reviewers look for in DNS when somebody wants to leave the sandbox.

And what receivers of mail look for.
"""

from __future__ import annotations

from collections.abc import Iterator

from sesfake.domain.dns.amazon import AMAZONS
from sesfake.domain.dns.zone import Zone, upward


def missing_records(zone: Zone, domain: str) -> Iterator[str]:
    """Which of SPF, DKIM and DMARC neither a domain has nor one above it."""
    domains = [name for name in upward(domain.lower()) if "." in name]
    if not any(_has(zone, name, "v=spf1") for name in domains):
        yield "SPF"
    if not any(zone.has_below(f"_domainkey.{name}") for name in domains):
        yield "DKIM"
    if not any(_has(zone, f"_dmarc.{name}", "v=DMARC1") for name in domains):
        yield "DMARC"


def passes_spf(zone: Zone, mail_from: str) -> bool:
    """Whether a custom MAIL FROM domain lets Amazon send for it."""
    found = zone.look_up(mail_from, "TXT")
    return isinstance(found, list) and any(
        words[:1] == ["v=spf1"] and f"include:{AMAZONS}" in words
        for words in (one.value.split() for one in found)
    )


def _has(zone: Zone, name: str, beginning: str) -> bool:
    found = zone.look_up(name, "TXT")
    return isinstance(found, list) and any(one.value.startswith(beginning) for one in found)

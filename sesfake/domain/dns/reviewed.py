"""What Amazon's reviewers look for in DNS when somebody wants to leave the sandbox."""

from __future__ import annotations

from collections.abc import Iterator

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


def _has(zone: Zone, name: str, beginning: str) -> bool:
    found = zone.look_up(name, "TXT")
    return isinstance(found, list) and any(one.value.startswith(beginning) for one in found)

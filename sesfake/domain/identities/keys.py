"""Under which keys identities are kept, and which of them may answer for an address."""

from __future__ import annotations

from functools import lru_cache

from sesfake.mail.addresses import split, without_label

LONGEST_DOMAIN = 255  # RFC 1035


def key_of(name: str) -> str:
    """Address identities are compared as they are written, domains without case."""
    return name if "@" in name else name.lower()


@lru_cache(maxsize=1024)  # a program sends from few addresses
def keys_answering_for(address: str) -> list[str]:
    """Of the identities that an address may fall under, the most granular first."""
    local, domain = split(address)
    if len(domain) > LONGEST_DOMAIN:
        return []
    label = [f"{without_label(local)}@{domain}"] if "+" in local else []
    return [address, *label, *domains_from(domain.lower())]


def domains_from(domain: str) -> list[str]:
    """`a.b.example.com` -> itself, `b.example.com`, `example.com`, `com`."""
    domains = []
    while domain:
        domains.append(domain)
        domain = domain.partition(".")[2]
    return domains

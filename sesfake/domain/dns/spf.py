"""SPF records: whether Amazon may send for a domain (RFC 7208), read without case."""

from __future__ import annotations

import re

from sesfake.domain.dns.amazon import AMAZONS
from sesfake.domain.dns.zone import Zone

_VERSION = re.compile(r"v=spf1(?: |\Z)", re.IGNORECASE)
_LETS_AMAZON = re.compile(rf" \+?include:{re.escape(AMAZONS)}(?: |\Z)", re.IGNORECASE)
_SAYS_OF_OTHERS = re.compile(r" (?:[+?~-]?all(?: |\Z)|redirect=)", re.IGNORECASE)


def spf_records(zone: Zone, domain: str) -> list[str]:
    """Those of a domain itself."""
    return [text for text in zone.texts(domain) if _VERSION.match(text)]


def lets_amazon_send(record: str) -> bool:
    """Whether mail from Amazon passes; `-include:` and the like do not let it."""
    return _LETS_AMAZON.search(record) is not None


def says_of_others(record: str) -> bool:
    """Whether it ends, with `all` or `redirect=`, in a word on all other servers."""
    return _SAYS_OF_OTHERS.search(record) is not None

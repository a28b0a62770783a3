"""What Amazon publishes itself: the public keys of Easy DKIM, and of its own signature."""

from __future__ import annotations

import base64
import hashlib
import re

from sesfake.domain.dns.records import Record
from sesfake.mail.amazons_keys import BASE32, SHORT_ENDINGS, key_of

AMAZONS = "amazonses.com"
# Where the CNAME records of Easy DKIM point to.
HOSTED_ZONE = f"dkim.{AMAZONS}"

_KEY = re.compile(
    rf"([{BASE32}]{{32}})\.(?:{re.escape(HOSTED_ZONE)}|_domainkey\.{re.escape(AMAZONS)})\Z"
)


def amazons_record(name: str) -> list[Record]:
    """The record of a name, if it is one of Amazon's that this fake knows."""
    found = _KEY.match(name)
    if found is None:
        return []
    return [Record("TXT", name, f"p={key_of(found[1]).public_key}")]


def amazons_selector(region: str) -> str:
    """Under which the key is published that amazonses.com signs with in a region."""
    digest = hashlib.sha256(f"{AMAZONS} {region}".encode()).digest()
    letters = base64.b32encode(digest).decode().lower()[:31]
    return letters + SHORT_ENDINGS[digest[0] % len(SHORT_ENDINGS)]

"""The link by which a recipient unsubscribes. Its form is a guess; it is made here only."""

from __future__ import annotations

import hashlib
import re

_LINK = re.compile(r"https://[^/]+/([^/]+)/")


def unsubscribe_link(message_id: str, region: str) -> str:
    """The link in the mail to one recipient, the same in headers and texts."""
    signature = hashlib.sha256(f"unsubscribe {message_id}".encode()).hexdigest()
    return f"https://unsubscribe.{region}.amazonses.com/{message_id}/{signature}"


def message_id_of(link: str) -> str | None:
    """Which message a link may be of, None if it is none of these."""
    found = _LINK.match(link)
    return None if found is None else found[1]

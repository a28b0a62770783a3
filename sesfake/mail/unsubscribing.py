"""What a managed mail has besides: headers to unsubscribe with, and the link in its texts.

The headers replace the caller's. Of the placeholders the first two are replaced, texts and html
counted together in their order (facts: sending 12; the counting is a guess). Never fails.
"""

from __future__ import annotations

from sesfake.mail.header_section import field_name, split_fields
from sesfake.mail.html_parts import rewrite_parts

PLACEHOLDER = "{{amazonSESUnsubscribeUrl}}"
MAX_LINKS = 2
_TYPES = frozenset({"text/plain", "text/html"})
_REPLACED = frozenset({b"list-unsubscribe", b"list-unsubscribe-post"})


def unsubscribable(mail: bytes, link: str) -> bytes:
    """The mail with a link to unsubscribe; lines end with CRLF."""
    left = MAX_LINKS

    def rewrite(text: str) -> str:
        nonlocal left
        found = text.count(PLACEHOLDER)
        text = text.replace(PLACEHOLDER, link, left)
        left -= min(found, left)
        return text

    mail = rewrite_parts(mail, rewrite, _TYPES)
    head, _, body = mail.partition(b"\r\n\r\n")
    fields = [field for field in split_fields(head) if field_name(field) not in _REPLACED]
    fields += [
        f"List-Unsubscribe: <{link}>".encode(),
        b"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    ]
    return b"\r\n".join([*fields, b"", body])

"""RFC 2047 encoded-words, `=?utf-8?Q?Caf=C3=A9?=`, read whatever state they are in."""

from __future__ import annotations

import base64
import binascii
import re

from sesfake.mail.charsets import decode

# No part may hold a `?`, so that no text takes quadratic time.
_WORD = re.compile(r"=\?([^?\s]*)\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"\?=[ \t\r\n]+(?==\?)")


def decode_words(text: str) -> str:
    """The text with its encoded-words decoded; what cannot be decoded stays as it is."""
    if "=?" not in text:
        return text
    return _WORD.sub(_decoded, _BETWEEN.sub("?=", text))


def _decoded(word: re.Match[str]) -> str:
    charset, encoding, payload = word.groups()
    try:
        octets = payload.encode("utf-8", "surrogateescape")
        if encoding in "bB":
            content = base64.b64decode(octets + b"=" * (-len(octets) % 4))
        else:
            content = binascii.a2b_qp(octets, header=True)
    except ValueError:
        return word[0]
    return decode(content, charset.partition("*")[0])  # RFC 2231 adds `*language`

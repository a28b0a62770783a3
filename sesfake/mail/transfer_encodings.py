"""Content-Transfer-Encodings, read as leniently as mail programs do, and written as SES does.

https://www.rfc-editor.org/rfc/rfc2045#section-6
"""

from __future__ import annotations

import base64
import binascii
import re

UNENCODED = frozenset({"", "7bit", "8bit", "binary"})

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


def decoded(content: bytes, encoding: str) -> bytes:
    """What can be decoded; the content itself where the encoding is unknown."""
    if encoding == "base64":
        return _from_base64(content)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(content)
    return content


def encoded_again(content: bytes, encoding: str) -> bytes:
    """Content in the encoding it came in, in lines that end with CRLF; the last has no end."""
    if encoding == "base64":
        return base64.encodebytes(content).rstrip(b"\n").replace(b"\n", b"\r\n")
    if encoding == "quoted-printable":
        lines = content.split(b"\r\n")
        return b"\r\n".join(
            binascii.b2a_qp(line, istext=False).replace(b"\n", b"\r\n") for line in lines
        )
    return content


def _from_base64(text: bytes) -> bytes:
    """What can be decoded, up to the padding."""
    digits = _NOT_BASE64.sub(b"", text.partition(b"=")[0])
    if len(digits) % 4 == 1:  # six bits are no octet
        digits = digits[:-1]
    return base64.b64decode(digits + b"=" * (-len(digits) % 4))

"""DKIM-Signature headers as SES writes them: rsa-sha256, relaxed headers, simple body.

It signs what is delivered, so it comes last: after tracking, Return-Path, Date and Message-ID.
https://datatracker.ietf.org/doc/html/rfc6376
"""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import datetime
from typing import NamedTuple

from sesfake.mail.header_section import field_name, split_fields
from sesfake.mail.rsa import PrivateKey

# The list and the layout are a guess after delivered mails (facts: sending 13).
SIGNED_HEADERS = frozenset(
    b"from reply-to to cc subject mime-version content-type content-transfer-encoding date "
    b"message-id feedback-id in-reply-to references list-unsubscribe list-unsubscribe-post".split()
)
_SPACE = re.compile(rb"[ \t]+")
_WIDTH = 72


class Seal(NamedTuple):
    """Who signs: `key` is published at `selector`._domainkey.`domain`."""

    domain: str
    selector: str
    key: PrivateKey


def signed(mail: bytes, seals: list[Seal], at: datetime) -> bytes:
    """A mail with a signature of each, in this order below its Return-Path."""
    head, end, body = mail.partition(b"\r\n\r\n")
    fields = split_fields(head)
    digest = base64.b64encode(hashlib.sha256(_simple(body)).digest()).decode()
    signatures = [_signature(fields, digest, seal, at) for seal in seals]
    return b"\r\n".join([fields[0], *signatures, *fields[1:]]) + (end or b"\r\n\r\n") + body


def _signature(fields: list[bytes], digest: str, seal: Seal, at: datetime) -> bytes:
    # Of a name that is there more than once, the lowest is signed: verifiers count from below.
    chosen = {name: field for field in fields if (name := field_name(field)) in SIGNED_HEADERS}
    names = ":".join(field.partition(b":")[0].decode().strip() for field in chosen.values())
    unsigned = (
        "DKIM-Signature: v=1; a=rsa-sha256; q=dns/txt; c=relaxed/simple;\r\n"
        f"\ts={seal.selector}; d={seal.domain}; t={int(at.timestamp())};\r\n"
        f"\th={names};\r\n"
        f"\tbh={digest};\r\n"
        "\tb="
    ).encode()
    covered = b"".join(_relaxed(field) + b"\r\n" for field in chosen.values())
    signature = base64.b64encode(seal.key.sign(covered + _relaxed(unsigned))).decode()
    lines = (signature[start : start + _WIDTH] for start in range(0, len(signature), _WIDTH))
    return unsigned + "\r\n\t ".join(lines).encode()


def _relaxed(field: bytes) -> bytes:
    name, _, value = field.partition(b":")
    line = _SPACE.sub(b" ", value.replace(b"\r\n", b"")).strip(b" ")
    return name.strip().lower() + b":" + line


def _simple(body: bytes) -> bytes:
    """Without the empty lines at its end; an empty one is a line end."""
    end = len(body)
    while body.endswith(b"\r\n", 0, end):
        end -= 2
    return body[:end] + b"\r\n"

"""What SES writes on top of a mail that it has received, and the bytes of such a mail.

The sender's own Return-Path goes, lines end with CRLF. Left out is X-SES-DKIM-SIGNATURE, which
nobody but Amazon could make; X-SES-RECEIPT is opaque, and derived from the id here.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import NamedTuple

from sesfake.domain.drafts.mime import Headers, encoded
from sesfake.domain.receiving.addresses import addresses
from sesfake.domain.receiving.verdicts import FAIL, GRAY, PASS, PROCESSING_FAILED, Verdicts
from sesfake.mail.addresses import split
from sesfake.mail.header_section import field_name, find_header_section, read_fields

_FOLD = "\r\n "
_NEXT_FIELD = re.compile(rb"\r\n(?![ \t])")
_WORDS = {PASS: "pass", FAIL: "fail", GRAY: "none", PROCESSING_FAILED: "temperror"}


class Passage(NamedTuple):
    """How a mail has come to SES."""

    message_id: str
    region: str
    received_at: datetime
    sender: str
    recipients: Sequence[str]
    ip: str


def inbound_server(region: str) -> str:
    """The name of SES's server for incoming mail."""
    return f"inbound-smtp.{region}.amazonaws.com"


def stamped(raw: bytes, passage: Passage, verdicts: Verdicts) -> bytes:
    """A mail, its lines ended by CRLF, as SES keeps it."""
    head, body_at = find_header_section(raw, 0, len(raw), limit=len(raw))
    fields = [field for field in _NEXT_FIELD.split(head) if field and not _is_return_path(field)]
    own = [_line(*field) for field in _own(raw, passage, verdicts)]
    return b"\r\n".join([*own, *fields, b"", raw[body_at:]])


def header_line(name: str, value: str) -> bytes:
    """One more header, to stand on top of a mail."""
    return _line(name, encoded(value, name)) + b"\r\n"


def header_section(raw: bytes) -> bytes:
    """Its headers only."""
    return find_header_section(raw, 0, len(raw), limit=len(raw))[0]


def _own(raw: bytes, passage: Passage, verdicts: Verdicts) -> Headers:
    message_id, region, received_at, sender, recipients, ip = passage
    domain = split(sender)[1] or "localhost"
    from_domain = _from_domain(raw)
    spf = (
        f"{_WORDS[verdicts.spf]} (spfCheck: domain of {domain}) client-ip={ip}; "
        f"envelope-from={sender or '<>'}; helo={domain};"
    )
    by = f"by {inbound_server(region)} with SMTP id {message_id}"
    received = [f"from {domain} ({domain} [{ip}])", by, f"for {recipients[0]};"]
    checked = [
        "amazonses.com;",
        f"spf={spf}",
        f"dkim={_WORDS[verdicts.dkim]} header.i=@{from_domain};",
        f"dmarc={_WORDS[verdicts.dmarc]} header.from={from_domain};",
    ]
    digest = hashlib.sha512(message_id.encode()).digest()
    return [
        ("Return-Path", f"<{sender}>"),
        ("Received", _FOLD.join([*received, f"{format_datetime(received_at)} (UTC)"])),
        ("X-SES-Spam-Verdict", verdicts.spam),
        ("X-SES-Virus-Verdict", verdicts.virus),
        ("Received-SPF", spf),
        ("Authentication-Results", _FOLD.join(checked)),
        ("X-SES-RECEIPT", base64.b64encode(digest).decode()),
    ]


def _from_domain(raw: bytes) -> str:
    boxes = addresses(read_fields(header_section(raw))[0], "from")
    return split(boxes[0].address)[1] if boxes else "localhost"


def _is_return_path(field: bytes) -> bool:
    return field_name(field) == b"return-path"


def _line(name: str, value: str) -> bytes:
    return f"{name}: {value}".encode("utf-8", "replace")

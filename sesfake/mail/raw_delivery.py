"""The delivered form of a raw mail: the caller's bytes, with SES's headers for some of them.

SES puts in a Return-Path, Date, Message-ID and Feedback-ID of its own, takes out Bcc and its own
X-SES-* headers, and leaves everything else as it was written, 8-bit text and all; lines end with
CRLF (facts: sending 13). There are no Received lines; DKIM signatures come
last (`dkim_signing`). Never fails.
"""

from __future__ import annotations

from sesfake.mail.header_section import field_name, split_fields
from sesfake.mail.line_ends import crlf
from sesfake.mail.raw_mail import RawMail
from sesfake.mail.ses_headers import PREFIX
from sesfake.mail.stamps import STAMPED, Stamp, stamps

_REPLACED = frozenset(name.encode() for name in {*STAMPED, "bcc"})


def deliver(mail: RawMail, stamp: Stamp) -> bytes:
    """The whole message as SES would hand it to the recipients' servers."""
    head = crlf(mail.data[: mail.body_at])
    fields = [field for field in split_fields(head) if field and not _is_dropped(field)]
    first = _line(*stamp.return_path)
    last = [_line(name, value) for name, value in stamps(stamp)]
    return b"\r\n".join([first, *fields, *last, b"", crlf(mail.body)])


def _is_dropped(field: bytes) -> bool:
    name = field_name(field)
    return name in _REPLACED or name.startswith(PREFIX.encode())


def _line(name: str, value: str) -> bytes:
    return f"{name}: {value}".encode("ascii", "replace")

"""A mail that tells the sender of another one that it was not delivered (RFC 3464).

Three parts: a text for people, fields for programs, and the headers of the mail that it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from email.utils import format_datetime
from typing import NamedTuple

from sesfake.domain.drafts.draft import SimpleContent, Text
from sesfake.domain.drafts.mime import (
    Boundaries,
    Headers,
    Part,
    as_bytes,
    body_of,
    encoded,
    encoded_fields,
    multipart,
)
from sesfake.domain.events.delivery_status import SUBJECT
from sesfake.domain.receiving.received import Received
from sesfake.domain.receiving.top_headers import header_section, inbound_server
from sesfake.mail.header_section import MAX_HEADER_SECTION, read_fields
from sesfake.mail.mailboxes import Mailbox

Fields = tuple[tuple[str, str], ...]

FAILED = "failed"
_LONGEST_ID = 900  # what a line can hold


class FailedRecipient(NamedTuple):
    """One recipient of the mail, and what became of it; `named` is whom it was first for."""

    address: str
    status: str
    diagnostic_code: str | None = None
    action: str = FAILED
    remote_mta: str | None = None
    last_attempt_at: datetime | None = None
    extensions: Fields = ()
    named: str | None = None


class Dsn(NamedTuple):
    """What is told, and by whom; without a server's name, by SES's own."""

    sender: Mailbox
    explanation: str
    recipients: Sequence[FailedRecipient]
    reporting_mta: str | None = None
    arrived_at: datetime | None = None
    extensions: Fields = ()


def dsn_mail(received: Received, dsn: Dsn) -> bytes:
    """The whole mail to the sender of a received one."""
    identity = received.message_id or ""
    groups = [_message_fields(received, dsn), *map(_recipient_fields, dsn.recipients)]
    fields = b"".join(as_bytes(encoded_fields(group), b"") for group in groups)
    parts: list[Part] = [
        body_of(SimpleContent(Text(""), Text(dsn.explanation)), identity, received.received_at),
        ([("Content-Type", "message/delivery-status")], fields.removesuffix(b"\r\n")),
        _original(received),
    ]
    boundaries = Boundaries(identity, received.received_at)
    headers, body = multipart("report; report-type=delivery-status", parts, boundaries)
    if not body.isascii():
        headers.append(("Content-Transfer-Encoding", "8bit"))
    about = encoded_fields([
        ("To", received.sender),
        ("Subject", SUBJECT),
        ("Auto-Submitted", "auto-replied"),
        *_thread(received),
        ("MIME-Version", "1.0"),
    ])  # fmt: skip
    return as_bytes([("From", _written(dsn.sender)), *about, *headers], body)


def _message_fields(received: Received, dsn: Dsn) -> Headers:
    return [
        ("Reporting-MTA", dsn.reporting_mta or f"dns; {inbound_server(received.region)}"),
        ("Arrival-Date", _date(dsn.arrived_at or received.received_at)),
        *dsn.extensions,
    ]


def _recipient_fields(recipient: FailedRecipient) -> Headers:
    fields: Headers = []
    if recipient.named not in {None, recipient.address}:
        fields.append(("Original-Recipient", f"rfc822; {recipient.named}"))
    fields += [
        ("Final-Recipient", f"rfc822; {recipient.address}"),
        ("Action", recipient.action),
        ("Status", recipient.status),
    ]
    if recipient.remote_mta is not None:
        fields.append(("Remote-MTA", recipient.remote_mta))
    if recipient.diagnostic_code is not None:
        fields.append(("Diagnostic-Code", recipient.diagnostic_code))
    if recipient.last_attempt_at is not None:
        fields.append(("Last-Attempt-Date", _date(recipient.last_attempt_at)))
    return [*fields, *recipient.extensions]


def _original(received: Received) -> Part:
    # That the body is not sent back is a guess: what can be received is too large to be sent.
    head = header_section(received.original)[:MAX_HEADER_SECTION] + b"\r\n"
    encoding = "7bit" if head.isascii() else "8bit"
    return [("Content-Type", "text/rfc822-headers"), ("Content-Transfer-Encoding", encoding)], head


def _thread(received: Received) -> Headers:
    fields = read_fields(header_section(received.original))[0]
    known = next((value for name, value in fields if name.lower() == "message-id"), None)
    if not known or len(known) > _LONGEST_ID:
        return []
    return [("In-Reply-To", known), ("References", known)]


def _written(mailbox: Mailbox) -> str:
    if mailbox.name is None or mailbox.text.isascii():
        return mailbox.normalised
    return f"{encoded(mailbox.name, 'From')} <{mailbox.address}>"


def _date(at: datetime) -> str:
    return format_datetime(at.astimezone(timezone.utc) if at.tzinfo else at)

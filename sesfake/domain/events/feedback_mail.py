"""The form of the mails by which SES forwards feedback (facts: events 5).

Nobody gets an answer to them: the envelope sender is empty. They go to where the message says that
bounces go. A report has three parts: a text for people, fields for programs, and the message that
it is about (RFC 6522).
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, NamedTuple

from sesfake.domain.drafts.draft import SimpleContent, Text
from sesfake.domain.drafts.mime import (
    Boundaries,
    Headers,
    Part,
    as_bytes,
    body_of,
    encoded_fields,
    multipart,
)
from sesfake.mail.addresses import bare
from sesfake.mail.header_section import find_header_section
from sesfake.mail.stamps import Stamp, stamps

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

# Of a larger message only the headers are returned. A guess: what a mail through the older API may
# have, and still be sent.
MAX_ORIGINAL = 10 * 1024 * 1024


class Report(NamedTuple):
    """What one report says. Each group of fields is a paragraph of the second part."""

    type: str  # as in `message/delivery-status`
    sender: str
    subject: str
    text: str
    groups: list[Headers]


def feedback_stamp(message: Message, feedback_id: str, at: datetime) -> Stamp:
    """What SES knows of the mail that it sends back: its id is that of the feedback."""
    return Stamp(feedback_id, message.region, at.astimezone(timezone.utc))


def report_mail(message: Message, report: Report, stamp: Stamp) -> bytes:
    """The whole mail about a message, ready for the wire."""
    fields = b"".join(as_bytes(encoded_fields(group), b"") for group in report.groups)
    parts: list[Part] = [
        text_part(report.text, stamp),
        ([("Content-Type", f"message/{report.type}")], fields.removesuffix(b"\r\n")),
        _original(message.raw),
    ]
    boundaries = Boundaries(stamp.message_id, stamp.sent_at)
    headers, body = multipart(f"report; report-type={report.type}", parts, boundaries)
    if not body.isascii():
        headers.append(("Content-Transfer-Encoding", "8bit"))
    return mail_back(message, report.sender, [("Subject", report.subject)], (headers, body), stamp)


def mail_back(message: Message, sender: str, about: Headers, content: Part, stamp: Stamp) -> bytes:
    """A mail to whoever wants to hear what became of a message."""
    content_headers, body = content
    head = [("From", sender), ("To", message.return_path), *about, ("MIME-Version", "1.0")]
    headers = [("Return-Path", "<>"), *encoded_fields(head), *content_headers, *stamps(stamp)]
    return as_bytes(headers, body)


def text_part(text: str, stamp: Stamp) -> Part:
    """A text for people."""
    return body_of(SimpleContent(Text(""), Text(text)), stamp.message_id, stamp.sent_at)


def message_stamp(message: Message) -> Stamp:
    """What SES has put into the message itself."""
    return Stamp(message.id, message.region, message.sent_at, message.mail_from)


def bare_address(message: Message, recipient: str) -> str:
    """The address of a recipient, who may be named as the sender wrote them."""
    written = {box.text: box.address for box in message.addressing.recipients}
    return written.get(recipient) or bare(recipient)


def _original(raw: bytes) -> Part:
    """The message itself as it was delivered, or its headers."""
    type_, content = "message/rfc822", raw
    if len(raw) > MAX_ORIGINAL:
        head, _ = find_header_section(raw, 0, len(raw), limit=len(raw))
        type_, content = "text/rfc822-headers", head + b"\r\n"
    encoding = "7bit" if content.isascii() else "8bit"
    return [("Content-Type", type_), ("Content-Transfer-Encoding", encoding)], content

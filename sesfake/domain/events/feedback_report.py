"""The mail about a complaint: a feedback report (RFC 5965; facts: events 5).

Providers hide who has complained, so no field names the recipient, unless SES complains itself, of
one on the suppression list. Of a complaint without a report nothing is known but the message.
"""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from sesfake.domain.drafts.mime import Headers
from sesfake.domain.events.details import Complaint
from sesfake.domain.events.feedback_mail import (
    Report,
    bare_address,
    feedback_stamp,
    message_stamp,
    report_mail,
)
from sesfake.domain.events.stamps import accepted_at, outgoing_ip
from sesfake.domain.events.vocabulary import bounce_kind
from sesfake.guesses.events import (
    COMPLAINT_SUBJECT,
    COMPLAINT_TEXT,
    NO_COMPLAINT_TYPE,
    NO_USER_AGENT,
)

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

SENDER = "complaints@email-abuse.amazonses.com"


def complaint_subject(message: Message) -> str:
    return COMPLAINT_SUBJECT.format(ip=outgoing_ip(message))


def complaint_text(message: Message, complaint: Complaint) -> str:
    """What a person reads."""
    if complaint.sub_type is not None:
        why = bounce_kind(sub_type=complaint.sub_type.value).diagnostic_code or ""
        return "\n".join([why, *_bare(message, complaint), ""])
    date = format_datetime(complaint.arrival_date or accepted_at(message))
    return COMPLAINT_TEXT.format(ip=outgoing_ip(message), date=date) + "\n"


def complaint_mail(message: Message, complaint: Complaint, at: datetime) -> bytes:
    """The whole mail."""
    report = Report(
        "feedback-report",
        SENDER,
        complaint_subject(message),
        complaint_text(message, complaint),
        [_fields(message, complaint)],
    )
    return report_mail(message, report, feedback_stamp(message, complaint.feedback_id, at))


def _fields(message: Message, complaint: Complaint) -> Headers:
    type_ = NO_COMPLAINT_TYPE if complaint.type is None else complaint.type.value
    fields = [
        ("Feedback-Type", type_),
        ("User-Agent", complaint.user_agent or NO_USER_AGENT),
        ("Version", "1"),
        ("Original-Mail-From", message_stamp(message).return_path[1]),
    ]
    if complaint.arrival_date is not None:
        fields.append(("Arrival-Date", format_datetime(complaint.arrival_date)))
    if complaint.sub_type is None:
        return [*fields, ("Source-IP", outgoing_ip(message))]
    return [*fields, *(("Original-Rcpt-To", f"<{one}>") for one in _bare(message, complaint))]


def _bare(message: Message, complaint: Complaint) -> list[str]:
    return [bare_address(message, recipient) for recipient in complaint.recipients]

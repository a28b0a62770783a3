"""Feedback forwarding: bounces and complaints go by mail to where the sender wants them.

That is the message's `return_path`: what the call says, else its source, else the headers
Return-Path and From (facts: events 5). Whatever costs is written when somebody first reads it.
https://docs.aws.amazon.com/ses/latest/dg/monitor-sending-activity-using-notifications-email.html
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sesfake.domain.events import auto_reply, delivery_status, feedback_report
from sesfake.domain.events.details import Bounce, Complaint
from sesfake.domain.mails.notices import Notice

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message


class _Letter(NamedTuple):
    kind: str
    sender: str
    subject: str
    write: Callable[[], str]
    write_raw: Callable[[], bytes]


def forwarded(message: Message, details: Bounce | Complaint, at: datetime) -> Notice:
    """The mail that tells of a bounce or a complaint."""
    letter = _letter(message, details, at)
    return Notice(
        kind=letter.kind,
        to=message.return_path,
        subject=letter.subject,
        account_id=message.account_id,
        region=message.region,
        timestamp=at.timestamp(),
        write=letter.write,
        sender=letter.sender,
        message_id=details.feedback_id,
        write_raw=letter.write_raw,
    )


def _letter(message: Message, details: Bounce | Complaint, at: datetime) -> _Letter:
    if isinstance(details, Complaint):
        return _Letter(
            "complaint",
            feedback_report.SENDER,
            feedback_report.complaint_subject(message),
            partial(feedback_report.complaint_text, message, details),
            partial(feedback_report.complaint_mail, message, details, at),
        )
    if delivery_status.has_status(details):
        return _Letter(
            "bounce",
            delivery_status.mailer_daemon(message),
            delivery_status.SUBJECT,
            partial(delivery_status.bounce_text, message, details),
            partial(delivery_status.bounce_mail, message, details, at),
        )
    return _Letter(
        "bounce",
        auto_reply.replier(message, details),
        auto_reply.SUBJECT,
        auto_reply.text,
        partial(auto_reply.auto_reply_mail, message, details, at),
    )

"""An automatic answer, such as that somebody is out of the office.

It comes to where bounces come, without a delivery status in it, and so it counts as a bounce of
which little is known. SES sends it on as it came. That is a guess, as is what it says; its form is
that of RFC 3834.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sesfake.domain.events.details import Bounce
from sesfake.domain.events.feedback_mail import (
    bare_address,
    feedback_stamp,
    mail_back,
    message_stamp,
    text_part,
)
from sesfake.guesses.events import AUTO_REPLY_SUBJECT, AUTO_REPLY_TEXT
from sesfake.mail.stamps import stamps

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

SUBJECT = AUTO_REPLY_SUBJECT


def text() -> str:
    """What a person reads."""
    return f"{AUTO_REPLY_TEXT}\n"


def replier(message: Message, bounce: Bounce) -> str:
    """Whose answer it is: the first recipient's, if the bounce names any."""
    named = [recipient.address for recipient in bounce.recipients]
    return bare_address(message, [*named, *message.recipients][0])


def auto_reply_mail(message: Message, bounce: Bounce, at: datetime) -> bytes:
    """The whole mail."""
    answered = dict(stamps(message_stamp(message)))["Message-ID"]
    stamp = feedback_stamp(message, bounce.feedback_id, at)
    about = [
        ("Subject", SUBJECT),
        ("In-Reply-To", answered),
        ("References", answered),
        ("Auto-Submitted", "auto-replied"),
    ]
    content = text_part(text(), stamp)
    return mail_back(message, replier(message, bounce), about, content, stamp)

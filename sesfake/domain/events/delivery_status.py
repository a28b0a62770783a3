"""The mail about a bounce: a delivery status notification (RFC 3464; facts: events 5).

What other servers said is told for each recipient in three lines; where SES did not even try, the
recipients are listed. One paragraph of fields stands for each recipient.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sesfake.domain.drafts.mime import Headers
from sesfake.domain.events.details import Bounce, BouncedRecipient
from sesfake.domain.events.feedback_mail import (
    Report,
    bare_address,
    feedback_stamp,
    report_mail,
)
from sesfake.domain.events.vocabulary import BOUNCES, BounceType
from sesfake.guesses.events import RETURNED_BY_SES, TEMPORARY
from sesfake.mail.stamps import home

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

SUBJECT = "Delivery Status Notification (Failure)"
_UNDELIVERABLE = """\
The following message to <{address}> was undeliverable.
The reason for the problem:
{reason}
"""


def has_status(bounce: Bounce) -> bool:
    """Whether it came with a delivery status at all; an automatic answer does not."""
    return any(recipient.action is not None for recipient in bounce.recipients)


def mailer_daemon(message: Message) -> str:
    """Who writes it."""
    return f"MAILER-DAEMON@{home(message.region)}"  # seen for us-east-1 only


def bounce_text(message: Message, bounce: Bounce) -> str:
    """What a person reads."""
    told = [(bare_address(message, one.address), one) for one in bounce.recipients]
    if BOUNCES[bounce.type, bounce.sub_type].by_ses:
        return "\n".join([RETURNED_BY_SES, *(address for address, _ in told), ""])
    return "\n".join(
        _UNDELIVERABLE.format(address=address, reason=_reason(bounce, one)) for address, one in told
    )


def bounce_mail(message: Message, bounce: Bounce, at: datetime) -> bytes:
    """The whole mail."""
    reporting_mta = bounce.reporting_mta or f"dns; {home(message.region)}"
    report = Report(
        "delivery-status",
        mailer_daemon(message),
        SUBJECT,
        bounce_text(message, bounce),
        [
            [("Reporting-MTA", reporting_mta)],
            *(_fields(message, bounce, recipient) for recipient in bounce.recipients),
        ],
    )
    return report_mail(message, report, feedback_stamp(message, bounce.feedback_id, at))


def _fields(message: Message, bounce: Bounce, recipient: BouncedRecipient) -> Headers:
    status = _status(bounce, recipient)
    meaning = TEMPORARY if status.startswith("4") else "(permanent failure)"
    fields = [
        ("Final-Recipient", f"rfc822;{bare_address(message, recipient.address)}"),
        ("Action", recipient.action or "failed"),
        ("Status", f"{status} {meaning}"),
    ]
    if recipient.diagnostic_code is not None:
        fields.append(("Diagnostic-Code", recipient.diagnostic_code))
    return fields


def _status(bounce: Bounce, recipient: BouncedRecipient) -> str:
    """The standard wants one for every recipient."""
    return recipient.status or ("4.0.0" if bounce.type is BounceType.TRANSIENT else "5.0.0")


def _reason(bounce: Bounce, recipient: BouncedRecipient) -> str:
    said = recipient.diagnostic_code or _status(bounce, recipient)
    return " ".join(said.removeprefix("smtp;").split())

"""What SES tells topics and functions of a mail that it has received (facts: events 11).

https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sesfake.domain.events.mail_object import within_limit
from sesfake.domain.events.records import as_line
from sesfake.domain.events.stamps import iso, milliseconds
from sesfake.domain.neighbours.parcels import SnsMessage
from sesfake.domain.neighbours.sns_posts import sns_headers, sns_notification
from sesfake.domain.receiving.action_facts import action_facts
from sesfake.domain.receiving.addresses import addresses
from sesfake.domain.receiving.rules import BASE64, LambdaAction, ReceiptAction, SnsAction
from sesfake.domain.receiving.top_headers import header_section
from sesfake.domain.receiving.verdicts import Verdicts
from sesfake.mail.encoded_words import decode_words
from sesfake.mail.header_section import read_fields

SUBJECT = "Amazon SES Email Receipt Notification"

Json = dict[str, Any]
Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, repr=False)
class ReceiptNotification:
    """What a topic is told of a mail.

    `sns_headers` and `sns_body` are what SNS posts to a webhook.
    """

    arn: str
    """The topic that is told."""
    record: Json
    """What it is told, as AWS's JSON."""
    region: str
    """The region that has received the mail."""
    timestamp: datetime
    """When it was told, in UTC."""

    def __repr__(self) -> str:
        content = "with content" if "content" in self.record else "without content"
        return f"<ReceiptNotification to {self.arn}, {content}>"

    @property
    def text(self) -> str:
        """The JSON as SNS gets it."""
        return as_line(self.record).rstrip("\n")

    @property
    def subject(self) -> str:
        """Of the SNS message."""
        return SUBJECT

    @property
    def parcel(self) -> SnsMessage:
        """What SNS gets."""
        return SnsMessage(self.arn, self.text, SUBJECT)

    @property
    def sns_notification(self) -> dict[str, str]:
        """What SNS posts to a webhook that has subscribed to the topic."""
        return sns_notification(self.parcel, self.region, self.timestamp)

    @property
    def sns_headers(self) -> dict[str, str]:
        """The HTTP headers that SNS posts it with."""
        return sns_headers(self.sns_notification)

    @property
    def sns_body(self) -> str:
        """What SNS posts, as text."""
        return json.dumps(self.sns_notification, ensure_ascii=False)


class Receipt(NamedTuple):
    """A mail as one action has it."""

    message_id: str
    received_at: datetime
    sender: str
    recipients: Sequence[str]  # whom the rule is for
    verdicts: Verdicts
    raw: bytes
    now: datetime


def record(receipt: Receipt, action: ReceiptAction, *, with_content: bool = False) -> Json:
    """The JSON that a topic gets."""
    told = {
        "notificationType": "Received",
        "mail": _mail(receipt),
        "receipt": _receipt(receipt, action),
    }
    return told | {"content": _content(receipt.raw, action)} if with_content else told


def event(receipt: Receipt, action: LambdaAction) -> Json:
    """The event that a function gets."""
    ses = {"mail": _mail(receipt), "receipt": _receipt(receipt, action)}
    return {"Records": [{"eventSource": "aws:ses", "eventVersion": "1.0", "ses": ses}]}


def _mail(receipt: Receipt) -> Json:
    fields = read_fields(header_section(receipt.raw))[0]
    shown = within_limit(fields)
    return {
        "timestamp": iso(receipt.received_at),
        "source": receipt.sender,
        "messageId": receipt.message_id,
        "destination": [box.address for box in addresses(fields, "to", "cc")],
        "headersTruncated": len(shown) < len(fields),
        "headers": [{"name": name, "value": value} for name, value in shown],
        "commonHeaders": _common(receipt, fields),
    }


def _common(receipt: Receipt, fields: Fields) -> Json:
    first: dict[str, str] = {}
    for name, value in fields:
        first.setdefault(name.lower(), value)
    found: Mapping[str, Any] = {
        "returnPath": receipt.sender,
        "from": _joined(fields, "from"),
        "sender": first.get("sender"),
        "replyTo": _joined(fields, "reply-to"),
        "date": first.get("date"),
        "to": _joined(fields, "to"),
        "cc": _joined(fields, "cc"),
        "bcc": _joined(fields, "bcc"),
        "messageId": first.get("message-id"),
        "subject": decode_words(first["subject"]) if "subject" in first else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _joined(fields: Fields, name: str) -> list[str] | None:
    # All addresses in one element, as in what is told of mail that is sent. A guess.
    boxes = addresses(fields, name)
    return [", ".join(box.decoded.normalised for box in boxes)] if boxes else None


def _receipt(receipt: Receipt, action: ReceiptAction) -> Json:
    verdicts = receipt.verdicts
    told: Json = {
        "timestamp": iso(receipt.received_at),
        "processingTimeMillis": milliseconds(receipt.now) - milliseconds(receipt.received_at),
        "recipients": list(receipt.recipients),
    }
    for name in ("spam", "virus", "spf", "dkim", "dmarc"):
        told[f"{name}Verdict"] = {"status": getattr(verdicts, name)}
    if verdicts.dmarc_policy is not None:
        told["dmarcPolicy"] = verdicts.dmarc_policy
    told["action"] = action_facts(action, receipt.message_id)
    return told


def _content(raw: bytes, action: ReceiptAction) -> str:
    if isinstance(action, SnsAction) and action.encoding == BASE64:
        return base64.b64encode(raw).decode()
    return raw.decode("utf-8", "replace")

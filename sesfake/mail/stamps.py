"""What SES adds to every message on its way out, composed or raw (facts: sending 13)."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from email.utils import format_datetime
from typing import NamedTuple

# The names of what it adds, in lower case.
STAMPED = frozenset({"return-path", "date", "message-id", "feedback-id", "x-ses-outgoing"})


class Stamp(NamedTuple):
    """What SES knows of a message that it sends."""

    message_id: str
    region: str
    sent_at: datetime
    mail_from: str | None = None  # the sender's own MAIL FROM domain
    feedback: tuple[str, str] = ("", "")  # the sender's own parts of the Feedback-ID
    outgoing_ip: str | None = None  # the sender's own address

    @property
    def return_path(self) -> tuple[str, str]:
        """The first header: SES takes the bounces, at an address of its own."""
        return "Return-Path", f"<{self.message_id}@{self.mail_from or home(self.region)}>"


def home(region: str) -> str:
    """The domain of SES's own addresses in a region."""
    return "amazonses.com" if region == "us-east-1" else f"{region}.amazonses.com"


def stamps(stamp: Stamp) -> list[tuple[str, str]]:
    """The last headers, as ordered in delivered mail."""
    message_id, region, sent_at, *_ = stamp
    digest = _digest(message_id)
    outgoing_ip = stamp.outgoing_ip or shared_ip(message_id)
    host = "email.amazonses.com" if region == "us-east-1" else f"{region}.amazonses.com"
    feedback = f"1.{region}.{base64.b64encode(digest).decode()}"
    return [
        ("Date", format_datetime(sent_at)),
        ("Message-ID", f"<{message_id}@{host}>"),
        ("Feedback-ID", ":".join([*stamp.feedback, feedback, "AmazonSES"])),
        ("X-SES-Outgoing", f"{sent_at:%Y.%m.%d}-{outgoing_ip}"),
    ]


def shared_ip(message_id: str) -> str:
    """Which of the addresses that Amazon's customers share sends a message."""
    digest = _digest(message_id)
    return f"54.240.{digest[0]}.{digest[1]}"


def _digest(message_id: str) -> bytes:
    return hashlib.sha256(message_id.encode()).digest()

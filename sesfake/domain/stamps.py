"""What SES adds to every message on its way out, composed or raw (facts: sending 13)."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from email.utils import format_datetime


def return_path(message_id: str, region: str) -> tuple[str, str]:
    """The first header: SES takes the bounces, at an address of its own."""
    domain = "amazonses.com" if region == "us-east-1" else f"{region}.amazonses.com"
    return "Return-Path", f"<{message_id}@{domain}>"


def stamps(message_id: str, region: str, sent_at: datetime) -> list[tuple[str, str]]:
    """The last headers, as ordered in delivered mail."""
    digest = hashlib.sha256(message_id.encode()).digest()
    host = "email.amazonses.com" if region == "us-east-1" else f"{region}.amazonses.com"
    feedback = base64.b64encode(digest).decode()
    return [
        ("Date", format_datetime(sent_at)),
        ("Message-ID", f"<{message_id}@{host}>"),
        ("Feedback-ID", f"::1.{region}.{feedback}:AmazonSES"),
        ("X-SES-Outgoing", f"{sent_at:%Y.%m.%d}-54.240.{digest[0]}.{digest[1]}"),
    ]

"""What SES records about a message after it was accepted.

For now every message has a Send and a Delivery, or else a Rendering Failure; the other outcomes
come with event publishing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One record: its type as in the event JSON (`Send`, `Delivery`), for whom, and when."""

    type: str
    message_id: str
    account_id: str
    region: str
    recipients: tuple[str, ...]
    timestamp: datetime
    error: str | None = None  # why, where something failed

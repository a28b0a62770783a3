"""What SES records about a message after it was accepted.

For now a message is delivered, but for what the mailbox simulator answers; the other outcomes come
with event publishing. https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sesfake.domain.addresses import simulator_mailbox

# What the simulator's mailboxes do; the others deliver.
_BOUNCING = frozenset({"bounce", "suppressionlist"})
_COMPLAINING = "complaint"


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


def life(recipients: Sequence[str]) -> dict[str, list[str]]:
    """What happens to a message that is sent, in order, and to which of its recipients."""
    mailboxes = [simulator_mailbox(recipient) for recipient in recipients]
    bounced = [r for r, box in zip(recipients, mailboxes, strict=True) if box in _BOUNCING]
    complained = [r for r, box in zip(recipients, mailboxes, strict=True) if box == _COMPLAINING]
    delivered = [r for r in recipients if r not in bounced]
    happened = {
        "Send": list(recipients),
        "Bounce": bounced,
        "Delivery": delivered,
        "Complaint": complained,
    }
    return {type_: to for type_, to in happened.items() if to}

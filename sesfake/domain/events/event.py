"""What SES records about a message after it was accepted.

For now a message is delivered, but to suppressed addresses and for what the mailbox simulator does;
the other outcomes come with event publishing. https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sesfake.mail.addresses import simulator_mailbox

# What the simulator's mailboxes do; to all other recipients a message is delivered.
_SIMULATED: dict[str, tuple[str, ...]] = {
    "bounce": ("Bounce",),
    "suppressionlist": ("Bounce",),
    "ooto": ("Delivery", "Bounce"),  # an answer that somebody is out of the office
    "complaint": ("Delivery", "Complaint"),
}
_OF_A_SUPPRESSED: dict[str, tuple[str, ...]] = {"BOUNCE": ("Bounce",), "COMPLAINT": ("Complaint",)}
_DELIVERED: tuple[str, ...] = ("Delivery",)


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
    counts: bool = True  # in statistics; not what the simulator does, nor for a suppressed address


def life(recipients: Sequence[str], suppressed: Mapping[str, str]) -> dict[str, list[str]]:
    """What happens to a message that is sent, in order, and to which of its recipients.

    `suppressed` says for which reason some of them are on the suppression list. No bounce or
    complaint of these counts (facts: sending 6 and 9).
    """
    happened: dict[str, list[str]] = {
        type_: [] for type_ in ("Send", "Delivery", "Bounce", "Complaint")
    }
    for recipient in recipients:
        if recipient in suppressed:
            types = _OF_A_SUPPRESSED[suppressed[recipient]]
        else:
            types = _SIMULATED.get(simulator_mailbox(recipient) or "", _DELIVERED)
        for type_ in ("Send", *types):
            happened[type_].append(recipient)
    return {type_: to for type_, to in happened.items() if to}

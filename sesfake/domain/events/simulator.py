"""What the mailbox simulator answers (facts: events 2).

Its mailboxes bounce, complain and answer as their names say. Recipients that bounce in the same
way are told of in one bounce. A label, as in `bounce+label@`, is kept.
https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sesfake.domain.events.details import BouncedRecipient, Details
from sesfake.domain.events.feedback import bounced, complaint, delivery
from sesfake.domain.events.stamps import accepted_at
from sesfake.domain.events.vocabulary import BOUNCES, BounceKind, BounceSubType, BounceType
from sesfake.mail.addresses import SIMULATOR_DOMAIN, simulator_mailbox

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

USER_AGENT = "Amazon SES Mailbox Simulator"

_AT_SIMULATOR = f"@{SIMULATOR_DOMAIN}"
_ACCEPTS = frozenset({"success", "complaint", "ooto"})
# As seen in 2026; an unknown mailbox gets the text of the documentation.
_REFUSALS = {
    "bounce": "smtp; 550 5.1.1 As requested: user unknown <{address}>",
    "suppressionlist": (
        "smtp; 550 5.1.1 As requested: user unknown (suppressed address: {address})"
    ),
}
_AWAY = BOUNCES[BounceType.TRANSIENT, BounceSubType.GENERAL]
_SOONER = timedelta(milliseconds=23)  # than the delivery, however odd that is


class Answer(NamedTuple):
    at: datetime
    details: Details


def answers(
    message: Message,
    recipients: Iterable[str],
    at: datetime | None = None,
    suppression_list: BounceSubType = BounceSubType.GENERAL,
) -> list[Answer]:
    """What becomes of the recipients at the simulator, apart from the send; others are left out.

    `suppression_list`: how `suppressionlist@` bounces. Live it is General; many expect Suppressed.
    """
    at = at or answered_at(message)
    sooner = max(accepted_at(message), at - _SOONER)
    to = [(one, simulator_mailbox(one)) for one in recipients if is_at_simulator(one)]
    accepted = [one for one, mailbox in to if mailbox in _ACCEPTS]
    away = tuple(BouncedRecipient(one) for one, mailbox in to if mailbox == "ooto")
    complaining = [one for one, mailbox in to if mailbox == "complaint"]
    refused: dict[BounceKind, list[BouncedRecipient]] = {}
    for one, mailbox in to:
        if mailbox not in _ACCEPTS:
            is_listed = mailbox == "suppressionlist"
            sub_type = suppression_list if is_listed else BounceSubType.GENERAL
            kind = BOUNCES[BounceType.PERMANENT, sub_type]
            refused.setdefault(kind, []).append(_refused(one, mailbox, kind))
    found: list[Answer] = []
    if accepted:
        found.append(Answer(at, delivery(message, accepted, at)))
    for kind, them in refused.items():
        found.append(Answer(at, bounced(message, at, kind, tuple(them))))
    if away:
        found.append(Answer(sooner, bounced(message, sooner, _AWAY, away)))
    if complaining:
        report = complaint(message, complaining, sooner, user_agent=USER_AGENT, arrival_date=sooner)
        found.append(Answer(sooner, report))
    return found


def is_at_simulator(address: str) -> bool:
    """Whether a bare address is of the simulator's domain, mailbox or not."""
    return address.lower().endswith(_AT_SIMULATOR)


def answered_at(message: Message) -> datetime:
    """About half a second after the send."""
    digest = hashlib.sha256(message.id.encode()).digest()
    return accepted_at(message) + timedelta(milliseconds=400 + digest[3] * 200 // 255)


def _refused(address: str, mailbox: str | None, kind: BounceKind) -> BouncedRecipient:
    text = None if kind.by_ses else _REFUSALS.get(mailbox or "")
    code = kind.diagnostic_code if text is None else text.replace("{address}", address)
    return BouncedRecipient(address, "failed", kind.status, code)

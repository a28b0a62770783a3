"""Where a message is on its way to a recipient, and what can still happen to it there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from sesfake.domain.events.details import Bounce, Complaint
from sesfake.domain.events.vocabulary import BounceType

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

Whom = Sequence[str] | None  # None: all to whom it can happen


class Stage(Enum):
    """Where a message is on its way to one recipient."""

    UNDER_WAY = "is under way"
    ASSUMED = "is taken to be delivered"
    LATE = "is late"
    DELIVERED = "was delivered"
    RETURNED = "came back"
    REJECTED = "was rejected"
    UNWRITTEN = "could not be written"


_STAGES = {
    "Delivery": Stage.DELIVERED,
    "DeliveryDelay": Stage.LATE,
    "Reject": Stage.REJECTED,
    "Rendering Failure": Stage.UNWRITTEN,
}
OPEN = frozenset({Stage.UNDER_WAY, Stage.ASSUMED, Stage.LATE})
ARRIVED = frozenset({Stage.ASSUMED, Stage.DELIVERED})


def stage(message: Message, recipient: str) -> Stage:
    """How far it has come."""
    found = Stage.UNDER_WAY
    for event in message.life.turns(message):
        if recipient not in event.recipients:
            continue
        details = event.details
        if isinstance(details, Bounce):
            # An answer changes nothing, be it that somebody is out of the office, or unclear.
            is_answer = found is Stage.DELIVERED and details.type is not BounceType.PERMANENT
            found = found if is_answer else Stage.RETURNED
        elif isinstance(details, Complaint):
            found = Stage.RETURNED if details.sub_type is not None else found
        else:
            found = _STAGES.get(event.type, found)
    if found is Stage.DELIVERED and message.life.is_assumed(recipient):
        return Stage.ASSUMED
    return found


def arrived(message: Message) -> list[str]:
    """Those who have got it, each once."""
    return [one for one in dict.fromkeys(message.recipients) if stage(message, one) in ARRIVED]


def whom(message: Message, asked: Whom, what: str, allowed: Collection[Stage]) -> list[str]:
    """Those who were asked for, or all to whom it can happen; a ValueError if it cannot."""
    stages = {one: stage(message, one) for one in asked or message.recipients}
    able = [one for one, found in stages.items() if found in allowed]
    if able and (asked is None or len(able) == len(stages)):
        return able
    recipient = next(one for one in stages if one not in able)
    why = f"{message!r} cannot {what} for {recipient}: it {stages[recipient].value}."
    if stages[recipient] is Stage.DELIVERED and message.life.certain is not None:
        why += (
            f" {message.life.certain}; with mock_ses(delivery='manual'), or "
            "@pytest.mark.ses(delivery='manual'), nothing is delivered before ses.deliver(message)."
        )
    raise ValueError(why)

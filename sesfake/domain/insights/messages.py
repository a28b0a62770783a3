"""Insights into one message: what has happened to it for each recipient.

They are read from the same events as everything else. As the model says of each type of event,
mail to several recipients, and to the simulator, tells no more than that it was sent.
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_InsightsEvent.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sesfake.domain.configuration_sets.event_destinations import EventType
from sesfake.domain.events.details import Bounce, Complaint
from sesfake.domain.events.event import Event
from sesfake.domain.events.mail_object import tags
from sesfake.domain.events.simulator import is_at_simulator
from sesfake.domain.events.vocabulary import ComplaintSubType
from sesfake.domain.figures.daily_metrics import isp_of
from sesfake.domain.messages.message import Message
from sesfake.errors import InsightsNotFound

if TYPE_CHECKING:
    from sesfake.domain.account import Account

_OF_ONE_RECIPIENT = frozenset({"Delivery", "Bounce", "Complaint", "Open", "Click"})
# The order in which one event is the last; of the same, the later one.
_DELIVERY = ("Send", "Bounce", "Delivery", "Complaint")
_ENGAGEMENT = ("Open", "Click")


class Insight(NamedTuple):
    """What is known of a message for one recipient."""

    destination: str
    isp: str
    events: tuple[Event, ...]

    @property
    def last_delivery_event(self) -> str | None:
        """As filters call it: `SEND`, `DELIVERY`, `PERMANENT_BOUNCE`, ..."""
        found = _last(self.events, _DELIVERY)
        if found is None:
            return None
        details = found.details
        if isinstance(details, Bounce):
            return f"{details.type.name}_BOUNCE"
        return found.type.upper()

    @property
    def last_engagement_event(self) -> str | None:
        found = _last(self.events, _ENGAGEMENT)
        return None if found is None else found.type.upper()


def message_of(account: Account, message_id: str) -> Message:
    """A message that the account has sent from this region; raises InsightsNotFound."""
    found = account.mailbag.find(message_id)
    if found is None or not account.scope.holds(found.account_id, found.region):
        raise InsightsNotFound(message_id, account.id)
    return found


def sent_by(account: Account) -> Iterator[Message]:
    """All that the account has sent from this region, newest first."""
    return (
        message
        for message in account.mailbag.ever_accepted()
        if account.scope.holds(message.account_id, message.region)
    )


def insights(message: Message) -> Iterator[Insight]:
    """One for each recipient."""
    recipients = message.recipients
    is_only = len(recipients) == 1
    events = message.life.so_far(message)
    for recipient in dict.fromkeys(recipients):
        tells_all = is_only and not is_at_simulator(recipient)
        told = (e for e in events if recipient in e.recipients and _is_told(e, tells_all))
        yield Insight(recipient, isp_of(recipient), tuple(told))


def email_tags(message: Message) -> dict[str, str]:
    """The caller's tags and Amazon's own, those of the dashboard among them (facts: events 3.2)."""
    found = {name: value for name, [value] in tags(message, EventType.SEND).items()}
    if message.identity is not None:
        found["ses:sender-identity"] = message.identity
    recipients = message.recipients
    if len(recipients) == 1:
        found["ses:recipient-isp"] = isp_of(recipients[0])
    return found


def _is_told(event: Event, tells_all: bool) -> bool:
    if event.type == "Send":
        return True
    if not tells_all or event.type not in _OF_ONE_RECIPIENT:
        return False
    details = event.details
    return not (
        isinstance(details, Complaint)
        and details.sub_type is ComplaintSubType.ON_ACCOUNT_SUPPRESSION_LIST
    )


def _last(events: tuple[Event, ...], order: tuple[str, ...]) -> Event | None:
    found = [event for event in events if event.type in order]
    # A later one of the same rank wins.
    return max(reversed(found), key=lambda event: order.index(event.type), default=None)

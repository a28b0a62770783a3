"""What an event does: it is recorded and told, feedback is forwarded, and lists and rates move.

So does a send that is accepted. All of it under the lock of the message's account.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sesfake.domain.account import Account
from sesfake.domain.events.audience import Audience, audience
from sesfake.domain.events.details import Bounce, Complaint, Delivery, Details
from sesfake.domain.events.event import Event
from sesfake.domain.events.forwarding import forwarded
from sesfake.domain.events.life import ALREADY_TOLD
from sesfake.domain.events.publications import publications
from sesfake.domain.events.vocabulary import BOUNCES, ComplaintType
from sesfake.domain.identities.identity import Identity
from sesfake.domain.messages.message import Message
from sesfake.domain.neighbours.outgoing import OutgoingPublication
from sesfake.domain.neighbours.parcels import METERED
from sesfake.domain.standing.deciding.weighing import weigh, weigh_send
from sesfake.domain.suppression.rules import note_bounce, note_complaint, note_not_spam
from sesfake.domain.tenants.deciding.weighing import weigh_tenant, weigh_tenant_send


def accepted(account: Account, message: Message, *, at_simulator: bool) -> None:
    """Tell of what follows from a send, where somebody hears of it or must be written to.

    `at_simulator`: whether any recipient is. Most mail goes by with nothing to do.
    """
    if account.is_judged_by_rates:
        weigh_send(account, message)
        weigh_tenant_send(account, message)
    life = message.life
    services = life.audience.services
    if services and any(account.neighbours.is_there(service) for service in services):
        for event in life.first(message):
            if _publish(account, event) and isinstance(event.details, Delivery):
                life.certain = ALREADY_TOLD
    facts = message.facts
    if facts.suppressed or facts.unsubscribed or facts.failed_validation or at_simulator:
        for event in life.first(message):
            _feed_back(account, event)  # Amazon's own list counts


def record(
    account: Account,
    message: Message,
    details: Details,
    at: datetime,
    recipients: Sequence[str],
) -> Event:
    """Let something happen to a message for some recipients, with all that follows from it."""
    event = Event(message, details, at, tuple(recipients), _audience(account, message))
    account.mailbag.record(event)
    _publish(account, event)
    _suppress(account, event)
    _feed_back(account, event)
    return event


def _publish(account: Account, event: Event) -> bool:
    """Tell other services; whether any is told. CloudWatch learns when it is read (`metering`)."""
    is_told = False
    for publication in publications(event):
        service = publication.service
        if service != METERED and account.neighbours.is_there(service):
            account.post.put(OutgoingPublication(account, publication))
            is_told = True
    return is_told


def _feed_back(account: Account, event: Event) -> None:
    """Write of it to the sender, if nobody else tells them, and let the rates move."""
    details = event.details
    if isinstance(details, (Bounce, Complaint)) and event.audience.told_by_mail(details.event_type):
        account.notify(forwarded(event.message, details, event.timestamp))
    weigh(account, event)
    weigh_tenant(account, event)


def _suppress(account: Account, event: Event) -> None:
    """Put addresses on the suppression lists, or take them off (facts: events 7.1)."""
    message, details = event.message, event.details
    if isinstance(details, Bounce):
        if BOUNCES[details.type, details.sub_type].suppresses:
            for address in event.recipients:
                note_bounce(account, message, address, details.feedback_id)
    elif isinstance(details, Complaint):
        for address in event.recipients:
            if details.type is ComplaintType.NOT_SPAM:
                note_not_spam(account, message, address)
            else:
                note_complaint(account, message, address, details.feedback_id)


def _audience(account: Account, message: Message) -> Audience:
    """Who is told now of what happens to it; of a set that is gone, nobody."""
    configuration_set = account.configuration_sets.find(message.configuration_set or "")
    return audience(configuration_set, _identity(account, message))


def _identity(account: Account, message: Message) -> Identity | None:
    """That of the sender, which may be another account's: that one's lock is not held here."""
    name, owner = message.identity, message.identity_owner
    if name is None:
        return None
    if owner is None:
        return account.identities.find(name)
    lender = account.other(owner)
    return None if lender is None else lender.identities.seen.find(name)

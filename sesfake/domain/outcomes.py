"""What the world does to a message: delivers it, returns it, complains of it, opens it.

Every event is one step under the lock of the message's account: it is recorded, told to those who
are to hear of it, and moves the suppression lists. What cannot happen to a message any more, such
as a delay after it was delivered, is a ValueError. Recipients are bare addresses of the envelope.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sesfake.domain.account import Account
from sesfake.domain.contacts import managing
from sesfake.domain.events import feedback
from sesfake.domain.events.details import Click, Delay, Open, Reject
from sesfake.domain.events.effects import record
from sesfake.domain.events.event import Event
from sesfake.domain.events.stages import ARRIVED, OPEN, Stage, Whom, arrived, stage, whom
from sesfake.domain.events.stamps import accepted_at
from sesfake.domain.events.vocabulary import (
    BounceSubType,
    BounceType,
    ComplaintType,
    DelayType,
    complaint_type,
)
from sesfake.domain.messages.message import Message

_FEEDBACK = frozenset({"Bounce", "Complaint"})
BY_MAIL_AFTER = timedelta(hours=1)  # a server refuses sooner than that, if it does
TRACKED_FOR = timedelta(days=60)  # facts: events 8


def deliver(account: Account, message: Message, asked: Whom) -> Event:
    """The recipients' server takes it. What was only assumed to be so is certain after it."""
    with account.lock:
        allowed = {Stage.UNDER_WAY, Stage.LATE, Stage.ASSUMED}
        recipients = whom(message, asked, "be delivered", allowed)
        at = _now(account, message, recipients)
        _give_up(message, recipients)
        return record(account, message, feedback.delivery(message, recipients, at), at, recipients)


def bounce(  # noqa: PLR0913, PLR0917 - what a tester may say about a bounce
    account: Account,
    message: Message,
    asked: Whom,
    type_: str | None = None,
    sub_type: str | None = None,
    diagnostic_code: str | None = None,
) -> Event:
    """It comes back: instead of being delivered, or, an hour later, after it was."""
    with account.lock:
        recipients = whom(message, asked, "bounce", OPEN | ARRIVED)
        at = _now_fed_back(account, message, recipients)
        details = feedback.bounce(
            message,
            recipients,
            at,
            type_,
            sub_type,
            diagnostic_code=diagnostic_code,
            lifetime=lifetime(account, message),
        )
        if at - accepted_at(message) < BY_MAIL_AFTER:
            _give_up(message, recipients)
        if any(stage(message, one) in ARRIVED for one in recipients):
            details = replace(details, remote_mta_ip=None)  # it came by mail, not in the dialogue
        return record(account, message, details, at, recipients)


def complain(account: Account, message: Message, asked: Whom, type_: str | None) -> Event:
    """They complain, or say that it is no spam: `not-spam`. Who complains has got it.

    A complaint names whoever of their providers has got it, too.
    """
    is_complaint = type_ is None or complaint_type(type_) is not ComplaintType.NOT_SPAM
    with account.lock:
        recipients = _arrived(account, message, asked, "be complained of")
        if is_complaint:
            recipients = feedback.complaining(arrived(message), recipients)
        at = _now_fed_back(account, message)
        details = feedback.complaint(message, recipients, at, type_)
        return record(account, message, details, at, recipients)


def delay(account: Account, message: Message, asked: Whom, type_: str) -> Event:
    """It has to wait. SES goes on trying until its time is over, and then lets it bounce."""
    with account.lock:
        recipients = whom(message, asked, "be delayed", OPEN)
        at = _now(account, message, recipients)
        span = lifetime(account, message)
        if at >= accepted_at(message) + span:
            raise ValueError(f"{message!r} is older than {span}; SES tries no longer than that.")
        details = feedback.delay(message, recipients, at, type_, lifetime=span)
        _give_up(message, recipients)
        event = record(account, message, details, at, recipients)
        account.agenda.plan(
            details.expiration_time, account.scope, _expiry(account, message, recipients, details)
        )
        return event


def reject(account: Account, message: Message) -> Event:
    """SES itself finds a virus in it, and sends it to nobody."""
    with account.lock:
        recipients = whom(
            message, message.recipients, "be rejected", {Stage.UNDER_WAY, Stage.ASSUMED}
        )
        at = _now(account, message, recipients)
        _give_up(message, recipients)
        return record(account, message, Reject(), at, recipients)


def open_(account: Account, message: Message, asked: Whom, details: Open) -> Event:
    """Somebody who has got it opens it."""
    with account.lock:
        _check_is_tracked(account, message)
        recipients = _arrived(account, message, asked, "be opened")
        return record(account, message, details, _now(account, message), recipients)


def click(account: Account, message: Message, asked: Whom, details: Click) -> Event:
    """Somebody who has got it follows a link."""
    with account.lock:
        _check_is_tracked(account, message)
        recipients = _arrived(account, message, asked, "be clicked in")
        return record(account, message, details, _now(account, message), recipients)


def unsubscribe(account: Account, message: Message, asked: Whom, topic: str | None) -> Event:
    """Who has got it wants no more of a topic, by default the message's, or else of anything."""
    with account.lock:
        managed = message.list_management
        contact_list = None if managed is None else account.contact_lists.find(managed.contact_list)
        if managed is None or contact_list is None:
            raise ValueError(f"the contact list of {message!r} is gone.")
        topic = topic or managed.topic
        if topic is not None and topic not in contact_list.topics:
            raise ValueError(
                f"the contact list {contact_list.name!r} has no topic {topic!r}; it has "
                f"{', '.join(contact_list.topics) or 'none'}."
            )
        recipients = _arrived(account, message, asked, "be unsubscribed with")
        at = _now(account, message)
        [recipient] = dict.fromkeys(recipients)
        details = managing.unsubscribe(contact_list, recipient, topic, at)
        return record(account, message, details, at, [recipient])


def lifetime(account: Account, message: Message) -> timedelta:
    """How long SES tries: as its configuration set says, or 14 hours (facts: events 6)."""
    configuration_set = account.configuration_sets.find(message.configuration_set or "")
    delivery = None if configuration_set is None else configuration_set.delivery
    if delivery is None or delivery.max_seconds is None:
        return feedback.LIFETIME
    return timedelta(seconds=delivery.max_seconds)


def _check_is_tracked(account: Account, message: Message) -> None:
    if account.clock.now() - accepted_at(message) > TRACKED_FOR:
        raise ValueError(
            f"{message!r} is older than {TRACKED_FOR.days} days: SES does not tell of its opens "
            "and clicks any more."
        )


def _expiry(
    account: Account, message: Message, recipients: Sequence[str], delayed: Delay
) -> Callable[[datetime], None]:
    span = lifetime(account, message)  # of then: the set may be gone when it is over
    if span < feedback.LIFETIME:
        sub_type = BounceSubType.CUSTOM_TIMEOUT_EXCEEDED
    elif delayed.type is DelayType.MAILBOX_FULL:
        sub_type = BounceSubType.MAILBOX_FULL
    else:
        sub_type = BounceSubType.GENERAL
    words = (BounceType.TRANSIENT.value, sub_type.value)

    def expire(due: datetime) -> None:
        with account.lock:
            waiting = [one for one in recipients if stage(message, one) is Stage.LATE]
            if not waiting:
                return
            details = feedback.bounce(message, waiting, due, *words, lifetime=span)
            record(account, message, details, due, waiting)

    return expire


def _arrived(account: Account, message: Message, asked: Whom, what: str) -> list[str]:
    recipients = whom(message, asked, what, OPEN | ARRIVED)
    have_it = arrived(message)
    if asked is None and have_it:
        return have_it
    waiting = [one for one in recipients if one not in have_it]
    if waiting:
        deliver(account, message, waiting)
    return recipients


def _give_up(message: Message, recipients: Sequence[str]) -> None:
    assumed = [r for r in recipients if stage(message, r) is Stage.ASSUMED]
    if assumed:
        message.life.give_up(assumed)


def _now(account: Account, message: Message, about: Sequence[str] = ()) -> datetime:
    # To the millisecond, and never before what has happened to it already; not counted is what is
    # only assumed of those whom this is about.
    now = account.clock.now()
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    assumed = {one for one in about if stage(message, one) is Stage.ASSUMED}
    before = [
        event.timestamp
        for event in message.life.turns(message)
        if event.type != "Delivery" or not assumed.issuperset(event.recipients)
    ]
    return max(now, message.life.engaged_at or now, *before)


def _now_fed_back(account: Account, message: Message, about: Sequence[str] = ()) -> datetime:
    """Now, but no two reports about a message are of one millisecond: their ids tell the time."""
    now = _now(account, message, about)
    taken = {e.timestamp for e in message.life.turns(message) if e.type in _FEEDBACK}
    while now in taken:
        now += timedelta(milliseconds=1)
    return now

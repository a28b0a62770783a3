"""What the world answers to a message, unless somebody says more: taken, returned, complained of.

Each function fills in the details of one kind of event, for some recipients and a time. Recipients
are bare addresses. What SES answers by itself, for suppressed recipients, is here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sesfake.domain.events.details import (
    Bounce,
    BouncedRecipient,
    Complaint,
    Delay,
    DelayedRecipient,
    Delivery,
)
from sesfake.domain.events.stamps import (
    accepted_at,
    feedback_id,
    milliseconds,
    outgoing_host,
    remote_ip,
)
from sesfake.domain.events.vocabulary import (
    DELAYS,
    BounceKind,
    BounceSubType,
    BounceType,
    ComplaintSubType,
    ComplaintType,
    DelayType,
    bounce_kind,
    complaint_type,
    delay_type,
)
from sesfake.mail.addresses import split

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

# How long SES tries (facts: events 6).
LIFETIME = timedelta(hours=14)
_OF_SES = "dns; amazonses.com"


def delivery(message: Message, recipients: Iterable[str], at: datetime) -> Delivery:
    """The recipients' server has taken it."""
    return Delivery(
        tuple(recipients),
        processing_milliseconds=milliseconds(at) - milliseconds(accepted_at(message)),
        reporting_mta=outgoing_host(message),
        remote_mta_ip=remote_ip(message),
    )


def bounce(  # noqa: PLR0913 - what a tester may say about a bounce
    message: Message,
    recipients: Sequence[str],
    at: datetime,
    type_: str | None = None,
    sub_type: str | None = None,
    *,
    diagnostic_code: str | None = None,
    lifetime: timedelta = LIFETIME,
) -> Bounce:
    """It came back, by default as from an unknown user; raises ValueError for unknown words."""
    kind = bounce_kind(type_, sub_type)
    text = diagnostic_code or kind.diagnostic_code
    if text is not None and diagnostic_code is None:
        text = text.replace("{minutes}", str(lifetime // timedelta(minutes=1)))
    found = tuple(
        BouncedRecipient(address)
        if text is None
        else BouncedRecipient(address, "failed", kind.status, text)
        for address in recipients
    )
    return bounced(message, at, kind, found)


def bounced(
    message: Message, at: datetime, kind: BounceKind, recipients: tuple[BouncedRecipient, ...]
) -> Bounce:
    """A bounce of which it is known what is said of each recipient."""
    has_report = any(recipient.action is not None for recipient in recipients)
    host = _OF_SES if kind.by_ses else f"dns; {outgoing_host(message)}"
    return Bounce(
        kind.type,
        kind.sub_type,
        recipients,
        feedback_id(message, at, kind.type.value, *(one.address for one in recipients)),
        reporting_mta=host if has_report else None,
        remote_mta_ip=remote_ip(message) if has_report and not kind.by_ses else None,
    )


def complaint(  # noqa: PLR0913 - what a tester may say about a complaint
    message: Message,
    recipients: Sequence[str],
    at: datetime,
    type_: str | None = ComplaintType.ABUSE.value,
    *,
    user_agent: str = "AnyCompany Feedback Loop (V0.01)",
    arrival_date: datetime | None = None,
) -> Complaint:
    """Somebody complained; raises ValueError for an unknown type. None: there was no report."""
    about = feedback_id(message, at, "Complaint", *recipients)
    if type_ is None:
        return Complaint(tuple(recipients), about)
    return Complaint(
        tuple(recipients),
        about,
        type=complaint_type(type_),
        user_agent=user_agent,
        arrival_date=arrival_date or accepted_at(message),
    )


def complaining(arrived: Iterable[str], recipients: Iterable[str]) -> list[str]:
    """Whom a complaint of some recipients names: all of their domains, for providers hide who.

    But only those who have got the message (a guess).
    """
    domains = {_domain(one) for one in recipients}
    return [one for one in arrived if _domain(one) in domains]


def delay(
    message: Message,
    recipients: Iterable[str],
    at: datetime,
    type_: str = DelayType.TRANSIENT_COMMUNICATION_FAILURE.value,
    *,
    lifetime: timedelta = LIFETIME,
) -> Delay:
    """It has to wait, at `at`, and SES will try again; raises ValueError for an unknown type."""
    kind = delay_type(type_)
    expires = max(accepted_at(message) + lifetime, at)
    found = tuple(DelayedRecipient(address, *DELAYS[kind]) for address in recipients)
    return Delay(kind, found, expires, outgoing_host(message))


def suppressed(
    message: Message,
    recipients: Iterable[str],
    at: datetime,
    reason: str = "BOUNCE",
    sub_type: BounceSubType = BounceSubType.ON_ACCOUNT_SUPPRESSION_LIST,
) -> Bounce | Complaint:
    """What SES answers by itself for recipients on a list, or opted out.

    A configuration set decides only which reasons count; what is said stays the same. Recipients
    are named as the sender wrote them, display name and all (facts: events 7.1).
    """
    written = {box.address: box.text for box in message.addressing.recipients}
    named = [written.get(address, address) for address in recipients]
    if reason == "COMPLAINT":
        about = feedback_id(message, at, "Complaint", *named)
        return Complaint(tuple(named), about, ComplaintSubType(sub_type.value))
    return bounce(message, named, at, BounceType.PERMANENT.value, sub_type.value)


def _domain(address: str) -> str:
    return split(address)[1].lower()

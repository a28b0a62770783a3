"""The daily metrics of the Virtual Deliverability Manager.

They are read from the same events as everything else. As Amazon counts them, they are of mail to
one recipient who is not at the simulator: feedback on other mail cannot be told apart.
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_BatchGetMetricData.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta, timezone

from sesfake.domain.events.details import Bounce, Complaint
from sesfake.domain.events.event import Event
from sesfake.domain.events.simulator import is_at_simulator
from sesfake.domain.events.vocabulary import BounceSubType, BounceType
from sesfake.domain.messages.message import Message
from sesfake.mail.addresses import split

LONGEST_INTERVAL = timedelta(days=60)
UNKNOWN_ISP = "UNKNOWN_ISP"

_ISPS = {
    "Gmail": ("gmail.com", "googlemail.com"),
    "Yahoo": ("yahoo.com", "ymail.com", "rocketmail.com", "yahoo.co.uk", "yahoo.fr", "yahoo.de"),
    "Hotmail": ("hotmail.com", "outlook.com", "live.com", "msn.com"),
    "AOL": ("aol.com",),
    "Icloud": ("icloud.com", "me.com", "mac.com"),
}
_ISP_OF = {domain: isp for isp, domains in _ISPS.items() for domain in domains}
ISPS = frozenset({*_ISPS, UNKNOWN_ISP})
_WITHOUT_FEEDBACK_LOOP = "Gmail"  # facts: events 7.1

_OWN_LISTS = frozenset(
    {BounceSubType.ON_ACCOUNT_SUPPRESSION_LIST, BounceSubType.ON_TENANT_SUPPRESSION_LIST}
)


def isp_of(address: str) -> str:
    """The provider of a recipient; few are known here."""
    return _ISP_OF.get(split(address)[1].lower(), UNKNOWN_ISP)


def daily(
    messages: Iterable[Message],
    metric: str,
    dimensions: Mapping[str, str],
    start: datetime,
    end: datetime,
) -> dict[datetime, int]:
    """The sums of a metric for the days of an interval, in UTC; days without any are left out."""
    counts = _COUNTS[metric]
    days: Counter[date] = Counter()
    for message in messages:
        if not is_eligible(message) or not _has(message, dimensions):
            continue
        happened = {
            event.timestamp.date() for event in message.life.so_far(message) if counts(event)
        }
        days.update(sorted(happened)[:1])  # once for each message
    first = start.astimezone(timezone.utc).date()
    return {
        midnight: days[day]
        for day in sorted(days)
        if (midnight := datetime.combine(day, time(), timezone.utc)) < end and day >= first
    }


def is_eligible(message: Message) -> bool:
    """Whether a message is counted at all."""
    recipients = message.recipients
    return len(recipients) == 1 and not is_at_simulator(recipients[0])


def dimensions_of(message: Message) -> dict[str, str | None]:
    """What a message of one recipient is counted under."""
    return {
        "EMAIL_IDENTITY": message.identity,
        "CONFIGURATION_SET": message.configuration_set,
        "ISP": isp_of(message.recipients[0]),
        "TENANT_NAME": message.tenant,
    }


def _has(message: Message, dimensions: Mapping[str, str]) -> bool:
    if not dimensions:
        return True
    values = dimensions_of(message)
    return all(values[name] == value for name, value in dimensions.items())


def _is(type_: str) -> Callable[[Event], bool]:
    return lambda event: event.type == type_


def _is_complaint(event: Event) -> bool:
    return isinstance(event.details, Complaint) and event.counted > 0


def _is_permanent(event: Event) -> bool:
    details = event.details
    return (
        isinstance(details, Bounce)
        and details.type is BounceType.PERMANENT
        and details.sub_type not in _OWN_LISTS
    )


def _is_transient(event: Event) -> bool:
    return isinstance(event.details, Bounce) and event.details.type is BounceType.TRANSIENT


def _is_delivery_with_pixel(event: Event) -> bool:
    tracking = event.message.tracking
    has_pixel = tracking is not None and tracking.opens and event.message.html is not None
    return has_pixel and event.type == "Delivery"


def _is_delivery_with_links(event: Event) -> bool:
    return event.type == "Delivery" and bool(event.message.delivered.tracked_links)


def _is_delivery_with_feedback(event: Event) -> bool:
    isp = isp_of(event.message.recipients[0])
    return event.type == "Delivery" and isp != _WITHOUT_FEEDBACK_LOOP


_COUNTS: dict[str, Callable[[Event], bool]] = {
    "SEND": _is("Send"),
    "DELIVERY": _is("Delivery"),
    "OPEN": _is("Open"),
    "CLICK": _is("Click"),
    "COMPLAINT": _is_complaint,
    "PERMANENT_BOUNCE": _is_permanent,
    "TRANSIENT_BOUNCE": _is_transient,
    "DELIVERY_OPEN": _is_delivery_with_pixel,
    "DELIVERY_CLICK": _is_delivery_with_links,
    "DELIVERY_COMPLAINT": _is_delivery_with_feedback,
}

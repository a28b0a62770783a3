"""What became of a message: each recipient, and each event with its record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from sesfake.report.listing import mark
from sesfake.report.pieces import as_json

if TYPE_CHECKING:
    from sesfake.domain.events.event import Event
    from sesfake.domain.messages.message import Message

# Where in the record of an event the telling things stand.
_TELLING = {
    "bounce": ("bounceType", "bounceSubType"),
    "click": ("link",),
    "complaint": ("complaintFeedbackType", "complaintSubType"),
    "delivery": ("smtpResponse",),
    "deliveryDelay": ("delayType",),
    "failure": ("errorMessage",),
    "open": ("userAgent",),
    "reject": ("reason",),
    "subscription": ("source",),
}
_LISTS = {"bounce": "bouncedRecipients", "deliveryDelay": "delayedRecipients"}


def delivery(message: Message) -> str:
    """Two tables: the recipients of the envelope, and the events, oldest first."""
    outcome = message.outcome
    recipients = "".join(
        f"<tr><td><bdi>{escape(one)}</bdi></td>"
        f"<td>{mark(outcome[one]) if one in outcome else ''}</td><td>{_why(message, one)}</td></tr>"
        for one in message.recipients
    )
    events = "".join(map(_event, message.events))
    return (
        '<table><caption>Recipients</caption><thead><tr><th scope="col">Address'
        '<th scope="col">Outcome<th scope="col">Why</tr></thead>'
        f"<tbody>{recipients}</tbody></table>"
        '<table class="events"><caption>Events</caption>'
        '<thead><tr><th scope="col">Time<th scope="col">Type'
        '<th scope="col">Recipients<th scope="col">Detail</tr></thead>'
        f"<tbody>{events}</tbody></table>"
    )


def _why(message: Message, recipient: str) -> str:
    if recipient in message.suppressed:
        return f"suppressed: {escape(message.suppressed[recipient])}"
    if recipient in message.unsubscribed:
        return "has unsubscribed"
    if recipient in message.failed_validation:
        return "failed validation"
    return ""


def _event(event: Event) -> str:
    at = event.timestamp
    told = escape("; ".join(_told(event.record)))
    return (
        f'<tr><td><time datetime="{at.isoformat()}">{at:%Y-%m-%d %H:%M:%S}</time></td>'
        f"<td>{escape(event.type)}</td><td><bdi>{escape(', '.join(event.recipients))}</bdi></td>"
        f"<td>{told}<details><summary>Record</summary>{as_json(event.record)}</details></td></tr>"
    )


def _told(record: Mapping[str, Any]) -> Iterator[str]:
    for name, members in _TELLING.items():
        body = record.get(name)
        if isinstance(body, Mapping):
            words = [str(body[member]) for member in members if body.get(member)]
            if words:
                yield "/".join(words)
            answers = [one.get("diagnosticCode") for one in body.get(_LISTS.get(name, ""), ())]
            yield from dict.fromkeys(filter(None, answers))

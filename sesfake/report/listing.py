"""The list of messages at the side of the page, and how what became of one is marked."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

_LONGEST = 200  # characters of a text in the list
# What each outcome is called, and the class that it is coloured by.
_MARKS = {
    "delivery": ("delivered", "good"),
    "send": ("sent", "open"),
    "deliverydelay": ("delayed", "late"),
    "bounce": ("bounced", "bad"),
    "complaint": ("complained", "bad"),
    "reject": ("rejected", "bad"),
    "rendering failure": ("rendering failed", "bad"),
}


def entry(number: int, message: Message) -> str:
    """One line of the list; it leads to the article."""
    to = ", ".join(message.to or message.cc or message.bcc or message.recipients)
    at = message.sent_at
    return (
        f'<li><a href="#m{number}"><span class="row"><b>{title(message)}</b>'
        f'<time datetime="{at.isoformat()}">{at:%H:%M:%S}</time></span>'
        f'<span class="row"><span class="to">{short(to)}</span>{summary(message.outcome)}</span>'
        "</a></li>"
    )


def title(message: Message) -> str:
    """Its subject, or why there is none to be shown."""
    name = message.template_name
    instead = f"(template {escape(name)})" if name else "(no subject)"
    return short(message.subject) or instead


def summary(outcome: Mapping[str, str]) -> str:
    """What became of it: a mark for each kind of outcome, with a number where there are more."""
    counts: dict[str, int] = {}
    for what in outcome.values():
        counts[what] = counts.get(what, 0) + 1
    marks = "".join(mark(what, times) for what, times in counts.items())
    return f'<span class="marks">{marks}</span>'


def mark(outcome: str, times: int = 1) -> str:
    word, tone = _MARKS.get(outcome, (outcome, "open"))
    count = f" {times}" if times > 1 else ""
    return f'<i class="mark {tone}">{word}{count}</i>'


def short(text: str) -> str:
    line = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"<bdi>{escape(line)}</bdi>" if line.strip() else ""

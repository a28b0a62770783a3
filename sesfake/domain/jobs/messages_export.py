r"""The export of message insights: a line for each message and recipient, the newest first.

Filters of one kind are joined by OR, kinds by AND. Addresses and subjects match in part where a
filter begins or ends with `*`; `\*` and `\\` are the characters themselves.
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageInsightsFilters.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sesfake.domain.events.stamps import iso
from sesfake.domain.insights.messages import insights
from sesfake.domain.jobs.files import Extract, Value, digest
from sesfake.domain.messages.message import Message
from sesfake.errors import InvalidParameter

DEFAULT_RESULTS = 1_000
# What is compared in part, too; the others as a whole.
_IN_PART = frozenset({"FromEmailAddress", "Destination", "Subject"})
_COLUMNS = (
    "MessageId",
    "SendTimestamp",
    "FromEmailAddress",
    "Destination",
    "Subject",
    "Isp",
    "TenantName",
    "LastDeliveryEvent",
    "LastEngagementEvent",
)

Filters = Mapping[str, tuple[str, ...]]  # values by column


@dataclass(frozen=True)
class MessagesSource:
    """Which messages, of an interval whose ends belong to it."""

    type: ClassVar[str] = "MESSAGE_INSIGHTS"

    start: datetime
    end: datetime
    include: Filters | None = None
    exclude: Filters | None = None
    max_results: int | None = None

    def check(self) -> None:
        """Raise InvalidParameter for what makes no sense."""
        if self.start > self.end:
            raise InvalidParameter("Invalid date range")

    def extract(self, newest_first: Iterable[Message]) -> Extract:
        most = self.max_results or DEFAULT_RESULTS
        rows: list[Mapping[str, Value]] = []
        processed = 0
        for row in _rows(m for m in newest_first if self.start <= m.sent_at <= self.end):
            processed += 1
            is_asked_for = _passes(row, self.include) and not (
                self.exclude and _passes(row, self.exclude)
            )
            if is_asked_for and len(rows) < most:
                rows.append(row)
        return Extract(_COLUMNS, rows, processed)

    def object_name(self, job_id: str, at: str) -> str:
        return f"{at}_{digest(job_id)[:10]}"


def _rows(messages: Iterable[Message]) -> Iterator[Mapping[str, str | None]]:
    for message in messages:
        for insight in insights(message):
            values = (
                message.id,
                iso(message.sent_at),
                message.addressing.author,
                insight.destination,
                message.subject,
                insight.isp,
                message.tenant,
                insight.last_delivery_event,
                insight.last_engagement_event,
            )
            yield dict(zip(_COLUMNS, values, strict=True))


def _passes(row: Mapping[str, str | None], filters: Filters | None) -> bool:
    return all(
        any(_fits(name, asked, row[name]) for asked in values)
        for name, values in (filters or {}).items()
        if values
    )


def _fits(name: str, asked: str, value: str | None) -> bool:
    if value is None:
        return False
    return matches_in_part(asked, value) if name in _IN_PART else asked == value


def matches_in_part(asked: str, value: str) -> bool:
    """Whether a filter with `*` at its beginning, its end or both fits a text, case and all."""
    begins_open, ends_open = asked.startswith("*"), _ends_open(asked)
    text = _unescaped(asked[begins_open : len(asked) - ends_open])
    if begins_open and ends_open:
        return text in value
    if begins_open:
        return value.endswith(text)
    return value.startswith(text) if ends_open else value == text


def _ends_open(asked: str) -> bool:
    """Whether it ends with a `*` that is none of its own characters."""
    before = asked[:-1]
    backslashes = len(before) - len(before.rstrip("\\"))
    return asked.endswith("*") and len(asked) > 1 and backslashes % 2 == 0


def _unescaped(text: str) -> str:
    characters = iter(text)
    return "".join(next(characters, one) if one == "\\" else one for one in characters)

"""What moto keeps of each call that sends: another class for each way of sending.

moto keeps calls, not mails: a bulk call is one entry here, and several messages in `ses.outbox`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.parser import HeaderParser
from email.utils import formataddr, getaddresses, parseaddr
from typing import Any, overload

from sesfake.domain.drafts.draft import Draft, TemplatedContent
from sesfake.domain.mails.outbox import Outbox
from sesfake.domain.messages import message as accepted
from sesfake.domain.messages import requested
from sesfake.mail.raw_mail import RawMail


@dataclass(frozen=True, eq=False)
class _Sent:
    id: str
    source: str

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, _Sent) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, eq=False)
class Message(_Sent):
    """A mail that SES composes. `body` is the html, or else the text."""

    subject: str
    body: str | None
    destinations: dict[str, list[str]]


@dataclass(frozen=True, eq=False)
class TemplateMessage(_Sent):
    """A mail made from a template. `template_data` is the call's JSON."""

    template: str | None
    template_data: str
    destinations: Any


@dataclass(frozen=True, eq=False)
class BulkTemplateMessage(TemplateMessage):
    """A bulk call: its entries are the `destinations`, its accepted messages the `ids`."""

    ids: list[str]


@dataclass(frozen=True, eq=False)
class RawMessage(_Sent):
    """A raw mail. `destinations` are the call's, and then those of its headers, as in moto."""

    destinations: list[str]
    raw_data: str


Call = list[accepted.Message]


class SentMessages(Sequence[_Sent]):
    """The calls behind an outbox, oldest first."""

    def __init__(self, outbox: Callable[[], Outbox]) -> None:
        self._outbox = outbox

    def __len__(self) -> int:
        return len(self._calls())

    def __iter__(self) -> Iterator[_Sent]:
        return map(_shown, self._calls())

    @overload
    def __getitem__(self, index: int) -> _Sent: ...
    @overload
    def __getitem__(self, index: slice) -> list[_Sent]: ...
    def __getitem__(self, index: int | slice) -> _Sent | list[_Sent]:
        calls = self._calls()
        if isinstance(index, slice):
            return list(map(_shown, calls[index]))
        return _shown(calls[index])

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        return repr(list(self))

    def clear(self) -> None:
        """Forget what was sent; the count stays."""
        self._outbox().clear()

    def _calls(self) -> list[Call]:
        calls: list[Call] = []
        bulk: dict[int, Call] = {}  # the messages of one call hold the same request
        for message in self._outbox():
            if requested.is_bulk(message.draft):
                key = id(message.draft.request)
                if key in bulk:
                    bulk[key].append(message)
                    continue
                bulk[key] = call = [message]
            else:
                call = [message]
            calls.append(call)
        return calls


def _shown(call: Call) -> _Sent:
    message = call[0]
    draft, content = message.draft, message.draft.content
    source = draft.source or parseaddr(message.source)[1]
    if isinstance(content, RawMail):
        raw_data = content.data.decode("utf-8", "replace")
        return RawMessage(message.id, source, _destinations(draft, raw_data), raw_data)
    if isinstance(content, TemplatedContent):
        template, data = content.template.name, requested.template_data(draft)
        if requested.is_bulk(draft):
            ids = [message.id for message in call]
            entries = requested.destinations(draft)
            return BulkTemplateMessage(message.id, source, template, data, entries, ids)
        destination = requested.destination(draft)
        return TemplateMessage(message.id, source, template, data, destination)
    body = message.text if message.html is None else message.html
    return Message(message.id, source, message.subject, body, requested.destination(draft))


def _destinations(draft: Draft, raw_data: str) -> list[str]:
    headers = HeaderParser().parsestr(raw_data)
    values = [str(headers[name]) for name in ("To", "Cc", "Bcc") if name in headers]
    named = [formataddr(pair) for pair in getaddresses(values) if pair[1]]
    return [*draft.recipients, *named]

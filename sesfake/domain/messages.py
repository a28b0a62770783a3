"""A message that SES has accepted: the same object for every way of sending.

What was asked for and what was decided are frozen facts; `events` and `outcome` tell what has
happened to it since. Whatever costs time is computed when first read.
"""

from __future__ import annotations

import copy
import email
import email.policy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sesfake.domain.addressing import Addressing
from sesfake.domain.delivered import Delivered, first_headers, tracked_content, tracked_raw
from sesfake.domain.drafts import (
    Attachment,
    Draft,
    RenderingFailure,
    SimpleContent,
    Template,
    TemplatedContent,
    Text,
)
from sesfake.domain.events.event import Event
from sesfake.domain.events.life import Life
from sesfake.domain.events.vocabulary import BounceSubType
from sesfake.domain.mime import as_bytes, compose
from sesfake.domain.raw_view import RawView
from sesfake.domain.tracking import Tracked, Tracker
from sesfake.mail.encoded_words import decode_words
from sesfake.mail.links import find_links
from sesfake.mail.mailboxes import Mailbox
from sesfake.mail.raw_delivery import deliver
from sesfake.mail.raw_mail import RawMail
from sesfake.mail.stamps import Stamp
from sesfake.mail.viruses import is_virus, may_carry_virus

_SHOWN = 5  # recipients in a repr
_WIDTH = 200
_NOTHING = SimpleContent(Text(""))
_LISTS = {
    BounceSubType.ON_ACCOUNT_SUPPRESSION_LIST: "the account's",
    BounceSubType.ON_TENANT_SUPPRESSION_LIST: "the tenant's",
}
_NEEDS_QUOTES = re.compile(r'[()<>@,;:\\"\[\]]')


@dataclass(frozen=True, eq=False, repr=False)
class Message:
    """One accepted message. Addresses are texts as the sender wrote them, display names and all."""

    id: str
    account_id: str
    region: str
    timestamp: float
    draft: Draft
    addressing: Addressing
    configuration_set: str | None = None
    mail_from: str | None = None
    identity: str | None = None  # that allowed it
    suppressed: Mapping[str, str] = field(default_factory=dict)
    suppressed_by: BounceSubType = BounceSubType.ON_ACCOUNT_SUPPRESSION_LIST
    tracking: Tracked | None = None
    life: Life = field(default_factory=Life)

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, Message) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        to = self.to + self.cc + self.bcc
        if len(to) > _SHOWN:
            to[_SHOWN:] = [f"{len(to) - _SHOWN} more"]
        why = self.undelivered
        lost = f" NOT DELIVERED: {why}{self._rendered_from}" if why else ""
        what = f"{_short(self.subject)!r} from {self.from_} to {_short(', '.join(to))}"
        return f"<Message {what}{lost}>"

    @cached_property
    def sent_at(self) -> datetime:
        """When SES accepted it, in UTC."""
        return datetime.fromtimestamp(self.timestamp, timezone.utc)

    @property
    def operation(self) -> str:
        """The AWS operation that sent it, such as `SendEmail`."""
        return self.draft.operation

    @property
    def api(self) -> str:
        """`"ses"` or `"sesv2"`."""
        return self.draft.api

    @property
    def request(self) -> Mapping[str, Any]:
        """The call's parameters as SES read them, in AWS's spelling; a copy, not to be changed."""
        return MappingProxyType(copy.deepcopy(dict(self.draft.request)))

    @property
    def source(self) -> str:
        """The sender that was checked: the call's, or that of a raw mail's From header."""
        return self.addressing.senders[0].text

    @property
    def from_(self) -> str:
        """The From header."""
        return ", ".join(_texts(self.addressing.from_)) or self.source

    @property
    def to(self) -> list[str]:
        """The addresses of the To header."""
        return _texts(self.addressing.to)

    @property
    def cc(self) -> list[str]:
        """The addresses of the Cc header."""
        return _texts(self.addressing.cc)

    @property
    def bcc(self) -> list[str]:
        """Recipients that no header names."""
        addressing = self.addressing
        named = {mailbox.address for mailbox in addressing.to + addressing.cc}
        hidden = addressing.destinations or addressing.bcc
        return _texts(mailbox for mailbox in hidden if mailbox.address not in named)

    @property
    def recipients(self) -> list[str]:
        """The envelope, apart from the headers: every bare address it goes to."""
        return [mailbox.address for mailbox in self.addressing.recipients]

    @property
    def reply_to(self) -> list[str]:
        """The addresses of the Reply-To header."""
        return _texts(self.addressing.reply_to)

    @property
    def return_path(self) -> str:
        """Where SES sends bounces to: the return path, or else the sender."""
        return self.addressing.bounces_to

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        content = self._composed
        return self._view.subject if content is None else content.subject.data

    @property
    def text(self) -> str | None:
        """The plain text body, decoded."""
        content = self._composed
        if content is None:
            return self._view.text
        return None if content.text is None else content.text.data

    @property
    def html(self) -> str | None:
        """The html body, decoded, as it was sent: without the links and the pixel of tracking."""
        content = self._composed
        if content is None:
            return self._view.html
        return None if content.html is None else content.html.data

    @property
    def attachments(self) -> list[Attachment]:
        """Files, each with `filename`, `content_type` and `content` (bytes)."""
        content = self._composed
        return list(self._view.attachments if content is None else content.attachments)

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """The delivered headers, looked up without case."""
        return first_headers(self.raw)

    @property
    def tags(self) -> dict[str, str]:
        """The caller's message tags."""
        return dict(self.draft.tags)

    @property
    def tenant(self) -> str | None:
        return self.draft.tenant

    @property
    def template(self) -> Template | None:
        """What it was made from, if it was made from a template: `name`, `data` and `source`."""
        content = self.draft.content
        if not isinstance(content, TemplatedContent):
            return None
        data = copy.deepcopy(content.data)  # what was sent does not change, whoever takes it apart
        return Template(content.template.name, data, content.template.parts)

    @property
    def template_name(self) -> str | None:
        """The name of the stored template that it was made from."""
        content = self.draft.content
        return content.template.name if isinstance(content, TemplatedContent) else None

    @cached_property
    def has_virus(self) -> bool:
        """Whether one of its files is the virus that everybody may send, for tests."""
        content = self.draft.content
        if isinstance(content, RawMail) and not may_carry_virus(content.data):
            return False
        return any(is_virus(file.content) for file in self.attachments)

    @cached_property
    def raw(self) -> bytes:
        """The message with SES's headers; nothing if there was none to deliver.

        Its html is the sender's: `delivered` has what opens and clicks are tracked with.
        """
        if self.rendering_failure is not None:
            return b""
        content = self.draft.content
        if isinstance(content, RawMail):
            return deliver(content, self._stamp)
        return self._written(self._composed or _NOTHING)

    @cached_property
    def delivered(self) -> Delivered:
        """What arrives: with tracked links and the pixel, where the configuration set asks for it.

        `raw`, `mime`, `html`, `text`, `headers`, `links`, and `tracked_links`.
        """
        if self.tracking is None or not self.raw:
            return Delivered(self.raw)
        tracker = Tracker(self.tracking, self.region, self.id)
        content = self._composed
        if content is None:
            return tracked_raw(self.raw, tracker)
        return tracked_content(content, tracker, self._written)

    @cached_property
    def mime(self) -> EmailMessage:
        """The delivered message, parsed."""
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    @cached_property
    def links(self) -> list[str]:
        """The links of the html and text bodies as they were sent, each once."""
        return find_links(self.text, self.html)

    @property
    def events(self) -> tuple[Event, ...]:
        """What has happened to it so far, oldest first: it was sent and delivered, or was not."""
        return self.life.events(self)

    @property
    def undelivered(self) -> str | None:
        """Why nobody could receive it, or None if somebody could.

        Its template could not be filled in, it carries a virus, every recipient is on the
        suppression list, or `ses.reject(...)` said so.
        """
        if self.suppressed and self.suppressed.keys() >= set(self.recipients):
            whose = _LISTS.get(self.suppressed_by, "Amazon's")
            return f"every recipient is on {whose} suppression list"
        if self.has_virus:
            return "it carries a virus"
        if any(event.type == "Reject" for event in self.life.later):
            return "it was rejected"
        return self.rendering_failure

    @property
    def outcome(self) -> dict[str, str]:
        """What became of it for each recipient: the last event that names them, in lower case."""
        return {
            recipient: event.type.lower() for event in self.events for recipient in event.recipients
        }

    def to_dict(self) -> dict[str, Any]:
        """Everything worth showing, ready for JSON."""
        return {
            "id": self.id,
            "account_id": self.account_id,
            "region": self.region,
            "sent_at": self.sent_at.isoformat(),
            "api": self.api,
            "operation": self.operation,
            "source": self.source,
            "from": self.from_,
            "to": self.to,
            "cc": self.cc,
            "bcc": self.bcc,
            "recipients": self.recipients,
            "reply_to": self.reply_to,
            "return_path": self.return_path,
            "subject": self.subject,
            "text": self.text,
            "html": self.html,
            "attachments": [
                {
                    "filename": file.filename,
                    "content_type": file.content_type,
                    "size": len(file.content),
                }
                for file in self.attachments
            ],
            "headers": dict(self.headers),
            "tags": self.tags,
            "configuration_set": self.configuration_set,
            "tenant": self.tenant,
            "links": self.links,
            "outcome": self.outcome,
            "suppressed": dict(self.suppressed),
            "undelivered": self.undelivered,
        }

    def save_eml(self, path: str | Path) -> Path:
        """Write the delivered message to a file that mail programs open; gives the path."""
        target = Path(path)
        target.write_bytes(self.raw)
        return target

    def _written(self, content: SimpleContent) -> bytes:
        return as_bytes(*compose(self.addressing, content, self._stamp))

    @property
    def _stamp(self) -> Stamp:
        return Stamp(self.id, self.region, self.sent_at, self.mail_from)

    @cached_property
    def _composed(self) -> SimpleContent | None:
        """What SES has composed, a template filled in; None of a raw mail."""
        content = self.draft.content
        if isinstance(content, TemplatedContent):
            return self._rendered if isinstance(self._rendered, SimpleContent) else _NOTHING
        return content if isinstance(content, SimpleContent) else None

    @property
    def _rendered_from(self) -> str:
        """For a tester who wonders why a template could not be filled in."""
        content = self.draft.content
        if not isinstance(content, TemplatedContent) or self.rendering_failure is None:
            return ""
        name = content.template.name or "in the call"
        return f" (template {name}; data given: {', '.join(content.data) or 'nothing'})"

    @property
    def rendering_failure(self) -> str | None:
        """Why its template could not be filled in, if it could not."""
        rendered = self._rendered
        return rendered.message if isinstance(rendered, RenderingFailure) else None

    @cached_property
    def _rendered(self) -> SimpleContent | RenderingFailure | None:
        content = self.draft.content
        return content.render() if isinstance(content, TemplatedContent) else None

    @cached_property
    def _view(self) -> RawView:
        return RawView(self.raw)


def _texts(mailboxes: Iterable[Mailbox]) -> list[str]:
    return [_shown(mailbox) for mailbox in mailboxes]


def _shown(mailbox: Mailbox) -> str:
    if mailbox.name is None or "=?" not in mailbox.name:
        return mailbox.text
    name = decode_words(mailbox.name)
    if _NEEDS_QUOTES.search(name):
        name = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return f"{name} <{mailbox.address}>"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"

"""What is written in a message: subject, texts, files, headers, and the bytes that arrive.

Whatever costs time, such as filling in a template, composing or parsing, is done when first asked
for, and once.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import datetime, timezone
from email.message import EmailMessage
from functools import cached_property

from sesfake.domain.contacts.links import unsubscribe_link
from sesfake.domain.dedicated_ips.pools import SHARED_POOL
from sesfake.domain.drafts.draft import (
    Attachment,
    RenderingFailure,
    SimpleContent,
    Template,
    TemplatedContent,
    Text,
)
from sesfake.domain.drafts.mime import as_bytes, compose
from sesfake.domain.identities.signing import sealed
from sesfake.domain.messages.delivered import Delivered, first_headers, tracked_content, tracked_raw
from sesfake.domain.messages.facts import MessageFacts
from sesfake.domain.messages.raw_view import RawView
from sesfake.domain.tracking import Tracker
from sesfake.mail.links import find_links
from sesfake.mail.raw_delivery import deliver
from sesfake.mail.raw_mail import RawMail
from sesfake.mail.stamps import Stamp, shared_ip
from sesfake.mail.unsubscribing import unsubscribable
from sesfake.mail.viruses import is_virus, may_carry_virus

_NOTHING = SimpleContent(Text(""))


class MessageContent(MessageFacts):
    """The part of a `Message` that reads its draft."""

    @cached_property
    def sent_at(self) -> datetime:
        """When SES accepted it, in UTC; to the millisecond, as AWS tells it."""
        at = datetime.fromtimestamp(self.timestamp, timezone.utc)
        return at.replace(microsecond=at.microsecond // 1000 * 1000)

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
    def raw(self) -> bytes:
        """The message with SES's headers; nothing if there was none to deliver.

        Its html is the sender's: `delivered` has what opens and clicks are tracked with, and the
        DKIM signatures.
        """
        if self.rendering_failure is not None:
            return b""
        content = self.draft.content
        if isinstance(content, RawMail):
            return deliver(content, self._stamp)
        return self._written(self._composed or _NOTHING)

    @cached_property
    def delivered(self) -> Delivered:
        """What arrives: signed, with tracked links, the pixel, and a link to unsubscribe.

        `raw`, `mime`, `html`, `text`, `headers`, `links`, and `tracked_links`.
        """
        if not self.raw:
            return Delivered(b"")
        finish = self._finished
        if self.tracking is None:
            return Delivered(finish(self.raw), seal=self._sealed)
        tracker = Tracker(self.tracking, self.region, self.id)
        content = self._composed
        if content is None:
            return tracked_raw(self.raw, tracker, self._sealed, finish)
        return tracked_content(
            content, tracker, lambda written: finish(self._written(written)), self._sealed
        )

    @property
    def sending_ip(self) -> str:
        """The address that sent it: a dedicated one, or one that Amazon's customers share."""
        own = None if self.route is None else self.route.ip
        return own or shared_ip(self.id)

    @property
    def sending_pool(self) -> str:
        """The pool of that address."""
        return SHARED_POOL if self.route is None else self.route.pool

    @property
    def unsubscribe_link(self) -> str | None:
        """What the recipient can unsubscribe with, if a contact list was named for the send.

        In the headers of the delivered mail, and in its texts where the sender has left a place.
        """
        return None if self.list_management is None else unsubscribe_link(self.id, self.region)

    @property
    def mime(self) -> EmailMessage:
        """The delivered message, parsed; a copy, which may be changed."""
        return self._view.mime

    @property
    def links(self) -> list[str]:
        """The links of the html and text bodies as they were sent, each once."""
        return list(self._links)

    @cached_property
    def has_virus(self) -> bool:
        """Whether one of its files is the virus that everybody may send, for tests."""
        content = self.draft.content
        if isinstance(content, RawMail) and not may_carry_virus(content.data):
            return False
        return any(is_virus(file.content) for file in self.attachments)

    @property
    def rendering_failure(self) -> str | None:
        """Why its template could not be filled in, if it could not."""
        rendered = self._rendered
        return rendered.message if isinstance(rendered, RenderingFailure) else None

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

    @cached_property
    def _links(self) -> list[str]:
        return find_links(self.text, self.html)

    @cached_property
    def _rendered(self) -> SimpleContent | RenderingFailure | None:
        content = self.draft.content
        return content.render() if isinstance(content, TemplatedContent) else None

    @cached_property
    def _view(self) -> RawView:
        return RawView(self.raw)

    @property
    def _stamp(self) -> Stamp:
        stamp = Stamp(
            self.id, self.region, self.sent_at, self.mail_from, outgoing_ip=self.sending_ip
        )
        if self.configuration_set is None or not self.draft.tags:  # without a set there are no tags
            return stamp
        tags = dict(self.draft.tags)
        a, b = (tags.get(name, "") for name in ("ses:feedback-id-a", "ses:feedback-id-b"))
        return stamp._replace(feedback=(a, b))

    def _sealed(self, mail: bytes) -> bytes:
        return sealed(mail, self.signer, self.region, self.sent_at)

    def _finished(self, mail: bytes) -> bytes:
        link = self.unsubscribe_link
        return mail if link is None else unsubscribable(mail, link)

    def _written(self, content: SimpleContent) -> bytes:
        return as_bytes(*compose(self.addressing, content, self._stamp))

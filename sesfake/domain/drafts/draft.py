"""A message as a caller asks for it, before SES has agreed to send it.

Every way of sending, v1 or v2, makes one of these and hands it to `domain/sending.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sesfake.domain.templates.language import MissingAttribute, RenderingTooLarge
from sesfake.domain.templates.templates import EmailTemplate, InlineTemplate, Parts, render
from sesfake.guesses.templates import RENDERING_TOO_LARGE
from sesfake.mail.raw_mail import RawMail

# The guide says 7-bit ASCII; what is delivered says UTF-8 (facts: events 3.1, sending 13).
DEFAULT_CHARSET = "UTF-8"


@dataclass(frozen=True, slots=True, repr=False)
class Attachment:
    """A file in a message."""

    filename: str
    """Its name; empty if it has none."""
    content: bytes
    """The file itself, decoded."""
    content_type: str
    """Its media type, such as `application/pdf`."""
    disposition: str = "attachment"
    """`attachment`, or `inline` for what is shown within the text."""
    content_id: str | None = None
    """What html refers to it by, as in `cid:logo`; without angle brackets."""
    description: str | None = None
    """What the sender says of it."""
    transfer_encoding: str = "base64"
    """How it is written in the mail."""

    def __repr__(self) -> str:
        return f"<Attachment {self.filename!r}, {self.content_type}, {len(self.content)} bytes>"


class Text(NamedTuple):
    """Text and the charset it is to be sent in."""

    data: str
    charset: str = DEFAULT_CHARSET


class SimpleContent(NamedTuple):
    """A message that SES composes: subject, text and html apart, further headers, files."""

    subject: Text
    text: Text | None = None
    html: Text | None = None
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        return tuple(filter(None, (self.subject, self.text, self.html)))


class TemplateReference(NamedTuple):
    """The template that a call names, or brings along; the data to fill it in with, in JSON."""

    name: str | None
    inline: Parts | None = None
    data: str = "{}"
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()


class RenderingFailure(NamedTuple):
    """A template that could not be filled in; the message is Amazon's."""

    message: str


class TemplatedContent(NamedTuple):
    """A message that SES makes from a template once it has accepted it."""

    template: EmailTemplate | InlineTemplate
    data: Mapping[str, Any]
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def render(self) -> SimpleContent | RenderingFailure:
        """The template filled in, or why that cannot be done."""
        try:
            subject, text, html = render(self.template, self.data)
        except MissingAttribute as error:
            return RenderingFailure(str(error))
        except RenderingTooLarge as error:
            return RenderingFailure(RENDERING_TOO_LARGE.format(reason=error))
        return SimpleContent(
            Text(subject),
            None if text is None else Text(text),
            None if html is None else Text(html),
            self.headers,
            self.attachments,
        )


class Template(NamedTuple):
    """What a message was made from: the template's name, the data, and the template itself."""

    name: str | None
    data: Mapping[str, Any]
    source: Parts


class ListManagement(NamedTuple):
    """The contact list, and its topic, that recipients may unsubscribe from."""

    contact_list: str
    topic: str | None = None


class TrackingOverrides(NamedTuple):
    """What of one message is tracked whatever the settings say; None leaves it to them."""

    opens: bool | None = None
    clicks: bool | None = None


class Draft(NamedTuple):
    """Who sends what to whom. Addresses are texts as the caller wrote them, with display names.

    Of a raw mail `to`, `cc` and `bcc` are the envelope, if the call gives one; what the headers say
    is in the mail itself.
    """

    api: str
    operation: str
    request: Mapping[str, Any]
    source: str | None
    content: SimpleContent | RawMail | TemplateReference | TemplatedContent
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    reply_to: tuple[str, ...] = ()
    return_path: str | None = None
    source_arn: str | None = None
    from_arn: str | None = None
    return_path_arn: str | None = None
    tags: tuple[tuple[str, str], ...] = ()
    configuration_set: str | None = None
    tenant: str | None = None
    list_management: ListManagement | None = None
    tracking: TrackingOverrides | None = None

    @property
    def recipients(self) -> tuple[str, ...]:
        """The envelope, in the order To, Cc, Bcc."""
        return self.to + self.cc + self.bcc

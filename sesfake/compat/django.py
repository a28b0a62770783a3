"""The outbox as Django's own test runner shows one: a list of `EmailMultiAlternatives`.

    [mail] = django.outbox()
    assert mail.subject == "Hi"

Django is imported when this is first called; sesfake does not need it.
"""

# pyright: reportMissingImports=false

from __future__ import annotations

import email.policy
from collections.abc import Callable, Iterator, Sequence
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING, overload

from sesfake.domain.drafts.draft import Attachment, SimpleContent, TemplatedContent
from sesfake.domain.mails.outbox import Outbox
from sesfake.domain.messages.message import Message
from sesfake.mail.raw_mail import RawMail
from sesfake.mock import current

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from sesfake.fake import SESFake

# What Django has attributes for, or writes by itself.
_NOT_EXTRA = frozenset(
    {"from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "mime-version"}
)


def outbox(ses: SESFake | None = None) -> DjangoOutbox:
    """The messages of the active fake, or of the one that is given; live, oldest first."""
    return DjangoOutbox(lambda: (ses or current()).outbox)


class DjangoOutbox(Sequence["EmailMultiAlternatives"]):
    """A live sequence; every mail is made anew when it is read."""

    def __init__(self, source: Callable[[], Outbox]) -> None:
        self._source = source

    def __len__(self) -> int:
        return len(self._source())

    def __iter__(self) -> Iterator[EmailMultiAlternatives]:
        return map(_django_mail, self._source())

    @overload
    def __getitem__(self, index: int) -> EmailMultiAlternatives: ...
    @overload
    def __getitem__(self, index: slice) -> list[EmailMultiAlternatives]: ...
    def __getitem__(
        self, index: int | slice
    ) -> EmailMultiAlternatives | list[EmailMultiAlternatives]:
        found = self._source()[index]
        return _django_mail(found) if isinstance(found, Message) else list(map(_django_mail, found))

    def __eq__(self, other: object) -> bool:
        # Django's mails are equal to themselves alone, and these are new: only the empty are equal.
        return not self and not other if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._source()!r}>"

    def clear(self) -> None:
        """Forget the messages, as `mail.outbox.clear()` does."""
        self._source().clear()


def _django_mail(message: Message) -> EmailMultiAlternatives:
    from django.core.mail import EmailMultiAlternatives  # noqa: PLC0415 - who uses it has it

    is_html = message.text is None and message.html is not None
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=(message.html if is_html else message.text) or "",
        from_email=message.from_,
        to=message.to,
        cc=message.cc,
        bcc=message.bcc,
        reply_to=message.reply_to,
        headers=_extra_headers(message),
    )
    if is_html:
        mail.content_subtype = "html"
    elif message.html is not None:
        mail.attach_alternative(message.html, "text/html")
    for file in message.attachments:
        mail.attach(file.filename or None, _content(file), file.content_type)
    return mail


def _content(file: Attachment) -> bytes:
    """A text has the line ends of Python, as the body has."""
    if file.content_type.startswith("text/"):
        return file.content.replace(b"\r\n", b"\n")
    return file.content


def _extra_headers(message: Message) -> dict[str, str]:
    content = message.draft.content
    if isinstance(content, RawMail):
        headers = BytesHeaderParser(policy=email.policy.default).parsebytes(content.data)
        found = [(name, str(value)) for name, value in headers.items()]
    elif isinstance(content, (SimpleContent, TemplatedContent)):
        found = list(content.headers)
    else:
        found = []
    return {
        name: value
        for name, value in found
        if name.lower() not in _NOT_EXTRA and not name.lower().startswith("content-")
    }

"""What a tester reads of a raw mail: subject, texts, files, as a mail program would show them.

Read when first asked for, and never with an exception, whatever the bytes: what cannot be decoded
shows as replacement characters, and a structure that cannot be followed as one piece. Parts are
found as they were when the mail was checked (`mime_parts`), not by the standard library's parser,
which takes deep or broken messages badly; `mime` is the standard library's view.
"""

from __future__ import annotations

import copy
import email
import email.policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from functools import cached_property

from sesfake.domain.drafts.draft import Attachment
from sesfake.errors import InvalidParameter
from sesfake.mail.charsets import decode
from sesfake.mail.encoded_words import decode_words
from sesfake.mail.header_section import HeaderSection, read_header_section
from sesfake.mail.mime_entities import Entity, first_of_each
from sesfake.mail.mime_parts import Part, walk
from sesfake.mail.transfer_encodings import decoded


class RawView:
    """A delivered message, read lazily."""

    def __init__(self, delivered: bytes) -> None:
        self._data = delivered

    @property
    def mime(self) -> EmailMessage:
        """The message as the standard library parses it; in one piece if it cannot.

        Each reader gets one of their own, to take apart or to change.
        """
        parsed = self._parsed
        try:  # a copy shares the texts: 0.1 ms, where parsing takes 4 ms and more
            return copy.deepcopy(parsed, {id(parsed.policy): parsed.policy})
        except RecursionError:
            return _parse(self._data)

    @cached_property
    def headers(self) -> list[tuple[str, str]]:
        """Names as written and values decoded, in order."""
        return [(name, decode_words(value)) for name, value in self._head.fields]

    @cached_property
    def subject(self) -> str:
        """The decoded Subject, or nothing."""
        return decode_words(first_of_each(self._head.fields).get("subject", ""))

    @cached_property
    def text(self) -> str | None:
        """The first text/plain part that is no file."""
        return self._text_of("text/plain")

    @cached_property
    def html(self) -> str | None:
        """The first text/html part that is no file."""
        return self._text_of("text/html")

    @cached_property
    def attachments(self) -> list[Attachment]:
        """Files, inline images and attached messages among them."""
        return [self._attachment(part) for part in self._leaves if part.entity.is_file]

    @cached_property
    def _parsed(self) -> EmailMessage:
        return _parse(self._data)

    @cached_property
    def _head(self) -> HeaderSection:
        size = len(self._data)
        return read_header_section(self._data, 0, size, limit=size)

    @cached_property
    def _leaves(self) -> list[Part]:
        headers, data = first_of_each(self._head.fields), self._data
        try:
            parts = list(walk(data, headers, self._head.body_at, into_messages=False))
        except InvalidParameter:
            whole = Part(Entity(headers), self._head.body_at, len(data), 0)
            return [whole]
        return [part for part in parts if not part.entity.type.value.startswith("multipart/")]

    def _text_of(self, type_: str) -> str | None:
        for part in self._leaves:
            if part.entity.type.value == type_ and not part.entity.is_file:
                text = decode(self._content(part), part.entity.type.parameter("charset"))
                return text.replace("\r\n", "\n")
        return None

    def _content(self, part: Part) -> bytes:
        return decoded(self._data[part.start : part.end], part.entity.encoding)

    def _attachment(self, part: Part) -> Attachment:
        entity = part.entity
        content_id = entity.headers.get("content-id")
        description = entity.headers.get("content-description")
        return Attachment(
            filename=next(iter(entity.file_names()), ""),
            content=self._content(part),
            content_type=entity.type.value,
            disposition=entity.disposition.value or ("inline" if content_id else "attachment"),
            content_id=None if content_id is None else content_id.strip("<>"),
            description=None if description is None else decode_words(description),
            transfer_encoding=entity.encoding or "7bit",
        )


def _parse(data: bytes) -> EmailMessage:
    try:
        return email.message_from_bytes(data, policy=email.policy.default)
    except Exception:  # noqa: BLE001  # whatever it is, the message is not to be taken apart
        return BytesHeaderParser(policy=email.policy.default).parsebytes(data)

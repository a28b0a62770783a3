"""What its headers say that a message, or a part of one, is.

A program writes the same few headers into all its mails, so those of parts are read once and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sesfake.mail.encoded_words import decode_words
from sesfake.mail.header_section import read_fields
from sesfake.mail.mime_headers import ParameterizedValue, read_content_type, read_disposition

PLAIN = ParameterizedValue("text/plain", {}, {})
NO_DISPOSITION = ParameterizedValue("", {}, {})
_SHORT = 500  # bytes of a header section

Headers = Mapping[str, str]  # the first of each name, in lower case


@dataclass(frozen=True, eq=False)
class Entity:
    """The headers of a message or a part, and the two that say what it is."""

    headers: Headers
    type: ParameterizedValue = PLAIN
    disposition: ParameterizedValue = NO_DISPOSITION

    def file_names(self) -> list[str]:
        """Every name it gives to a file, the best one first."""
        disposition, type_ = self.disposition, self.type
        names = [
            disposition.extended.get("filename"),
            disposition.parameters.get("filename"),
            type_.extended.get("name"),
            type_.parameters.get("name"),
        ]
        return [decode_words(name) for name in names if name is not None]

    @property
    def is_file(self) -> bool:
        """Whether a mail program shows it as a file, and not as the text of the message."""
        return (
            self.disposition.value == "attachment"
            or self.type.value not in ("text/plain", "text/html")
            or bool(self.file_names())
        )

    @property
    def encoding(self) -> str:
        """The Content-Transfer-Encoding, or nothing."""
        return self.headers.get("content-transfer-encoding", "").lower()


def entity_of(headers: Headers) -> Entity:
    """Raises InvalidParameter where JavaMail cannot read what the headers say."""
    content_type = headers.get("content-type")
    disposition = headers.get("content-disposition")
    return Entity(
        headers,
        PLAIN if content_type is None else read_content_type(content_type),
        NO_DISPOSITION if disposition is None else read_disposition(disposition),
    )


def entity_of_section(head: bytes) -> Entity:
    """The same, of a header section."""
    return _of_short(head) if len(head) <= _SHORT else _of(head)


def first_of_each(fields: list[tuple[str, str]]) -> dict[str, str]:
    """Headers by lower-case name."""
    return {name.lower(): value for name, value in reversed(fields)}


def _of(head: bytes) -> Entity:
    return entity_of(first_of_each(read_fields(head)[0]))


_of_short = lru_cache(maxsize=256)(_of)

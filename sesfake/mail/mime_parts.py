"""The parts of a MIME message, as JavaMail finds them.

A message is not taken apart: parts are offsets into its bytes, found by searching for delimiters,
so that a large attachment costs little. The walk is a loop and not a recursion, and what it looks
at is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from sesfake.errors import InvalidParameter
from sesfake.guesses.mail import TOO_DEEP, TOO_MANY_PARTS
from sesfake.mail.encoded_words import decode_words
from sesfake.mail.header_section import find_header_section, read_fields
from sesfake.mail.mime_headers import ParameterizedValue, read_content_type, read_disposition
from sesfake.mail.transfer_encodings import UNENCODED

# None of these is Amazon's: they keep hostile mail from taking long.
MAX_PARTS = 500
MAX_DEPTH = 50
MAX_FALSE_DELIMITERS = 10_000  # places that begin like a delimiter and are none

_SHORT = 500  # bytes of a header section

_AFTER_BOUNDARY = re.compile(rb"[ \t]*(?:\r?\r?\n|\r|\Z)")
_ANY_BOUNDARY = re.compile(rb"--(?<![^\r\n]--)(?!-*[ \t]*(?:[\r\n]|\Z))([^\r\n]+)")
_PLAIN = ParameterizedValue("text/plain", {}, {})
_NO_DISPOSITION = ParameterizedValue("", {}, {})


Headers = Mapping[str, str]  # the first of each name, in lower case


class _Entity(NamedTuple):
    """What the headers of a message or a part say it is."""

    headers: Headers
    type: ParameterizedValue
    disposition: ParameterizedValue


class _Place(NamedTuple):
    """Where a message or a part has its body, and how deep it is nested."""

    headers: Headers | bytes  # of a part not read yet: JavaMail complains when it comes to it
    start: int
    end: int
    depth: int


class Part(NamedTuple):
    """A message or a part of one, with the headers that say what it is."""

    headers: Headers
    start: int
    end: int
    depth: int
    type: ParameterizedValue
    disposition: ParameterizedValue

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


def walk(data: bytes, headers: Headers, body_at: int, *, into_messages: bool) -> Iterator[Part]:
    """The message itself and all its parts, each before its own parts, in order.

    Raises InvalidParameter where JavaMail cannot read on.
    """
    return _Walk(data, into_messages=into_messages).parts(headers, body_at)


def first_of_each(fields: list[tuple[str, str]]) -> dict[str, str]:
    """Headers by lower-case name."""
    return {name.lower(): value for name, value in reversed(fields)}


class _Walk:
    def __init__(self, data: bytes, *, into_messages: bool) -> None:
        self._data = data
        self._into_messages = into_messages
        self._parts = 0
        self._false_delimiters = 0

    def parts(self, headers: Headers, body_at: int) -> Iterator[Part]:
        waiting = [_Place(headers, body_at, len(self._data), 0)]
        while waiting:
            part = _part(waiting.pop())
            yield part
            inner = self._inner(part)
            if inner and part.depth >= MAX_DEPTH:
                raise InvalidParameter(TOO_DEEP.format(maximum=MAX_DEPTH))
            waiting += reversed(inner)

    def _inner(self, part: Part) -> list[_Place]:
        """Where the parts of a part lie."""
        type_ = part.type.value
        if type_.startswith("multipart/"):
            return self._between_delimiters(part)
        if self._into_messages and type_ == "message/rfc822" and part.encoding in UNENCODED:
            return [self._place(part, part.start)]
        return []

    def _between_delimiters(self, part: Part) -> list[_Place]:
        data, end = self._data, part.end
        delimiter = self._delimiter(part)
        found: list[_Place] = []
        place = None
        search_from = part.start
        while (at := data.find(delimiter, search_from, end)) >= 0:
            search_from = at + len(delimiter)
            line_end = None
            if at == part.start or data[at - 1] in b"\r\n":
                if data.startswith(b"--", search_from):
                    break
                line_end = _AFTER_BOUNDARY.match(data, search_from, end)
            if line_end is None:
                self._count_false_delimiter()
                continue
            if place is not None:
                found.append(self._closed(place, at))
            place = self._place(part, line_end.end())
            search_from = place.start  # JavaMail sees no delimiters in a header section
        if place is None:
            raise InvalidParameter("Missing start boundary")
        return [*found, place if at < 0 else self._closed(place, at)]

    def _place(self, outer: Part, start: int) -> _Place:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise InvalidParameter(TOO_MANY_PARTS.format(maximum=MAX_PARTS))
        head, body_at = find_header_section(self._data, start, outer.end)
        return _Place(head, body_at, outer.end, outer.depth + 1)

    def _delimiter(self, part: Part) -> bytes:
        boundary = part.type.parameter("boundary")
        if boundary is not None:
            return b"--" + boundary.encode("utf-8", "replace")
        # JavaMail takes the first line that looks like one.
        found = _ANY_BOUNDARY.search(self._data, part.start, part.end)
        if found is None:
            raise InvalidParameter("Missing start boundary")
        return b"--" + found[1].rstrip(b" \t")

    def _closed(self, place: _Place, at: int) -> _Place:
        """Ended by a delimiter, to which the line end before it belongs."""
        headers, start, _, depth = place
        end = at - 2 if self._data.startswith(b"\r\n", at - 2) else at - 1
        return _Place(headers, start, max(start, end), depth)

    def _count_false_delimiter(self) -> None:
        self._false_delimiters += 1
        if self._false_delimiters > MAX_FALSE_DELIMITERS:
            raise InvalidParameter(TOO_MANY_PARTS.format(maximum=MAX_PARTS))


def _part(place: _Place) -> Part:
    headers, start, end, depth = place
    if not isinstance(headers, bytes):
        entity = _entity(headers)
    elif len(headers) <= _SHORT:
        entity = _entity_of_short(headers)
    else:
        entity = _entity(first_of_each(read_fields(headers)[0]))
    return Part(entity.headers, start, end, depth, entity.type, entity.disposition)


def _entity(headers: Headers) -> _Entity:
    content_type = headers.get("content-type")
    disposition = headers.get("content-disposition")
    return _Entity(
        headers,
        _PLAIN if content_type is None else read_content_type(content_type),
        _NO_DISPOSITION if disposition is None else read_disposition(disposition),
    )


@lru_cache(maxsize=256)  # a program writes the same few into all its mails
def _entity_of_short(head: bytes) -> _Entity:
    return _entity(first_of_each(read_fields(head)[0]))

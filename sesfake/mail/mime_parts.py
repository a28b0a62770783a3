"""The parts of a MIME message, as JavaMail finds them.

A message is not taken apart: parts are offsets into its bytes, found by searching for delimiters,
so that a large attachment costs little. The walk is a loop and not a recursion, and what it looks
at is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sesfake.errors import InvalidParameter
from sesfake.guesses.mail import TOO_DEEP, TOO_MANY_PARTS
from sesfake.mail.header_section import find_header_section
from sesfake.mail.mime_entities import Entity, Headers, entity_of, entity_of_section
from sesfake.mail.transfer_encodings import UNENCODED

# None of these is Amazon's: they keep hostile mail from taking long.
MAX_PARTS = 500
MAX_DEPTH = 50
MAX_FALSE_DELIMITERS = 10_000  # places that begin like a delimiter and are none

_AFTER_BOUNDARY = re.compile(rb"[ \t]*(?:\r?\r?\n|\r|\Z)")
_ANY_BOUNDARY = re.compile(rb"--(?<![^\r\n]--)(?!-*[ \t]*(?:[\r\n]|\Z))([^\r\n]+)")


class _Place(NamedTuple):
    """Where a part starts, its headers not read yet: JavaMail complains when it comes to it."""

    head: bytes
    start: int
    end: int
    depth: int


class Part(NamedTuple):
    """A message or a part of one: what it is, where its body lies, and how deep it is nested."""

    entity: Entity
    start: int
    end: int
    depth: int


def walk(data: bytes, headers: Headers, body_at: int, *, into_messages: bool) -> Iterator[Part]:
    """The message itself and all its parts, each before its own parts, in order.

    Raises InvalidParameter where JavaMail cannot read on.
    """
    return _Walk(data, into_messages=into_messages).parts(headers, body_at)


class _Walk:
    def __init__(self, data: bytes, *, into_messages: bool) -> None:
        self._data = data
        self._into_messages = into_messages
        self._parts = 0
        self._false_delimiters = 0

    def parts(self, headers: Headers, body_at: int) -> Iterator[Part]:
        part = Part(entity_of(headers), body_at, len(self._data), 0)
        waiting: list[_Place] = []
        while True:
            yield part
            inner = self._inner(part)
            if inner and part.depth >= MAX_DEPTH:
                raise InvalidParameter(TOO_DEEP.format(maximum=MAX_DEPTH))
            waiting += reversed(inner)
            if not waiting:
                return
            head, start, end, depth = waiting.pop()
            part = Part(entity_of_section(head), start, end, depth)

    def _inner(self, part: Part) -> list[_Place]:
        """Where the parts of a part lie."""
        entity = part.entity
        type_ = entity.type.value
        if type_.startswith("multipart/"):
            return self._between_delimiters(part)
        if self._into_messages and type_ == "message/rfc822" and entity.encoding in UNENCODED:
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
        boundary = part.entity.type.parameter("boundary")
        if boundary is not None:
            return b"--" + boundary.encode("utf-8", "replace")
        # JavaMail takes the first line that looks like one.
        found = _ANY_BOUNDARY.search(self._data, part.start, part.end)
        if found is None:
            raise InvalidParameter("Missing start boundary")
        return b"--" + found[1].rstrip(b" \t")

    def _closed(self, place: _Place, at: int) -> _Place:
        """Ended by a delimiter, to which the line end before it belongs."""
        head, start, _, depth = place
        end = at - 2 if self._data.startswith(b"\r\n", at - 2) else at - 1
        return _Place(head, start, max(start, end), depth)

    def _count_false_delimiter(self) -> None:
        self._false_delimiters += 1
        if self._false_delimiters > MAX_FALSE_DELIMITERS:
            raise InvalidParameter(TOO_MANY_PARTS.format(maximum=MAX_PARTS))

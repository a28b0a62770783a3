"""The parts of a MIME message, as JavaMail finds them.

A message is not taken apart: parts are offsets into its bytes, found by searching for delimiters,
so that a large attachment costs little. The walk is a loop and not a recursion, and what it looks
at is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sesfake.domain.encoded_words import decode_words
from sesfake.domain.header_section import read_header_section
from sesfake.domain.mime_headers import ParameterizedValue, read_content_type, read_disposition
from sesfake.errors import InvalidParameter
from sesfake.guesses import TOO_DEEP, TOO_MANY_PARTS

# None of these is Amazon's: they keep hostile mail from taking long.
MAX_PARTS = 500
MAX_DEPTH = 50
MAX_FALSE_DELIMITERS = 10_000  # places that begin like a delimiter and are none

_AFTER_BOUNDARY = re.compile(rb"[ \t]*(?:\r?\r?\n|\r|\Z)")
_ANY_BOUNDARY = re.compile(rb"--(?<![^\r\n]--)(?!-*[ \t]*(?:[\r\n]|\Z))([^\r\n]+)")
_UNENCODED = frozenset({"", "7bit", "8bit", "binary"})
_PLAIN = ParameterizedValue("text/plain", {})
_NO_DISPOSITION = ParameterizedValue("", {})


class Part(NamedTuple):
    """A message or a part of one: its first header of each name, and where its body lies."""

    headers: Mapping[str, str]  # names in lower case
    start: int
    end: int
    depth: int
    type: ParameterizedValue
    disposition: ParameterizedValue

    def file_names(self) -> Iterator[str]:
        """Every name it gives to a file, the best one first."""
        for value, name in ((self.disposition, "filename"), (self.type, "name")):
            if value.parameters:
                yield from map(decode_words, value.forms_of(name))

    @property
    def encoding(self) -> str:
        """The Content-Transfer-Encoding, or nothing."""
        return self.headers.get("content-transfer-encoding", "").lower()


def walk(
    data: bytes, headers: Mapping[str, str], body_at: int, *, into_messages: bool
) -> Iterator[Part]:
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

    def parts(self, headers: Mapping[str, str], body_at: int) -> Iterator[Part]:
        waiting = [(headers, body_at, len(self._data), 0)]
        while waiting:
            part = _part(*waiting.pop())
            yield part
            inner = self._inner(part)
            if inner and part.depth >= MAX_DEPTH:
                raise InvalidParameter(TOO_DEEP.format(maximum=MAX_DEPTH))
            for start, end in reversed(inner):
                fields, _, body_at = read_header_section(self._data, start, end)
                waiting.append((first_of_each(fields), body_at, end, part.depth + 1))

    def _inner(self, part: Part) -> list[tuple[int, int]]:
        type_ = part.type.value
        if type_.startswith("multipart/"):
            return list(self._ranges(part))
        if self._into_messages and type_ == "message/rfc822" and part.encoding in _UNENCODED:
            return [(part.start, part.end)]
        return []

    def _ranges(self, part: Part) -> Iterator[tuple[int, int]]:
        """Where the parts of a multipart lie, from behind one delimiter to before the next."""
        opened = -1
        for at, after in self._delimiters(part):
            if opened >= 0:
                yield opened, max(opened, self._before_line_end(at))
            self._count_part()
            opened = after
            if after < 0:  # the closing one
                return
        if opened < 0:
            raise InvalidParameter("Missing start boundary")
        yield opened, part.end

    def _delimiters(self, part: Part) -> Iterator[tuple[int, int]]:
        """Where each delimiter begins and its line ends; the closing one ends at -1."""
        data, start, end = self._data, part.start, part.end
        delimiter = self._delimiter(part)
        has_begun = False
        at = data.find(delimiter, start, end)
        while at >= 0:
            after = at + len(delimiter)
            line = None
            if at == start or data[at - 1] in b"\r\n":
                if has_begun and data.startswith(b"--", after):
                    yield at, -1
                    return
                line = _AFTER_BOUNDARY.match(data, after, end)
            if line is None:
                self._count_false_delimiter()
            else:
                has_begun = True
                yield at, line.end()
            at = data.find(delimiter, after, end)

    def _delimiter(self, part: Part) -> bytes:
        boundary = part.type.parameter("boundary")
        if boundary is not None:
            return b"--" + boundary.encode("utf-8", "replace")
        # JavaMail takes the first line that looks like one.
        found = _ANY_BOUNDARY.search(self._data, part.start, part.end)
        if found is None:
            raise InvalidParameter("Missing start boundary")
        return b"--" + found[1].rstrip(b" \t")

    def _before_line_end(self, at: int) -> int:
        """The line end before a delimiter belongs to the delimiter."""
        return at - 2 if self._data.startswith(b"\r\n", at - 2) else at - 1

    def _count_part(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise InvalidParameter(TOO_MANY_PARTS.format(maximum=MAX_PARTS))

    def _count_false_delimiter(self) -> None:
        self._false_delimiters += 1
        if self._false_delimiters > MAX_FALSE_DELIMITERS:
            raise InvalidParameter(TOO_MANY_PARTS.format(maximum=MAX_PARTS))


def _part(headers: Mapping[str, str], start: int, end: int, depth: int) -> Part:
    content_type = headers.get("content-type")
    disposition = headers.get("content-disposition")
    return Part(
        headers,
        start,
        end,
        depth,
        _PLAIN if content_type is None else read_content_type(content_type),
        _NO_DISPOSITION if disposition is None else read_disposition(disposition),
    )

"""The header section of a message or of a MIME part: everything before the first blank line.

Lines end with CRLF, LF or CR, as JavaMail takes them (CR CR LF is one line end too). A line that
starts with a blank goes on with the field before it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sesfake.errors import InvalidParameter
from sesfake.mail.line_ends import LINE_END

# Amazon has such a limit and does not publish it (facts: sending 5); this one is a guess.
MAX_HEADER_SECTION = 65_536

_BLANK_LINE = re.compile(rb"(?:\n|\r(?!\r?\n))(?:\r?\r?\n|\r)")
_NEXT_FIELD = re.compile(rb"\r\n(?![ \t])")
_FOLD = re.compile(r"\n(?=[ \t])")


class HeaderSection(NamedTuple):
    """Fields in order, unfolded; the first line that is no field; where the body starts."""

    fields: list[tuple[str, str]]
    stray: str | None
    body_at: int


def read_header_section(
    data: bytes, start: int, end: int, limit: int = MAX_HEADER_SECTION
) -> HeaderSection:
    """The header section of the entity that lies between two offsets."""
    head, body_at = find_header_section(data, start, end, limit)
    return HeaderSection(*read_fields(head), body_at)


def find_header_section(
    data: bytes, start: int, end: int, limit: int = MAX_HEADER_SECTION
) -> tuple[bytes, int]:
    """Its bytes, and where the body starts."""
    at_once = LINE_END.match(data, start, end)
    if at_once is not None:
        return b"", at_once.end()
    stop = min(end, start + limit + 4)  # with the blank line
    uniform = _uniform(data, start, stop)
    if uniform is not None:
        head, body_at = uniform
    else:
        blank = _BLANK_LINE.search(data, start, stop)
        head_end, body_at = (stop, end) if blank is None else (blank.start(), blank.end())
        head = data[start:head_end].rstrip(b"\r\n")
    if len(head) > limit:
        raise InvalidParameter("Header section too long.")
    return head, body_at


def _uniform(data: bytes, start: int, stop: int) -> tuple[bytes, int] | None:
    """The quick way for what nearly every message is: one kind of line end, and a blank line."""
    newline = data.find(b"\n", start, stop)
    line_end = b"\r\n" if newline > 0 and data[newline - 1] in b"\r" else b"\n"
    blank = data.find(line_end * 2, start, stop)
    if blank < 0:
        return None
    head = data[start:blank]
    if line_end == b"\n":
        is_uniform = b"\r" not in head
    else:
        is_uniform = head.count(b"\r\n") == head.count(b"\r") == head.count(b"\n")
    return (head, blank + 2 * len(line_end)) if is_uniform else None


def read_fields(head: bytes) -> tuple[list[tuple[str, str]], str | None]:
    """The fields of a header section in order, and the first line that is no field."""
    text = _decoded(head)
    if "\r" in text:
        text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if "\n " in text or "\n\t" in text:
        text = _FOLD.sub("", text)
    fields: list[tuple[str, str]] = []
    stray = None
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.append((name.rstrip(" \t"), value.strip(" \t")))
        elif line and stray is None:
            stray = line
    return fields, stray


def split_fields(head: bytes) -> list[bytes]:
    """The fields as they are written, folded lines and all; lines end with CRLF."""
    return _NEXT_FIELD.split(head)


def field_name(field: bytes) -> bytes:
    """The name of such a field, in lower case."""
    return field.partition(b":")[0].strip().lower()


def _decoded(head: bytes) -> str:
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(map(_decoded_line, head.splitlines(keepends=True)))


def _decoded_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")

"""The html of a raw mail, or other texts of it, rewritten where they stand.

Every part of the type that is no file is decoded, rewritten, and put back in its charset and
transfer encoding; all other bytes stay. A part in an encoding that nobody can read
stays, too. Never fails.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from sesfake.errors import InvalidParameter
from sesfake.mail.charsets import codec, is_known
from sesfake.mail.header_section import read_header_section
from sesfake.mail.mime_entities import first_of_each
from sesfake.mail.mime_parts import Part, walk
from sesfake.mail.transfer_encodings import UNENCODED, decoded, encoded_again

_READABLE = UNENCODED | {"base64", "quoted-printable"}


def rewrite_html(data: bytes, rewrite: Callable[[str], str]) -> bytes:
    """The message with its html rewritten."""
    return rewrite_parts(data, rewrite, {"text/html"})


def rewrite_parts(data: bytes, rewrite: Callable[[str], str], types: Collection[str]) -> bytes:
    """The message with its parts of some types rewritten."""
    pieces: list[bytes] = []
    at = 0
    for part in _parts(data, types):
        before = decoded(data[part.start : part.end], part.entity.encoding)
        after = _rewritten(before, part.entity.type.parameter("charset"), rewrite)
        if after != before:
            pieces += [data[at : part.start], encoded_again(after, part.entity.encoding)]
            at = _end_of_content(data, part)
    return b"".join([*pieces, data[at:]]) if pieces else data


def _parts(data: bytes, types: Collection[str]) -> list[Part]:
    head = read_header_section(data, 0, len(data), limit=len(data))
    try:
        parts = list(walk(data, first_of_each(head.fields), head.body_at, into_messages=False))
    except InvalidParameter:  # a structure that cannot be followed
        return []
    return [
        part
        for part in parts
        if part.entity.type.value in types
        and not part.entity.is_file
        and part.entity.encoding in _READABLE
    ]


def _rewritten(content: bytes, charset: str | None, rewrite: Callable[[str], str]) -> bytes:
    named = (charset or "").strip()
    name = codec(named) if is_known(named) else "ascii"
    text = _exact_text(content, name)
    if text is not None:
        return rewrite(text).encode(name, "xmlcharrefreplace")
    # What does not come back as it was is read as ASCII among bytes that mean nothing.
    return rewrite(content.decode("ascii", "surrogateescape")).encode("ascii", "surrogateescape")


def _exact_text(content: bytes, charset: str) -> str | None:
    """The text that is written as these very bytes, if there is one."""
    try:
        text = content.decode(charset)
        return text if text.encode(charset) == content else None
    except ValueError:
        return None


def _end_of_content(data: bytes, part: Part) -> int:
    """Line ends after the last line of base64 are not its content."""
    if part.entity.encoding != "base64":
        return part.end
    return part.start + len(data[part.start : part.end].rstrip(b"\r\n"))

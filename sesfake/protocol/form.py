"""The form of a v1 request, flat as it travels.

A form is a body of `name=value` pairs, or a query string. What cannot be decoded is a
MalformedQueryString; names are not judged here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from sesfake import errors

if TYPE_CHECKING:
    from sesfake.wire import Request

_WHITE_SPACE = " \t\r\n"
# A lone `%` at the end passes: the reference's own sample of ListVerifiedEmailAddresses has one.
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2}|\Z)")
LONGEST_NAME = 500  # no member has a longer one, nor is any wanted in memory


def read_form(request: Request) -> dict[str, str]:
    """The parameters of a request, from its query string and its body."""
    query = request.url.partition("#")[0].partition("?")[2]
    form: dict[str, str] = {}
    try:
        if query:
            _read_pairs(query, form)
        if request.body:
            _read_pairs(request.body.decode("utf-8"), form)
    except UnicodeDecodeError:
        raise _malformed() from None
    return form


def _read_pairs(text: str, form: dict[str, str]) -> None:
    for pair in text.split("&"):
        name, _, value = pair.partition("=")
        name = _decoded_name(name) if len(name) <= LONGEST_NAME else _decoded(name)
        if name:
            form[name] = _decoded(value)
        elif value:
            raise _malformed()


def _decoded(text: str) -> str:
    # Samples of 2015 break the line before the ampersand. White space that belongs to a value is
    # encoded, and so survives.
    text = text.strip(_WHITE_SPACE).replace("+", " ")
    if "%" not in text:
        return text
    # A raw message is full of base64's own signs, and addresses have theirs: to take them first
    # spares a slow walk.
    text = text.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=").replace("%40", "@")
    if "%" not in text:
        return text
    decoded = unquote_to_bytes(text).decode("utf-8")
    # A broken escape stays as it is, so only where a percent sign is left can there have been one.
    if "%" in decoded and _BROKEN_ESCAPE.search(text):
        raise _malformed()
    return decoded


# The same few names come with every call.
_decoded_name = lru_cache(maxsize=1024)(_decoded)


def _malformed() -> errors.MalformedQueryString:
    return errors.MalformedQueryString("The query string contains a syntax error.")

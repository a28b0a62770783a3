"""The form of a v1 request, flat as it travels.

A form is a body of `name=value` pairs, or a query string. What cannot be decoded is a
MalformedQueryString; names are not judged here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from sesfake import errors

if TYPE_CHECKING:
    from sesfake.wire import Request

_WHITE_SPACE = " \t\r\n"
# At the end of base64, in prose and in JSON: no sign of an escape is among what they stand for.
_FREQUENT = {"%3D": "=", "%2C": ",", "%22": '"', "%3A": ":", "%7B": "{", "%7D": "}", "%0A": "\n"}
# A lone `%` at the end passes: the reference's own sample of ListVerifiedEmailAddresses has one.
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2}|\Z)")


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
    if " " in text or "\n" in text or "\r" in text or "\t" in text:
        text = _without_white_space(text)
    text = text.replace("+", " ")
    if "%" in text:
        # Mail is full of base64's own signs and of addresses: to take those first, and at once,
        # spares slow walks. None of them makes a pair or an escape.
        text = text.replace("%2B", "+").replace("%2F", "/").replace("%40", "@")
    for pair in text.split("&"):
        name, _, value = pair.partition("=")
        if "%" in name:
            name = _decoded(name)
        if name:
            form[name] = _decoded(value) if "%" in value else value
        elif value:
            raise _malformed()


def _without_white_space(text: str) -> str:
    """Samples of 2015 break the line before the ampersand; what belongs to a value is encoded."""
    pairs = [pair.partition("=") for pair in text.split("&")]
    return "&".join("".join(part.strip(_WHITE_SPACE) for part in pair) for pair in pairs)


def _decoded(text: str) -> str:
    for escape, sign in _FREQUENT.items():
        text = text.replace(escape, sign)
        if "%" not in text:
            return text
    decoded = unquote_to_bytes(text).decode("utf-8")
    # A broken escape stays as it is, so only where a percent sign is left can there have been one.
    if "%" in decoded and _BROKEN_ESCAPE.search(text):
        raise _malformed()
    return decoded


def _malformed() -> errors.MalformedQueryString:
    return errors.MalformedQueryString("The query string contains a syntax error.")

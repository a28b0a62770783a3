"""MIME parameters in the forms of RFC 2231: `name*=utf-8''caf%C3%A9`, or `name*0=`, `name*1*=`.

Only names in lower case come in; what is broken is decoded as far as it goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from sesfake.mail.charsets import decode

Section = tuple[str, bool]  # a piece of a value, and whether it is percent-encoded


def extended_parameters(parameters: Mapping[str, str]) -> dict[str, str]:
    """The decoded values of the parameters that are given in such a form, by their plain name."""
    names = {key.partition("*")[0] for key in parameters if "*" in key}
    found = {name: _sections(parameters, name) for name in names}
    return {name: _joined(sections) for name, sections in found.items() if sections}


def _sections(parameters: Mapping[str, str], name: str) -> list[Section]:
    if f"{name}*" in parameters:
        return [(parameters[f"{name}*"], True)]
    found: list[Section] = []
    while True:
        key = f"{name}*{len(found)}"
        if key in parameters:
            found.append((parameters[key], False))
        elif f"{key}*" in parameters:
            found.append((parameters[f"{key}*"], True))
        else:
            return found


def _joined(sections: list[Section]) -> str:
    """The first section, if it is encoded, begins with `charset'language'`."""
    text, is_encoded = sections[0]
    charset = None
    if is_encoded and text.count("'") > 1:
        charset, _, text = text.split("'", 2)
    pieces = [(text, is_encoded), *sections[1:]]
    content = b"".join(
        unquote_to_bytes(piece) if encoded else piece.encode("utf-8", "replace")
        for piece, encoded in pieces
    )
    return decode(content, charset)

"""Html as somebody reads it: without tags, comments, styles and scripts."""

from __future__ import annotations

import re
from html import unescape

from sesfake.mail.anchors import tags

# Elements that run on within a line; around all others words are apart.
_WITHIN_A_LINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"}
    | {"ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"}
    | {"time", "tt", "u", "var", "wbr"}
)
_BLANKS = re.compile(r"[^\S\n]+")
_NO_CHARACTER = re.compile("&#(?:[0-9]{10,}|[xX][0-9A-Fa-f]{10,});?")
_LINES = re.compile(r"\s*\n\s*")


def html_text(html: str) -> str:
    """The words of html, a line for each block."""
    pieces: list[str] = []
    at = 0
    for tag in tags(html):
        pieces.append(_words(html[at : tag.start]))
        if tag.name and tag.name not in _WITHIN_A_LINE:
            pieces.append("\n")
        at = tag.end
    pieces.append(_words(html[at:]))
    return _LINES.sub("\n", _BLANKS.sub(" ", "".join(pieces))).strip()


def _words(markup: str) -> str:
    return unescape(_NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", re.sub(r"\s+", " ", markup)))

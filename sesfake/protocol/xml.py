"""XML as SES writes it: two spaces a level, apostrophes escaped, no declaration.

A tree is a dict of element names; a list repeats its element, an empty dict is an empty element.
Amazon's `&apos;` is why this is not left to a library, and a send spends half its time here
otherwise.
"""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

# What XML 1.0 cannot say, even as a reference: most control characters and lone surrogates.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN = re.compile(r"[\w .,:;/@+=-]*", re.ASCII)  # as most texts are
# A parser would take a bare carriage return for a line feed.
_ENTITIES = {"'": "&apos;", "\r": "&#13;"}


def elements(content: dict[str, Any], indent: str = "  ") -> str:
    """The elements of a tree, on lines of their own."""
    lines: list[str] = []
    _write(lines, indent, content)
    return "".join(lines)


def _write(lines: list[str], indent: str, content: dict[str, Any]) -> None:
    for name, inner in content.items():
        for item in inner if isinstance(inner, list) else (inner,):
            if isinstance(item, str):
                lines.append(f"{indent}<{name}>{_escaped(item)}</{name}>\n")
            elif item:
                lines.append(f"{indent}<{name}>\n")
                _write(lines, indent + "  ", item)
                lines.append(f"{indent}</{name}>\n")
            else:
                lines.append(f"{indent}<{name}/>\n")


def _escaped(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    return escape(_NO_XML.sub("\ufffd", text), _ENTITIES)

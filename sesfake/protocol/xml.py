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


def write_xml(name: str, content: dict[str, Any], namespace: str) -> bytes:
    """A document whose root element has the namespace."""
    lines: list[str] = []
    _write(lines, "", name, content, f' xmlns="{namespace}"')
    return "\n".join([*lines, ""]).encode()


def _write(lines: list[str], indent: str, name: str, content: Any, attributes: str = "") -> None:
    if isinstance(content, str):
        lines.append(f"{indent}<{name}>{_escaped(content)}</{name}>")
    elif isinstance(content, list):
        for item in content:
            _write(lines, indent, name, item)
    else:
        if not content:
            lines.append(f"{indent}<{name}{attributes}/>")
            return
        lines.append(f"{indent}<{name}{attributes}>")
        deeper = indent + "  "
        for child, inner in content.items():
            if isinstance(inner, str):  # as most are
                lines.append(f"{deeper}<{child}>{_escaped(inner)}</{child}>")
            else:
                _write(lines, deeper, child, inner)
        lines.append(f"{indent}</{name}>")


def _escaped(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    return escape(_NO_XML.sub("\ufffd", text), _ENTITIES)

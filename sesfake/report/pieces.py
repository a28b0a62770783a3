"""Small pieces of html that the parts of the page have in common. What they are given as text is
escaped here; what is html already says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

_LONGEST = 300_000  # characters of a text


def code(text: str) -> str:
    """Text as it is written, to be looked at; not all of it if it is very long."""
    more = len(text) - _LONGEST
    rest = note(f"{more:,} more characters are not shown.") if more > 0 else ""
    return f"<pre>\n{escape(text[:_LONGEST])}</pre>{rest}"


def as_json(value: Any) -> str:
    return code(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def note(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>'


def facts(named: Mapping[str, str]) -> str:
    """Names and their html; those without any are left out."""
    rows = "".join(f"<dt>{name}</dt><dd>{html}</dd>" for name, html in named.items() if html)
    return f"<dl>{rows}</dl>"


def size(count: int) -> str:
    """A number of bytes, to be read."""
    if count < 1000:  # noqa: PLR2004
        return f"{count} bytes"
    return f"{count / 1000:,.1f} kB"

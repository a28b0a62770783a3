"""The page: one file that shows messages, and asks nobody for anything.

Its policy lets nothing be loaded, no frame go anywhere, and no script run but the page's own, which
is known by its hash. Everything that comes from a message is escaped; nothing of it is in the
script. Without scripts only the search and the arrow keys are missing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from sesfake.report.article import article
from sesfake.report.listing import entry

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

GENERATOR = '<meta name="generator" content="sesfake">'
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect y='2' width='16' height='12' rx='2.5' fill='%23a8501f'/%3E"
    "%3Cpath d='M2 5l6 4 6-4' fill='none' stroke='%23fff' stroke-width='1.6'/%3E%3C/svg%3E"
)


def page(entries: Sequence[tuple[Message, str | None]]) -> str:
    """The page of these messages, each with the name of its .eml file, if it has one."""
    style, script = _part("page.css"), _part("page.js")
    count = f"{len(entries)} message{'' if len(entries) == 1 else 's'}"
    return "\n".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">',
            GENERATOR,
            '<meta http-equiv="x-dns-prefetch-control" content="off">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>SES outbox: {count}</title>",
            f'<link rel="icon" href="{_ICON}">\n<style>\n{style}</style>\n</head>\n<body>',
            _side(entries, count),
            f'<main tabindex="-1">{_main(entries)}</main>',
            f"<script>{script}</script>\n</body>\n</html>\n",
        )
    )


def _side(entries: Iterable[tuple[Message, str | None]], count: str) -> str:
    items = "\n".join(entry(number, message) for number, (message, _) in enumerate(entries, 1))
    return (
        f'<nav aria-label="Messages"><header><h1>SES outbox</h1><p role="status">{count}</p>'
        '<label class="search" hidden><span class="unseen">Search</span><input type="search" '
        'placeholder="Search subject, people, text" autocomplete="off" spellcheck="false"></label>'
        f"</header>\n<ol>{items}</ol></nav>"
    )


def _main(entries: Iterable[tuple[Message, str | None]]) -> str:
    articles = [article(number, *one) for number, one in enumerate(entries, 1)]
    return "\n".join(articles) or '<p class="nothing">Nothing was sent.</p>'


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return escape(
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; frame-src 'none'; form-action 'none'; base-uri 'none'"
    )


def _part(name: str) -> str:
    # A checkout on another system may bring other line ends, which browsers read as these.
    text = files("sesfake.report").joinpath(name).read_text("utf-8")
    return text.replace("\r\n", "\n")

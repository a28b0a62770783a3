"""The links of a message, as a reader would meet them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_URL = re.compile(r"https?://[^\s<>\"']+")
_TRAILING = ".,;:!?)]}"


def find_links(text: str | None, html: str | None) -> list[str]:
    """Targets of `<a href>` in the html, then URLs of the text; each once, in order."""
    found: list[str] = []
    if html is not None:
        reader = _Anchors()
        reader.feed(html)
        reader.close()
        found += reader.targets
    if text is not None:
        found += [url.rstrip(_TRAILING) for url in _URL.findall(text)]
    return list(dict.fromkeys(found))


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href") if tag == "a" else None
        if target:
            self.targets.append(target)

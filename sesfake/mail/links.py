"""The links of a message, as a reader would meet them."""

from __future__ import annotations

import re

from sesfake.mail.anchors import anchors, attribute_text

_URL = re.compile(r"https?://[^\s<>\"']+")
_TRAILING = ".,;:!?)]}"


def find_links(text: str | None, html: str | None) -> list[str]:
    """Targets of `<a href>` in the html, then URLs of the text; each once, in order."""
    found: list[str] = []
    if html is not None:
        targets = (attribute_text(href[0].value) for href in anchors(html, {"href"}) if href)
        found += [target for target in targets if target]
    if text is not None:
        found += [url.rstrip(_TRAILING) for url in _URL.findall(text)]
    return list(dict.fromkeys(found))

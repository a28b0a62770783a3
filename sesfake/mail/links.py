"""The links of a message, as a reader would meet them."""

from __future__ import annotations

import re

from sesfake.mail.anchors import anchors, attribute_text

_URL = re.compile(r"https?://[^\s<>\"']+")
_TRAILING = ".,;:!?)]}"
_OPENING = {")": "(", "]": "[", "}": "{"}


def find_links(text: str | None, html: str | None) -> list[str]:
    """Targets of `<a href>` in the html, then URLs of the text; each once, in order."""
    found: list[str] = []
    if html is not None:
        targets = (attribute_text(href[0].value) for href in anchors(html, {"href"}) if href)
        found += [target for target in targets if target]
    if text is not None:
        found += map(_without_trailing, _URL.findall(text))
    return list(dict.fromkeys(found))


def _without_trailing(url: str) -> str:
    """Without the marks of the sentence around it; a bracket that the URL has opened is its own."""
    too_many = {end: url.count(end) - url.count(begin) for end, begin in _OPENING.items()}
    stop = len(url)
    while (mark := url[stop - 1]) in _TRAILING:  # never all of it: it begins with a letter
        if mark in too_many:
            if too_many[mark] <= 0:
                break
            too_many[mark] -= 1
        stop -= 1
    return url[:stop]

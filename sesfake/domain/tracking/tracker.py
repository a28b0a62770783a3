"""From the html of a message to the html that arrives: links rewritten, the pixel put in.

Guessed, each in its one place below: the index in an address counts the links to the same URL
(`_tracked_address`); of more than 250 links the first 250 are tracked (`_is_trackable`); a tag
with other characters than Amazon takes is no tag (`_tags`); where opens are not tracked, the
placeholder is removed all the same (`_with_pixel`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sesfake.domain.templates.language import OPEN_TRACKER
from sesfake.domain.tracking.addresses import Addresses
from sesfake.domain.tracking.tracked import Tracked
from sesfake.mail.anchors import Attribute, anchors, attribute_text

MAX_LINKS = 250  # in a message; facts: events 8

_PIXEL = '<img alt="" src="{src}" style="display: none; width: 1px; height: 1px;">'
_HREF, _NO_TRACK, _TAGS = "href", "ses:no-track", "ses:tags"
_READ = frozenset({_HREF, _NO_TRACK, _TAGS})
_TAG_WORD = re.compile(r"[A-Za-z0-9_-]+")
_AFTER_A_TAG_OR_BLANK = " \t\n\f\r>"

# RFC 3986: https://www.rfc-editor.org/rfc/rfc3986#appendix-A
_NAME = r"A-Za-z0-9\-._~!$&'()*+,;=%"
_PATH = rf"{_NAME}:@/"
_URL = re.compile(
    rf"https?://(?:[{_NAME}:]*@)?(?:\[[0-9A-Fa-f:.]+\]|[{_NAME}]+)(?::[0-9]*)?"
    rf"(?:/[{_PATH}]*)?(?:\?[{_PATH}?]*)?(?:#[{_PATH}?]*)?",
    re.IGNORECASE,
)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class TrackedLink:
    """A link as the sender wrote it, and the address that stands in its place."""

    url: str
    address: str
    tags: Mapping[str, tuple[str, ...]] | None = None  # of `ses:tags`
    index: int = 1


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


class Tracker:
    """Rewrites the html parts of one message; `links` are those it has found worth tracking."""

    def __init__(self, tracked: Tracked, region: str, message_id: str) -> None:
        self.links: list[TrackedLink] = []
        self._tracked = tracked
        self._addresses = Addresses(tracked, region, message_id)
        self._uses: Counter[str] = Counter()

    @property
    def pixel(self) -> str:
        """The image that tells that the message was opened."""
        return _PIXEL.format(src=self._addresses.pixel)

    def rewrite(self, html: str) -> str:
        """The html that arrives."""
        pieces: list[str] = []
        at = 0
        for attributes in anchors(html, _READ):
            for edit in self._edits(html, attributes):
                pieces += [html[at : edit.start], edit.text]
                at = edit.end
        return self._with_pixel("".join([*pieces, html[at:]]))

    def _with_pixel(self, html: str) -> str:
        before, placeholder, after = html.partition(OPEN_TRACKER)
        after = after.replace(OPEN_TRACKER, "")
        if not self._tracked.opens:
            return before + after
        return f"{before}{self.pixel}{after}" if placeholder else f"{html}{self.pixel}"

    def _edits(self, html: str, attributes: list[Attribute]) -> Iterator[_Edit]:
        href = next((each for each in attributes if each.name == _HREF), None)
        address = None if href is None else self._tracked_address(href, attributes)
        for each in attributes:
            if each.name != _HREF:
                yield _Edit(_cut_from(html, each), each.end, "")
            elif each is href and address is not None:
                yield _Edit(each.value_at, each.value_at + len(each.value), address)

    def _tracked_address(self, href: Attribute, attributes: Iterable[Attribute]) -> str | None:
        ours = {each.name: each for each in reversed(list(attributes))}  # the first of each counts
        url = attribute_text(href.value)
        if not self._tracked.clicks or _NO_TRACK in ours or not self._is_trackable(url):
            return None
        self._uses[url] += 1
        index = self._uses[url]
        tags = _tags(attribute_text(ours[_TAGS].value)) if _TAGS in ours else {}
        link = TrackedLink(url, self._addresses.link(url, index), tags or None, index)
        self.links.append(link)
        return link.address

    def _is_trackable(self, url: str) -> bool:
        if len(self.links) >= MAX_LINKS:
            return False
        return _URL.fullmatch(url) is not None and _BARE_PERCENT.search(url) is None


def _cut_from(html: str, attribute: Attribute) -> int:
    """With the blank before it, unless that must keep apart what stands on both sides."""
    is_apart = html[attribute.end] in _AFTER_A_TAG_OR_BLANK
    return attribute.start if is_apart else attribute.name_at


def _tags(text: str) -> dict[str, tuple[str, ...]]:
    """What `key:value;key2:value2;` says; a key may come more than once."""
    found: dict[str, list[str]] = {}
    for pair in text.split(";"):
        key, _, value = (word.strip() for word in pair.partition(":"))
        if _TAG_WORD.fullmatch(key) and _TAG_WORD.fullmatch(value):
            found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}

"""What the recipients of a message get: its bytes, and how a mail program shows them.

    [message] = ses.outbox
    [link] = message.delivered.tracked_links
    assert link.url == "https://example.com/offer"
    assert link.address in message.delivered.html

It differs from what `Message` tells where opens or clicks are tracked, and it has the DKIM
signatures: they take a few milliseconds, when somebody first reads them. Whoever verifies them
through `ses.dns` finds the keys of a domain once its records are published, in all modes:
`ses.dns.publish_all("example.com")`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from functools import cached_property

from sesfake.domain.drafts.draft import SimpleContent
from sesfake.domain.messages.raw_view import RawView
from sesfake.domain.tracking import TrackedLink, Tracker
from sesfake.mail.header_section import read_header_section
from sesfake.mail.html_parts import rewrite_html
from sesfake.mail.links import find_links
from sesfake.wire import Headers

Seal = Callable[[bytes], bytes]


class Delivered:
    """A message as it arrives."""

    def __init__(
        self,
        unsigned: bytes,
        tracked_links: Sequence[TrackedLink] = (),
        seal: Seal = bytes,
    ) -> None:
        self._tracked_links = tuple(tracked_links)
        self._unsigned = unsigned
        self._seal = seal
        self._view = RawView(unsigned)

    @cached_property
    def raw(self) -> bytes:
        """The bytes with their DKIM signatures."""
        return self._seal(self._unsigned)

    def __repr__(self) -> str:
        count = len(self._tracked_links)
        links = "link" if count == 1 else "links"
        return f"<Delivered {len(self._unsigned)} bytes, {count} tracked {links}>"

    @property
    def mime(self) -> EmailMessage:
        """The message, parsed; a copy, which may be changed."""
        return self._sealed_view.mime

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """The headers, looked up without case; the first of each name."""
        return first_headers(self.raw)

    @cached_property
    def html(self) -> str | None:
        """The html body, with the tracked links and the pixel; lines end with LF."""
        return self._view.html if self._unsigned else None

    @cached_property
    def text(self) -> str | None:
        """The plain text body; lines end with LF."""
        return self._view.text if self._unsigned else None

    @property
    def links(self) -> list[str]:
        """The links of the html and text bodies as the recipient has them, each once."""
        return list(self._links)

    @property
    def tracked_links(self) -> list[TrackedLink]:
        """Those of them whose clicks are counted, in the order of the html."""
        return list(self._tracked_links)

    def tracked_link(self, link: str) -> TrackedLink | None:
        """The first tracked link with this address, or else to this URL; None if there is none."""
        by_address = (each for each in self._tracked_links if each.address == link)
        by_url = (each for each in self._tracked_links if each.url == link)
        return next(by_address, None) or next(by_url, None)

    @cached_property
    def _sealed_view(self) -> RawView:
        return RawView(self.raw)

    @cached_property
    def _links(self) -> list[str]:
        return find_links(self.text, self.html)


def tracked_raw(
    raw: bytes, tracker: Tracker, seal: Seal = bytes, finish: Callable[[bytes], bytes] = bytes
) -> Delivered:
    """A raw mail as it arrives, every html part of it rewritten; `finish` comes after that."""
    return Delivered(finish(rewrite_html(raw, tracker.rewrite)), tracker.links, seal)


def tracked_content(
    content: SimpleContent,
    tracker: Tracker,
    write: Callable[[SimpleContent], bytes],
    seal: Seal = bytes,
) -> Delivered:
    """A message that SES composes as it arrives: the html is rewritten before it is written."""
    html = content.html
    if html is not None:
        content = content._replace(html=html._replace(data=tracker.rewrite(html.data)))
    return Delivered(write(content), tracker.links, seal)


def first_headers(raw: bytes) -> Headers:
    """The headers of a message; the first of each name."""
    first: dict[str, str] = {}
    for name, value in read_header_section(raw, 0, len(raw), limit=len(raw)).fields:
        first.setdefault(name, value)
    return Headers(first)

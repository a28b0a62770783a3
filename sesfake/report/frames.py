"""The html of a mail in a frame where it can do no harm.

Whoever writes a mail may be an enemy, of a test too: the html of a real mail ends up in fixtures.
Three walls, each of which would do. The frame is a sandbox without any permission: no scripts, no
forms, no way to other windows. Its own content security policy, the first thing in it, lets
nothing be loaded but what stands in the page. And it inherits the page's policy, in which no frame
may go anywhere. What no policy covers is `<link rel="preconnect">` and its kin, so links are
renamed.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from sesfake.domain.drafts import Attachment

_LONGEST = 5_000_000  # characters of html
_MOST_INLINE = 40_000_000  # characters of images in it
_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
    "form-action 'none'; base-uri 'none'"
)
# A `<base>` that has a target only: links do not open in the frame, and it may open no other.
_HEAD = (
    '<!doctype html><meta charset="utf-8">'
    f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    '<meta http-equiv="x-dns-prefetch-control" content="off"><base target="_blank">'
)
_LINK = re.compile("<link", re.IGNORECASE)
_CID = re.compile(r"""(=\s*["']?\s*|url\(\s*["']?)cid:([^"'\s<>)]+)""", re.IGNORECASE)
_REMOTE = re.compile(
    r"""(?:\b(?:src|srcset|background|poster|data)\s*=\s*["']?|url\(\s*["']?|@import\s*["'])\s*"""
    r"""(?:https?:)?//|<link\b""",
    re.IGNORECASE,
)
# An svg that is shown as an image neither runs scripts nor loads anything.
_IMAGES = frozenset(
    f"image/{kind}" for kind in ("png", "gif", "jpeg", "webp", "bmp", "avif", "svg+xml")
)


def frame(html: str, files: Sequence[Attachment], title: str) -> str:
    """The frame as html, with the images that the mail brings along."""
    shown = _LINK.sub("<x-link", _with_images(html[:_LONGEST], files))
    return (
        f'<iframe sandbox="" referrerpolicy="no-referrer" loading="lazy" title="{escape(title)}" '
        f'srcdoc="{escape(_HEAD + shown)}"></iframe>'
    )


def asks_for_more(html: str) -> bool:
    """Whether it would load anything from elsewhere."""
    return _REMOTE.search(html) is not None


def data_url(content: bytes, content_type: str = "application/octet-stream") -> str:
    return f"data:{content_type};base64,{base64.b64encode(content).decode()}"


def _with_images(html: str, files: Sequence[Attachment]) -> str:
    images = {
        file.content_id: file
        for file in reversed(files)
        if file.content_id and file.content_type in _IMAGES
    }
    return _inlined(html, images) if images else html


def _inlined(html: str, images: Mapping[str, Attachment]) -> str:
    left = _MOST_INLINE
    urls: dict[str, str] = {}

    def inline(found: re.Match[str]) -> str:
        nonlocal left
        name = unquote(found[2])
        if name not in images:
            return found[0]
        if name not in urls:
            urls[name] = data_url(images[name].content, images[name].content_type)
        left -= len(urls[name])
        return found[0] if left < 0 else found[1] + urls[name]

    return _CID.sub(inline, html)

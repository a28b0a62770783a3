"""The html of a mail in a frame where it can do no harm.

Whoever writes a mail may be an enemy, of a test too: the html of a real mail ends up in fixtures.
So there are three walls. The frame is a sandbox without any permission: no scripts, no forms, no
way to other windows. Its own content security policy, the first thing in it, lets nothing be loaded
but what stands in the page. And it inherits the page's policy, in which no frame may go anywhere.

A browser may connect before it asks a policy: for frames, for `<link rel="preconnect">`, and when
somebody follows a link within the frame. So elements that could show nothing here are renamed, and
links lead to new windows, of which the frame may open none.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from sesfake.domain.drafts.draft import Attachment

_LONGEST = 5_000_000  # characters of html
_MOST_INLINE = 40_000_000  # characters of images in it
_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
    "form-action 'none'; base-uri 'none'"
)
_HEAD = (
    '<!doctype html><meta charset="utf-8">'
    f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    '<meta http-equiv="x-dns-prefetch-control" content="off">'
)
# What is empty becomes an element that is empty too, may stand in the head, and does nothing.
_EMPTY = re.compile(r"<(?:link|meta|base|frame|embed)(?=[\s/>])", re.IGNORECASE)
_OTHERS = re.compile(r"<(/?)(?=(?:iframe|object|applet|portal|fencedframe)[\s/>])", re.IGNORECASE)
_LINKS = re.compile(r"<(a|area)(?=[\s/>])", re.IGNORECASE)
_CID = re.compile(r"""(=\s*(?:["']\s*)?|url\(\s*["']?)cid:([^"'\s<>)]+)""", re.IGNORECASE)
_REMOTE = re.compile(
    r"""(?:\b(?:src|srcset|background|poster|data)\s*=\s*(?:["']\s*)?|url\(\s*(?:["']\s*)?"""
    r"""|@import\s*["']\s*)(?:https?:)?//|<link\b""",
    re.IGNORECASE,
)
# An svg that is shown as an image neither runs scripts nor loads anything.
_IMAGES = frozenset(
    f"image/{kind}" for kind in ("png", "gif", "jpeg", "webp", "bmp", "avif", "svg+xml")
)


def frame(html: str, files: Sequence[Attachment], title: str) -> str:
    """The frame as html, with the images that the mail brings along."""
    shown = _EMPTY.sub("<basefont", _with_images(html[:_LONGEST], files))
    shown = _OTHERS.sub(r"<\1x-", shown)
    shown = _LINKS.sub(r'<\1 target="_blank"', shown)  # of two, the first holds
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

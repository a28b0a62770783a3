"""The tags of html, `<a>` above all, and where in the text their attributes stand.

A browser's rules for finding tags (comments, quotes, scripts; the tokenizer of the HTML standard),
without a tree: what is read can be changed in place, and the rest stays as it was written. It never
fails, and takes time and memory in proportion to the text.
https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

_BLANK = r" \t\n\f\r"
_MARKUP = re.compile(rf"<(?:(?P<end>/?)(?P<name>[A-Za-z][^{_BLANK}/>]*)|(?P<comment>!--)|[!?/])")
_COMMENT_AT_ONCE = re.compile("-?>")
_COMMENT_END = re.compile("--!?>")
_ATTRIBUTE = re.compile(
    rf"""[{_BLANK}/]*
    (?:(?P<closed>>)
    |  (?P<name>[^{_BLANK}/>][^{_BLANK}/>=]*)
       (?:[{_BLANK}]*=[{_BLANK}]*
          (?:"(?P<double>[^"]*)"?|'(?P<single>[^']*)'?|(?P<bare>[^{_BLANK}>"'][^{_BLANK}>]*)|(?=>))
       )?
    )""",
    re.VERBOSE,
)
# Elements whose content is no markup.
_TEXT_ENDS = {
    name: re.compile(rf"</{name}(?=[{_BLANK}/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
_REFERENCE = re.compile(r"&(?:#([0-9]+|[xX][0-9A-Fa-f]+);?|([A-Za-z][A-Za-z0-9]*)(;?)(=?))")
_LONGEST_NUMBER = 9  # digits


class Attribute(NamedTuple):
    """An attribute as it is written; what stands before `name_at` sets it off from the tag."""

    name: str  # in lower case
    value: str  # without its quotes; nothing if it has none
    start: int
    name_at: int
    value_at: int
    end: int


class Tag(NamedTuple):
    """A tag, or a comment, which has no name; with it goes content that is no markup."""

    name: str  # in lower case
    is_end: bool
    is_closed: bool  # else the html ends within it
    start: int
    end: int
    attributes: list[Attribute]


def anchors(html: str, names: Collection[str]) -> Iterator[list[Attribute]]:
    """Those attributes of each `<a>` that have one of these lower-case names, in order."""
    for tag in tags(html, "a", names):
        if tag.name == "a" and not tag.is_end and tag.is_closed:
            yield tag.attributes


def tags(html: str, element: str = "", names: Collection[str] = ()) -> Iterator[Tag]:
    """All tags and comments in order; of an element those attributes that have these names."""
    at = 0
    while (found := _MARKUP.search(html, at)) is not None:
        name, is_end = (found["name"] or "").lower(), bool(found["end"])
        attributes: list[Attribute] = []
        end: int | None
        if name:
            is_wanted = name == element and not is_end
            end = _tag(html, found.end(), names if is_wanted else (), attributes)
        else:
            end = _no_tag(html, found)
        if end is not None and name in _TEXT_ENDS and not is_end:
            end = _end(_TEXT_ENDS[name].search(html, end), from_its_start=True)
        at = len(html) if end is None else end
        yield Tag(name, is_end, end is not None, found.start(), at, attributes)


def attribute_text(written: str) -> str:
    """The value of an attribute with its character references replaced."""
    return _REFERENCE.sub(_referred, written) if "&" in written else written


def _tag(html: str, at: int, names: Collection[str], into: list[Attribute]) -> int | None:
    """Where a tag ends whose name ends here."""
    while (found := _ATTRIBUTE.match(html, at)) is not None:
        if found["closed"]:
            return found.end()
        name = found["name"].lower() if names else ""
        if name in names:
            kind = found.lastgroup or "name"  # the last that took part
            into.append(
                Attribute(
                    name=name,
                    value="" if kind == "name" else found[kind],
                    start=at,
                    name_at=found.start("name"),
                    value_at=found.end() if kind == "name" else found.start(kind),
                    end=found.end(),
                )
            )
        at = found.end()
    return None


def _no_tag(html: str, found: re.Match[str]) -> int | None:
    """Where a comment ends, or what a browser takes for one."""
    at = found.end()
    if not found["comment"]:
        return html.find(">", at) + 1 or None
    return _end(_COMMENT_AT_ONCE.match(html, at) or _COMMENT_END.search(html, at))


def _end(found: re.Match[str] | None, *, from_its_start: bool = False) -> int | None:
    if found is None:
        return None
    return found.start() if from_its_start else found.end()


def _referred(reference: re.Match[str]) -> str:
    whole, number, name, semicolon, equals = reference.group(0, 1, 2, 3, 4)
    if number is not None:
        return unescape(whole) if len(number) <= _LONGEST_NUMBER else "\N{REPLACEMENT CHARACTER}"
    if equals and not semicolon:  # `?a=1&copy=2` has no copyright sign
        return whole
    return html5.get(name + semicolon, f"&{name}{semicolon}") + equals

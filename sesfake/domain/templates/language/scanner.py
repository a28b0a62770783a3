"""From the source to texts and tags: the first step of compiling.

The patterns and their order are those of the Handlebars lexer. It is one pass: a character is
looked at a few times at most, also in sources that are no templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sesfake.domain.templates.language.failures import InvalidTemplateSyntax
from sesfake.domain.templates.language.nodes import Strip

# White space as JavaScript has it.
SPACE = (
    "\t\n\v\f\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_ID = rf"""[^{SPACE}!"\#%-,./;->@\[-\^`{{-~]+"""

_OPENING = re.compile(
    rf"""\{{\{{(?:
      (?P<raw_block>\{{\{{)
    | (?P<left>~)?(?:
        (?P<partial_block>\#>)
      | (?P<partial>>)
      | (?P<decorator>\#?\*)
      | (?P<block>\#)
      | (?P<close>/)
      | (?P<otherwise>(?:\^|[{SPACE}]*else)[{SPACE}]*(?P<right>~)?\}}\}})
      | (?P<inverted>\^)
      | (?P<chain>[{SPACE}]*else(?![A-Za-z0-9_]))
      | (?P<unescaped>\{{)
      | (?P<long_comment>!--)
      | (?P<comment>!)
      | (?P<mustache>&?)
    ))""",
    re.VERBOSE,
)
_TOKEN = re.compile(
    rf"""
      [{SPACE}]+
    | (?P<raw_end>\}}\}}\}}\}})
    | (?P<unescaped_end>\}}~?\}}\}})
    | (?P<end>~?\}}\}})
    | (?P<open>\()
    | (?P<shut>\))
    | (?P<equals>=)
    | (?P<dots>\.\.|\.(?=[=~}}{SPACE}/.)|]))
    | (?P<separator>[/.])
    | (?P<double>"[^"\\]*(?:\\"?[^"\\]*)*")
    | (?P<single>'[^'\\]*(?:\\'?[^'\\]*)*')
    | (?P<data>@)
    | (?P<literal>(?:true|false|undefined|null|-?[0-9]+(?:\.[0-9]+)?)(?=[~}}{SPACE})]))
    | (?P<names>as[{SPACE}]+\|)
    | (?P<bar>\|)
    | (?P<id>{_ID}(?=[=~}}{SPACE}/.)|]))
    | (?P<bracketed>\[[^\]\\]*(?:\\\]?[^\]\\]*)*\])
    """,
    re.VERBOSE,
)
_RAW_EDGE = re.compile(rf"\{{\{{\{{\{{(?:/({_ID})\}}\}}\}}\}}|(?=[^/]))")
_COMMENT_END = re.compile(r"\}\}")
_LONG_COMMENT_END = re.compile(r"--(~?)\}\}")
# What closes a tag, by what opened it; all others close with `end`.
_ENDS = {"unescaped": "unescaped_end", "raw_block": "raw_end"}


@dataclass(frozen=True)
class Tag:
    kind: str  # the name of its group in _OPENING
    strip: Strip
    source: str
    tokens: list[tuple[str, str]] = field(default_factory=list)  # kind and text
    raw: tuple[str, str] = ("", "")  # of a raw block: its text and the name that closes it


def scan(source: str) -> Iterator[str | Tag]:
    """Texts and tags in order; two texts follow one another where a `{{` was escaped."""
    position = 0
    while opening := _OPENING.search(source, position):
        start = opening.start()
        text = source[position:start]
        if text.endswith("\\") and not text.endswith("\\\\"):
            if len(text) > 1:
                yield text[:-1]
            position = _end_of_escaped(source, start)
            yield source[start:position]
            continue
        if text.endswith("\\\\"):
            text = text[:-1]
        if text:
            yield text
        tag, position = _tag(source, opening)
        yield tag
    if position < len(source):
        yield source[position:]


def _end_of_escaped(source: str, start: int) -> int:
    end = source.find("{{", start + 2)
    if end < 0:
        return len(source)
    for _ in range(2):  # the backslashes that belong to what follows
        end -= source[end - 1] == "\\"
    return end


def _tag(source: str, opening: re.Match[str]) -> tuple[Tag, int]:
    kind = opening.lastgroup
    assert kind is not None  # noqa: S101  # the last alternative takes all
    start, end = opening.span()
    left = opening["left"] is not None
    if kind == "otherwise":
        strip = Strip(left, opening["right"] is not None)
        return Tag(kind, strip, opening[0]), end
    if kind in ("comment", "long_comment"):
        return _comment(source, start, left=left)
    tokens: list[tuple[str, str]] = []
    while True:
        token = _TOKEN.match(source, end)
        if token is None:
            raise _failure("Unexpected characters in a tag", source, min(end, len(source)))
        name, end = token.lastgroup, token.end()
        if name is None:
            continue
        if name.endswith("end"):
            break
        tokens.append((name, token[0]))
    if name != _ENDS.get(kind, "end"):
        raise _failure("The braces of a tag do not match", source, start)
    tag = Tag(kind, Strip(left, "~" in token[0]), source[start:end], tokens)
    return _with_raw_text(tag, source, end) if kind == "raw_block" else (tag, end)


def _comment(source: str, start: int, *, left: bool) -> tuple[Tag, int]:
    is_long = source.startswith("!--", start + 2 + left)
    ending = (_LONG_COMMENT_END if is_long else _COMMENT_END).search(source, start + 3 + left)
    if ending is None:
        raise _failure("A comment without end", source, start)
    end = ending.end()
    return Tag("comment", Strip(left, source[end - 3] == "~"), source[start:end]), end


def _with_raw_text(tag: Tag, source: str, start: int) -> tuple[Tag, int]:
    depth = 1
    for edge in _RAW_EDGE.finditer(source, start):
        depth += -1 if edge[1] else 1
        if not depth:
            raw = (source[start : edge.start()], edge[1])
            return replace(tag, raw=raw), edge.end()
    raise _failure("A raw block without end", source, start)


def _failure(reason: str, source: str, position: int) -> InvalidTemplateSyntax:
    line = source[:position].count("\n") + 1
    return InvalidTemplateSyntax(f"{reason} (line {line})")

"""What stands between the braces of a tag: a head, what is handed to it, block parameters."""

from __future__ import annotations

import re

from sesfake.domain.templates.language.failures import InvalidTemplateSyntax
from sesfake.domain.templates.language.nodes import MAX_NESTING, Call, Expression, Literal, Path

_NAMES = ("id", "bracketed", "dots")
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_ESCAPED_QUOTE = {"double": '\\"', "single": "\\'"}
_LONGEST_INT = 15  # digits that a JavaScript number holds exactly
_ESCAPED_BRACKET = re.compile(r"\\([\\\]])")


class Expressions:
    """Reads the tokens of one tag; each method takes what it names off the front."""

    def __init__(self, tokens: list[tuple[str, str]], source: str) -> None:
        self._tokens = tokens
        self._next = 0
        self._source = source

    def call(self) -> Call:
        """Take a head and all that is handed to it: `if a includeZero=true`."""
        return self._call(0)

    def callee(self) -> Path | Call:
        """Take the name of a partial, or the brackets that compute it."""
        if self._kind() == "open":
            found = self._expression(0)
            assert isinstance(found, Call)  # noqa: S101
            return found
        return self._head()

    def arguments(self) -> tuple[tuple[Expression, ...], tuple[tuple[str, Expression], ...]]:
        """Take positional, then named arguments."""
        return self._arguments(0)

    def block_parameters(self) -> tuple[str, ...]:
        """Take `as |item index|`, if it is there."""
        if self._kind() != "names":
            return ()
        self._take()
        names = []
        while self._kind() in _NAMES:
            names.append(_part(*self._take()))
        if self._kind() != "bar" or not names:
            raise self._unexpected()
        self._take()
        return tuple(names)

    def end(self) -> None:
        """Nothing may be left."""
        if self._next < len(self._tokens):
            raise self._unexpected()

    def _kind(self, ahead: int = 0) -> str:
        at = self._next + ahead
        return self._tokens[at][0] if at < len(self._tokens) else ""

    def _take(self) -> tuple[str, str]:
        self._next += 1
        return self._tokens[self._next - 1]

    def _unexpected(self) -> InvalidTemplateSyntax:
        tag = repr(self._source[:60])
        if self._next < len(self._tokens):
            return InvalidTemplateSyntax(f"Unexpected '{self._tokens[self._next][1]:.60}' in {tag}")
        return InvalidTemplateSyntax(f"Something is missing in {tag}")

    def _call(self, depth: int) -> Call:
        return Call(self._head(), *self._arguments(depth))

    def _arguments(
        self, depth: int
    ) -> tuple[tuple[Expression, ...], tuple[tuple[str, Expression], ...]]:
        params: list[Expression] = []
        hash_: list[tuple[str, Expression]] = []
        while self._kind() in (*_NAMES, "open", "data", "literal", "double", "single"):
            if self._kind() in _NAMES and self._kind(1) == "equals":
                name = _part(*self._take())
                self._take()
                hash_.append((name, self._expression(depth)))
            elif hash_:
                raise self._unexpected()
            else:
                params.append(self._expression(depth))
        return tuple(params), tuple(hash_)

    def _expression(self, depth: int) -> Expression:
        if self._kind() != "open":
            return self._value()
        if depth >= MAX_NESTING:
            raise InvalidTemplateSyntax(f"Brackets are nested more than {MAX_NESTING} deep")
        self._take()
        call = self._call(depth + 1)
        if self._kind() != "shut":
            raise self._unexpected()
        self._take()
        return call

    def _head(self) -> Path:
        """A literal in the place of a name is one: `{{12}}` prints the attribute `12`."""
        found = self._value()
        if isinstance(found, Path):
            return found
        return Path((found.original,), found.original)

    def _value(self) -> Path | Literal:
        kind = self._kind()
        if kind == "data":
            self._take()
            return self._path(is_data=True)
        if kind in _NAMES:
            return self._path(is_data=False)
        if kind not in ("literal", "double", "single"):
            raise self._unexpected()
        return _literal(*self._take())

    def _path(self, *, is_data: bool) -> Path:
        original, separator = "@" if is_data else "", ""
        parts: list[str] = []
        depth, is_scoped = 0, False
        while True:
            kind, text = self._tokens[self._next] if self._kind() else ("", "")
            if kind not in (*_NAMES, "literal") or (kind == "literal" and not separator):
                raise self._unexpected()
            self._take()
            names = text.split(".") if kind == "literal" else [_part(kind, text)]
            original += separator + ".".join(names)
            if kind != "bracketed" and names[0] in ("this", ".", ".."):
                if parts:
                    raise InvalidTemplateSyntax(f"Invalid path: {original:.60}")
                depth += names[0] == ".."
                is_scoped = True
            else:
                parts += names
            if self._kind() != "separator":
                return Path(tuple(parts), original, depth, is_data, is_scoped)
            separator = self._take()[1]


def _part(kind: str, text: str) -> str:
    if kind == "bracketed":
        return _ESCAPED_BRACKET.sub(r"\1", text[1:-1])
    return text


def _literal(kind: str, text: str) -> Literal:
    if kind != "literal":
        quoted = text[1:-1].replace(_ESCAPED_QUOTE[kind], text[0])
        return Literal(quoted, quoted)
    if text in _WORDS:
        return Literal(_WORDS[text], text)
    return Literal(float(text) if "." in text or len(text) > _LONGEST_INT else int(text), text)

"""Content-Type and Content-Disposition, read as strictly as JavaMail reads them.

SES runs on JavaMail, whose parser takes no unquoted blanks or non-ASCII characters in parameters;
its complaints reach the caller word for word (facts: sending 5). Well-formed values, nearly all,
are read by one regular expression; only others are taken apart token by token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from sesfake.domain.charsets import decode
from sesfake.errors import InvalidParameter
from sesfake.guesses import (
    EXPECTED_MIME_TYPE,
    EXPECTED_PARAMETER,
    EXPECTED_PARAMETER_NAME,
    EXPECTED_PARAMETER_VALUE,
    EXPECTED_SUBTYPE,
    UNBALANCED_COMMENTS,
    UNBALANCED_QUOTES,
)

_ATOM = r"[!#$%&'*+\-.0-9A-Z^_`a-z{|}~]+"
_PARAMETERS = rf'((?:[ \t]*;[ \t]*{_ATOM}=(?:{_ATOM}|"[^"\\]*"))*)[ \t]*;?[ \t]*'
_CONTENT_TYPE = re.compile(rf"({_ATOM}/{_ATOM}){_PARAMETERS}")
_DISPOSITION = re.compile(rf"({_ATOM}){_PARAMETERS}")
_PARAMETER = re.compile(rf';[ \t]*({_ATOM})=(?:({_ATOM})|"([^"]*)")')
_TOKEN = re.compile(rf'[ \t\r\n]*(?:({_ATOM})|"([^"\\]*(?:\\.[^"\\]*)*)"|(.)|\Z)', re.DOTALL)
_IN_COMMENT = re.compile(r"\\.|[()]", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SECTIONS = 1000  # of one RFC 2231 parameter that are put together


class ParameterizedValue(NamedTuple):
    """`text/plain; charset=utf-8`: the value and the names of the parameters in lower case."""

    value: str
    parameters: Mapping[str, str]

    def parameter(self, name: str) -> str | None:
        """The value of a parameter, in whichever form it is given."""
        return next(self.forms_of(name), None)

    def forms_of(self, name: str) -> Iterator[str]:
        """A parameter in the extended form of RFC 2231 and in the plain one."""
        if any("*" in key for key in self.parameters):
            yield from _extended(self.parameters, name)
        if name in self.parameters:
            yield self.parameters[name]


def read_content_type(text: str) -> ParameterizedValue:
    """Raises InvalidParameter where JavaMail's ContentType does."""
    well_formed = _CONTENT_TYPE.fullmatch(text)
    if well_formed is not None:
        return _from_match(well_formed)
    tokens = _Tokens(text)
    kind, maintype = tokens.next()
    if kind != "atom":
        raise InvalidParameter(EXPECTED_MIME_TYPE.format(got=maintype))
    kind, got = tokens.next()
    if kind != "/":
        raise InvalidParameter(f"Expected '/', got {got}")
    kind, subtype = tokens.next()
    if kind != "atom":
        raise InvalidParameter(EXPECTED_SUBTYPE.format(got=subtype))
    return ParameterizedValue(f"{maintype}/{subtype}".lower(), _parameters(tokens))


def read_disposition(text: str) -> ParameterizedValue:
    """Raises InvalidParameter where JavaMail's ContentDisposition does."""
    well_formed = _DISPOSITION.fullmatch(text)
    if well_formed is not None:
        return _from_match(well_formed)
    tokens = _Tokens(text)
    kind, value = tokens.next()
    if kind != "atom":
        raise InvalidParameter(f"Expected disposition, got {value}")
    return ParameterizedValue(value.lower(), _parameters(tokens))


def _extended(parameters: Mapping[str, str], name: str) -> Iterator[str]:
    """`name*`, or `name*0` and `name*1*` and so on put together."""
    whole = parameters.get(f"{name}*")
    if whole is not None:
        yield _unquoted([(whole, True)])
    sections: list[tuple[str, bool]] = []
    while len(sections) < _SECTIONS:
        key = f"{name}*{len(sections)}"
        if key in parameters:
            sections.append((parameters[key], False))
        elif f"{key}*" in parameters:
            sections.append((parameters[f"{key}*"], True))
        else:
            break
    if sections:
        yield _unquoted(sections)


def _from_match(match: re.Match[str]) -> ParameterizedValue:
    value, rest = match.groups()
    parameters = {name.lower(): atom or quoted for name, atom, quoted in _PARAMETER.findall(rest)}
    return ParameterizedValue(value.lower(), parameters)


def _parameters(tokens: _Tokens) -> dict[str, str]:
    found: dict[str, str] = {}
    while True:
        kind, got = tokens.next()
        if kind == "end":
            return found
        if kind != ";":
            raise InvalidParameter(EXPECTED_PARAMETER.format(got=got))
        kind, name = tokens.next()
        if kind == "end":  # a semicolon at the end is tolerated
            return found
        if kind != "atom":
            raise InvalidParameter(EXPECTED_PARAMETER_NAME.format(got=name))
        kind, got = tokens.next()
        if kind != "=":
            raise InvalidParameter(f"Expected '=', got '{got}'")
        kind, value = tokens.next()
        if kind not in ("atom", "quoted"):
            raise InvalidParameter(EXPECTED_PARAMETER_VALUE.format(got=value))
        found[name.lower()] = value


class _Tokens:
    """JavaMail's HeaderTokenizer: atoms, quoted strings, single special characters, the end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def next(self) -> tuple[str, str]:
        """Kind and value; a special character is its own kind, and the end reads `null`."""
        while True:
            token = _TOKEN.match(self._text, self._at)
            if token is None:  # never: the expression matches at every offset
                return "end", "null"
            self._at = token.end()
            atom, quoted, special = token.groups()
            if atom is not None:
                return "atom", atom
            if quoted is not None:
                return "quoted", _ESCAPED.sub(r"\1", quoted)
            if special is None:
                return "end", "null"
            if special == '"':
                raise InvalidParameter(UNBALANCED_QUOTES)
            if special != "(":
                return special, special
            self._skip_comment()

    def _skip_comment(self) -> None:
        depth = 1
        for found in _IN_COMMENT.finditer(self._text, self._at):
            depth += {"(": 1, ")": -1}.get(found[0], 0)
            if depth == 0:
                self._at = found.end()
                return
        raise InvalidParameter(UNBALANCED_COMMENTS)


def _unquoted(sections: list[tuple[str, bool]]) -> str:
    """The sections of a value put together; the first encoded one begins with `charset'lang'`."""
    text, is_encoded = sections[0]
    charset = None
    if is_encoded and text.count("'") > 1:
        charset, _, text = text.split("'", 2)
    rest = [(text, is_encoded), *sections[1:]]
    content = b"".join(
        unquote_to_bytes(part) if encoded else part.encode("utf-8", "replace")
        for part, encoded in rest
    )
    return decode(content, charset)

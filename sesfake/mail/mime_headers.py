"""Content-Type and Content-Disposition, read as strictly as JavaMail reads them.

SES runs on JavaMail, whose parser takes no unquoted blanks or non-ASCII characters in parameters;
its complaints reach the caller word for word (facts: sending 5). Well-formed values, nearly all,
are read by one regular expression; only others are taken apart token by token.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from sesfake.errors import InvalidParameter
from sesfake.guesses.mail import (
    EXPECTED_MIME_TYPE,
    EXPECTED_PARAMETER,
    EXPECTED_PARAMETER_NAME,
    EXPECTED_PARAMETER_VALUE,
    EXPECTED_SUBTYPE,
    UNBALANCED_COMMENTS,
    UNBALANCED_QUOTES,
)
from sesfake.mail.extended_parameters import extended_parameters

_ATOM = r"[!#$%&'*+\-.0-9A-Z^_`a-z{|}~]+"
_PARAMETERS = rf'((?:[ \t]*;[ \t]*{_ATOM}=(?:{_ATOM}|"[^"\\]*"))*)[ \t]*(?:;[ \t]*)?'
_CONTENT_TYPE = re.compile(rf"({_ATOM}/{_ATOM}){_PARAMETERS}")
_DISPOSITION = re.compile(rf"({_ATOM}){_PARAMETERS}")
_PARAMETER = re.compile(rf';[ \t]*({_ATOM})=(?:({_ATOM})|"([^"]*)")')
_TOKEN = re.compile(rf'[ \t\r\n]*(?:({_ATOM})|"([^"\\]*(?:\\.[^"\\]*)*)"|(.)|\Z)', re.DOTALL)
_IN_COMMENT = re.compile(r"\\.|[()]", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class ParameterizedValue(NamedTuple):
    """`text/plain; charset=utf-8`: value and names of parameters in lower case."""

    value: str
    parameters: Mapping[str, str]
    extended: Mapping[str, str]  # those in a form of RFC 2231, put together and decoded

    def parameter(self, name: str) -> str | None:
        """The value of a parameter, in whichever form it is given."""
        return self.extended.get(name) or self.parameters.get(name)


@lru_cache(maxsize=256)
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
    return _from_tokens(f"{maintype}/{subtype}", tokens)


def read_disposition(text: str) -> ParameterizedValue:
    """Raises InvalidParameter where JavaMail's ContentDisposition does."""
    well_formed = _DISPOSITION.fullmatch(text)
    if well_formed is not None:
        return _from_match(well_formed)
    tokens = _Tokens(text)
    kind, value = tokens.next()
    if kind != "atom":
        raise InvalidParameter(f"Expected disposition, got {value}")
    return _from_tokens(value, tokens)


def _from_match(match: re.Match[str]) -> ParameterizedValue:
    value, rest = match.groups()
    if not rest:
        return ParameterizedValue(value.lower(), {}, {})
    parameters = {name.lower(): atom or quoted for name, atom, quoted in _PARAMETER.findall(rest)}
    extended = extended_parameters(parameters) if "*" in rest else {}
    return ParameterizedValue(value.lower(), parameters, extended)


def _from_tokens(value: str, tokens: _Tokens) -> ParameterizedValue:
    parameters = _parameters(tokens)
    return ParameterizedValue(value.lower(), parameters, extended_parameters(parameters))


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

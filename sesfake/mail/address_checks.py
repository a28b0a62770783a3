"""What may stand in one address, `local@domain`; the first fault from the left is named.

The rules and their texts are those of JavaMail, which SES reads addresses with (facts: sending
4.1 and 4.3), up to version 1.5: a character beyond ASCII counts as a control. JavaMail looks at
each address twice, loosely while it reads a list and completely at the end, which decides what
is named where several things are wrong. Its quirks are kept: what follows a backslash is not
looked at, a literal like `[1.2.3.4` in angle brackets may stay open.
"""

from __future__ import annotations

import re

from sesfake.errors import InvalidParameter

# All that is not an ordinary character of a local part, or of a domain.
_NOTABLE_IN_LOCAL = re.compile(r"[^A-Za-z0-9!#$%&'*+/=?^_`{|}~-]")
_NOTABLE_IN_DOMAIN = re.compile(r"[^A-Za-z0-9-]")
_END_OF_HOP = re.compile(r"[,:]")
_UNFIT_FOR_USER_NAME = re.compile(r"[^ -~]|[:@]")


def check_address(address: str, *, route: bool, complete: bool) -> None:
    """Refuse an address at its first fault.

    `route` says that it may begin with one, `@a,@b:user@host`; `complete` that it must have
    a domain, and quotes only around the whole local part.
    """
    if not address:
        raise InvalidParameter("Empty address")
    start = _end_of_route(address) if route and address[0] == "@" else 0
    at = _checked_local(address, start, complete)
    if at is None:
        if complete:
            raise InvalidParameter("Missing final '@domain'")
        return
    _check_domain(address, at + 1)
    if complete and _UNFIT_FOR_USER_NAME.search(address, start, at):
        # SES's own rule, seen for `:` and `@` in quotes (facts: sending 4.2). Controls and
        # non-ASCII characters are taken to be under it: the local part must be ASCII (4.3).
        raise InvalidParameter(f"Address contains illegal characters in user name: '<{address}>'.")


def _end_of_route(address: str) -> int:
    start = 0
    for end in _END_OF_HOP.finditer(address):
        if address[start] != "@":
            raise InvalidParameter("Illegal route-addr")
        start = end.end()
        if end[0] == ":":
            break
    return start


def _checked_local(address: str, start: int, complete: bool) -> int | None:
    """Where the `@` stands, if there is one."""
    in_quotes = False
    for found in _NOTABLE_IN_LOCAL.finditer(address, start):
        index, char = found.start(), found[0]
        before = address[index - 1] if index > start else ""
        if "\\" in (char, before):
            continue
        if char in "\r\n":
            _check_line_break(address, index)
        if char == '"':
            if complete:
                _check_quote(address, index, in_quotes)
            in_quotes = not in_quotes
        elif char == "@" and not in_quotes:
            _check_at(index, before)
            return index
        elif not in_quotes:
            _check_in_local(char, before)
    if in_quotes:
        raise InvalidParameter("Unterminated quote")
    # An `@` at the very end is taken for one even behind a backslash.
    return len(address) - 1 if address.endswith("@", start) else None


def _check_at(index: int, before: str) -> None:
    if index == 0:
        raise InvalidParameter("Missing local name")
    if before == ".":
        raise InvalidParameter("Local address ends with dot")


def _check_in_local(char: str, before: str) -> None:
    if char == ".":
        if before == "":
            raise InvalidParameter("Local address starts with dot")
        if before == ".":
            raise InvalidParameter("Local address contains dot-dot")
    elif _is_control_or_blank(char):
        raise InvalidParameter("Local address contains control or whitespace")
    else:
        raise InvalidParameter("Local address contains illegal character")


def _check_quote(address: str, index: int, closing: bool) -> None:
    if not closing and index > 0:
        raise InvalidParameter("Quote not at start of local address")
    if closing and address[index + 1 : index + 2] not in ("@", ""):
        raise InvalidParameter("Quote not at end of local address")


def _check_line_break(address: str, index: int) -> None:
    """Only a folded line, CR, LF, then a blank, is right in quotes.

    JavaMail names this fault first where there are no quotes, too.
    """
    char, after = address[index], address[index + 1 : index + 2]
    if char == "\r" and after not in ("\n", ""):
        raise InvalidParameter("Quoted local address contains CR without LF")
    if char == "\n" and after not in (" ", "\t", ""):
        raise InvalidParameter("Quoted local address contains newline without whitespace")


def _check_domain(address: str, start: int) -> None:
    if start == len(address):
        raise InvalidParameter("Missing domain")
    if address[start] == ".":
        raise InvalidParameter("Domain starts with dot")
    is_literal = address[start] == "["
    for found in _NOTABLE_IN_DOMAIN.finditer(address, start):
        index, char = found.start(), found[0]
        if char in "[]":
            _check_literal(char, is_first=index == start, is_last=index == len(address) - 1)
        elif _is_control_or_blank(char):
            raise InvalidParameter("Domain contains control or whitespace")
        elif not is_literal:
            _check_in_domain(char, address[index - 1])
    if address.endswith("."):
        raise InvalidParameter("Domain ends with dot")


def _check_literal(char: str, *, is_first: bool, is_last: bool) -> None:
    if char == "[" and not is_first:
        raise InvalidParameter("Domain literal not at start of domain")
    if char == "]" and not is_last:
        raise InvalidParameter("Domain literal end not at end of domain")


def _check_in_domain(char: str, before: str) -> None:
    if char != ".":
        raise InvalidParameter("Domain contains illegal character")
    if before == ".":
        raise InvalidParameter("Domain contains dot-dot")


def _is_control_or_blank(char: str) -> bool:
    return char <= " " or char >= "\x7f"

"""A list of addresses cut into its entries: `Ann <ann@example.com>, friends: bob@example.com;`.

It takes what JavaMail's strict parser takes and refuses what that refuses, in its words (facts:
sending 4.1): one walk from the left, over comments, quoted strings, angle brackets, domain
literals and groups. JavaMail loosely checks each entry as soon as its end is seen, so a bad
address is named before a bracket missing further on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar, NamedTuple

from sesfake.errors import InvalidParameter
from sesfake.mail.address_checks import check_address

BLANKS = "".join(map(chr, range(0x21)))  # what Java trims off

_NOTHING = -1
# A quoted string, a domain literal, the words up to the next mark, or a mark: a quote or bracket
# that is never closed is one. Blanks before are passed over.
_TOKEN = re.compile(
    r"""
    ( " [^"\\]* (?: \\. [^"\\]* )* "
    | \[ [^]\\]* (?: \\. [^]\\]* )* ]
    | [^ \t\r\n()<>"[,:;] [^()<>"[,:;]*
    )
    | [()<>"[,:;]
    """,
    re.DOTALL | re.VERBOSE,
)
# What matters in brackets of other kinds; a backslash hides the character after it.
_IN_COMMENT = re.compile(r"\\.|[()]", re.DOTALL)
_IN_ANGLES = re.compile(r'\\.|[">]', re.DOTALL)
_DEEPER = {"(": 1, ")": -1}
_PARTNERS = {")": "(", ">": "<", '"': '"', "[": "]"}
_PAIR = re.compile(r"\\(.)", re.DOTALL)


class Entry(NamedTuple):
    """One entry of a list; of a group, `address` is all of it and `members` the list inside."""

    address: str
    name: str | None
    text: str
    members: str | None = None


def entries(text: str) -> list[Entry]:
    """The addresses and groups of a list."""
    return _Walk(text).entries()


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Entry] = []
        self.begin = 0  # of the entry with all that belongs to it
        self._forget()

    def _forget(self) -> None:
        self.start = self.end = _NOTHING  # of the address
        self.name: slice | None = None
        self.colon = _NOTHING  # what makes a group
        self.has_route = False  # the address stands in angle brackets

    def entries(self) -> list[Entry]:
        index = 0
        while token := _TOKEN.search(self.text, index):
            if token.lastindex:
                self._begin_at(token.start())
                index = token.end()
            else:
                index = self._TAKE[token[0]](self, token.start()) + 1
        self._close(len(self.text))
        return self.found

    def _begin_at(self, index: int) -> None:
        if self.start == _NOTHING:
            self.start = index

    def _comment(self, index: int) -> int:
        if self.start != _NOTHING and self.end == _NOTHING:
            self.end = index
        depth = 0
        for found in _IN_COMMENT.finditer(self.text, index):
            depth += _DEEPER.get(found[0], 0)
            if depth == 0:
                if self.name is None:
                    self.name = slice(index + 1, found.start())
                return found.start()
        raise InvalidParameter("Missing ')'")

    def _angles(self, index: int) -> int:
        if self.has_route:
            raise InvalidParameter("Extra route-addr")
        closing = self._closing_angle(index)
        if self.colon == _NOTHING:
            if self.start != _NOTHING:
                self.name = slice(self.start, index)
            self.start = index + 1
        self.has_route = True
        self.end = closing
        return closing

    def _closing_angle(self, index: int) -> int:
        in_quotes = False
        for found in _IN_ANGLES.finditer(self.text, index + 1):
            if found[0] == '"':
                in_quotes = not in_quotes
            elif found[0] == ">" and not in_quotes:
                return found.start()
        raise InvalidParameter("Missing '\"'" if in_quotes else "Missing '>'")

    def _without_partner(self, index: int) -> int:
        raise InvalidParameter(f"Missing '{_PARTNERS[self.text[index]]}'")

    def _colon(self, index: int) -> int:
        if self.colon != _NOTHING:
            raise InvalidParameter("Nested group")
        self._begin_at(index)
        self.colon = index
        return index

    def _comma(self, index: int) -> int:
        if self.colon == _NOTHING:
            self._close(index)
        else:
            self.has_route = False
        return index

    def _semicolon(self, index: int) -> int:
        if self.start != _NOTHING:
            if self.colon == _NOTHING:
                raise InvalidParameter("Illegal semicolon, not in group")
            group = self.text[self.start : index + 1].strip(BLANKS)
            whole = self.text[self.begin : index + 1].strip(BLANKS)
            self.found.append(Entry(group, None, whole, self.text[self.colon + 1 : index]))
        self._forget()
        self.begin = index + 1
        return index

    def _close(self, index: int) -> None:
        """The entry ends here, if there is one."""
        if self.start != _NOTHING:
            end = index if self.end == _NOTHING else self.end
            address = self.text[self.start : end].strip(BLANKS)
            check_address(address, route=self.has_route, complete=False)
            whole = self.text[self.begin : index].strip(BLANKS)
            self.found.append(Entry(address, self._written_name(), whole))
            self._forget()
        self.name = None  # a comment alone is nobody's
        self.begin = index + 1

    def _written_name(self) -> str | None:
        if self.name is None:
            return None
        name = self.text[self.name].strip(BLANKS)
        if len(name) > 1 and name[0] == name[-1] == '"':
            name = _PAIR.sub(r"\1", name[1:-1])
        return name if name.strip(BLANKS) else None

    # What to do at each mark. All are given where it stands, and tell how far they have come.
    _TAKE: ClassVar[dict[str, Callable[[_Walk, int], int]]] = {
        "(": _comment,
        ")": _without_partner,
        "<": _angles,
        ">": _without_partner,
        '"': _without_partner,
        "[": _without_partner,
        ":": _colon,
        ";": _semicolon,
        ",": _comma,
    }

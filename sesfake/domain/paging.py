"""Pages of a list, and the tokens between them.

A token is bound to the kind of list and the region, not to the API: v1 and v2 lists of one kind
take each other's. It names the last item given, so a caller may delete while it walks.
"""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_MANY = 10**12 - 1


class BadToken(ValueError):
    """Not a token of this list; each operation has its own words for it."""


@dataclass(frozen=True)
class Page(Generic[T]):
    items: list[T]
    next_token: str | None


@dataclass(frozen=True)
class Pager(Generic[T]):
    """Cuts one kind of list into pages. `position` is what the items are in order of."""

    kind: str
    position: Callable[[T], str]

    def page(self, items: Iterable[T], region: str, size: int, token: str | None) -> Page[T]:
        """At most `size` of the items after the token; raises BadToken."""
        after = None if token is None else self._read(region, token)
        rest = (item for item in items if after is None or self.position(item) > after)
        page = list(itertools.islice(rest, size + 1))
        more = len(page) > size
        del page[size:]
        return Page(page, self._write(region, self.position(page[-1])) if more else None)

    def _write(self, region: str, position: str) -> str:
        return base64.b64encode(json.dumps([self.kind, region, position]).encode()).decode()

    def _read(self, region: str, token: str) -> str:
        try:
            kind, made_in, position = json.loads(base64.b64decode(token, validate=True))
        except (ValueError, TypeError, RecursionError):
            raise BadToken(token) from None
        if (kind, made_in) != (self.kind, region) or not isinstance(position, str):
            raise BadToken(token)
        return position


def place(number: int) -> str:
    """The position of what is numbered in the order of its list."""
    return f"{number:012d}"


def place_from_newest(number: int) -> str:
    """The same in a list that begins with the greatest number, which is the newest."""
    return place(_MANY - number)

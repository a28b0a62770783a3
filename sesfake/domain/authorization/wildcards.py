"""Patterns of policies: `*` is any text, `?` any one character.

In time linear in the text for each piece between stars, whatever the pattern.
"""

from __future__ import annotations

import re
from functools import lru_cache


def is_like(text: str, pattern: str, *, ignore_case: bool = False) -> bool:
    """Whether a pattern is one of all of a text."""
    first, *more = _pieces(pattern, ignore_case)
    if not more:
        return first.fullmatch(text) is not None
    found = first.match(text)
    if found is None:
        return False
    *middle, last = more
    for piece in middle:
        found = piece.search(text, found.end())
        if found is None:
            return False
    length = len(pattern) - pattern.rfind("*") - 1  # each character stands for one
    start = len(text) - length
    return start >= found.end() and last.match(text, start) is not None


@lru_cache(maxsize=256)
def _pieces(pattern: str, ignore_case: bool) -> list[re.Pattern[str]]:
    flags = re.DOTALL | re.IGNORECASE if ignore_case else re.DOTALL
    return [
        re.compile(".".join(map(re.escape, piece.split("?"))), flags)
        for piece in pattern.split("*")
    ]

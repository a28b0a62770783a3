"""Replacing methods of classes, and putting them back."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

Method = Callable[..., Any]


class Patches:
    """Methods that we have replaced; restored only where they are still ours."""

    def __init__(self) -> None:
        self._replaced: list[tuple[type, str, Method]] = []

    def wrap(self, owner: type, name: str, make: Callable[[Method], Method]) -> None:
        """Replace a method by `make(original)`.

        One of ours that is found in place, because somebody's patch above it was taken off after
        we had left, is taken up again instead of being wrapped once more.
        """
        current = getattr(owner, name)
        if not hasattr(current, "__sesfake_original__"):
            replacement = functools.wraps(current)(make(current))
            replacement.__sesfake_original__ = current  # type: ignore[attr-defined]
            setattr(owner, name, replacement)
            current = replacement
        self._replaced.append((owner, name, current))

    def restore(self) -> None:
        """Put back what was there, unless somebody has put something else there since."""
        while self._replaced:
            owner, name, replacement = self._replaced.pop()
            if owner.__dict__.get(name) is replacement:
                setattr(owner, name, replacement.__sesfake_original__)  # type: ignore[attr-defined]

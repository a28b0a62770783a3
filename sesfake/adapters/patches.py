"""Replacing methods of classes, and putting them back."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

Method = Callable[..., Any]
Make = Callable[[Method], Method]  # of what to put in the place of a method

_BEFORE = "__sesfake_restore__"  # on a replacement: what the class itself had in its place


class Patches:
    """Methods that we have replaced; restored only where they are still ours.

    Others patch the same classes. What they put on top of ours stays when we leave, and since it
    may call ours, ours stays callable: without an active fake it does what was there before. When
    theirs is taken off later, ours comes to light again; the next `wrap` takes it up.
    """

    def __init__(self) -> None:
        self._replaced: list[tuple[type, str, Method]] = []

    def wrap(self, owner: type, name: str, make: Make) -> None:
        """Replace a method by `make(original)`, unless it is ours already.

        What is no method, such as a `Mock` that a test has put there, is called without `self`:
        it could not be called through us, so it stays, and answers instead of us.
        """
        in_place = inspect.getattr_static(owner, name)
        if not hasattr(type(in_place), "__get__"):
            return
        if not _is_ours(in_place):
            original = getattr(owner, name)
            replacement: Any = functools.wraps(original)(make(original))
            replacement.__sesfake_replacement__ = replacement
            setattr(replacement, _BEFORE, owner.__dict__.get(name))
            setattr(owner, name, replacement)
            in_place = replacement
        self._replaced.append((owner, name, in_place))

    def restore(self) -> None:
        """Put back what was there, unless somebody has put something else there since."""
        while self._replaced:
            owner, name, replacement = self._replaced.pop()
            if owner.__dict__.get(name) is not replacement:
                continue
            before = getattr(replacement, _BEFORE)
            if before is None:
                delattr(owner, name)  # it was inherited
            else:
                setattr(owner, name, before)


def _is_ours(method: Any) -> bool:
    # `functools.wraps` copies attributes: somebody's wrapper around ours carries our mark as well.
    return getattr(method, "__sesfake_replacement__", None) is method

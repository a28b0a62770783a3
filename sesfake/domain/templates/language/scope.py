"""What a running template knows: where it stands, and what it has written and spent so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sesfake.domain.templates.language.failures import MissingAttribute, RenderingTooLarge

MAX_OUTPUT = 10 * 1024 * 1024  # characters; no mail is longer (10 MB)
MAX_STEPS = 2_000_000  # tags and parts of paths met; about a second
MAX_DEPTH = 150  # bodies in bodies: blocks (at most 100) and partials


class Run:
    """One rendering: the output, its bounds, and the root of the data."""

    __slots__ = ("absent", "depth", "parts", "root", "size", "steps")

    def __init__(self, root: Any, absent: list[str] | None = None) -> None:
        self.root = root
        self.parts: list[str] = []
        self.absent = absent  # names are collected here instead of raising
        self.size = self.steps = self.depth = 0

    def enter(self, steps: int, length: int) -> None:
        """Begin a body that takes these steps and writes this much text of its own.

        Who ends it takes one off `depth`: blocks and partials add to it.
        """
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise RenderingTooLarge(f"Partials call one another more than {MAX_DEPTH} deep.")
        self.size += length
        self.spend(steps)

    def spend(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MAX_STEPS or self.size > MAX_OUTPUT:
            raise RenderingTooLarge(
                f"Rendering takes more than {MAX_STEPS} steps or {MAX_OUTPUT} characters."
            )

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)
        if self.size > MAX_OUTPUT:
            self.spend(0)

    def miss(self, name: str) -> None:
        if self.absent is None:
            raise MissingAttribute(name)
        self.absent.append(name)


@dataclass(slots=True)
class Item:
    """Where a loop stands: `@index`, `@key`, `@first`, `@last`; `outer` is for `@../index`."""

    key: Any
    index: int
    first: bool
    last: bool
    outer: Item | None


@dataclass(slots=True)
class Scope:
    """A place in the data, from which names are looked up."""

    context: Any
    outer: Scope | None = None  # what `../` means
    item: Item | None = None
    names: Names | None = None
    partials: Mapping[str, Definition] = field(default_factory=dict)
    wrapped: Definition | None = None  # what `{{> @partial-block}}` means

    def enter(self, context: Any, names: Names | None) -> Scope:
        """Go to another place in the data; staying at the same place adds no `../`."""
        outer = self.outer if context is self.context else self
        return Scope(context, outer, self.item, names, self.partials, self.wrapped)


@dataclass(slots=True)
class Names:
    """The values of a block's parameters."""

    values: tuple[Any, ...]
    outer: Names | None


@dataclass(slots=True)
class Definition:
    """A partial, with what its surroundings were when it was defined."""

    body: Body
    names: Names | None
    wrapped: Definition | None


Body = Callable[[Scope, Run], None]
Finder = Callable[[Scope, Run], Any]  # an expression

"""What a template consists of once it is read: a tree of small records.

A block keeps its bodies in the order of the source. `tags` are the tags around them, one more
than there are bodies; each tells whether a `~` eats the white space on its left and right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MAX_NESTING = 100  # blocks in blocks, brackets in brackets
BLOCK_HELPERS = ("if", "unless", "each", "with")
VALUE_HELPERS = ("lookup", "log")
HELPERS = (*BLOCK_HELPERS, *VALUE_HELPERS)  # there are no others
WRAPPED = "@partial-block"  # the name of the body of `{{#> name}}`, within the partial


@dataclass(frozen=True)
class Path:
    """`a.b`, `../a`, `this`, `@index`: where a value is found.

    `original` can be the name of a helper only where nothing else is said: no `this.`, no `@`.
    """

    parts: tuple[str, ...]
    original: str
    depth: int = 0  # how many `../`
    is_data: bool = False  # `@...`
    is_scoped: bool = False  # begins with `this`, `.` or `..`: no helper, no block parameter


@dataclass(frozen=True)
class Literal:
    value: Any
    original: str


@dataclass(frozen=True)
class Call:
    """A head with what is handed to it: all that stands between the braces."""

    head: Path
    params: tuple[Expression, ...] = ()
    hash: tuple[tuple[str, Expression], ...] = ()

    @property
    def is_plain(self) -> bool:
        return not self.params and not self.hash


Expression = Path | Literal | Call  # a Call in brackets


@dataclass(frozen=True)
class Strip:
    left: bool = False
    right: bool = False


@dataclass
class Content:
    original: str
    value: str
    right_stripped: bool = False


@dataclass
class Program:
    statements: list[Statement] = field(default_factory=list)


@dataclass
class Mustache:
    call: Call
    strip: Strip
    source: str


@dataclass
class Comment:
    strip: Strip


@dataclass
class Block:
    """`calls` belong to the first bodies; one body more is the `{{else}}`."""

    calls: list[Call]
    names: list[tuple[str, ...]]  # the block parameters of each call
    bodies: list[Program]
    tags: list[Strip]
    is_inverted: bool = False  # `{{^a}}`: the first body is the `{{else}}`

    @property
    def has_else(self) -> bool:
        return len(self.bodies) > len(self.calls)

    def arms(self) -> tuple[list[tuple[Call, tuple[str, ...], Program]], Program | None]:
        """The bodies with what they ask for, and the `{{else}}`."""
        bodies = self.bodies
        if self.is_inverted:  # `{{^a}}A{{else}}B{{/a}}` is `{{#a}}B{{else}}A{{/a}}`
            bodies = [self.bodies[1] if self.has_else else Program(), self.bodies[0]]
        otherwise = bodies[-1] if len(bodies) > len(self.calls) else None
        return list(zip(self.calls, self.names, bodies, strict=False)), otherwise


@dataclass
class Inline:
    """`{{#*inline "name"}}`: the definition of a partial."""

    name: str
    body: Program
    tags: list[Strip]

    @property
    def bodies(self) -> list[Program]:
        return [self.body]


@dataclass
class Partial:
    """`{{> name}}`, or `{{#> name}}` with a body."""

    name: str | Call
    params: tuple[Expression, ...]
    hash: tuple[tuple[str, Expression], ...]
    tags: list[Strip]
    body: Program | None = None
    indent: str = ""

    @property
    def bodies(self) -> list[Program]:
        return [self.body] if self.body is not None else []

    def as_call(self) -> Call:
        """All its expressions, as if it were a helper."""
        if isinstance(self.name, Call):
            return Call(self.name.head, (self.name, *self.params), self.hash)
        return Call(Path((self.name,), self.name), self.params, self.hash)


Statement = Content | Mustache | Comment | Block | Inline | Partial

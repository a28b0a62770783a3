"""What a template uses, told without rendering it: for a linter.

A path is told from the root of the data. What a template finds in the items of a list is not
told, only the list; the partials are followed to where they are called.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sesfake.domain.templates.language.compiling import RESERVED
from sesfake.domain.templates.language.nodes import (
    HELPERS,
    MAX_NESTING,
    WRAPPED,
    Block,
    Call,
    Expression,
    Inline,
    Literal,
    Mustache,
    Partial,
    Path,
    Program,
)

_ENOUGH = 20_000  # tags met; a template of partials that call partials may have more


@dataclass
class Attributes:
    """The answer; `uses_everything` when the whole data are printed, looped over or too many."""

    paths: set[tuple[str, ...]] = field(default_factory=set)
    unknown_helpers: set[str] = field(default_factory=set)
    uses_everything: bool = False

    @property
    def names(self) -> set[str]:
        """The attributes at the top of the data."""
        return {path[0] for path in self.paths}


def attributes_of(program: Program) -> Attributes:
    walk = _Walk()
    walk.program(program, _Place(()))
    return walk.found


@dataclass(frozen=True)
class _Place:
    """Where in the data a tag stands; a path of None is unknown: an item of a list."""

    path: tuple[str, ...] | None
    outer: _Place | None = None
    names: tuple[tuple[str, tuple[str, ...] | None], ...] = ()  # block parameters, inner first


class _Walk:
    def __init__(self) -> None:
        self.found = Attributes()
        self._bodies: dict[str, dict[int, Program]] = {}  # of partials, by name and identity
        self._known = 0  # bodies: who calls partials is walked anew when there are more
        self._seen: set[tuple[int, _Place, int]] = set()
        self._met = 0

    def program(self, program: Program, place: _Place, depth: int = 0) -> None:
        """Walk a body."""
        key = (id(program), place, self._known)
        self._met += len(program.statements)
        if self._met > _ENOUGH or depth > MAX_NESTING:
            self.found.uses_everything = True
            return
        if key in self._seen:
            return
        self._seen.add(key)
        for statement in program.statements:
            if isinstance(statement, Inline):
                self._define(statement.name, statement.body)
        for statement in program.statements:
            if isinstance(statement, Mustache):
                self._mustache(statement.call, place)
            elif isinstance(statement, Block):
                self._block(statement, place, depth + 1)
            elif isinstance(statement, Partial):
                self._partial(statement, place, depth + 1)

    def _mustache(self, call: Call, place: _Place) -> None:
        name = call.head.original
        if _is_helper(call) or not call.is_plain:
            self._call(call, place)
        elif name not in RESERVED:
            self._record(self._path(call.head, place))

    def _block(self, node: Block, place: _Place, depth: int) -> None:
        arms, otherwise = node.arms()
        for call, names, program in arms:
            if call.is_plain and not _is_helper(call):
                self._record(self._path(call.head, place))
                self.program(program, place, depth)  # where it stands is not sure
            else:
                self._call(call, place)
                self.program(program, self._within(call, names, place), depth)
        if otherwise is not None:
            self.program(otherwise, place, depth)

    def _within(self, call: Call, names: tuple[str, ...], place: _Place) -> _Place:
        """Where the body of a block stands."""
        if call.head.original not in ("each", "with") or not call.params:
            return place
        is_with = call.head.original == "with"
        path = self._path(call.params[0], place) if is_with else None
        bound = tuple((name, None if i else path) for i, name in enumerate(names))
        is_same = path is not None and path == place.path  # which adds no `../`
        return _Place(path, place.outer if is_same else place, bound + place.names)

    def _define(self, name: str, body: Program) -> None:
        bodies = self._bodies.setdefault(name, {})
        if id(body) not in bodies:
            bodies[id(body)] = body
            self._known += 1

    def _partial(self, node: Partial, place: _Place, depth: int) -> None:
        for _, value in node.hash:
            self._argument(value, place)
        path = place.path
        for param in node.params:
            path = self._path(param, place)
            self._argument(param, place, is_context=True)
        members = tuple((name, None) for name, _ in node.hash)
        within = place if path == place.path and not members else _Place(path, place, members)
        if node.body is not None:
            self._define(WRAPPED, node.body)
            self.program(node.body, within, depth)  # in place of a partial that there is not
        if isinstance(node.name, Call):
            self._call(node.name, place)
            bodies = [body for found in self._bodies.values() for body in found.values()]
        else:
            bodies = list(self._bodies.get(node.name, {}).values())
        for body in bodies:
            self.program(body, within, depth)

    def _call(self, call: Call, place: _Place) -> None:
        name = call.head.original
        if not _is_helper(call):
            self.found.unknown_helpers.add(name)
        if name == "lookup" and len(call.params) == 2:  # noqa: PLR2004
            whole, key = call.params
            if isinstance(key, Literal):
                path = self._path(whole, place)
                self._record(None if path is None else (*path, key.original))
                return
        for value in (*call.params, *(value for _, value in call.hash)):
            self._argument(value, place, is_context=name == "with")

    def _argument(self, value: Expression, place: _Place, *, is_context: bool = False) -> None:
        if isinstance(value, Call):
            self._call(value, place)
        elif isinstance(value, Path):
            path = self._path(value, place)
            if path != () or not is_context:
                self._record(path)

    def _record(self, path: tuple[str, ...] | None) -> None:
        if path == ():
            self.found.uses_everything = True
        elif path is not None:
            self.found.paths.add(path)

    def _path(self, value: Expression, place: _Place) -> tuple[str, ...] | None:
        """The path from the root, if it is known."""
        if not isinstance(value, Path):
            return None
        if value.is_data:
            return value.parts[1:] if value.parts[:1] == ("root",) else None
        if value.parts and not value.is_scoped:
            for name, bound in place.names:
                if name == value.parts[0]:
                    return None if bound is None else bound + value.parts[1:]
        at: _Place | None = place
        for _ in range(value.depth):
            at = at and at.outer
        if at is None or at.path is None:
            return None
        return at.path + value.parts


def _is_helper(call: Call) -> bool:
    return call.head.original in HELPERS

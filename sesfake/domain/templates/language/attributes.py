"""What a template uses, told without rendering it: for a linter.

A path is told from the root of the data. What a template finds in the items of a list is not
told, only the list; the partials are followed to where they are called.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from sesfake.domain.templates.language.compiling import RESERVED
from sesfake.domain.templates.language.nodes import (
    HELPERS,
    MAX_NESTING,
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


class IfMissing(IntEnum):
    """What happens when an attribute is missing."""

    FINE = 0  # only conditions and loops ask for it
    MAY_FAIL = 1  # it is printed within a block
    FAILS = 2  # it is printed always


@dataclass
class Attributes:
    """The answer; `uses_everything` when the whole data are printed, looped over or too many."""

    paths: dict[tuple[str, ...], IfMissing] = field(default_factory=dict)
    helpers: set[str] = field(default_factory=set)
    unknown_helpers: set[str] = field(default_factory=set)
    partials: set[str] = field(default_factory=set)
    uses_everything: bool = False

    @property
    def names(self) -> set[str]:
        """The attributes at the top of the data."""
        return {path[0] for path in self.paths}


def attributes_of(program: Program) -> Attributes:
    walk = _Walk()
    walk.program(program, _Place(()), IfMissing.FAILS)
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
        self._bodies: dict[str, list[Program]] = {}
        self._seen: set[tuple[int, _Place, IfMissing]] = set()
        self._met = 0

    def program(self, program: Program, place: _Place, printed: IfMissing, depth: int = 0) -> None:
        """Walk a body; `printed` is what a missing attribute does where it is printed."""
        key = (id(program), place, printed)
        self._met += len(program.statements)
        if self._met > _ENOUGH or depth > MAX_NESTING:
            self.found.uses_everything = True
            return
        if key in self._seen:
            return
        self._seen.add(key)
        for statement in program.statements:
            if isinstance(statement, Inline):
                self._bodies.setdefault(statement.name, []).append(statement.body)
        for statement in program.statements:
            if isinstance(statement, Mustache):
                self._mustache(statement.call, place, printed)
            elif isinstance(statement, Block):
                self._block(statement, place, printed, depth + 1)
            elif isinstance(statement, Partial):
                self._partial(statement, place, printed, depth + 1)

    def _mustache(self, call: Call, place: _Place, printed: IfMissing) -> None:
        name = call.head.original
        if _is_helper(call) or not call.is_plain:
            self._call(call, place)
        elif name not in RESERVED:
            self._use(call.head, place, printed)

    def _block(self, node: Block, place: _Place, printed: IfMissing, depth: int) -> None:
        inside = min(printed, IfMissing.MAY_FAIL)
        arms, otherwise = node.arms()
        for i, (call, names, program) in enumerate(arms):
            is_section = call.is_plain and not _is_helper(call)
            if is_section:
                asked = IfMissing.FINE if node.is_inverted else inside if i else printed
                self._use(call.head, place, asked)
                self.program(program, place, IfMissing.FINE, depth)  # where it stands is not sure
                continue
            self._call(call, place)
            self.program(program, self._within(call, names, place), inside, depth)
        if otherwise is not None:
            self.program(otherwise, place, inside, depth)

    def _within(self, call: Call, names: tuple[str, ...], place: _Place) -> _Place:
        """Where the body of a block stands."""
        if call.head.original not in ("each", "with") or not call.params:
            return place
        is_with = call.head.original == "with"
        path = self._path(call.params[0], place) if is_with else None
        bound = tuple((name, None if i else path) for i, name in enumerate(names))
        return _Place(path, place, bound + place.names)

    def _partial(self, node: Partial, place: _Place, printed: IfMissing, depth: int) -> None:
        for _, value in node.hash:
            self._argument(value, place)
        path = place.path
        for param in node.params:
            path = self._path(param, place)
            self._argument(param, place, is_context=True)
        if node.hash:
            path = None  # its members and those of the context look alike
        if isinstance(node.name, Call):
            self._call(node.name, place)
            bodies = [body for found in self._bodies.values() for body in found]
        else:
            self.found.partials.add(node.name)
            bodies = self._bodies.get(node.name, [])
        if node.body is not None:
            self.program(node.body, place, min(printed, IfMissing.MAY_FAIL), depth)
        for body in bodies:
            within = place if path == place.path and not node.hash else _Place(path, place)
            self.program(body, within, printed, depth)

    def _call(self, call: Call, place: _Place) -> None:
        name = call.head.original
        (self.found.helpers if _is_helper(call) else self.found.unknown_helpers).add(name)
        if name == "lookup" and len(call.params) == 2:  # noqa: PLR2004
            whole, key = call.params
            if isinstance(key, Literal):
                path = self._path(whole, place)
                self._record(None if path is None else (*path, key.original), IfMissing.FINE)
                return
        for value in (*call.params, *(value for _, value in call.hash)):
            self._argument(value, place, is_context=name == "with")

    def _argument(self, value: Expression, place: _Place, *, is_context: bool = False) -> None:
        if isinstance(value, Call):
            self._call(value, place)
        elif isinstance(value, Path):
            path = self._path(value, place)
            if path != () or not is_context:
                self._record(path, IfMissing.FINE)

    def _use(self, path: Path, place: _Place, printed: IfMissing) -> None:
        self._record(self._path(path, place), printed)

    def _record(self, path: tuple[str, ...] | None, printed: IfMissing) -> None:
        if path == ():
            self.found.uses_everything = True
        elif path is not None:
            self.found.paths[path] = max(printed, self.found.paths.get(path, IfMissing.FINE))

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
    return call.head.is_name and call.head.original in HELPERS

"""Input that a careful program would send: of the right types, with names that are known."""

# ruff: noqa: C901, PLR0911  # a branch for each type
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.conformance.fitting import fit
from tests.conformance.kinds import (
    ALTERNATIVES,
    MEMBERS,
    NEEDED,
    OPENING,
    POOL_OF_MEMBER,
    POOL_OF_SHAPE,
    POOLS,
    RARE,
    SHAPES,
    TEXT,
)

_OPTIONAL, _RARELY = 0.3, 0.04  # how likely a member is that may be left out
_TOGETHER = 0.7  # how likely names are those that went together before
_KNOWN = 0.85  # how likely a name is one that an earlier call made, if there is one
_KNOWN_WHEN_MAKING = 0.6
_MAKING = ("Create", "Clone")
_REMEMBERED = 30


class Sensible:
    """Draws input, and remembers the names in what went well."""

    def __init__(self, random: Random, now: Callable[[], datetime]) -> None:
        self._random = random
        self._now = now
        self._known: dict[str, list[str]] = defaultdict(list)
        self._is_making = False
        self._together: list[dict[str, str]] = []

    def input_of(self, operation: Any) -> dict[str, Any]:
        shape = operation.input_shape
        if shape is None:
            return {}
        self._is_making = operation.name.startswith(_MAKING)
        drawn = self._value(shape, "")
        self._put_together(operation, drawn)
        fit(drawn, self._random)
        return drawn

    def _put_together(self, operation: Any, drawn: dict[str, Any]) -> None:
        """Let names go together that did so before."""
        if not self._is_making and self._random.random() < _TOGETHER:
            pools = {pool for pool, _, _ in _names_in(operation.input_shape, drawn)}
            fitting = [names for names in self._together if len(names.keys() & pools) > 1]
            names = self._random.choice(fitting) if fitting else {}
            for pool, holder, member in list(_names_in(operation.input_shape, drawn)):
                holder[member] = names.get(pool, holder[member])

    def remember_input(self, shape: Any, value: dict[str, Any]) -> None:
        """Note what an input that was taken names, and what it names together."""
        self.remember(shape, value)
        names = {pool: holder[member] for pool, holder, member in _names_in(shape, value)}
        if len(names) > 1:
            self._together = [*self._together, names][-_REMEMBERED:]

    def remember(self, shape: Any, value: Any, name: str = "") -> None:
        """Note whatever an input that was taken, or an output, names."""
        if shape is None or value is None:
            return
        if shape.type_name == "structure":
            for member, inner in value.items():
                if member in shape.members:
                    self.remember(shape.members[member], inner, member)
        elif shape.type_name == "list":
            for inner in value[:5]:
                self.remember(shape.member, inner, name)
        elif shape.type_name == "string" and value:
            self.note(_pool(name, shape), value)

    def forget(self, shape: Any, value: dict[str, Any]) -> None:
        """Drop the names of what an input has deleted."""
        gone = {pool: holder[member] for pool, holder, member in _names_in(shape, value)}
        self._together = [names for names in self._together if not gone.items() <= names.items()]
        for pool, one in gone.items():
            if len(gone) == 1 and one in self._known[pool]:
                self._known[pool].remove(one)

    def note(self, pool: str | None, name: str) -> None:
        if pool is not None and name not in self._known[pool]:
            known = self._known[pool]
            known.append(name)
            if len(known) > _REMEMBERED:
                del known[self._random.randrange(len(known))]

    def _value(self, shape: Any, name: str) -> Any:
        random = self._random
        kind = shape.type_name
        if kind == "structure":
            return self._structure(shape)
        if kind == "list":
            # A list that is there is seldom empty, and one of names holds different ones.
            size = min(random.choice((1, 1, 1, 2, 3)), shape.metadata.get("max", 3))
            values = [self._value(shape.member, name) for _ in range(size)]
            return [one for place, one in enumerate(values) if one not in values[:place]]
        if kind == "map":
            return {
                self._value(shape.key, name): self._value(shape.value, name)
                for _ in range(max(random.choice((0, 1)), shape.metadata.get("min", 0)))
            }
        if shape.metadata.get("enum"):
            if shape.name in OPENING and random.random() < _KNOWN:
                return OPENING[shape.name]
            return random.choice(shape.metadata["enum"])
        if kind == "boolean":
            return random.random() < 0.8
        if kind in ("integer", "long"):
            low, high = shape.metadata.get("min", 0), shape.metadata.get("max", 100)
            return random.randint(low, min(high, low + 100))
        if kind in ("double", "float"):
            return float(random.randrange(101))
        if kind == "timestamp":
            return self._now() + timedelta(hours=random.randrange(-96, 12))
        pool = _pool(name, shape)
        if pool is not None:
            known = self._known[pool]
            if known and random.random() < (_KNOWN_WHEN_MAKING if self._is_making else _KNOWN):
                return random.choice(known)
            return POOLS[pool](random)
        make = MEMBERS.get(name) or SHAPES.get(shape.name, TEXT)
        return make(random)

    def _structure(self, shape: Any) -> dict[str, Any]:
        chosen = {
            name
            for name in shape.members
            if name in shape.required_members
            or self._random.random() < (_RARELY if name in RARE else _OPTIONAL)
        }
        chosen |= set(NEEDED.get(shape.name, ()))
        alternatives = [one for one in ALTERNATIVES.get(shape.name, ()) if one in shape.members]
        if alternatives:
            chosen -= set(alternatives)
            chosen.add(self._random.choice(alternatives))
        return {
            name: self._value(member, name)
            for name, member in shape.members.items()
            if name in chosen
        }


def _names_in(shape: Any, value: Any) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The names in a structure, each as its pool, what holds it and the member."""
    for member, inner in value.items():
        of = shape.members[member]
        if of.type_name == "structure":
            yield from _names_in(of, inner)
        elif of.type_name == "string":
            pool = _pool(member, of)
            if pool is not None:
                yield pool, value, member


def pools_of(operation: Any) -> list[str]:
    """What an operation's input names, outermost."""
    members = {} if operation.input_shape is None else operation.input_shape.members
    return [pool for pool in (_pool(name, shape) for name, shape in members.items()) if pool]


def _pool(name: str, shape: Any) -> str | None:
    return POOL_OF_MEMBER.get(name) or (None if name in MEMBERS else POOL_OF_SHAPE.get(shape.name))

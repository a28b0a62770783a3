"""Expressions, compiled: functions that find a value."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from sesfake.domain.templates.language.failures import InvalidTemplateSyntax
from sesfake.domain.templates.language.nodes import BLOCK_HELPERS, Call, Expression, Literal, Path
from sesfake.domain.templates.language.scope import Finder, Run, Scope
from sesfake.domain.templates.language.values import child, text_of

# Whether `{{name}}` inside of a loop also finds the attribute of a surrounding item or of the root.
# Handlebars.java does it, Handlebars.js does not, Amazon's way is not known (facts: templates 4).
# A template that works without it works everywhere.
LOOK_IN_PARENTS = False

# Characters for the price of one step: of a number that is a key, of a text that is measured.
_KEY, _TEXT = 16, 256
_OF_ITEM = {name: attrgetter(name) for name in ("index", "key", "first", "last")}


class Declared:
    """The block parameters that may be used at a place of the source, innermost first."""

    def __init__(self, names: tuple[str, ...], outer: Declared | None) -> None:
        self.positions = {name: i for i, name in reversed(list(enumerate(names)))}
        self.outer = outer

    def find(self, name: str) -> tuple[int, int] | None:
        """How many blocks outward it was declared, and its position there."""
        declared: Declared | None = self
        depth = 0
        while declared is not None:
            if name in declared.positions:
                return depth, declared.positions[name]
            declared, depth = declared.outer, depth + 1
        return None


def is_parameter(path: Path, declared: Declared | None) -> bool:
    """Tell whether a path begins with a block parameter."""
    return _parameter_of(path, declared) is not None


def finder(expression: Expression, declared: Declared | None) -> Finder:
    """Compile an expression; the function gives None for what is not there."""
    if isinstance(expression, Literal):
        value = expression.value
        return lambda _scope, _run: value
    if isinstance(expression, Call):
        return value_helper(expression, declared)
    if expression.is_data:
        return _dig(_data(expression), expression.parts[1:])
    position = _parameter_of(expression, declared)
    if position is not None:
        return _dig(_parameter(*position), expression.parts[1:])
    if expression.depth or not expression.parts:
        return _dig(_context(expression.depth), expression.parts)
    first = expression.parts[0]
    search = LOOK_IN_PARENTS and not expression.is_scoped
    return _dig(_name_in_parents(first) if search else _name(first), expression.parts[1:])


def value_helper(call: Call, declared: Declared | None) -> Finder:
    """Compile `lookup` and `log`; all other names are those of no helper."""
    name = call.head.original
    params = [finder(param, declared) for param in call.params]
    for _, value in call.hash:
        finder(value, declared)  # only for what it refuses
    if is_parameter(call.head, declared):
        return _unknown(name)
    if name in BLOCK_HELPERS:
        raise InvalidTemplateSyntax(f"'{name}' is a block: {{{{#{name} ...}}}}")
    if name == "log":
        return lambda _scope, _run: None
    if name != "lookup":
        return _unknown(name)
    if len(params) != 2:  # noqa: PLR2004
        raise InvalidTemplateSyntax("'lookup' takes an object and a key")
    return _lookup(*params)


def cost(expression: Expression) -> int:
    """How many steps it takes to find it."""
    if isinstance(expression, Path):
        return 1 + len(expression.parts) + expression.depth
    if isinstance(expression, Literal):
        return 1
    inner = (*expression.params, *(value for _, value in expression.hash))
    return cost(expression.head) + sum(map(cost, inner))


def _parameter_of(path: Path, declared: Declared | None) -> tuple[int, int] | None:
    if declared is None or path.is_scoped or path.is_data or not path.parts:
        return None
    return declared.find(path.parts[0])


def _dig(start: Finder, parts: tuple[str, ...]) -> Finder:
    if not parts:
        return start

    def find(scope: Scope, run: Run) -> Any:
        value = start(scope, run)
        for part in parts:
            if value is None:
                return None
            value = _child(value, part, run)
        return value

    return find


def _child(value: Any, name: str, run: Run) -> Any:
    if isinstance(value, str):
        run.spend(len(value) // _TEXT)
    return child(value, name)


def _name(name: str) -> Finder:
    def find(scope: Scope, run: Run) -> Any:
        context = scope.context
        return context.get(name) if isinstance(context, dict) else _child(context, name, run)

    return find


def _name_in_parents(name: str) -> Finder:
    def find(scope: Scope, run: Run) -> Any:
        place: Scope | None = scope
        while place is not None:
            run.spend(1)
            value = _child(place.context, name, run)
            if value is not None:
                return value
            place = place.outer
        return None

    return find


def _context(depth: int) -> Finder:
    def find(scope: Scope, _run: Run) -> Any:
        place: Scope | None = scope
        for _ in range(depth):
            if place is None:
                return None
            place = place.outer
        return None if place is None else place.context

    return find


def _parameter(depth: int, position: int) -> Finder:
    def find(scope: Scope, _run: Run) -> Any:
        names = scope.names
        for _ in range(depth):
            names = names and names.outer
        return names.values[position] if names and position < len(names.values) else None

    return find


def _data(path: Path) -> Finder:
    name = path.parts[0] if path.parts else ""
    if name == "root":
        return lambda _scope, run: run.root
    get = _OF_ITEM.get(name)
    depth = path.depth

    def find(scope: Scope, _run: Run) -> Any:
        item = scope.item
        for _ in range(depth):
            item = item and item.outer
        return get(item) if get and item else None

    return find


def _lookup(value: Finder, key_of: Finder) -> Finder:
    def find(scope: Scope, run: Run) -> Any:
        found, name = value(scope, run), key_of(scope, run)
        if not found and not isinstance(found, (dict, list)):
            return found
        if not isinstance(name, (str, int)):
            return None
        key = text_of(name)
        run.spend(len(key) // _KEY)
        return _child(found, key, run)

    return find


def _unknown(name: str) -> Finder:
    """Amazon says of an unknown helper what it says of an absent attribute (facts: templates 4)."""
    return lambda _scope, run: run.miss(name)

"""The constraints of the service model, checked on typed parameters, told in AWS's present wording.

botocore checks required members, types and minimums before it sends; enums, patterns and maximums
are for the service, which reports all violations in one text. Paths are lowerCamel in the first
letter only (`sNSAction`), list elements are `.1.member`, and a scalar inside a list or a map is
reported at its container. The offending value is shown for numbers and empty strings alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from sesfake import errors
from sesfake.protocol.constraints import (
    ABSENCE_LEFT_TO_THE_OPERATION,
    ENUM_ORDER,
    LEFT_TO_THE_OPERATION,
    LEFT_WHOLLY_TO_THE_OPERATION,
    MEMBER_ORDER,
    UNTOLD,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from botocore.model import ListShape, MapShape, Shape, StructureShape

    # A check appends to the violations what is wrong with the value at a path.
    Check = Callable[[Any, str, list[str]], None]
    # A rule answers with the constraint that a scalar breaks, or None.
    Rule = Callable[[Any], str | None]

_NOT_NULL = "Member must not be null"
_CONTAINERS = frozenset({"structure", "list", "map"})


def validate(shape: Shape | None, parameters: Mapping[str, Any]) -> None:
    """Raise ConstraintViolated with every violation, unless there is none."""
    if shape is None:
        return
    check = _check(shape)
    if check is None:
        return
    violations: list[str] = []
    check(parameters, "", violations)
    if violations:
        raise errors.ConstraintViolated(violations)


def _violation(path: str, constraint: str, value: Any = None) -> str:
    shown = f"Value '{value}'" if value is not None else "Value"
    return f"{shown} at '{path}' failed to satisfy constraint: {constraint}"


def _lower_camel(name: str) -> str:
    return name[:1].lower() + name[1:]


@cache
def _check(shape: Shape) -> Check | None:
    """The check of a shape; None when nothing in it can be wrong."""
    build = _BUILDERS.get(shape.type_name, _scalar_check)
    return build(shape)


def _structure_check(shape: StructureShape) -> Check | None:
    required = {
        name
        for name in shape.required_members
        if shape.members[name].name not in ABSENCE_LEFT_TO_THE_OPERATION
    }
    first = MEMBER_ORDER.get(shape.name, ())
    members: list[tuple[str, str, bool, Check | None]] = []
    for name in dict.fromkeys((*(name for name in first if name in shape.members), *shape.members)):
        if (shape.name, name) in LEFT_WHOLLY_TO_THE_OPERATION:
            continue
        left = (shape.name, name) in LEFT_TO_THE_OPERATION
        check = None if left else _check(shape.members[name])
        if check is not None or name in required:
            members.append((name, _lower_camel(name), name in required, check))
    if not members:
        return None

    def check_structure(value: Any, path: str, violations: list[str]) -> None:
        prefix = f"{path}." if path else ""
        for name, spelling, is_required, check in members:
            member = value.get(name)
            if member is None:
                if is_required:
                    violations.append(_violation(prefix + spelling, _NOT_NULL))
            elif check is not None:
                check(member, prefix + spelling, violations)

    return check_structure


def _list_check(shape: ListShape) -> Check | None:
    size_rules = _size_rules(shape)
    check_member, member_rules, all_constraints = _parts(shape.member)

    def check_list(value: Any, path: str, violations: list[str]) -> None:
        if size_rules:
            violations.extend(_violation(path, broken) for broken in _broken(size_rules, value))
        if None in value:
            # Only raw JSON can say this.
            violations.append(_violation(path, f"Member must satisfy constraint: [{_NOT_NULL}]"))
        if member_rules and any(
            _broken(member_rules, element) for element in value if element is not None
        ):
            constraint = f"Member must satisfy constraint: [{all_constraints}]"
            violations.append(_violation(path, constraint))
        if check_member is not None:
            for number, element in enumerate(value, 1):
                if element is not None:
                    check_member(element, f"{path}.{number}.member", violations)

    return check_list


def _map_check(shape: MapShape) -> Check | None:
    size_rules = _size_rules(shape)
    _, key_rules, key_constraints = _parts(shape.key)
    check_value, value_rules, value_constraints = _parts(shape.value)

    def check_map(value: Any, path: str, violations: list[str]) -> None:
        violations.extend(_violation(path, broken) for broken in _broken(size_rules, value))
        if any(_broken(key_rules, key) for key in value):
            constraint = f"Map keys must satisfy constraint: [{key_constraints}]"
            violations.append(_violation(path, constraint))
        if any(_broken(value_rules, element) for element in value.values()):
            constraint = f"Map value must satisfy constraint: [{value_constraints}]"
            violations.append(_violation(path, constraint))
        if check_value is not None:
            for key, element in value.items():
                check_value(element, f"{path}.{key}.member", violations)

    return check_map


def _parts(shape: Shape) -> tuple[Check | None, list[Rule], str]:
    """How to check the inside of a container: as a value with a path, or by rules alone.

    For the latter the text lists every constraint of the shape, broken or not.
    """
    if shape.type_name in _CONTAINERS:
        return _check(shape), [], ""
    rules = _scalar_rules(shape)
    return None, [rule for _, rule in rules], ", ".join(text for text, _ in rules)


def _scalar_check(shape: Shape) -> Check | None:
    rules = [rule for _, rule in _scalar_rules(shape)]
    if not rules:
        return None
    shows_number = shape.type_name in _NUMBERS

    def check_scalar(value: Any, path: str, violations: list[str]) -> None:
        for rule in rules:
            broken = rule(value)
            if broken is not None:
                shown = value if shows_number or value == "" else None
                violations.append(_violation(path, broken, shown))

    return check_scalar


_BUILDERS: Mapping[str, Callable[[Any], Check | None]] = {
    "structure": _structure_check,
    "list": _list_check,
    "map": _map_check,
}
_NUMBERS = frozenset({"integer", "long", "double", "float"})


def _broken(rules: list[Rule], value: Any) -> list[str]:
    return [text for text in (rule(value) for rule in rules) if text is not None]


def _scalar_rules(shape: Shape) -> list[tuple[str, Rule]]:
    """A scalar's constraints as (text, rule), in the order in which AWS reports them.

    The lower bound, then the pattern, then the upper bound: an empty name breaks length and then
    pattern, an over-long WebsiteURL breaks pattern and then length.
    """
    constraints = {**shape.metadata, **UNTOLD.get(shape.name, {})}
    rules: list[tuple[str, Rule]] = []
    noun, size = ("value", _itself) if shape.type_name in _NUMBERS else ("length", len)
    if constraints.get("enum"):
        rules.append(_enum_rule(shape.name, constraints["enum"]))
    if constraints.get("min"):
        rules.append(_minimum_rule(constraints["min"], noun, size))
    if "pattern" in constraints:
        rules.extend(_pattern_rules(constraints["pattern"]))
    if "max" in constraints:
        rules.append(_maximum_rule(constraints["max"], noun, size))
    return rules


def _size_rules(shape: Shape) -> list[Rule]:
    rules = []
    if shape.metadata.get("min"):
        rules.append(_minimum_rule(shape.metadata["min"], "length", len))
    if "max" in shape.metadata:
        rules.append(_maximum_rule(shape.metadata["max"], "length", len))
    return [rule for _, rule in rules]


def _itself(value: Any) -> Any:
    return value


def _minimum_rule(bound: int, noun: str, size: Callable[[Any], Any]) -> tuple[str, Rule]:
    text = f"Member must have {noun} greater than or equal to {bound}"
    return text, lambda value: text if size(value) < bound else None


def _maximum_rule(bound: int, noun: str, size: Callable[[Any], Any]) -> tuple[str, Rule]:
    text = f"Member must have {noun} less than or equal to {bound}"
    return text, lambda value: text if size(value) > bound else None


def _enum_rule(name: str, modelled: list[str]) -> tuple[str, Rule]:
    # A newer botocore may know values that our order does not: they come last.
    known = [value for value in ENUM_ORDER.get(name, ()) if value in modelled]
    values = list(dict.fromkeys([*known, *modelled]))
    allowed = frozenset(values)
    text = f"Member must satisfy enum value set: [{', '.join(values)}]"
    return text, lambda value: text if value not in allowed else None


def _pattern_rules(pattern: str) -> list[tuple[str, Rule]]:
    matches = compile_java(pattern)
    if matches is None:
        return []
    text = f"Member must satisfy regular expression pattern: {pattern}"
    return [(text, lambda value: text if matches.fullmatch(value) is None else None)]


def compile_java(pattern: str) -> re.Pattern[str] | None:
    """Compile a pattern of the model, a Java regular expression; None if Python has no such thing.

    Java's classes of words, digits and spaces are ASCII, and its dot stops at more line ends.
    """
    if "&&" in pattern:  # an intersection of classes
        return None
    soon_done = _SOON_DONE.get(pattern, pattern)
    translated = _DOT.sub(lambda part: _JAVA_DOT if part[0] == "." else part[0], soon_done)
    try:
        return re.compile(translated, re.ASCII)
    except re.error:
        return None


# Patterns that think for long about a row of at-signs, and what matches the same texts at once.
_SOON_DONE = {"^(.+)@(.+)$": r"^.(?:(?!@).)*@.+$"}

# An escape, a class, or a dot that is in neither.
_DOT = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\.", re.DOTALL)
_JAVA_DOT = r"[^\n\r\u0085\u2028\u2029]"

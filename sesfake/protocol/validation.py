"""The constraints of the service model, checked on typed parameters, told in AWS's present wording.

botocore checks required members, types and minimums before it sends; enums, patterns and maximums
are for the service, which reports all violations in one text. Paths are lowerCamel in the first
letter only (`sNSAction`), list elements are `.1.member`, and a scalar inside a list or a map is
reported at its container. The offending value is shown for numbers and empty strings alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

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
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from botocore.model import ListShape, MapShape, Shape, StructureShape

    # What is wrong: where below the value that was checked, the constraint, and what is shown.
    Violation = tuple[str, str, Any]
    Check = Callable[[Any], Sequence[Violation]]
    # A rule answers with the constraint that a scalar breaks, or None.
    Rule = Callable[[Any], str | None]

_NOT_NULL = "Member must not be null"
_CONTAINERS = frozenset({"structure", "list", "map"})


def validate(shape: Shape | None, parameters: Mapping[str, Any]) -> None:
    """Raise ConstraintViolated with every violation, unless there is none."""
    if shape is None:
        return
    check = check_of(shape)
    if check is None:
        return
    violations = check(parameters)
    if violations:
        raise errors.ConstraintViolated([_told(*violation) for violation in violations])


def bounds_size(shape: ListShape) -> bool:
    """Whether lists of a shape can be too long or too short."""
    return bool(_size_rules(shape))


def _told(path: str, constraint: str, value: Any) -> str:
    shown = f"Value '{value}'" if value is not None else "Value"
    return f"{shown} at '{path}' failed to satisfy constraint: {constraint}"


def _below(step: str, violations: Sequence[Violation]) -> list[Violation]:
    return [
        (f"{step}.{path}" if path else step, constraint, shown)
        for path, constraint, shown in violations
    ]


def _lower_camel(name: str) -> str:
    return name[:1].lower() + name[1:]


@cache
def check_of(shape: Shape) -> Check | None:
    """The check of a shape; None when nothing in it can be wrong."""
    build = _BUILDERS.get(shape.type_name, _scalar_check)
    return build(shape)


class _Member(NamedTuple):
    """A member that can be wrong, or missing."""

    name: str
    spelling: str  # in paths
    is_required: bool
    check: Check | None


def _members_to_check(shape: StructureShape) -> Iterator[_Member]:
    """In the order in which AWS reports them."""
    first = [name for name in MEMBER_ORDER.get(shape.name, ()) if name in shape.members]
    for name in dict.fromkeys((*first, *shape.members)):
        if (shape.name, name) in LEFT_WHOLLY_TO_THE_OPERATION:
            continue
        member = shape.members[name]
        is_required = (
            name in shape.required_members and member.name not in ABSENCE_LEFT_TO_THE_OPERATION
        )
        check = None if (shape.name, name) in LEFT_TO_THE_OPERATION else check_of(member)
        if is_required or check is not None:
            yield _Member(name, _lower_camel(name), is_required, check)


def _structure_check(shape: StructureShape) -> Check | None:
    members = list(_members_to_check(shape))
    if not members:
        return None
    required = {member.name for member in members if member.is_required}
    checks = {member.name: member.check for member in members if member.check is not None}

    def check_structure(value: Mapping[str, Any]) -> Sequence[Violation]:
        broken = {}
        for name in checks.keys() & value.keys():
            found = checks[name](value[name])
            if found:
                broken[name] = found
        if not broken and required <= value.keys():
            return ()  # as nearly always
        violations: list[Violation] = []
        for name, spelling, is_required, _ in members:
            if name in broken:
                violations += _below(spelling, broken[name])
            elif is_required and name not in value:
                violations.append((spelling, _NOT_NULL, None))
        return violations

    return check_structure


def _list_check(shape: ListShape) -> Check | None:
    size_rules = _size_rules(shape)
    check_member, member_rules, all_constraints = _parts(shape.member)

    def check_list(value: list[Any]) -> Sequence[Violation]:
        violations = _broken(size_rules, value) if size_rules else []
        if None in value:
            # Only raw JSON can say this.
            violations.append(("", f"Member must satisfy constraint: [{_NOT_NULL}]", None))
        if member_rules and any(
            _broken(member_rules, element) for element in value if element is not None
        ):
            constraint = f"Member must satisfy constraint: [{all_constraints}]"
            violations.append(("", constraint, None))
        if check_member is not None:
            for number, element in enumerate(value, 1):
                if element is not None:
                    violations += _below(f"{number}.member", check_member(element))
        return violations

    return check_list


def _map_check(shape: MapShape) -> Check | None:
    size_rules = _size_rules(shape)
    _, key_rules, key_constraints = _parts(shape.key)
    check_value, value_rules, value_constraints = _parts(shape.value)

    def check_map(value: dict[str, Any]) -> Sequence[Violation]:
        violations = _broken(size_rules, value)
        if any(_broken(key_rules, key) for key in value):
            constraint = f"Map keys must satisfy constraint: [{key_constraints}]"
            violations.append(("", constraint, None))
        if any(_broken(value_rules, element) for element in value.values()):
            constraint = f"Map value must satisfy constraint: [{value_constraints}]"
            violations.append(("", constraint, None))
        if check_value is not None:
            for key, element in value.items():
                violations += _below(f"{key}.member", check_value(element))
        return violations

    return check_map


def _parts(shape: Shape) -> tuple[Check | None, list[Rule], str]:
    """How to check the inside of a container: as a value with a path, or by rules alone.

    For the latter the text lists every constraint of the shape, broken or not.
    """
    if shape.type_name in _CONTAINERS:
        return check_of(shape), [], ""
    rules = _scalar_rules(shape)
    return None, [rule for _, rule in rules], ", ".join(text for text, _ in rules)


def _scalar_check(shape: Shape) -> Check | None:
    rules = [rule for _, rule in _scalar_rules(shape)]
    if not rules:
        return None
    shows_number = shape.type_name in _NUMBERS

    def check_scalar(value: Any) -> Sequence[Violation]:
        return _broken(rules, value, value if shows_number or value == "" else None)

    return check_scalar


_BUILDERS: Mapping[str, Callable[[Any], Check | None]] = {
    "structure": _structure_check,
    "list": _list_check,
    "map": _map_check,
}
_NUMBERS = frozenset({"integer", "long", "double", "float"})


def _broken(rules: list[Rule], value: Any, shown: Any = None) -> list[Violation]:
    return [("", text, shown) for text in (rule(value) for rule in rules) if text is not None]


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

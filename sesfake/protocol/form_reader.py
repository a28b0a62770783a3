"""The members of an operation in the form of a v1 request: `Destination.ToAddresses.member.1=...`.

The names alone say how the values hang together. By the shapes and the tree of names it is planned
how to build the members from the values, and whether any values can break a constraint at all. The
same few sets of names come with every call, so their plans are kept.

An absent list and an empty one differ, an absent structure and an empty one do not: an empty
structure leaves no trace in a form.
"""

from __future__ import annotations

from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sesfake import errors
from sesfake.protocol.form_tree import LONGEST_NAME, fold, in_order
from sesfake.protocol.model import wire_name
from sesfake.protocol.scalars import QUERY_READERS
from sesfake.protocol.validation import bounds_size, check_of, validate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from botocore.model import ListShape, MapShape, Shape, StructureShape

    from sesfake.protocol.form_tree import Node

    # Builds what a node stands for from the values of a form, in order.
    Build = Callable[[Sequence[str]], Any]
    # Plans how to build a node; only scalars are given none but leaves.
    Planner = Callable[[Any], Build]

_MOST_NAMES = 60  # of a form whose plan is kept


class _Plan(NamedTuple):
    """What can be said of a form by its names alone."""

    build: Build
    is_sound: bool  # no values break a constraint


def read_members(shape: StructureShape, form: Mapping[str, str]) -> dict[str, Any]:
    """Type the members of a shape; anything else in the form is ignored."""
    members: dict[str, Any] = _plan_for(shape, form).build(list(form.values()))
    return members


def read_valid_members(shape: StructureShape, form: Mapping[str, str]) -> dict[str, Any]:
    """The same; raises ConstraintViolated where they break constraints of the model."""
    plan = _plan_for(shape, form)
    members: dict[str, Any] = plan.build(list(form.values()))
    if not plan.is_sound:
        validate(shape, members)
    return members


def _plan_for(shape: StructureShape, form: Mapping[str, str]) -> _Plan:
    names = tuple(form)
    is_kept = len(names) <= _MOST_NAMES and max(map(len, names), default=0) <= LONGEST_NAME
    return (_kept_plan if is_kept else _plan)(shape, names)


def _plan(shape: StructureShape, names: tuple[str, ...]) -> _Plan:
    tree = fold(names)
    return _Plan(_planner(shape)(tree), _is_sound(shape, tree))


_kept_plan = lru_cache(maxsize=256)(_plan)


def _is_sound(shape: Any, node: Node) -> bool:
    """Whether no values at the places of a node can break a constraint of a shape."""
    if check_of(shape) is None:
        return True
    if isinstance(node, dict) and shape.type_name == "list":
        parts = in_order(node.get("member"))
        return not bounds_size(shape) and all(_is_sound(shape.member, part) for part in parts)
    if isinstance(node, dict) and shape.type_name == "structure":
        present = {
            name: (member, node[spelling])
            for name, member in shape.members.items()
            if (spelling := wire_name(name, member)) in node
            and not (_is_scalar(member) and isinstance(node[spelling], dict))
        }
        return present.keys() >= set(shape.required_members) and all(
            _is_sound(member, child) for member, child in present.values()
        )
    return False


@cache
def _planner(shape: Shape) -> Planner:
    """The function that plans a node of the tree as a shape."""
    return _PLANNERS.get(shape.type_name, _scalar_planner)(shape)


def _structure_planner(shape: StructureShape) -> Planner:
    members = {
        wire_name(name, member): (name, _planner(member), _is_scalar(member))
        for name, member in shape.members.items()
    }

    def plan_structure(node: Node) -> Build:
        if isinstance(node, int):
            return _empty(dict, node)
        parts: list[tuple[str, Build]] = []
        for spelling, child in node.items():
            if spelling not in members:
                continue
            name, plan, is_scalar = members[spelling]
            if not (is_scalar and isinstance(child, dict)):  # a dotted name of nothing
                parts.append((name, plan(child)))

        def build_structure(values: Sequence[str]) -> dict[str, Any]:
            built = {}
            for name, build in parts:
                built[name] = build(values)
            return built

        return build_structure

    return plan_structure


def _list_planner(shape: ListShape) -> Planner:
    plan = _planner(shape.member)
    is_scalar = _is_scalar(shape.member)

    def plan_list(node: Node) -> Build:
        if isinstance(node, int):
            return _empty(list, node)
        parts = [
            plan(child)
            for child in in_order(node.get("member"))
            if not (is_scalar and isinstance(child, dict))
        ]
        return lambda values: [build(values) for build in parts]

    return plan_list


def _map_planner(shape: MapShape) -> Planner:
    plan = _planner(shape.value)

    def plan_map(node: Node) -> Build:
        if isinstance(node, int):
            return _empty(dict, node)
        parts: list[tuple[int, Build]] = []
        for entry in in_order(node.get("entry")):
            if isinstance(entry, dict) and "value" in entry:
                key = entry.get("key")
                if isinstance(key, int):
                    parts.append((key, plan(entry["value"])))
        return lambda values: {values[key]: build(values) for key, build in parts}

    return plan_map


def _scalar_planner(shape: Shape) -> Callable[[int], Build]:
    if shape.type_name == "string":
        return itemgetter
    read = QUERY_READERS[shape.type_name]
    return lambda place: lambda values: read(values[place])


_PLANNERS: Mapping[str, Callable[[Any], Planner]] = {
    "structure": _structure_planner,
    "list": _list_planner,
    "map": _map_planner,
}


def _is_scalar(shape: Shape) -> bool:
    return shape.type_name not in _PLANNERS


def _empty(kind: type[list[Any] | dict[str, Any]], place: int) -> Build:
    """`ToAddresses=` is an empty list; any other text is no list, map or structure."""

    def build_empty(values: Sequence[str]) -> Any:
        if values[place]:
            raise errors.MalformedInput
        return kind()

    return build_empty

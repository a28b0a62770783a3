"""The members of an operation in the form of a v1 request: `Destination.ToAddresses.member.1=...`.

The names alone say how the values hang together. They are folded into a tree at the dots, and the
tree is planned by the shapes: how to build the members from the values. The same few sets of names
come with every call, so what is made of them is kept.

An absent list and an empty one differ, an absent structure and an empty one do not: an empty
structure leaves no trace in a form.
"""

from __future__ import annotations

from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sesfake import errors
from sesfake.protocol.form import LONGEST_NAME
from sesfake.protocol.scalars import QUERY_READERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from botocore.model import ListShape, MapShape, Shape, StructureShape

    # A node of the tree: the place of a value in the form, or what stands behind a dot.
    Node = int | dict[str, "Node"]
    # Builds what a node stands for from the values of a form, in order.
    Build = Callable[[Sequence[str]], Any]
    # Plans a node; only scalars are given none but leaves.
    Plan = Callable[[Any], Build]

_LONGEST_INDEX = 9  # digits
_MOST_NAMES = 60  # of a form whose plan is kept


def read_members(shape: StructureShape, form: Mapping[str, str]) -> dict[str, Any]:
    """Type the members of a shape; anything else in the form is ignored."""
    names = tuple(form)
    is_kept = len(names) <= _MOST_NAMES and max(map(len, names), default=0) <= LONGEST_NAME
    build = (_kept_plan if is_kept else _plan)(shape, names)
    members: dict[str, Any] = build(list(form.values()))
    return members


def _plan(shape: StructureShape, names: tuple[str, ...]) -> Build:
    return _planner(shape)(_fold(names))


_kept_plan = lru_cache(maxsize=256)(_plan)


def _fold(names: Iterable[str]) -> dict[str, Node]:
    """Fold flat names into a tree at the dots. One that is both leaf and branch is a branch.

    Names of an absurd length are nobody's, and left out.
    """
    tree: dict[str, Node] = {}
    for place, name in enumerate(names):
        if len(name) > LONGEST_NAME:
            continue
        branch = tree
        *parents, leaf = name.split(".")
        for parent in parents:
            child = branch.get(parent)
            if not isinstance(child, dict):
                child = branch[parent] = {}
            branch = child
        if not isinstance(branch.get(leaf), dict):
            branch[leaf] = place
    return tree


def _in_order(node: Node | None) -> list[Node]:
    """What stands under `.1`, `.2`, ...: by number, gaps closed."""
    if not isinstance(node, dict):
        return []
    indexes = [
        index
        for index in node
        if index.isascii() and index.isdigit() and len(index) <= _LONGEST_INDEX
    ]
    return [node[index] for index in sorted(indexes, key=int)]


@cache
def _planner(shape: Shape) -> Plan:
    """The function that plans a node of the tree as a shape."""
    return _PLANNERS.get(shape.type_name, _scalar_planner)(shape)


def _structure_planner(shape: StructureShape) -> Plan:
    members = {
        member.serialization.get("name", name): (name, _planner(member), _is_scalar(member))
        for name, member in shape.members.items()
    }

    def plan_structure(node: Node) -> Build:
        if isinstance(node, int):
            return _empty(dict, node)
        parts: list[tuple[str, Build]] = []
        for wire_name, child in node.items():
            if wire_name not in members:
                continue
            name, plan, is_scalar = members[wire_name]
            if not (is_scalar and isinstance(child, dict)):  # a dotted name of nothing
                parts.append((name, plan(child)))

        def build_structure(values: Sequence[str]) -> dict[str, Any]:
            built = {}
            for name, build in parts:
                built[name] = build(values)
            return built

        return build_structure

    return plan_structure


def _list_planner(shape: ListShape) -> Plan:
    plan = _planner(shape.member)
    is_scalar = _is_scalar(shape.member)

    def plan_list(node: Node) -> Build:
        if isinstance(node, int):
            return _empty(list, node)
        parts = [
            plan(child)
            for child in _in_order(node.get("member"))
            if not (is_scalar and isinstance(child, dict))
        ]
        return lambda values: [build(values) for build in parts]

    return plan_list


def _map_planner(shape: MapShape) -> Plan:
    plan = _planner(shape.value)

    def plan_map(node: Node) -> Build:
        if isinstance(node, int):
            return _empty(dict, node)
        parts: list[tuple[int, Build]] = []
        for entry in _in_order(node.get("entry")):
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


_PLANNERS: Mapping[str, Callable[[Any], Plan]] = {
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

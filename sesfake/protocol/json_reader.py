"""The members of an operation in the JSON of a v2 request.

The texts for values of the wrong JSON type are AWS's, as is the odd treatment of booleans: words
are coerced, null is an error, and one that is required but missing is false.

What has been read is checked by `protocol.validation`. That nothing is wrong, as nearly always, is
seen on the way as well, which saves a second one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sesfake import errors
from sesfake.protocol.model import wire_name
from sesfake.protocol.scalars import JSON_READERS, UNEXPECTED_LIST
from sesfake.protocol.validation import check_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from botocore.model import ListShape, MapShape, Shape, StructureShape

    Reader = Callable[[Any], Any]


class Doubtful(Exception):
    """A constraint is broken, or may be: time for `validate`, which can tell which."""


@cache
def reader(shape: Shape) -> Reader:
    """The function that reads a JSON value as a shape."""
    build = _BUILDERS.get(shape.type_name)
    return JSON_READERS[shape.type_name] if build is None else build(shape)


@cache
def valid_reader(shape: Any) -> Reader:
    """The same; raises Doubtful unless the value keeps all constraints of the model."""
    if shape.type_name == "structure":
        return valid_structure_reader(shape, shape.members)
    read: Reader = reader(shape)
    check = check_of(shape)
    if check is None:
        return read

    def read_valid(item: Any) -> Any:
        value = read(item)
        if check(value):
            raise Doubtful
        return value

    return read_valid


def structure_reader(shape: StructureShape, members: Mapping[str, Shape]) -> Reader:
    """A reader of some members of a structure."""
    return _structure_reader(shape, members, reader, frozenset())


def valid_structure_reader(shape: StructureShape, members: Mapping[str, Shape]) -> Reader:
    """A valid reader of some members of a structure."""
    required = members.keys() & shape.required_members
    return _structure_reader(shape, members, valid_reader, required)


def _structure_reader(
    shape: StructureShape,
    of: Mapping[str, Shape],
    reader_of: Callable[[Shape], Reader],
    required: AbstractSet[str],
) -> Reader:
    members = {wire_name(name, member): (name, reader_of(member)) for name, member in of.items()}
    primitives = {
        name
        for name, member in of.items()
        if member.type_name == "boolean" and not member.name.endswith("Wrapper")
    }
    required_primitives = [name for name in shape.required_members if name in primitives]

    def read_structure(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            if value is None and not required:
                return {}
            raise _unreadable(value)
        values: dict[str, Any] = {}
        for spelling, item in value.items():
            if spelling not in members:
                continue
            name, read = members[spelling]
            if item is not None:
                values[name] = read(item)
            elif name in primitives:
                raise errors.SerializationFailed
        for name in required_primitives:
            values.setdefault(name, False)
        if not required <= values.keys():
            raise Doubtful
        return values

    return read_structure


def _unreadable(value: Any) -> Exception:
    if value is None:
        return Doubtful()
    return errors.SerializationFailed(
        UNEXPECTED_LIST if isinstance(value, list) else "Expected null"
    )


def _list_reader(shape: ListShape) -> Reader:
    read = reader(shape.member)

    def read_list(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise errors.SerializationFailed("Expected list or null")
        # A null stays: validation has a word for it.
        return [None if item is None else read(item) for item in value]

    return read_list


def _map_reader(shape: MapShape) -> Reader:
    read = reader(shape.value)

    def read_map(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise errors.SerializationFailed(
                UNEXPECTED_LIST if isinstance(value, list) else "Expected map or null"
            )
        return {key: read(item) for key, item in value.items() if item is not None}

    return read_map


_BUILDERS: Mapping[str, Callable[[Any], Reader]] = {
    "structure": lambda shape: structure_reader(shape, shape.members),
    "list": _list_reader,
    "map": _map_reader,
}

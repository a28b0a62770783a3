"""Results of operations made into what a wire takes, strictly.

A member the model does not know, a required one that is missing, a value of the wrong Python type:
each is a mistake in sesfake and raises at once, naming the operation and the path. The protocols
differ only in their scalars and in how lists and maps are wrapped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import botocore

from sesfake.protocol.constraints import ABSENT_THOUGH_REQUIRED
from sesfake.protocol.model import wire_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

    Writer = Callable[[Any], Any]


# The models that sesfake is written against. An older botocore lacks members that AWS has added
# since; its clients would not look at them, so there they are left out.
WRITTEN_AGAINST = (1, 44)
IS_OLD = tuple(map(int, botocore.__version__.split(".")[:2])) < WRITTEN_AGAINST


class MisfitError(TypeError):
    """A value that its shape cannot hold; the path grows on the way out."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path: list[str] = []


class Output:
    """Writers for the shapes of one protocol, built once per shape.

    `exceptions` are scalars written otherwise inside a structure, by the structure's name.
    """

    def __init__(
        self,
        scalars: Mapping[str, Writer],
        wrap_list: Callable[[list[Any]], Any],
        wrap_map: Callable[[dict[str, Any]], Any],
        exceptions: Mapping[str, Mapping[str, Writer]],
    ) -> None:
        self._scalars = scalars
        self._wrap_list = wrap_list
        self._wrap_map = wrap_map
        self._exceptions = exceptions
        self._writers: dict[Shape, Writer] = {}

    def write(self, operation: OperationModel, result: Mapping[str, Any]) -> Any:
        """Turn an operation's result into plain dicts and lists ready for the wire."""
        shape = operation.output_shape
        if shape is None:
            if result:
                raise TypeError(f"{operation.name} has no output, so it cannot answer {result!r}")
            return None
        try:
            return self.writer(shape)(result)
        except MisfitError as misfit:
            path = "".join(reversed(misfit.path))
            raise TypeError(f"{operation.name}{path} {misfit.problem}") from None

    def writer(self, shape: Shape) -> Writer:
        """The function that writes values of a shape."""
        writer = self._writers.get(shape)
        if writer is None:
            writer = self._writers[shape] = self._build(shape, self._scalars)
        return writer

    def _build(self, shape: Any, scalars: Mapping[str, Writer]) -> Writer:
        if shape.type_name == "structure":
            return self._structure(shape, {**scalars, **self._exceptions.get(shape.name, {})})
        if shape.type_name == "list":
            return self._list(shape, scalars)
        if shape.type_name == "map":
            return self._map(shape, scalars)
        return _scalar(scalars[shape.type_name])

    def _structure(self, shape: StructureShape, scalars: Mapping[str, Writer]) -> Writer:
        name_of_shape = shape.name
        members = {
            name: (wire_name(name, member), self._build(member, scalars))
            for name, member in shape.members.items()
        }
        absent = ABSENT_THOUGH_REQUIRED.get(shape.name, frozenset())
        required = [name for name in shape.required_members if name not in absent]
        is_union = shape.metadata.get("union", False)

        def write_structure(value: Any) -> dict[str, Any]:
            if not isinstance(value, dict):
                raise MisfitError(f"wants a dict for {name_of_shape}, not {value!r}")
            written: dict[str, Any] = {}
            for name, item in value.items():
                if name not in members:
                    _refuse_unknown(name, name_of_shape)
                    continue
                if item is None:
                    continue
                spelling, write = members[name]
                try:
                    written[spelling] = write(item)
                except MisfitError as misfit:
                    misfit.path.append(f".{name}")
                    raise
            for name in required:
                if value.get(name) is None:
                    raise MisfitError(f"lacks {name!r}, which {name_of_shape} requires")
            if is_union and len(written) != 1:
                raise MisfitError(f"wants exactly one member of the union {name_of_shape}")
            return written

        return write_structure

    def _list(self, shape: ListShape, scalars: Mapping[str, Writer]) -> Writer:
        write = self._build(shape.member, scalars)
        wrap = self._wrap_list

        def write_list(value: Any) -> Any:
            if not isinstance(value, (list, tuple)):
                raise MisfitError(f"wants a list, not {value!r}")
            written: list[Any] = []
            try:
                written.extend(write(item) for item in value)
            except MisfitError as misfit:
                misfit.path.append(f"[{len(written)}]")
                raise
            return wrap(written)

        return write_list

    def _map(self, shape: MapShape, scalars: Mapping[str, Writer]) -> Writer:
        write = self._build(shape.value, scalars)
        wrap = self._wrap_map

        def write_map(value: Any) -> Any:
            if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
                raise MisfitError(f"wants a dict with str keys, not {value!r}")
            key = None
            written: dict[str, Any] = {}
            try:
                for key, item in value.items():
                    written[key] = write(item)
            except MisfitError as misfit:
                misfit.path.append(f"[{key!r}]")
                raise
            return wrap(written)

        return write_map


def _refuse_unknown(name: str, shape: str) -> None:
    if not IS_OLD:
        raise MisfitError(f"has no member {name!r}: {shape} does not know it")


def _scalar(write: Writer) -> Writer:
    def write_scalar(value: Any) -> Any:
        try:
            return write(value)
        except TypeError as error:
            raise MisfitError(str(error)) from None

    return write_scalar

"""Constraints of the service model that are checked when the operation says so.

Some operations ask first whether a feature is on, or tell of one thing after the other. The member
stands in LEFT_WHOLLY_TO_THE_OPERATION, and the operation checks it here in its turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from sesfake.protocol.model import operations
from sesfake.protocol.validation import validate

if TYPE_CHECKING:
    from botocore.model import Shape, StructureShape


def validate_member(service: str, operation: str, name: str, value: Any) -> None:
    """Raise ConstraintViolated with every violation in a member of a request."""
    validate(_alone(service, operation, name), {} if value is None else {name: value})


@dataclass(frozen=True, eq=False)
class _Alone:
    """A structure of one member, as `validate` reads a shape."""

    name: str
    members: Mapping[str, Shape]
    required_members: tuple[str, ...]
    type_name: str = "structure"


@cache
def _alone(service: str, operation: str, name: str) -> Shape:
    whole = cast("StructureShape", operations(service)[operation].input_shape)
    required = tuple({name} & set(whole.required_members))
    return cast("Shape", _Alone(f"{name} alone", {name: whole.members[name]}, required))

"""Every member of every input is read: none is taken, answered with success, and ignored.

What is looked for is the name, as a text in the code of the API; that its value does something is
for the tests of the operations. What docs/operations.md says is not looked at is left out here.
"""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sesfake import v1, v2
from sesfake.protocol.model import operations

ROOT = Path(__file__).parent.parent
APIS = {"ses": ("v1", v1.OPERATIONS), "sesv2": ("v2", v2.OPERATIONS)}
IGNORED = runpy.run_path(str(ROOT / "docs" / "generate_operations.py"))["IGNORED"]


def members(shape: Any, path: str = "", within: frozenset[str] = frozenset()) -> Iterator[str]:
    """The members of a shape and of all below, as `Destination.ToAddresses`."""
    if shape is None:
        return
    if shape.type_name == "list":
        yield from members(shape.member, path, within)
    elif shape.type_name == "map":
        yield from members(shape.value, path, within)
    elif shape.type_name == "structure" and shape.name not in within:
        for name, member in shape.members.items():
            yield f"{path}{name}"
            yield from members(member, f"{path}{name}.", within | {shape.name})


def unread(service: str) -> set[tuple[str, str, str]]:
    folder, modelled = APIS[service]
    code = "\n".join(
        file.read_text()
        for room in (folder, "alike")
        for file in (ROOT / "sesfake" / room).glob("*.py")
    )
    named = set(re.findall(r'"(\w+)"', code))
    return {
        (service, operation, member)
        for operation in modelled
        if operation in operations(service)
        for member in members(operations(service)[operation].input_shape)
        if member.rpartition(".")[2] not in named
    }


@pytest.mark.parametrize("service", APIS)
def test_every_member_is_read_but_those_that_the_docs_name(service):
    assert unread(service) - IGNORED.keys() == set()


def test_what_the_docs_name_is_in_the_models():
    for service, operation, member in IGNORED:
        if operation in operations(service):
            assert member in set(members(operations(service)[operation].input_shape))

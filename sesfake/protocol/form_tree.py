"""The names of a form, `Destination.ToAddresses.member.1`, as the tree that their dots make.

A leaf is the place of a value among the values of the form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    # The place of a value in the form, or what stands behind a dot.
    Node = int | dict[str, "Node"]

LONGEST_NAME = 500  # no member has a longer one, nor is any wanted in memory
_LONGEST_INDEX = 9  # digits


def fold(names: Iterable[str]) -> dict[str, Node]:
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


def in_order(node: Node | None) -> list[Node]:
    """What stands under `.1`, `.2`, ...: by number, gaps closed."""
    if not isinstance(node, dict):
        return []
    indexes = [
        index
        for index in node
        if index.isascii() and index.isdigit() and len(index) <= _LONGEST_INDEX
    ]
    return [node[index] for index in sorted(indexes, key=int)]

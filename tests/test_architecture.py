"""The floors of the house: imports run downward only.

Each module is named by its longest prefix in FLOORS; it may import from its own floor only within
its own room, and from any floor below.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import sesfake

ROOT = Path(sesfake.__file__).parent

# From the top down. What stands on one line are rooms that do not know one another.
FLOORS = [
    ["sesfake.pytest_plugin"],
    ["sesfake.pytest_report", "sesfake.pytest_assertions", "sesfake.pytest_options"],
    ["sesfake"],
    ["sesfake.compat"],
    ["sesfake.mock"],
    ["sesfake.fake", "sesfake.decorating"],
    ["sesfake.adapters"],
    ["sesfake.app"],
    ["sesfake.admission"],
    ["sesfake.v1", "sesfake.v2"],
    ["sesfake.alike"],
    ["sesfake.domain.receiving.arriving"],
    ["sesfake.domain.receiving.carrying_out"],
    ["sesfake.domain.bulk_sending", "sesfake.domain.receiving.bouncing"],
    [
        "sesfake.domain.sending",
        "sesfake.domain.outcomes",
        "sesfake.domain.standing.views",
        "sesfake.domain.verification.emails",
    ],
    [
        "sesfake.domain.tenants.sending",
        "sesfake.domain.events.effects",
        "sesfake.domain.figures.metering",
    ],
    [
        "sesfake.domain.senders",
        "sesfake.domain.suppression.rules",
        "sesfake.domain.deletion",
        "sesfake.domain.standing.deciding",
        "sesfake.domain.tenants.deciding",
    ],
    ["sesfake.domain.authorization.delegation", "sesfake.domain.authorization.permissions"],
    [
        "sesfake.domain.authorization.attempts",
        "sesfake.domain.figures.measures",
        "sesfake.domain.neighbours.outgoing",
        "sesfake.domain.identities.names",
        "sesfake.domain.jobs.importing",
        "sesfake.domain.tagged",
        "sesfake.domain.multi_region.routing",
        "sesfake.domain.tenants.resources",
        "sesfake.domain.templates.templated",
        "sesfake.domain.identities.hints",
    ],
    ["sesfake.domain.accounts"],
    ["sesfake.domain.account"],
    ["sesfake.domain", "sesfake.protocol"],
    ["sesfake.report"],
    ["sesfake.mail"],
    ["sesfake.errors", "sesfake.clock", "sesfake.wire", "sesfake.settings"],
    ["sesfake.guesses", "sesfake.access_keys"],
]


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(("sesfake", *path.relative_to(ROOT).with_suffix("").parts))
        found[name.removesuffix(".__init__")] = ast.parse(path.read_text())
    return found


def room(module: str) -> tuple[int, str]:
    """The floor of a module, counted from the top, and its room there."""
    rooms = [(name, level) for level, floor in enumerate(FLOORS) for name in floor]
    name, level = max(
        (
            (n, lv)
            for n, lv in rooms
            if module == n or (module.startswith(n + ".") and n != "sesfake")
        ),
        key=lambda found: len(found[0]),
    )
    return level, name


def imports(tree: ast.Module, known: set[str]) -> set[str]:
    """The modules of ours that a module imports when it runs; types alone do not count."""
    found: set[str] = set()
    for node in nodes_that_run(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                found.add(full if full in known else node.module)
    return found & known


def nodes_that_run(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return []
    return [
        node,
        *(inner for child in ast.iter_child_nodes(node) for inner in nodes_that_run(child)),
    ]


def test_imports_run_downward_only():
    trees = modules()
    climbing = []
    for module, tree in trees.items():
        level, name = room(module)
        for imported in imports(tree, set(trees)):
            other_level, other = room(imported)
            if other_level < level or (other_level == level and other != name):
                climbing.append(f"{module} imports {imported}")

    assert climbing == []


def test_no_imports_run_in_circles():
    trees = modules()
    below = {module: imports(tree, set(trees)) - {module} for module, tree in trees.items()}
    while free := {module for module, needs in below.items() if not needs}:
        below = {m: needs - free for m, needs in below.items() if m not in free}

    assert below == {}


def test_every_module_says_what_it_is_for():
    silent = [name for name, tree in modules().items() if not ast.get_docstring(tree)]

    assert silent == []


def test_the_public_names_are_these():
    assert sorted(sesfake.__all__) == [
        "AccessKey", "Attachment", "Clock", "Delivered", "Event", "Message", "MockSES", "Notice",
        "Outbox", "Publication", "Received", "Reputation", "SESFake", "current", "mock_ses",
    ]  # fmt: skip
    assert all(hasattr(sesfake, name) for name in sesfake.__all__)


def test_the_page_on_architecture_has_the_floors_in_their_order():
    page = (ROOT.parent / "docs" / "architecture.md").read_text()
    rows = re.findall(r"^\| [^|]+ \| (`[^|]+) \|", page, re.MULTILINE)
    shown = [set(re.findall(r"`(\w+)`", row)) for row in rows]

    floors = [
        {name.removeprefix("sesfake.") for name in floor if is_room(name)} for floor in FLOORS
    ]
    by_room = {name: level for level, floor in enumerate(floors) for name in floor}

    assert set().union(*shown) == set(by_room)
    levels = [by_room[name] for rooms in shown for name in sorted(rooms, key=by_room.get)]
    assert levels == sorted(levels)


def is_room(module: str) -> bool:
    """Whether it stands directly in the package."""
    return module.count(".") == 1

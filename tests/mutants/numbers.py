"""Numbers that modules name, such as limits, which mutmut leaves alone: each becomes a little more.

`path#place` is the name of such a change: of the numbers in assignments of a module, this one.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import NamedTuple


class Change(NamedTuple):
    path: Path
    statement: ast.Assign | ast.AnnAssign
    source: str  # of the module, with the number changed

    @property
    def module(self) -> str:
        return ".".join(self.path.with_suffix("").parts).removesuffix(".__init__")

    @property
    def names(self) -> list[str]:
        statement = self.statement
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return [node.id for one in targets for node in ast.walk(one) if isinstance(node, ast.Name)]

    @property
    def text(self) -> str:
        return f"{self.path}:{self.statement.lineno} {ast.unparse(self.statement)}"


def names_of(path: Path) -> list[str]:
    """The changes there are in a file."""
    return [f"{path}#{place}" for place, _ in enumerate(_numbers(ast.parse(path.read_text())))]


def change(name: str) -> Change:
    path, _, place = name.rpartition("#")
    source = Path(path).read_text()
    statement, number = list(_numbers(ast.parse(source)))[int(place)]
    more = number.value + 1 if isinstance(number.value, int) else number.value * 1.01
    lines = source.encode().splitlines(keepends=True)  # as ast counts
    line = lines[number.lineno - 1]
    lines[number.lineno - 1] = (
        line[: number.col_offset] + repr(more).encode() + line[number.end_col_offset :]
    )
    changed = b"".join(lines).decode()
    statement, _ = list(_numbers(ast.parse(changed)))[int(place)]
    return Change(Path(path), statement, changed)


def _numbers(tree: ast.Module) -> Iterator[tuple[ast.Assign | ast.AnnAssign, ast.Constant]]:
    for statement in tree.body:
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
            for node in ast.walk(statement.value):
                if isinstance(node, ast.Constant) and type(node.value) in (int, float):
                    yield statement, node


def apply(made: Change) -> None:
    """Make the change where the name is known, in a process that has imported it.

    What was computed from it on import stays.
    """
    module = sys.modules[made.module]
    values = dict(vars(module))
    exec(compile(ast.Module([made.statement], []), str(made.path), "exec"), values)
    for name in made.names:
        before = getattr(module, name)
        for other in _of_sesfake():
            if vars(other).get(name) is before:
                setattr(other, name, values[name])


def _of_sesfake() -> list[ModuleType]:
    return [one for name, one in sys.modules.items() if name.partition(".")[0] == "sesfake"]


def apply_on_import(made: Change) -> None:
    """Make the change when the module is imported next."""
    original = SourceFileLoader.get_code
    path = str(made.path.resolve())

    def get_code(self, name):
        if str(Path(self.path).resolve()) == path:
            return compile(made.source, path, "exec", dont_inherit=True)
        return original(self, name)

    SourceFileLoader.get_code = get_code

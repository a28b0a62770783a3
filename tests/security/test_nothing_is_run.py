"""The package has no means to run what it is given: it imports none and calls none."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sesfake

ROOT = Path(sesfake.__file__).parent

# What runs, loads or unpacks what it is given, or reaches out of the process; and who may have it.
MODULES = {
    "asyncio.subprocess", "bz2", "code", "codeop", "ctypes", "ftplib", "gzip", "http.client",
    "http.server", "imaplib", "logging", "lzma", "marshal", "multiprocessing", "os", "pickle",
    "poplib", "pty", "requests", "runpy", "shelve", "shutil", "smtplib", "socket", "socketserver",
    "subprocess", "tarfile", "tempfile", "urllib.request", "urllib3", "xml.dom",
    "xml.etree.ElementTree", "xmltodict", "yaml", "zipfile", "zipimport", "zlib",
}  # fmt: skip
ALLOWED = {
    ("adapters/smtp.py", "smtplib"),  # `ses.relay`, where a test says to whom
    ("adapters/calling.py", "os"),  # the name of an empty file, for a client without settings
}
CALLS = {"eval", "exec", "compile", "__import__", "execfile", "open", "breakpoint", "input"}


def files() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_runs_loads_or_unpacks_what_it_is_given(path):
    name = path.relative_to(ROOT).as_posix()
    tree = ast.parse(path.read_text("utf-8"))

    found = {(name, module) for module in imported(tree) if module in MODULES}

    assert found - ALLOWED == set()
    assert CALLS.isdisjoint(called(tree))


def test_modules_are_imported_by_names_that_stand_in_the_code():
    found = [
        (path.relative_to(ROOT).as_posix(), ast.unparse(node.args[0]))
        for path in files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module")
    ]

    assert found == [("__init__.py", "_LATER[name]"), ("pytest_plugin.py", "'boto3'")]


# Names of texts that stand in the code, picked from a table there.
PICKED = {
    ("domain/dns/notices.py", "_TEXTS[self.outcome]"),
    ("domain/insights/rates.py", "text"),
    ("domain/standing/review.py", "text"),
    ("domain/tenants/resources.py", "_NOT_FOUND[type_]"),
    ("errors/event_destinations.py", "text"),
}


def test_a_format_is_never_a_text_of_somebody_else():
    """`"{}".format(x)` is safe for any x, `x.format(...)` is not."""
    found = {
        (path.relative_to(ROOT).as_posix(), ast.unparse(node.func.value))
        for path in files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("format", "format_map")
        and not is_constant(node.func.value)
    }

    assert found == PICKED


def is_constant(node: ast.expr) -> bool:
    name = getattr(node, "attr", getattr(node, "id", ""))
    return isinstance(node, ast.Constant) or name.isupper()

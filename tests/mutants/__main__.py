"""Changes the code, one small change at a time, and counts which changes a test notices.

    python -m tests.mutants protocol                 every change in one family
    python -m tests.mutants --sample 100 protocol    a hundred of them, always the same ones
    python -m tests.mutants --sample 120 drawn       of a few files, drawn by lot from the rest
    python -m tests.mutants                          all families, the rest by sample
    python -m tests.mutants --again quota            after a new test: what survived, once more
    python -m tests.mutants --show quota             what survived, as differences

mutmut does the work (`pip install -e '.[mutation]'`), in build/mutants/<family>, and keeps there
what it has found: what was begun is continued.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.mutants.families import DRAWN, FAMILIES, WHOLE, Family

ROOT = Path(__file__).parents[2]
LESSER_SAMPLE = 60
ALL = FAMILIES | {"drawn": DRAWN}

MUTMUT = """
[tool.mutmut]
source_paths = ["sesfake"]
only_mutate = {sources}
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = ["-p", "tests.mutants.cold", "-p", "no:cacheprovider"]
also_copy = ["docs", "README.md"]
timeout_multiplier = 8.0
timeout_constant = 10.0
track_dependencies = false
use_git_change_detection = false
"""


def prepared(name: str, family: Family) -> Path:
    """The folder of a family, with the sources and tests as they are now."""
    folder = ROOT / "build" / "mutants" / name
    folder.mkdir(parents=True, exist_ok=True)
    for linked in ("sesfake", "tests", "docs", "README.md"):
        link = folder / linked
        if not link.is_symlink():
            link.symlink_to(ROOT / linked)
    table = MUTMUT.format(
        sources=[f"sesfake/{pattern}" for pattern in family.sources],
        tests=[f"tests/{path}" for path in family.tests],
    )
    settings = folder / "pyproject.toml"
    if not settings.exists() or not settings.read_text().endswith(table):
        # Other tests: which of them reaches what is found out anew, and no result forgotten.
        (folder / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    settings.write_text((ROOT / "pyproject.toml").read_text() + table)
    shutil.rmtree(folder / "mutants" / "tests", ignore_errors=True)
    return folder


def in_family(arguments: argparse.Namespace) -> None:
    name = arguments.family
    os.chdir(prepared(name, ALL[name]))
    from tests.mutants import trying

    if arguments.show:
        trying.show()
        return
    if not arguments.again:
        trying.choose(arguments.sample)
        _mutmut(arguments.processes)
    _mutmut(arguments.processes, *trying.survivors(), afresh=True)
    print(trying.score(name))


def _mutmut(processes: int, *mutants: str, afresh: bool = False) -> None:
    # With CI, hypothesis repeats itself, and keeps nothing.
    environment = os.environ | {"CI": "1"} | ({"SESFAKE_AFRESH": "1"} if afresh else {})
    if mutants or not afresh:
        mutmut = Path(sys.executable).with_name("mutmut")
        command = [mutmut, "run", "--max-children", str(processes), *mutants]
        subprocess.run(command, env=environment, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.mutants", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("family", nargs="?", choices=ALL)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--processes", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.family:
        in_family(arguments)
        return
    for name in FAMILIES:  # each in a process of its own: mutmut reads its settings once
        sample = [] if name in WHOLE else ["--sample", str(LESSER_SAMPLE)]
        processes = ["--processes", str(arguments.processes)]
        subprocess.run(
            [sys.executable, "-m", "tests.mutants", name, *sample, *processes], check=True
        )


if __name__ == "__main__":
    main()

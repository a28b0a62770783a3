"""Changes the code, one small change at a time, and counts which changes a test notices.

    python -m tests.mutants protocol                 every change in one family
    python -m tests.mutants --sample 100 protocol    a hundred of them, always the same ones
    python -m tests.mutants --sample 120 drawn       of a few files, drawn by lot from the rest
    python -m tests.mutants                          all families, the rest by sample
    python -m tests.mutants --again quota            after a new test: what survived, once more
    python -m tests.mutants --show quota             what survived, as differences
    python -m tests.mutants --numbers quota          each number that a module names, one more

mutmut (`pip install -e '.[mutation]'`) makes the changes, in build/mutants/<family>, and keeps
there what has been found: what was begun is continued. They are tried by `forks.py`, which is
quicker than mutmut's own way since it does not start pytest for each of them.
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
also_copy = ["docs", "README.md"]
track_dependencies = false
"""


def prepared(name: str, family: Family) -> Path:
    """The folder of a family, with the sources and tests as they are now."""
    folder = ROOT / "build" / "mutants" / name
    folder.mkdir(parents=True, exist_ok=True)
    for linked in ("sesfake", "tests", "docs", "README.md"):
        link = folder / linked
        if not link.is_symlink():
            link.symlink_to(ROOT / linked)
    table = MUTMUT.format(sources=[f"sesfake/{pattern}" for pattern in family.sources])
    settings = folder / "pyproject.toml"
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
    trying.generate()
    if arguments.numbers:
        _try(ALL[name], trying.numbers_of_family())
        trying.show_numbers()
        return
    if not arguments.again:
        trying.choose(arguments.sample)
    _try(ALL[name], trying.survivors() if arguments.again else trying.untried())
    print(trying.score(name))


def _try(family: Family, names: list[str]) -> None:
    from tests.mutants import trying

    if not names:
        return
    trying.list_for_trial(names)
    # With CI, hypothesis repeats itself, and keeps nothing.
    environment = os.environ | {"CI": "1", "MUTANT_UNDER_TEST": "stats"}
    command = [sys.executable, "-m", "pytest", "--rootdir=.", "--tb=native", "-q"]
    command += ["-p", "no:cacheprovider", "-p", "tests.mutants.forks"]
    command += [f"tests/{path}" for path in family.tests]
    try:
        with Path("session.txt").open("w") as said:
            subprocess.run(command, env=environment, cwd="mutants", stdout=said, check=True)
    finally:
        trying.note_results()


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.mutants", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("family", nargs="?", choices=ALL)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--numbers", action="store_true")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    if arguments.family:
        in_family(arguments)
        return
    for name in FAMILIES:  # each in a process of its own: mutmut reads its settings once
        sample = [] if name in WHOLE else ["--sample", str(LESSER_SAMPLE)]
        subprocess.run([sys.executable, "-m", "tests.mutants", name, *sample], check=True)


if __name__ == "__main__":
    main()

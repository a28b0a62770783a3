"""What mutmut knows of the family whose folder is the current one.

To be imported from there: mutmut reads its settings when it is imported.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from mutmut.__main__ import copy_src_dir, create_mutants
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import copy_also_copy_files, walk_mutatable_files

from tests.mutants import numbers

TO_TRY = Path("mutants/to-try.txt")  # a name a line
TRIED = Path("mutants/tried.txt")  # a name and a number for what came of it
SKIPPED = 34  # mutmut's number for what is not to be tried
NOTICED = ("killed", "timeout", "segfault")


def found() -> list[SourceFileMutationData]:
    """What is known of the family whose folder is the current one."""
    files = [SourceFileMutationData(path=path) for path in sorted(walk_mutatable_files())]
    for file in files:
        file.load()
    return files


def _lot(name: str) -> str:
    """Drawn once and for all, so that a larger sample holds the smaller one."""
    return hashlib.sha256(name.encode()).hexdigest()


def generate() -> None:
    """Make the changes that the sources allow now; what has not changed keeps its results."""
    copy_src_dir()
    copy_also_copy_files()
    create_mutants(1)


def choose(sample: int | None) -> None:
    """Mark what is not to be tried."""
    files = found()
    every = sorted((name for file in files for name in file.exit_code_by_key), key=_lot)
    chosen = set(every[:sample])
    for file in files:
        for name, code in file.exit_code_by_key.items():
            if name not in chosen:
                file.exit_code_by_key[name] = SKIPPED
            elif code == SKIPPED:
                file.exit_code_by_key[name] = None
        file.save()


def untried() -> list[str]:
    """What is chosen and has no result yet; what an interruption leaves is a sample, too."""
    codes = {name: code for file in found() for name, code in file.exit_code_by_key.items()}
    return sorted((name for name, code in codes.items() if code is None), key=_lot)


def list_for_trial(names: list[str]) -> None:
    TO_TRY.write_text("\n".join(names))
    TRIED.unlink(missing_ok=True)


def note_results() -> None:
    """Keep what has been tried, be it all or not."""
    codes = _tried()
    for file in found():
        for name in file.exit_code_by_key.keys() & codes.keys():
            file.exit_code_by_key[name] = int(codes[name])
        file.save()


def _tried() -> dict[str, str]:
    return dict(line.split() for line in TRIED.read_text().splitlines()) if TRIED.exists() else {}


def numbers_of_family() -> list[str]:
    return [name for path in sorted(walk_mutatable_files()) for name in numbers.names_of(path)]


def show_numbers() -> None:
    tried = _tried()
    missed = [name for name, code in tried.items() if status_by_exit_code[int(code)] not in NOTICED]
    print(f"{len(tried)} numbers, {len(missed)} that no test notices")
    for name in missed:
        print(numbers.change(name).text)


def survivors() -> list[str]:
    return [
        name
        for file in found()
        for name, code in file.exit_code_by_key.items()
        if code not in (SKIPPED, None) and status_by_exit_code[code] not in NOTICED
    ]


def score(family: str) -> str:
    """A row of the table: changes, tried, noticed, of these by time, missed; the score."""
    codes = [code for file in found() for code in file.exit_code_by_key.values()]
    tried = Counter(status_by_exit_code[code] for code in codes if code not in (SKIPPED, None))
    noticed = sum(tried[status] for status in NOTICED)
    missed = ", ".join(f"{tried[status]} {status}" for status in tried if status not in NOTICED)
    percent = f"{noticed / max(1, tried.total()):.1%}"
    row = (family, len(codes), tried.total(), noticed, tried["timeout"], missed, percent)
    return f"| {' | '.join(map(str, row))} |"


def show() -> None:
    missed = set(survivors())
    for file in found():
        for name, code in file.exit_code_by_key.items():
            if name in missed:
                print(f"# {name}: {status_by_exit_code[code]}")
                print(get_diff_for_mutant(name, path=file.path))

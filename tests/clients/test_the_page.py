"""docs/works-with.md names every file here that tries a program, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
OF_NO_ROW = {"test_public_code.py", Path(__file__).name}


def test_every_program_has_its_row():
    page = (ROOT / "docs/works-with.md").read_text()
    files = set(re.findall(r"`((?:tests|docs)/[a-z0-9_/]+\.py)`", page))
    here = {file.name for file in Path(__file__).parent.glob("test_*.py")} - OF_NO_ROW

    assert [file for file in sorted(files) if not (ROOT / file).is_file()] == []
    assert [name for name in sorted(here) if f"tests/clients/{name}" not in files] == []

"""What is named in families.py is there, and nothing of the domain and the protocol is left out."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.mutants.families import DRAWN, FAMILIES, WHOLE

ROOT = Path(__file__).parents[2]
SOURCES = [
    path.relative_to(ROOT / "sesfake").as_posix()
    for room in ("domain", "protocol")
    for path in (ROOT / "sesfake" / room).rglob("*.py")
]


@pytest.mark.parametrize("family", [*FAMILIES.values(), DRAWN], ids=[*FAMILIES, "drawn"])
def test_the_paths_of_a_family_exist(family):
    for pattern in family.sources:
        assert any(fnmatch(source, pattern) for source in SOURCES), pattern
    for path in family.tests:
        assert (ROOT / "tests" / path).exists(), path


def test_every_file_of_the_domain_and_the_protocol_is_in_a_family():
    patterns = [pattern for family in FAMILIES.values() for pattern in family.sources]

    left_out = [
        source for source in SOURCES if not any(fnmatch(source, pattern) for pattern in patterns)
    ]

    assert left_out == []
    assert set(WHOLE) <= FAMILIES.keys()

"""The documentation as a site: every page has its place, and the reference leaves nobody out.

`.ci/run` builds it with `mkdocs build --strict`, which also checks links and docstrings.
"""

from __future__ import annotations

import re
from pathlib import Path

import sesfake
from sesfake import pytest_options
from sesfake.fake import SESFake
from sesfake.fake.view import View

DOCS = Path(__file__).parent.parent / "docs"
CONFIG = (DOCS / "site" / "mkdocs.yml").read_text()
REFERENCE = {page.name: page.read_text() for page in (DOCS / "reference").glob("*.md")}


def test_every_page_stands_in_the_navigation_once():
    pages = [page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")]

    _, _, navigation = CONFIG.partition("\nnav:\n")
    listed = re.findall(r"^ +- (?:.*: )?(\S+\.md)$", navigation, re.MULTILINE)

    assert sorted(listed) == sorted(pages)


def test_the_site_asks_nothing_of_other_servers():
    assert "font: false" in CONFIG
    assert not re.search(r"https?://", CONFIG)


def test_every_public_name_is_in_the_reference():
    shown = {path.rpartition(".")[2] for path in re.findall(r"^::: (\S+)", _all(), re.MULTILINE)}

    assert set(sesfake.__all__) <= shown


def test_every_hand_of_a_fake_is_in_the_reference():
    hands = {
        f"{base.__module__}.{base.__qualname__}"
        for base in SESFake.__mro__
        if base not in (View, object)
    }

    assert hands <= set(re.findall(r"^::: (\S+)", REFERENCE["fake.md"], re.MULTILINE))


def test_every_option_of_the_configuration_is_in_the_reference():
    listed = re.findall(r"^\| `ses_(\w+)` \|", REFERENCE["pytest.md"], re.MULTILINE)

    assert sorted(listed) == sorted([*pytest_options.OPTIONS, "report"])


def _all():
    return "\n".join(REFERENCE.values())

"""The documentation is true: its code runs, and its lists are complete."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import botocore
import pytest

import sesfake
from sesfake import v1, v2
from tests.protocol.botocore_side import of_today

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
FOR_THE_ADAPTERS = {"pass_backoff"}
CODE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def run_of_all_pages(tmp_path_factory):
    """The blocks of each page as one test module, all run in one pytest of a fresh project."""
    folder = tmp_path_factory.mktemp("docs")
    for page in PAGES:
        blocks = CODE.findall(page.read_text())
        if blocks:
            (folder / f"test_{page.stem.lower()}.py").write_text("\n\n".join(blocks))
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--strict-markers", "-rA"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_code_block_runs(run_of_all_pages):
    assert run_of_all_pages.returncode == 0, run_of_all_pages.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_on_a_page_has_run(run_of_all_pages, page):
    code = "\n".join(CODE.findall(page.read_text()))
    for name in re.findall(r"^def (test_\w+)", code, re.MULTILINE):
        assert f"PASSED test_{page.stem.lower()}.py::{name}" in run_of_all_pages.stdout


def test_the_example_runs():
    run = subprocess.run(
        [sys.executable, DOCS / "examples" / "welcome.py"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Subject: Welcome, Ann" in run.stdout
    assert "Email address is not verified" in run.stdout
    assert "<Outbox of 1 message" in run.stdout


def test_the_page_of_operations_is_up_to_date():
    generated = runpy.run_path(str(DOCS / "generate_operations.py"))["page"]()
    written = (DOCS / "operations.md").read_text()

    modelled = set(re.findall(r"^\| (\w+) \| \*\*yes\*\*", written, re.MULTILINE))
    assert modelled == {*v1.OPERATIONS, *v2.OPERATIONS}
    if f"last with botocore {botocore.__version__}." in written:
        assert written == generated


@of_today
def test_the_operations_in_the_tables_are_in_the_service_models():
    from sesfake.protocol.model import operations

    assert v1.OPERATIONS.keys() <= operations("ses").keys()
    assert v2.OPERATIONS.keys() <= operations("sesv2").keys()


def test_every_public_name_is_in_the_docs():
    text = "\n".join(page.read_text() for page in PAGES)

    assert [name for name in sesfake.__all__ if name not in text] == []


def test_every_public_attribute_is_in_the_docs():
    text = "\n".join(page.read_text() for page in PAGES)
    public = [
        name
        for cls in (sesfake.SESFake, sesfake.Message, sesfake.Outbox, sesfake.Clock)
        for name in vars(cls)
        if not name.startswith("_") and name not in FOR_THE_ADAPTERS
    ]

    assert [name for name in public if not re.search(rf"\b{name}\b", text)] == []


def test_links_between_pages_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_table_of_guessed_texts_is_up_to_date():
    written = (DOCS / "fidelity.md").read_text()

    assert runpy.run_path(str(DOCS / "generate_fidelity.py"))["page"](written) == written

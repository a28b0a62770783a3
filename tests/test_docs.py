"""The documentation is true: its code runs, and its lists are complete."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import botocore
import pytest

import sesfake
from sesfake import v1, v2
from sesfake.domain.dns.records import Record
from sesfake.domain.events.publications import Publication
from sesfake.domain.figures.reputation import Reputation
from sesfake.domain.messages.delivered import Delivered
from sesfake.domain.receiving.notification import ReceiptNotification
from sesfake.domain.receiving.rule_outcomes import ActionOutcome, RuleOutcome
from sesfake.domain.standing.enforcement import Step
from sesfake.domain.standing.views.appeal import AppealView
from sesfake.domain.standing.views.enforcement import EnforcementView
from sesfake.domain.standing.views.production_case import ProductionCaseView
from sesfake.fake.dns import DNS
from sesfake.protocol.model import operations
from tests.protocol.botocore_side import of_today

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PACKAGE = ROOT / "sesfake"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
EXAMPLES = sorted((DOCS / "examples").glob("*.py"))
# What is public inside of sesfake only; no tester needs it.
FOR_THE_ADAPTERS = {
    "accounts", "audience", "counted", "deny", "documents", "fail", "has_virus", "is_limited",
    "of_others", "pass_backoff", "rendering_failure", "signer", "template_name", "tracked_link",
    "with_headers",
}  # fmt: skip
NEEDS = {  # which older botocores lack
    "test_tenants_are_apart": ("sesv2", "CreateTenant"),
    "test_a_certificate": ("sesv2", "AssociateEmailIdentityCertificate"),
    "test_doubtful_recipients_get_nothing": ("sesv2", "GetEmailAddressInsights"),
    "test_a_tenant_sends": ("sesv2", "CreateTenant"),
    "test_a_set_of_somebody_else": ("sesv2", "CreateTenant"),
    "test_paused_by_hand": ("sesv2", "GetReputationEntity"),
    "test_stopped_by_amazon": ("sesv2", "GetReputationEntity"),
    "test_a_tenant_with_a_bad_list": ("sesv2", "GetReputationEntity"),
    "test_a_region_is_down": ("sesv2", "CreateMultiRegionEndpoint"),
    "test_the_secondary_knows_nobody": ("sesv2", "CreateMultiRegionEndpoint"),
    "test_deleted_too_soon": ("sesv2", "CreateMultiRegionEndpoint"),
}
ELSEWHERE = {"async.md"}  # needs aiobotocore: tests/aio/test_docs.py
# SigV4A, without which nothing is sent through a multi-region endpoint.
NEED_AWSCRT = {"test_a_region_is_down", "test_the_secondary_knows_nobody"}
UNABLE = [
    test
    for test, (service, needed) in NEEDS.items()
    if needed not in operations(service) or (test in NEED_AWSCRT and find_spec("awscrt") is None)
]
CODE = re.compile(r'^```python(?: title="(\S+)")?\n(.*?)^```', re.MULTILINE | re.DOTALL)
NOT_RUN = {"", "console", "text", "toml", "diff"}  # output, commands, configuration


def programs(page):
    """The blocks of a page as one test module, or as the files that their titles name."""
    files = {}
    for title, code in CODE.findall(page.read_text()):
        files.setdefault(title or f"test_{page.stem.lower()}.py", []).append(code)
    return {name: "\n\n".join(blocks) for name, blocks in files.items()}


@pytest.fixture(scope="module")
def run_of_all_pages(tmp_path_factory):
    """The programs of all pages, run in one pytest of a fresh project."""
    folder = tmp_path_factory.mktemp("docs")
    for page in PAGES:
        if page.name in ELSEWHERE:
            continue
        for name, code in programs(page).items():
            assert not (folder / name).exists(), f"two pages write {name}"
            (folder / name).write_text(code)
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--strict-markers",
            "-rA",
            *(["-k", " and ".join(f"not {test}" for test in UNABLE)] if UNABLE else []),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_code_block_runs(run_of_all_pages):
    assert run_of_all_pages.returncode == 0, run_of_all_pages.stdout


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name not in ELSEWHERE], ids=lambda page: page.name
)
def test_every_test_on_a_page_has_run(run_of_all_pages, page):
    for file, code in programs(page).items():
        for name in set(re.findall(r"^def (test_\w+)", code, re.MULTILINE)) - set(UNABLE):
            assert f"PASSED {file}::{name}" in run_of_all_pages.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_code_is_left_out(page):
    fences = re.findall(r"^```(.*)$", page.read_text(), re.MULTILINE)[::2]

    assert {fence for fence in fences if not fence.startswith("python")} <= NOT_RUN
    assert len(CODE.findall(page.read_text())) == sum(f.startswith("python") for f in fences)


@pytest.fixture(scope="module")
def run_of_all_examples():
    """The tests of the examples that can run here; other programs that they use may be missing."""
    missing = {name for name in ("moto", "django", "django_ses") if find_spec(name) is None}
    able = [e for e in EXAMPLES if not any(f"from {m}" in e.read_text() for m in missing)]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rA", *able],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_tests_of_the_examples_pass(run_of_all_examples):
    assert run_of_all_examples.returncode == 0, run_of_all_examples.stdout


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_test_of_an_example_has_run(run_of_all_examples, example):
    code = example.read_text()
    for module in ("moto", "django", "django_ses"):
        if f"from {module}" in code:
            pytest.importorskip(module)

    names = re.findall(r"^def (test_\w+)", code, re.MULTILINE)
    assert names
    for name in names:
        assert f"PASSED docs/examples/{example.name}::{name}" in run_of_all_examples.stdout


def test_the_first_example_runs_as_a_program():
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

    _, *tables = re.split(r"^## `sesv?2?`: .*$", written, flags=re.MULTILINE)
    listed = set(re.findall(r"^\| ([A-Z]\w+) \|", "".join(tables), re.MULTILINE))
    assert listed == {*v1.OPERATIONS, *v2.OPERATIONS}
    if f"last with botocore {botocore.__version__}." in written:
        assert written == generated


def test_the_files_on_the_page_of_operations_exist():
    named = set(re.findall(r"`([\w/]+\.py)`", (DOCS / "operations.md").read_text()))

    assert named
    assert [p for p in sorted(named) if not any((r / p).exists() for r in (ROOT, PACKAGE))] == []


@of_today
def test_the_operations_in_the_tables_are_in_the_service_models():
    assert v1.OPERATIONS.keys() <= operations("ses").keys()
    assert v2.OPERATIONS.keys() <= operations("sesv2").keys()


def test_the_readme_tells_how_many_operations_are_modelled():
    modelled = len(v1.OPERATIONS) + len(v2.OPERATIONS)

    assert f"All {modelled} operations" in (ROOT / "README.md").read_text()


def test_every_public_name_is_in_the_docs():
    text = "\n".join(page.read_text() for page in PAGES)

    assert [name for name in sesfake.__all__ if name not in text] == []


def test_every_public_attribute_is_in_the_docs():
    text = "\n".join(page.read_text() for page in PAGES)
    public = [
        name
        for cls in (
            sesfake.SESFake,
            sesfake.Message,
            sesfake.Outbox,
            sesfake.Clock,
            sesfake.Event,
            Delivered,
            Publication,
            Reputation,
            sesfake.AccessKey,
            ProductionCaseView,
            EnforcementView,
            Step,
            AppealView,
            DNS,
            Record,
            sesfake.Received,
            RuleOutcome,
            ActionOutcome,
            ReceiptNotification,
        )
        for base in cls.__mro__
        if base.__module__.startswith("sesfake.")
        for name in vars(base)
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


def test_the_table_of_decisions_names_files_that_exist():
    for name in re.findall(r"`([a-z0-9_/]+\.py)`", (DOCS / "fidelity.md").read_text()):
        assert (ROOT / name).exists() or (ROOT / "sesfake" / name).exists(), name

"""The pytest plugin: fixtures, the marker `ses`, defaults from the configuration, and the report.

    def test_welcome(ses, ses_client): ...

    @pytest.mark.ses(production=True)
    def test_news(): ...

A test has one fake, whoever asks for it: a fixture, the marker, or `@mock_ses`, which counts as the
marker. It is active before other fixtures of function scope are set up and before `setup_method` or
`setUp`, and to what `@mock_ses` decorates it is lent. Options come from the configuration, the
module, the class and the function; the closest wins, and on the same thing the marker wins over the
decorator.

Every pytest run where sesfake is installed imports this module, so it imports little and does
nothing to other tests. An autouse fixture would be the plain way to come first, but every test
would pay for it; instead, the fixture behind all others is put first for the tests that want it.
"""

from __future__ import annotations

import importlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from sesfake import mock, pytest_options, pytest_report
from sesfake.decorating import marks_of, runs_examples
from sesfake.mock import Loan, MockSES
from sesfake.settings import Settings

if TYPE_CHECKING:
    from sesfake.fake import SESFake

_MARKER = (
    "ses(production=True, ...): a fake Amazon SES is active during the test; takes the options of "
    "sesfake.mock_ses, and the closest marker wins."
)


# Fixtures


@pytest.fixture
def ses(_ses_of_test: FakeOfTest) -> SESFake:
    """The fake Amazon SES of this test: `outbox`, `verify`, `clock`, `fail_next` and more."""
    return _ses_of_test.for_all_examples()


@pytest.fixture
def ses_client(_ses_of_test: FakeOfTest) -> Any:
    """A boto3 client for the API `ses`, answered by the fake of this test."""
    return _client("ses", _ses_of_test)


@pytest.fixture
def sesv2_client(_ses_of_test: FakeOfTest) -> Any:
    """A boto3 client for the API `sesv2`, answered by the fake of this test."""
    return _client("sesv2", _ses_of_test)


@dataclass
class FakeOfTest:
    """The fake of a test, and what the decorators of the test were lent."""

    fake: SESFake
    loan: Loan

    def for_all_examples(self) -> SESFake:
        """The fake, which under `@given` every example then shares instead of having its own."""
        self.loan.fake = self.fake
        return self.fake


@pytest.fixture
def _ses_of_test(request: pytest.FixtureRequest) -> Iterator[FakeOfTest]:
    item = request.node
    decorators, options = _decorators_and_options(item)
    try:
        active = MockSES(options)
        fake = active.start()
    except (TypeError, ValueError) as error:
        _refuse(item, str(error), "its fake")
    has_examples = runs_examples(getattr(item, "function", None))
    loan = Loan(active.settings, None if has_examples else fake)
    item.config.stash[_WATCH].fake = fake
    for decorator in decorators:
        decorator.lend(loan)
    yield FakeOfTest(fake, loan)
    for decorator in decorators:
        decorator.lend(None)
    active.stop()
    pytest_report.warn_of_unmet_faults(item.config.stash[_WATCH])


def _client(service: str, of_test: FakeOfTest) -> Any:
    try:
        boto3: Any = importlib.import_module("boto3")
    except ImportError:
        raise pytest.fail.Exception(
            f"The fixture `{service}_client` needs boto3, which is not installed: "
            "`pip install boto3`, or make a client with botocore and ask for the fixture `ses`.",
            pytrace=False,
        ) from None
    of_test.for_all_examples()
    return boto3.client(service)


# Who has a fake


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if isinstance(item, pytest.Function) and _wants_a_fake(item):
        _put_first_of_function_scope("_ses_of_test", item)


def _wants_a_fake(item: pytest.Function) -> bool:
    return "_ses_of_test" in item.fixturenames or any(
        _decorators_at(node) or any(mark.name == "ses" for mark in node.own_markers)
        for node in item.listchain()
    )


def _put_first_of_function_scope(fixture: str, item: pytest.Function) -> None:
    definitions = item._fixtureinfo.name2fixturedefs  # noqa: SLF001  # the scopes stand only there
    names = [name for name in item.fixturenames if name != fixture]
    place = len(names)
    for index, name in enumerate(names):
        if name in definitions and definitions[name][-1].scope == "function":
            place = index
            break
    item.fixturenames = [*names[:place], fixture, *names[place:]]


# Options


def _decorators_and_options(item: pytest.Item) -> tuple[list[MockSES], dict[str, Any]]:
    decorators: list[MockSES] = []
    defaults: dict[str, Any] = item.config.stash[_DEFAULTS]
    options = dict(defaults)
    for node in item.listchain():
        for decorator in _decorators_at(node):
            decorators.append(decorator)
            options.update(decorator.options)
        for mark in _marks_at(node):
            _check(mark, item)
            options.update(mark.kwargs)
    return decorators, options


def _decorators_at(node: Any) -> tuple[MockSES, ...]:
    if isinstance(node, pytest.Class):
        return marks_of(node.obj)
    if isinstance(node, pytest.Function):
        return marks_of(node.function)
    return ()


def _marks_at(node: Any) -> list[pytest.Mark]:
    """The markers on a node, the closest last."""
    marks = [mark for mark in node.own_markers if mark.name == "ses"]
    if isinstance(node, pytest.Class):
        return marks  # pytest lists those of base classes first
    marks.reverse()
    of_parameters = getattr(getattr(node, "callspec", None), "marks", ())
    return marks + [mark for mark in of_parameters if mark.name == "ses"]


def _check(mark: pytest.Mark, item: pytest.Item) -> None:
    if mark.args:
        _refuse(item, f"options are named, as in production=True; not {mark.args[0]!r}.")
    try:
        Settings.of(mark.kwargs)
    except (TypeError, ValueError) as error:
        _refuse(item, str(error))


def _refuse(item: pytest.Item, problem: str, whose: str = "@pytest.mark.ses") -> NoReturn:
    message = f"{item.nodeid}: wrong options of {whose}: {problem}"
    raise pytest.fail.Exception(message, pytrace=False) from None


# Configuration and report

_DEFAULTS = pytest.StashKey[dict[str, Any]]()
_WATCH = pytest.StashKey[pytest_report.Watch]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("sesfake").addoption(
        "--ses-report",
        metavar="DIR",
        help="keep what failing tests have sent, as a page and .eml files, in a folder for each",
    )
    parser.addini(
        "ses_report", "sesfake: default of --ses-report, beside the configuration file", default=""
    )
    pytest_options.add(parser)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", _MARKER)
    config.stash[_DEFAULTS] = pytest_options.defaults(config)
    watch = config.stash[_WATCH] = pytest_report.Watch(_report_folder(config))
    mock.observers.append(watch.notice)


def pytest_unconfigure(config: pytest.Config) -> None:
    watch = config.stash.get(_WATCH, None)
    if watch is not None:
        mock.observers.remove(watch.notice)


def _report_folder(config: pytest.Config) -> Path | None:
    asked: str | None = config.getoption("--ses-report")
    if asked:
        return config.invocation_params.dir / asked
    default: str = config.getini("ses_report")
    beside = config.inipath.parent if config.inipath else config.rootpath
    return beside / default if default else None


def pytest_assertrepr_compare(
    config: pytest.Config, op: str, left: object, right: object
) -> list[str] | None:
    if not any(type(side).__module__.startswith("sesfake.") for side in (left, right)):
        return None
    from sesfake.pytest_assertions import explained  # noqa: PLC0415  # few tests fail

    return explained(op, left, right, verbose=config.get_verbosity() > 1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    watch = item.config.stash[_WATCH]
    watch.has_passed = report.when == "call" and report.passed
    if report.failed:
        report.sections += pytest_report.sections(watch, item, call, said=report.longreprtext)
    if call.when == "teardown":
        watch.forget()
    return report

"""Async tests and async fixtures, as pytest-asyncio and anyio run them."""

from __future__ import annotations

import pytest

pytest.importorskip("aiobotocore")

SHOP = """
from aiobotocore.session import get_session

SESSION = get_session()  # made before any fake

async def welcome(client=None):
    if client is not None:
        return await client.send_email(
            FromEmailAddress="shop@example.com",
            Destination={"ToAddresses": ["ann@example.com"]},
            Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}},
        )
    async with SESSION.create_client("sesv2") as client:
        return await welcome(client)
"""

TESTS = """
import pytest
import sesfake
from sesfake import mock_ses
from shop import SESSION, welcome

@pytest.fixture
def ready(ses):
    ses.verify("example.com")

{fixture}
async def client():
    async with SESSION.create_client("sesv2") as client:
        yield client

{fixture}
async def welcomed(client, ready):
    await welcome(client)

{test}
@pytest.mark.ses(verified=["example.com"])
async def test_marker(client, ses):
    await welcome(client)
    assert len(ses.outbox) == 1

{test}
async def test_fixture(welcomed, client, ses):
    await welcome(client)
    assert len(ses.outbox) == 2

{test}
@mock_ses(verified=["example.com"])
async def test_decorator(client):
    await welcome(client)
    assert len(sesfake.current().outbox) == 1

{test}
@mock_ses(verified=["example.com"])
async def test_decorator_with_the_fixture(client, ses):
    await welcome(client)
    assert ses is sesfake.current()
    assert len(ses.outbox) == 1

@mock_ses(verified=["example.com"])
class TestClass:
    {test}
    async def test_method(self, client, ses_client):
        await welcome(client)
        assert ses_client.get_send_quota()["SentLast24Hours"] == 1

{test}
async def test_block():
    async with mock_ses(verified=["example.com"]) as ses:
        await welcome()
    assert len(ses.outbox) == 1

{fixture}
@mock_ses(verified=["example.com"])
async def mailbox():
    await welcome()
    yield sesfake.current()

{test}
async def test_decorated_fixture(mailbox):
    assert len(mailbox.outbox) == 1
    await welcome()
    assert len(mailbox.outbox) == 2

{test}
async def test_failing(ses):
    await welcome()
"""

ASYNCIO = ("-o", "asyncio_default_fixture_loop_scope=function")


BY_ASYNCIO = TESTS.format(
    fixture="import pytest_asyncio\n@pytest_asyncio.fixture", test="@pytest.mark.asyncio"
)
BY_ANYIO = (
    TESTS.format(fixture="@pytest.fixture", test="@pytest.mark.anyio")
    + """
@pytest.fixture
def anyio_backend():
    return "asyncio"
"""
)
BY_ITSELF = TESTS.format(fixture="@pytest.fixture", test="")


@pytest.fixture
def run(pytester):
    def run(*options, **modules):
        pytester.makepyfile(shop=SHOP, **modules)
        return pytester.runpytest_subprocess(
            "-p",
            "no:cacheprovider",
            "-p",
            "no:hypothesispytest",
            "--strict-markers",
            "-Werror",
            *options,
        )

    return run


def check(result, times=1):
    result.assert_outcomes(passed=7 * times, failed=times)
    hint = "*To mend the test: `ses.verify('shop@example.com', 'ann@example.com')`*"
    result.stdout.fnmatch_lines(["*Email address is not verified*", hint] * times)


def test_with_pytest_asyncio_and_anyio_side_by_side(run):
    pytest.importorskip("pytest_asyncio")
    pytest.importorskip("anyio")

    check(
        run(
            "-o",
            "asyncio_default_fixture_loop_scope=function",
            test_asyncio=BY_ASYNCIO,
            test_anyio=BY_ANYIO,
        ),
        times=2,
    )


def test_in_the_auto_mode_of_pytest_asyncio(run):
    pytest.importorskip("pytest_asyncio")

    check(
        run(
            "-o",
            "asyncio_default_fixture_loop_scope=function",
            "-o",
            "asyncio_mode=auto",
            test_it=BY_ITSELF,
        )
    )

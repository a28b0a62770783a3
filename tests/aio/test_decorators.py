"""`@mock_ses` on what is awaited: functions, methods of test cases, generators, managers."""

from __future__ import annotations

import asyncio
import contextlib
import unittest

import pytest

pytest.importorskip("aiobotocore")

from aiobotocore.session import get_session
from botocore.exceptions import ClientError

import sesfake
from sesfake import mock_ses
from tests.aio.sending import ADDRESS, send, subjects


async def welcome(subject="Welcome"):
    async with get_session().create_client("sesv2") as client:
        await send(client, subject)


def run(case):
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(result)
    assert (result.errors, result.failures) == ([], [])
    return result.testsRun


def test_a_coroutine_function_has_a_fake_for_each_call():
    @mock_ses(verified=[ADDRESS])
    async def main():
        await welcome()
        return sesfake.current()

    first, second = asyncio.run(main()), asyncio.run(main())

    assert first is not second
    assert subjects(first) == subjects(second) == ["Welcome"]
    with pytest.raises(RuntimeError, match="No fake of SES is active"):
        sesfake.current()


def test_coroutine_methods_of_an_async_test_case_are_decorated_one_by_one():
    class Case(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self):
            with pytest.raises(RuntimeError, match="No fake of SES is active"):
                sesfake.current()

        @mock_ses(verified=[ADDRESS])
        async def test_sends(self):
            await welcome()
            assert subjects(sesfake.current()) == ["Welcome"]

        @mock_ses
        async def test_is_refused(self):
            with pytest.raises(ClientError, match="Email address is not verified"):
                await welcome()

    assert run(Case) == 2


def test_an_async_test_case_is_inside_its_fake_from_set_up_to_the_cleanups():
    @mock_ses(verified=[ADDRESS])
    class Case(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self):
            self.client = await self.made_client()
            await send(self.client, "set up")

        async def made_client(self):
            context = get_session().create_client("ses")
            client = await context.__aenter__()
            self.addAsyncCleanup(context.__aexit__, None, None, None)
            self.addAsyncCleanup(self.check)
            return client

        async def test_one(self):
            await send(self.client, "one")

        @mock_ses(seed=7)
        async def test_two(self):
            await send(self.client, "one")

        async def check(self):
            await send(self.client, "cleanup")
            assert subjects(sesfake.current()) == ["set up", "one", "cleanup"]

    assert run(Case) == 2


def test_an_async_context_manager_may_be_made_of_a_decorated_generator():
    @contextlib.asynccontextmanager
    @mock_ses(verified=[ADDRESS])
    async def mailbox():
        yield sesfake.current()

    async def main():
        async with mailbox() as ses:
            await welcome()
        return ses

    assert subjects(asyncio.run(main())) == ["Welcome"]


def test_a_coroutine_that_fails_leaves_its_fake():
    @mock_ses
    async def main():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(main())
    with pytest.raises(RuntimeError, match="No fake of SES is active"):
        sesfake.current()


def test_a_cancelled_coroutine_leaves_its_fake():
    @mock_ses
    async def forever():
        await asyncio.Event().wait()

    async def main():
        task = asyncio.create_task(forever())
        await asyncio.sleep(0)
        sesfake.current()
        task.cancel()
        await asyncio.wait([task])
        with pytest.raises(RuntimeError, match="No fake of SES is active"):
            sesfake.current()

    asyncio.run(main())

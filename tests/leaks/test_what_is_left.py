"""After a fake all is as it was before, however it ended."""

from __future__ import annotations

import asyncio
import gc
import threading
import unittest
import weakref

import boto3
import botocore.session
import pytest

import sesfake.adapters.botocore
import sesfake.mock
from sesfake import mock_ses
from sesfake.domain.refusals import Refusal
from tests.leaks.scenario import SHOP, a_day, program
from tests.leaks.world import settle, world

KEYS = {"aws_access_key_id": "AKID", "aws_secret_access_key": "secret"}


def inside_an_exception():
    with pytest.raises(ZeroDivisionError), mock_ses(verified=[SHOP], production=True) as ses:
        program(ses)
        raise ZeroDivisionError


def inside_an_interruption():
    with pytest.raises(KeyboardInterrupt), mock_ses():
        raise KeyboardInterrupt


def one_in_another():
    with mock_ses(verified=[SHOP], production=True) as outer:
        program(outer)
        with pytest.raises(ZeroDivisionError), mock_ses(verified=[SHOP], production=True) as inner:
            program(inner)
            raise ZeroDivisionError
        assert sesfake.current() is outer


def ended_in_another_order():
    mocks = [mock_ses() for _ in range(3)]
    for mock in mocks:
        mock.start()
    for mock in (mocks[1], mocks[0], mocks[2]):
        mock.stop()


def wrong_options():
    for options in ({"verified": "a@b.c"}, {"verified": ["no identity"]}, {"account_id": 1}):
        with pytest.raises((TypeError, ValueError)), mock_ses(**options):
            pass
    with pytest.raises((TypeError, ValueError)):
        mock_ses(unknown=1)


def a_hook_that_fails():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sesfake.adapters.botocore.Hook, "_install_in_aiobotocore", lambda _: 1 // 0)
        with pytest.raises(ZeroDivisionError), mock_ses():
            pass
    with pytest.raises(RuntimeError, match="No fake of SES is active"):
        sesfake.current()


def an_observer_that_fails():
    sesfake.mock.observers.append(lambda _: 1 // 0)
    try:
        with pytest.raises(ZeroDivisionError), mock_ses():
            pass
    finally:
        sesfake.mock.observers.pop()
    with pytest.raises(RuntimeError, match="No fake of SES is active"):
        sesfake.current()


def a_generator_that_is_dropped():
    @mock_ses(verified=[SHOP], production=True)
    def generator():
        yield program(sesfake.current())
        raise AssertionError

    running = generator()
    next(running)
    running.close()
    running = generator()
    next(running)
    del running
    gc.collect()


def tasks():
    async def wait():
        async with mock_ses(verified=[SHOP], production=True) as ses:
            program(ses)
            await asyncio.sleep(60)

    @mock_ses(verified=[SHOP], production=True)
    async def decorated():
        program(sesfake.current())

    async def main():
        task = asyncio.create_task(wait())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await decorated()

    asyncio.run(main())


def decorated_tests():
    @mock_ses(verified=[SHOP], production=True)
    class Case(unittest.TestCase):
        def test_fails(self):
            program(sesfake.current())
            raise AssertionError

        @mock_ses(seed=1)
        def test_passes(self):
            program(sesfake.current())

    result = unittest.TestResult()
    for name in ("test_fails", "test_passes"):
        Case(name).run(result)
    assert (len(result.failures), len(result.errors), result.testsRun) == (1, 0, 2)


def attached_clients():
    client, session = boto3.client("sesv2", "us-east-1", **KEYS), boto3.Session()
    with pytest.raises(ZeroDivisionError), mock_ses().apart().attach(client):
        client.get_account()
        raise ZeroDivisionError
    with mock_ses() as ses:
        ses.attach(client)
        ses.attach(session)
        session.client("ses").get_send_quota()


def threads():
    works = [threading.Thread(target=a_day) for _ in range(4)]
    for work in works:
        work.start()
    for work in works:
        work.join()


WAYS = [
    a_day, inside_an_exception, inside_an_interruption, one_in_another, ended_in_another_order,
    wrong_options, a_hook_that_fails, an_observer_that_fails, a_generator_that_is_dropped, tasks,
    decorated_tests, attached_clients,
]  # fmt: skip


@pytest.fixture(autouse=True)
def settled():
    """What the program imports and makes by itself is there already."""
    settle()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_everything_is_as_before(way):
    before = world()  # not in a fixture: pytest itself changes things between its phases

    way()

    after = world()
    assert before.changed(after) == {}
    assert after.keys() == before.keys()


def test_a_client_stays_as_it_was_made():
    client = boto3.client("sesv2", "us-east-1", **KEYS)
    parts = (client, client._endpoint, client._request_signer, client.meta.events)
    members = [dict(vars(part)) for part in parts]

    with mock_ses() as ses, ses.attach(client):
        client.get_account()

    assert [vars(part).keys() for part in parts] == [part.keys() for part in members]
    assert all(
        vars(part)[name] is member
        for part, then in zip(parts, members, strict=True)
        for name, member in then.items()
    )


@pytest.mark.parametrize("fails", [False, True])
def test_a_fake_that_is_over_is_forgotten(fails, monkeypatch):
    monkeypatch.setattr(sesfake.mock, "observers", [])  # pytest's report holds it a while
    session = botocore.session.Session()
    clients = []
    seen = []

    def use():
        with mock_ses(verified=[SHOP], production=True) as ses:
            program(ses)
            clients.append(session.create_client("sesv2"))
            clients[0].get_account()
            clients.append(ses.attach(boto3.client("ses"))._target)
            account = ses.accounts.open("123456789012", "us-east-1")
            world_of = (ses, ses.accounts, account, ses.accounts.mailbag, ses.outbox.last)
            seen.extend(map(weakref.ref, world_of))
            if fails:
                raise ZeroDivisionError

    if fails:
        with pytest.raises(ZeroDivisionError):
            use()
    else:
        use()
    gc.collect()

    assert [reference() for reference in seen] == [None] * 5


def test_hints_for_attempts_that_were_made_again_do_not_pile_up(ses, ses_client):
    for number in range(1_100):
        refusal = Refusal("SendEmail", "Rate exceeded", "Wait.", None, "us-east-1")
        ses.accounts.note(refusal, f"attempt {number}")

    assert len(ses.accounts.hints) == 1_000
    assert ses.accounts.take_hint("attempt 1099") == "Wait."
    assert ses.accounts.take_hint("attempt 1") is None


def test_a_thousand_fakes_leave_no_more_than_one():
    def use(times):
        for _ in range(times):
            with mock_ses(verified=[SHOP]) as ses:
                client.send_email(
                    Source=SHOP,
                    Destination={"ToAddresses": [SHOP]},
                    Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}},
                )
                assert len(ses.outbox) == 1

    client = boto3.client("ses", "us-east-1", **KEYS)
    use(10)
    gc.collect()
    before = len(gc.get_objects())
    use(1_000)
    gc.collect()

    assert len(gc.get_objects()) - before < 100

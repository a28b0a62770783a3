"""`ses.attach(...)` with clients and sessions of aiobotocore."""

from __future__ import annotations

import asyncio
import contextlib
import threading

import pytest

pytest.importorskip("aiobotocore")

from aiobotocore.config import AioConfig
from aiobotocore.endpoint import AioEndpoint
from aiobotocore.session import get_session
from botocore.exceptions import ClientError

from sesfake import mock_ses
from sesfake.adapters.hints import hint_of
from tests.aio.sending import ADDRESS, send, subjects

KEYS = {"aws_access_key_id": "AKID", "aws_secret_access_key": "secret"}
HOST = "socket.getaddrinfo('email.eu-west-1.amazonaws.com')"


@pytest.fixture
def apart():
    return mock_ses(verified=[ADDRESS]).apart()


def test_an_attached_client_is_answered_and_others_are_not(
    apart, service, config, network_attempts
):
    once = config.merge(AioConfig(retries={"total_max_attempts": 1}))
    method = AioEndpoint.__dict__["_send_request"]

    async def main():
        create = get_session().create_client
        async with (
            create(service, "eu-west-1", config=once, **KEYS) as client,
            create(service, "eu-west-1", config=once, **KEYS) as other,
        ):
            with apart.attach(client):
                assert AioEndpoint.__dict__["_send_request"] is method
                await send(client, "attached")
                with contextlib.suppress(Exception):
                    await send(other, "other's")
                assert set(network_attempts) == {HOST}
                network_attempts.clear()
            with contextlib.suppress(Exception):
                await send(client, "detached")
            assert set(network_attempts) == {HOST}
            network_attempts.clear()

    asyncio.run(main())

    assert subjects(apart) == ["attached"]


def test_a_session_is_attached_with_all_the_clients_it_makes(apart, service, config):
    """Without any configuration; also while another fake is active."""

    async def main():
        with apart.attach(get_session()) as session:
            async with session.create_client(service, config=config) as client:
                await send(client, "alone")
                with mock_ses(verified=[ADDRESS]) as active:
                    await send(client, "session's")
                    async with session.create_client(service, config=config) as second:
                        await send(second, "session's too")
                    async with get_session().create_client(service, config=config) as other:
                        await send(other, "everybody's")
        with mock_ses(verified=[ADDRESS]) as later:
            async with session.create_client(service, config=config) as third:
                await send(third, "detached")
        return active, later

    active, later = asyncio.run(main())

    assert subjects(apart) == ["alone", "session's", "session's too"]
    assert (subjects(active), subjects(later)) == (["everybody's"], ["detached"])


def test_two_event_loops_in_two_threads_with_a_fake_each(service):
    meet = threading.Barrier(2)
    sent = {}

    async def main(name):
        ses = mock_ses(verified=[ADDRESS], production=True).apart()
        with ses.attach(get_session()) as session:
            async with session.create_client(service) as client:
                meet.wait()
                await asyncio.gather(*(send(client, f"{name} {n}") for n in range(20)))
        sent[name] = subjects(ses)

    threads = [threading.Thread(target=asyncio.run, args=(main(name),)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {name: sorted(sent[name]) for name in sent} == {
        name: sorted(f"{name} {n}" for n in range(20)) for name in "ab"
    }


def test_two_tasks_of_one_event_loop_with_a_fake_each(service):
    async def work(name):
        ses = mock_ses(verified=[ADDRESS], production=True).apart()
        with ses.attach(get_session()) as session:
            async with session.create_client(service) as client:
                for number in range(10):
                    await send(client, f"{name} {number}")
                    await asyncio.sleep(0)
        return subjects(ses)

    async def main():
        return await asyncio.gather(work("a"), work("b"))

    assert asyncio.run(main()) == [[f"{name} {n}" for n in range(10)] for name in "ab"]


def test_a_refusal_brings_the_hint_of_the_fake_that_refused(service):
    async def main():
        with mock_ses().apart().attach(get_session()) as session, mock_ses():
            async with session.create_client(service) as client:
                with pytest.raises(ClientError) as caught:
                    await send(client)
        return caught.value

    assert "ses.verify('shop@example.com')" in hint_of(asyncio.run(main()))


def test_a_client_not_entered_yet_cannot_be_attached(apart, service):
    waiting = get_session().create_client(service, "eu-west-1")

    with pytest.raises(TypeError, match="attached inside its `async with`"):
        apart.attach(waiting)
    waiting._coro.close()

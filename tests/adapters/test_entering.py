"""Entering and leaving: nested fakes, exceptions, start and stop, and what is left behind."""

from __future__ import annotations

import asyncio
import threading

import boto3
import botocore.client
import botocore.endpoint
import botocore.session
import botocore.signers
import pytest

import sesfake
from sesfake import mock_ses

from .sending import ADDRESS, send

METHODS = [
    (botocore.endpoint.Endpoint, "_send_request"),
    (botocore.session.Session, "create_client"),
    (botocore.session.Session, "__init__"),
    (botocore.signers.RequestSigner, "get_auth_instance"),
    (botocore.client.BaseClient, "_make_api_call"),
]


def methods():
    return [owner.__dict__[name] for owner, name in METHODS]


def subjects(ses):
    return [message.subject for message in ses.outbox]


def test_everything_is_as_before_afterwards():
    before = methods()

    with mock_ses():
        assert all(now is not then for now, then in zip(methods(), before, strict=True))

    assert methods() == before


def test_an_exception_leaves_the_fake_and_goes_on():
    before = methods()

    with pytest.raises(ZeroDivisionError), mock_ses():
        raise ZeroDivisionError

    assert methods() == before
    with pytest.raises(RuntimeError, match="No fake of SES is active"):
        sesfake.current()


def test_the_innermost_fake_answers_and_leaving_it_restores_the_outer(service):
    with mock_ses(verified=[ADDRESS]) as outer:
        client = boto3.client(service)
        send(client, subject="one")
        with mock_ses(verified=[ADDRESS]) as inner:
            assert sesfake.current() is inner
            send(client, subject="two")
        assert sesfake.current() is outer
        send(client, subject="three")

    assert (subjects(outer), subjects(inner)) == (["one", "three"], ["two"])


def test_an_exception_in_the_inner_fake_restores_the_outer(service):
    with mock_ses(verified=[ADDRESS]) as outer:
        client = boto3.client(service)
        with pytest.raises(ZeroDivisionError), mock_ses():
            raise ZeroDivisionError
        send(client)

    assert subjects(outer) == ["Hi"]


def test_fakes_may_end_in_any_order(service):
    before = methods()
    first, second = mock_ses(verified=[ADDRESS]), mock_ses(verified=[ADDRESS])
    first.start()
    ses = second.start()
    client = boto3.client(service)

    first.stop()
    send(client)
    second.stop()

    assert subjects(ses) == ["Hi"]
    assert methods() == before


def test_start_and_stop_are_entering_and_leaving(service):
    mock = mock_ses(verified=[ADDRESS])

    ses = mock.start()
    send(boto3.client(service))
    mock.stop()

    assert subjects(ses) == ["Hi"]
    with pytest.raises(RuntimeError, match=r"This mock_ses\(\) was not started, or was stopped"):
        mock.stop()


def test_every_entry_of_one_mock_is_a_new_fake(service):
    mock = mock_ses(verified=[ADDRESS])
    with mock as first:
        client = boto3.client(service)
        send(client, subject="one")
    with mock as second:
        send(client, subject="two")
        with mock as third:
            send(client, subject="three")

    assert (subjects(first), subjects(second), subjects(third)) == (["one"], ["two"], ["three"])


def test_async_with_is_entering_and_leaving(service):
    async def main():
        async with mock_ses(verified=[ADDRESS]) as ses:
            send(boto3.client(service))
        return ses

    assert subjects(asyncio.run(main())) == ["Hi"]


def test_many_threads_may_enter_and_leave_at_the_same_time():
    before = methods()
    errors = []

    def work():
        try:
            for _ in range(50):
                with mock_ses():
                    pass
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert methods() == before


def test_a_call_under_way_when_the_fake_ends_is_answered_by_it(service):
    """No request slips out to the network in the moment of leaving."""
    mock = mock_ses(verified=[ADDRESS])
    ses = mock.start()
    client = boto3.client(service)
    client.meta.events.register("request-created", lambda **_: mock.stop())

    send(client)

    assert subjects(ses) == ["Hi"]

"""Faults on demand for aiobotocore: its two HTTP backends do not call broken connections alike.

Names of exceptions and numbers of attempts are those that a server on the same machine brought
about which resets connections, closes them, says nothing, or is not there.
"""

from __future__ import annotations

import asyncio
import sys

import pytest

pytest.importorskip("aiobotocore")

from aiobotocore.config import AioConfig
from aiobotocore.session import get_session
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    ReadTimeoutError,
)
from botocore.retries.standard import ExponentialBackoff

from sesfake import mock_ses

ADDRESS = "shop@example.com"
NOW = 1_700_000_000.0
MODES = ["legacy", "standard", "adaptive"]
ATTEMPTS = {"legacy": 5, "standard": 3, "adaptive": 3}
UNKNOWN = {"legacy": 1, "standard": 3, "adaptive": 3}  # attempts after a plain HTTPClientError
BROKEN = [
    ("aiohttp", "timeout", ReadTimeoutError, ATTEMPTS),
    ("aiohttp", "connect_timeout", ConnectTimeoutError, ATTEMPTS),
    ("aiohttp", "connection_reset", EndpointConnectionError, ATTEMPTS),
    ("aiohttp", "connection_closed", ConnectionClosedError, ATTEMPTS),
    ("aiohttp", "connection_refused", EndpointConnectionError, ATTEMPTS),
    ("httpx", "timeout", ReadTimeoutError, ATTEMPTS),
    ("httpx", "connect_timeout", ConnectTimeoutError, ATTEMPTS),
    ("httpx", "connection_reset", HTTPClientError, UNKNOWN),
    ("httpx", "connection_closed", HTTPClientError, UNKNOWN),
    ("httpx", "connection_refused", EndpointConnectionError, ATTEMPTS),
]

# It prefers a fork of httpx, and says so whenever httpx is used.
pytestmark = pytest.mark.filterwarnings("ignore:aiobotocore's httpx backend:DeprecationWarning")


def config_for(backend, mode="legacy", **options):
    if backend == "httpx":
        pytest.importorskip("httpx")
        httpxsession = pytest.importorskip("aiobotocore.httpxsession")
        options["http_session_cls"] = httpxsession.HttpxSession
    return AioConfig(retries={"mode": mode}, **options)


@pytest.fixture(params=["aiohttp", "httpx"])
def backend(request):
    return request.param


@pytest.fixture(autouse=True)
def sleeps(monkeypatch):
    """Every sleep of the test, made none; no back-off is any, and the computer's clock stands."""
    seconds = []
    sleep = asyncio.sleep

    async def note(delay, *args):
        seconds.append(delay)
        return await sleep(0, *args)

    monkeypatch.setattr(asyncio, "sleep", note)
    if "anyio" in sys.modules:  # which the backend for httpx sleeps with
        monkeypatch.setattr("anyio.sleep", note)
    monkeypatch.setattr("random.random", lambda: 0.0)
    monkeypatch.setattr("time.time", lambda: NOW)
    monkeypatch.setattr(ExponentialBackoff, "delay_amount", lambda *_: 0.0)
    return seconds


def send(service, config):
    async def main():
        message = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}
        if service == "ses":
            request = {"Source": ADDRESS, "Message": message}
        else:
            request = {"FromEmailAddress": ADDRESS, "Content": {"Simple": message}}
        async with get_session().create_client(service, config=config) as client:
            return await client.send_email(Destination={"ToAddresses": [ADDRESS]}, **request)

    return asyncio.run(main())


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: "-".join(broken[:2]))
def test_a_client_that_gets_no_answer_gives_up_in_the_end(service, mode, broken, sleeps):
    backend, kind, error, attempts = broken
    config = config_for(backend, mode)
    with mock_ses(verified=[ADDRESS]) as ses:
        outage = ses.fail("SendEmail", kind)
        with pytest.raises(error) as caught:
            send(service, config)

        seconds = 60 * attempts[mode] if "timeout" in kind else 0
        assert ses.clock.timestamp() == NOW + seconds
    assert type(caught.value) is error
    assert outage.met == attempts[mode]
    assert ses.outbox == []
    assert sleeps == [0] * (attempts[mode] - 1)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("lost", ["timeout", 503, "InternalFailure"])
def test_a_mail_whose_answer_is_lost_is_sent_twice(service, backend, mode, lost):
    config = config_for(backend, mode)
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", lost, lost=True)
        answer = send(service, config)

    first, second = ses.outbox
    assert first.id != second.id == answer["MessageId"]
    assert answer["ResponseMetadata"]["RetryAttempts"] == 1


def test_a_status_alone_is_tried_again(service, backend):
    config = config_for(backend)
    with mock_ses(verified=[ADDRESS]) as ses:
        outage = ses.fail(error=503)
        with pytest.raises(ClientError, match="Service Unavailable"):
            send(service, config)

    assert outage.met == 5


@pytest.mark.parametrize(("delay", "attempts"), [(2.5, 1), (2.6, 5)])
def test_an_answer_later_than_the_client_waits_is_a_timeout(service, backend, delay, attempts):
    config = config_for(backend, read_timeout=2.5)
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail("SendEmail", delay=delay)
        if attempts == 1:
            send(service, config)
        else:
            with pytest.raises(ReadTimeoutError):
                send(service, config)

        assert len(ses.outbox) == attempts
        assert ses.clock.timestamp() == NOW + 2.5 * attempts

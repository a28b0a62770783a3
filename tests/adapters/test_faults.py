"""What a client sees of connections that break, of answers that are late or lost, in every mode.

Names of exceptions and numbers of attempts are those that a server on the same machine brought
about which resets connections, closes them, says nothing, or is not there.
"""

from __future__ import annotations

import random
import time

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)
from botocore.retries.standard import ExponentialBackoff

from sesfake import mock_ses

from .sending import ADDRESS, send

NOW = 1_700_000_000.0
MODES = ["legacy", "standard", "adaptive"]
ATTEMPTS = {"legacy": 5, "standard": 3, "adaptive": 3}
HOSTS = {
    "ses": "https://email.us-east-1.amazonaws.com/",
    "sesv2": "https://email.us-east-1.amazonaws.com/v2/email/outbound-emails",
}
CLOSED = 'Connection was closed before we received a valid response from endpoint URL: "{}".'
BROKEN = [
    ("timeout", ReadTimeoutError, 'Read timeout on endpoint URL: "{}"', 60),
    ("connect_timeout", ConnectTimeoutError, 'Connect timeout on endpoint URL: "{}"', 60),
    ("connection_reset", ConnectionClosedError, CLOSED, 0),
    ("connection_closed", ConnectionClosedError, CLOSED, 0),
    (
        "connection_refused",
        EndpointConnectionError,
        'Could not connect to the endpoint URL: "{}"',
        0,
    ),
]
KINDS = [kind for kind, *_ in BROKEN]


@pytest.fixture(autouse=True)
def sleeps(monkeypatch):
    """Every real sleep of the test; no back-off is any, and the computer's clock stands."""
    seconds = []
    monkeypatch.setattr(time, "sleep", seconds.append)
    monkeypatch.setattr(time, "time", lambda: NOW)
    monkeypatch.setattr(random, "random", lambda: 0.0)
    monkeypatch.setattr(ExponentialBackoff, "delay_amount", lambda *_: 0.0)
    return seconds


def client_for(service, mode="legacy", **config):
    return boto3.client(service, config=Config(retries={"mode": mode}, **config))


def once(service, **config):
    return boto3.client(service, config=Config(retries={"total_max_attempts": 1}, **config))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("broken", BROKEN, ids=KINDS)
def test_a_client_that_gets_no_answer_gives_up_in_the_end(service, mode, broken, sleeps):
    kind, error, text, seconds = broken
    with mock_ses(verified=[ADDRESS]) as ses:
        outage = ses.fail("SendEmail", kind)
        with pytest.raises(error) as caught:
            send(client_for(service, mode))

        assert type(caught.value) is error
        assert str(caught.value) == text.format(HOSTS[service])
        assert outage.met == ATTEMPTS[mode]
        assert ses.clock.timestamp() == NOW + seconds * ATTEMPTS[mode]

    assert ses.outbox == []
    assert sleeps == [0] * (ATTEMPTS[mode] - 1)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_client_that_gets_an_answer_at_last_is_content(service, mode, kind):
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", kind, times=2)
        answer = send(client_for(service, mode))

    assert answer["ResponseMetadata"]["RetryAttempts"] == 2
    assert [message.id for message in ses.outbox] == [answer["MessageId"]]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_status_alone_is_tried_again(service, mode, status):
    with mock_ses(verified=[ADDRESS]) as ses:
        outage = ses.fail(error=status)
        with pytest.raises(ClientError) as caught:
            send(client_for(service, mode))

    assert caught.value.response["Error"]["Code"] == str(status)
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert outage.met == ATTEMPTS[mode]
    assert ses.outbox == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("status", [501, 505])
def test_a_status_that_botocore_does_not_know_is_final(service, mode, status):
    with mock_ses(verified=[ADDRESS]) as ses:
        outage = ses.fail(error=status)
        with pytest.raises(ClientError):
            send(client_for(service, mode))

    assert outage.met == 1


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "lost", ["timeout", "connection_reset", "connection_closed", 500, 504, "InternalFailure"]
)
def test_a_mail_whose_answer_is_lost_is_sent_twice(service, mode, lost):
    with mock_ses(verified=[ADDRESS], max_24_hour_send=2) as ses:
        ses.fail_next("SendEmail", lost, lost=True)
        answer = send(client_for(service, mode))

        first, second = ses.outbox
        assert (first.subject, second.subject) == ("Hi", "Hi")
        assert first.id != second.id == answer["MessageId"]
        assert answer["ResponseMetadata"]["RetryAttempts"] == 1
        with pytest.raises(ClientError, match=r"Daily message quota exceeded\."):
            send(client_for(service, mode))


@pytest.mark.parametrize("mode", MODES)
def test_every_answer_lost_is_a_mail_for_every_attempt(service, mode):
    with mock_ses(verified=[ADDRESS]) as ses:
        with ses.fail("SendEmail", "timeout", lost=True), pytest.raises(ReadTimeoutError):
            send(client_for(service, mode))

        assert len(ses.outbox) == ATTEMPTS[mode]
        assert ses.outbox.last.sent_at.timestamp() == NOW + 60 * (ATTEMPTS[mode] - 1)


def test_a_late_answer_takes_its_time_on_the_clock(service, sleeps):
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail("SendEmail", delay=20)
        answer = send(client_for(service))

        assert ses.clock.timestamp() == NOW + 20
        assert [message.id for message in ses.outbox] == [answer["MessageId"]]
        assert ses.outbox.last.sent_at.timestamp() == NOW
    assert sleeps == []


@pytest.mark.parametrize(("delay", "attempts"), [(2.5, 1), (2.6, 5)])
def test_an_answer_later_than_the_client_waits_is_a_timeout(service, delay, attempts):
    """And SES has done by then what was asked, each time."""
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail("SendEmail", delay=delay)
        client = client_for(service, read_timeout=2.5)
        if attempts == 1:
            send(client)
        else:
            with pytest.raises(ReadTimeoutError):
                send(client)

        assert len(ses.outbox) == attempts
        assert ses.clock.timestamp() == NOW + 2.5 * attempts


def test_a_client_without_a_timeout_waits_as_long_as_it_takes(service):
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", delay=86_400)
        send(client_for(service, read_timeout=None))

        assert ses.clock.timestamp() == NOW + 86_400


@pytest.mark.parametrize(("kind", "option"), [("timeout", "read"), ("connect_timeout", "connect")])
def test_a_timeout_is_as_long_as_the_client_says(service, kind, option):
    with mock_ses() as ses:
        ses.fail_next("SendEmail", kind)
        with pytest.raises((ReadTimeoutError, ConnectTimeoutError)):
            send(once(service, **{f"{option}_timeout": 7}))

        assert ses.clock.timestamp() == NOW + 7


@pytest.mark.parametrize("error", ["AccessDenied", 501, "connection_reset"])
def test_an_error_may_be_late_too(service, error):
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail("SendEmail", error, delay=5)
        with pytest.raises((ClientError, ConnectionClosedError)):
            send(once(service))
        with pytest.raises(ReadTimeoutError):
            send(once(service, read_timeout=4))

        assert ses.clock.timestamp() == NOW + 5 + 4
    assert ses.outbox == []


@pytest.mark.parametrize("kind", [*KINDS, None])
def test_a_held_clock_does_not_move(service, kind):
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.clock.freeze()
        ses.fail_next("SendEmail", kind, delay=30 if kind is None else 0)
        send(client_for(service))

        assert ses.clock.timestamp() == NOW


def test_the_backoff_comes_after_the_wait(service, monkeypatch):
    monkeypatch.setattr(random, "random", lambda: 0.5)

    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", "timeout", times=2)
        send(client_for(service, read_timeout=10))

        assert ses.clock.timestamp() == NOW + 10 + 0.5 + 10 + 1


def test_the_exception_knows_why(service):
    with mock_ses() as ses:
        ses.fail("SendEmail", "connection_reset")
        with pytest.raises(ConnectionClosedError) as caught:
            send(once(service))

    assert isinstance(caught.value.kwargs["error"], ConnectionResetError)
    assert str(caught.value.__cause__) == "connection_reset, as a test has asked"


def test_the_events_of_the_client_see_the_exception(service):
    seen = []
    with mock_ses() as ses:
        ses.fail("SendEmail", "timeout")
        client = once(service)
        client.meta.events.register(
            "response-received", lambda exception, **_: seen.append(type(exception))
        )
        with pytest.raises(ReadTimeoutError):
            send(client)

    assert seen == [ReadTimeoutError]


def test_moto_inside_is_not_asked(service):
    moto = pytest.importorskip("moto")
    with mock_ses(verified=[ADDRESS]) as ses, moto.mock_aws():
        ses.fail("SendEmail", "connection_closed")
        with pytest.raises(ConnectionClosedError):
            send(once(service))

    assert ses.outbox == []

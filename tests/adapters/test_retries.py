"""botocore tries again as ever; it costs no time, and the clock moves over it unless it is held."""

from __future__ import annotations

import datetime
import random
import threading
import time

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.retries.standard import ExponentialBackoff

from sesfake import mock_ses

from .sending import ADDRESS, send

freezegun = pytest.importorskip("freezegun")
time_machine = pytest.importorskip("time_machine")

NOW = 1_700_000_000.0
MODES = ["legacy", "standard", "adaptive"]
# https://boto3.amazonaws.com/v1/documentation/api/latest/guide/retries.html
ATTEMPTS = {"legacy": 5, "standard": 3, "adaptive": 3}
# The wire codes of either API for one kind of trouble, and the status that botocore goes by.
RETRIED = [
    ("Throttling", {"ses": ("Throttling", 400), "sesv2": ("TooManyRequestsException", 429)}),
    (
        "InternalFailure",
        {"ses": ("InternalFailure", 500), "sesv2": ("InternalServiceErrorException", 500)},
    ),
    (
        "ServiceUnavailable",
        {"ses": ("ServiceUnavailable", 503), "sesv2": ("ServiceUnavailable", 503)},
    ),
]


@pytest.fixture
def sleeps(monkeypatch):
    """Every real sleep of the test."""
    seconds = []
    monkeypatch.setattr(time, "sleep", seconds.append)
    return seconds


def client_for(service, mode="legacy"):
    return boto3.client(service, config=Config(retries={"mode": mode}))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("error", "answers"), RETRIED, ids=[error for error, _ in RETRIED])
def test_a_call_that_fails_twice_succeeds_at_the_third_attempt(
    service, mode, error, answers, sleeps
):
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", error, times=2)
        answer = send(client_for(service, mode))

    assert answer["ResponseMetadata"]["RetryAttempts"] == 2
    assert [message.id for message in ses.outbox] == [answer["MessageId"]]
    assert sleeps == [0, 0]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("error", "answers"), RETRIED, ids=[error for error, _ in RETRIED])
def test_a_call_that_keeps_failing_is_given_up(service, mode, error, answers, sleeps):
    code, status = answers[service]
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", error, times=ATTEMPTS[mode])
        client = client_for(service, mode)
        with pytest.raises(ClientError) as caught:
            send(client)
        send(client)

    response = caught.value.response
    assert (response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]) == (
        code,
        status,
    )
    assert response["ResponseMetadata"]["RetryAttempts"] == ATTEMPTS[mode] - 1
    assert response["ResponseMetadata"]["MaxAttemptsReached"]
    assert len(ses.outbox) == 1
    assert set(sleeps) == {0}


@pytest.mark.parametrize("mode", MODES)
def test_what_is_not_modelled_is_not_tried_again(service, mode, sleeps):
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", "NotModelled")
        client = client_for(service, mode)
        with pytest.raises(ClientError) as caught:
            send(client)

    assert caught.value.response["Error"]["Code"] == "NotModelled"
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501
    assert caught.value.response["ResponseMetadata"]["RetryAttempts"] == 0
    assert ses.outbox == []
    assert sleeps == []


def test_a_refusal_is_not_tried_again(service, sleeps):
    with mock_ses():
        client = client_for(service)
        with pytest.raises(client.exceptions.MessageRejected) as caught:
            send(client)

    assert caught.value.response["ResponseMetadata"]["RetryAttempts"] == 0
    assert sleeps == []


def test_a_client_that_may_not_retry_does_not(service, sleeps):
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", "Throttling")
        client = boto3.client(service, config=Config(retries={"total_max_attempts": 1}))
        with pytest.raises(ClientError):
            send(client)

    assert ses.outbox == []
    assert sleeps == []


def test_a_throttled_adaptive_client_is_not_slowed_down(service, sleeps):
    """Its rate limiter would wait before sending; nothing is sent, so it never waits."""
    with mock_ses(verified=[ADDRESS]) as ses:
        client = client_for(service, "adaptive")
        for number in range(5):
            ses.fail_next("SendEmail", "Throttling")
            send(client, subject=str(number))

    assert [message.subject for message in ses.outbox] == list("01234")
    assert sleeps == [0] * 5


def test_the_clock_moves_over_the_backoff(service, sleeps, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: NOW)
    monkeypatch.setattr(random, "random", lambda: 0.5)

    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", "InternalFailure", times=3)
        send(client_for(service))
        [message] = ses.outbox

        # legacy: a random number from 0 to 1, doubled with every attempt
        assert ses.clock.timestamp() == NOW + 0.5 + 1 + 2
        assert message.sent_at.timestamp() == NOW + 0.5 + 1 + 2


@pytest.mark.parametrize("error", ["Throttling", "TooManyRequestsException", "ThrottlingException"])
def test_what_was_throttled_waits_a_second_at_least(service, error, sleeps, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: NOW)
    monkeypatch.setattr(random, "random", lambda: 0.5)

    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", error, times=3)
        send(client_for(service))

        # 0.5 + 1 + 2 is what botocore would have slept
        assert ses.clock.timestamp() == NOW + 1 + 1 + 2


@pytest.fixture
def no_luck(monkeypatch):
    """The random number in every back-off is the one that makes it none at all.

    The computer's clock stands: no second passes because the computer is slow.
    """
    monkeypatch.setattr(time, "time", lambda: NOW)
    monkeypatch.setattr(random, "random", lambda: 0.0)
    monkeypatch.setattr(ExponentialBackoff, "delay_amount", lambda *_: 0.0)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("rate", [1, 14])
def test_the_rate_of_sending_recovers_during_the_backoff(service, mode, rate, sleeps, no_luck):
    """What a retry is for: the mail too many in a second is refused, and accepted a while later."""
    with mock_ses(verified=[ADDRESS], max_send_rate=rate) as ses:
        client = client_for(service, mode)
        answers = [send(client) for _ in range(3 * rate)]

    attempts = [answer["ResponseMetadata"]["RetryAttempts"] for answer in answers]
    assert attempts == ([0] * rate + [1] + [0] * (rate - 1) + [1] + [0] * (rate - 1))
    assert (ses.outbox[-1].sent_at - ses.outbox[0].sent_at).total_seconds() == 2
    assert set(sleeps) == {0}


@pytest.mark.parametrize("mode", MODES)
def test_other_operations_recover_too(mode, sleeps, no_luck):
    with mock_ses(enforce_rate=True):
        client = client_for("ses", mode)
        answers = [client.get_send_quota() for _ in range(2)]

    assert [answer["ResponseMetadata"]["RetryAttempts"] for answer in answers] == [0, 1]


@pytest.mark.parametrize("mode", MODES)
def test_a_held_clock_lets_no_rate_recover(service, mode, sleeps, no_luck):
    with mock_ses(verified=[ADDRESS], max_send_rate=1) as ses:
        ses.clock.freeze()
        client = client_for(service, mode)
        send(client)
        with pytest.raises(ClientError, match=r"Maximum sending rate exceeded\."):
            send(client)

    assert len(ses.outbox) == 1


@pytest.mark.parametrize("mode", MODES)
def test_a_clock_held_by_freezegun_stays(service, mode, sleeps):
    with freezegun.freeze_time("2026-01-02 03:04:05"), mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", "Throttling", times=2)
        assert send(client_for(service, mode))["ResponseMetadata"]["RetryAttempts"] == 2
        [message] = ses.outbox

    assert message.sent_at == datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)


@pytest.mark.parametrize("mode", MODES)
def test_a_clock_held_by_time_machine_stays(service, mode, sleeps):
    instant = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
    with mock_ses(verified=[ADDRESS]) as ses, time_machine.travel(instant, tick=False):
        ses.fail_next("SendEmail", "Throttling", times=2)
        assert send(client_for(service, mode))["ResponseMetadata"]["RetryAttempts"] == 2
        [message] = ses.outbox
        assert message.sent_at == instant


@pytest.mark.parametrize("mode", MODES)
def test_a_clock_held_by_the_test_stays(service, mode, sleeps):
    instant = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.clock.freeze(instant)
        ses.fail_next("SendEmail", "Throttling", times=2)
        assert send(client_for(service, mode))["ResponseMetadata"]["RetryAttempts"] == 2
        [message] = ses.outbox

    assert message.sent_at == instant


def test_two_threads_that_back_off_together_move_the_clock_once(service, sleeps, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: NOW)
    monkeypatch.setattr(random, "random", lambda: 0.5)
    both_refused = threading.Barrier(2, timeout=10)

    def meet(parsed_response, **_):
        if "Error" in parsed_response:
            both_refused.wait()

    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", "Throttling", times=2)
        clients = [client_for(service), client_for(service)]
        threads = []
        for client in clients:
            client.meta.events.register("response-received", meet)
            threads.append(threading.Thread(target=send, args=(client,)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert ses.clock.timestamp() == NOW + 1
    assert len(ses.outbox) == 2


def test_an_error_scripted_for_another_operation_waits_for_it(service, sleeps):
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("GetSendQuota", "Throttling")
        ses.fail_next("GetAccount", "Throttling")
        answer = send(client_for(service))

    assert answer["ResponseMetadata"]["RetryAttempts"] == 0

"""Faults on demand: which calls they are for, and what the client sees instead of an answer."""

from __future__ import annotations

import re

import boto3
import pytest
from botocore.exceptions import ConnectionClosedError

from tests.domain.failing import ANN, BOB, SHOP, once, outcomes, send
from tests.refusing import refusal, refusal_with_status

pytestmark = pytest.mark.ses(verified=["example.com"])


@pytest.fixture(params=["ses", "sesv2"])
def client(request, ses):
    return boto3.client(request.param, config=once())


# How long


def test_a_fault_stands_until_it_is_stopped(ses, client):
    outage = ses.fail("SendEmail", "AccessDenied", message="Closed.")
    assert [refusal(send, client)[1] for _ in range(3)] == ["Closed."] * 3

    outage.stop()

    assert send(client)["MessageId"] == ses.outbox.last.id
    assert (outage.calls, outage.met) == (3, 3)


def test_a_fault_that_is_entered_stands_for_the_block(ses, client):
    with ses.fail("SendEmail", "AccessDenied") as outage:
        assert outcomes(lambda: send(client)) != [None]

    assert outcomes(lambda: send(client)) == [None]
    assert outage.met == 1


def test_a_fault_is_over_with_its_block_whatever_happens_in_it(ses, client):
    with pytest.raises(ZeroDivisionError), ses.fail(error=500):
        raise ZeroDivisionError

    send(client)


def test_to_stop_twice_is_to_stop(ses, client):
    fault = ses.fail_next("SendEmail", 500)
    fault.stop()
    fault.stop()

    send(client)
    assert ses.faults == []


def test_a_fault_that_is_not_due_leaves_the_call_to_the_next(ses, client):
    ses.fail("SendEmail", 500, nth=3)
    ses.fail("SendEmail", "AccessDenied", message="Closed.")

    assert refusal(send, client)[1] == "Closed."


def test_the_nth_call_alone_fails(ses, client):
    ses.fail("SendEmail", 500, nth=3)

    assert outcomes(*[lambda: send(client)] * 5) == [None, None, "500", None, None]
    assert ses.faults == []


def test_every_nth_call_fails(ses, client):
    ses.fail("SendEmail", 500, every=2)

    assert outcomes(*[lambda: send(client)] * 5) == [None, "500", None, "500", None]


def test_calls_are_counted_that_fit(ses, client):
    ses.fail("SendEmail", 500, nth=2, recipient=BOB)

    found = outcomes(*(lambda to=to: send(client, to) for to in (BOB, ANN, ANN, BOB)))

    assert found == [None, None, None, "500"]


def test_a_call_that_another_fault_has_answered_is_counted_all_the_same(ses, client):
    ses.fail_next("SendEmail", 503)
    ses.fail("SendEmail", 500, nth=2)

    assert outcomes(*[lambda: send(client)] * 3) == ["503", "500", None]


def test_a_fault_that_another_one_has_forestalled_waits_for_the_next_call(ses, client):
    ses.fail_next("SendEmail", 503)
    ses.fail_next("SendEmail", 500)

    assert outcomes(*[lambda: send(client)] * 3) == ["503", "500", None]


# What happens


def test_a_call_that_fails_leaves_no_trace(ses, client):
    quota = boto3.client("ses").get_send_quota
    ses.fail_next("SendEmail", 500)
    ses.fail_next("SendEmail", "timeout")
    ses.fail_next("SendEmail", "Throttling")

    assert None not in outcomes(*[lambda: send(client)] * 3)

    assert ses.outbox == []
    assert quota()["SentLast24Hours"] == 0


@pytest.mark.parametrize("error", ["timeout", "connection_reset", 503, "InternalFailure"])
def test_an_answer_that_is_lost_leaves_all_of_it(ses, client, error):
    ses.fail_next("SendEmail", error, lost=True)

    assert outcomes(lambda: send(client)) != [None]

    assert [message.to for message in ses.outbox] == [[ANN]]
    assert boto3.client("ses").get_send_quota()["SentLast24Hours"] == 1


@pytest.mark.ses(verified=[])
def test_what_ses_refuses_is_not_done_though_its_answer_is_lost(ses, client):
    ses.fail_next("SendEmail", "connection_closed", lost=True)

    with pytest.raises(ConnectionClosedError):
        send(client)

    assert ses.outbox == []


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (500, "Internal Server Error"),
        (502, "Bad Gateway"),
        (503, "Service Unavailable"),
        (504, "Gateway Timeout"),
    ],
)
def test_a_status_comes_without_a_word_from_ses(ses, client, status, text):
    ses.fail_next("SendEmail", status)

    assert refusal_with_status(send, client) == (str(status), text, status)


def test_an_error_of_one_api_is_for_calls_to_it(ses):
    v1, v2 = boto3.client("ses", config=once()), boto3.client("sesv2", config=once())
    ses.fail("SendEmail", "MailFromDomainNotVerifiedException", message="No.")

    found = outcomes(lambda: send(v1), lambda: send(v2))

    assert found == ["MailFromDomainNotVerifiedException"] * 2


def test_the_text_says_who_asked_for_the_error(ses, client):
    with ses.fail("SendEmail", "AccessDenied"):
        text = refusal(send, client)[1]

    assert text == "A test asked for this error with ses.fail."


# What was met


def test_a_test_asks_whether_its_faults_were_met(ses, client):
    ses.fail_next("SendEmail", 500)
    ses.fail("SendEmail", 503, recipient=BOB)
    send_both = outcomes(lambda: send(client, ANN), lambda: send(client, BOB))

    ses.assert_faults_met()
    assert send_both == ["500", "503"]


def test_faults_that_were_not_met_are_told(ses, client):
    ses.fail_next("GetSendQuota", "Throttling", times=2)
    ses.fail("SendEmail", 500, nth=3, recipient=ANN)
    with ses.fail("SendEmail", "timeout", lost=True, when=bool, to=BOB):
        send(client)

    with pytest.raises(AssertionError) as caught:
        ses.assert_faults_met()

    assert str(caught.value) == (
        "Calls that should fail did not come:\n"
        "  <ses.fail('SendEmail', 'timeout', lost=True, to='bob@example.com', when=bool): "
        "never met, in 0 calls that it was for>\n"
        "  <ses.fail_next('GetSendQuota', 'Throttling', times=2): "
        "never met, in 0 calls that it was for>\n"
        "  <ses.fail('SendEmail', 500, nth=3, recipient='ann@example.com'): "
        "never met, in 1 call that it was for>"
    )
    ses.reset()  # told once, it is not told again after the test


def test_faults_that_were_met_too_seldom_are_told(ses, client):
    fault = ses.fail_next("SendEmail", 500, times=3)
    outcomes(lambda: send(client))

    assert repr(fault) == "<ses.fail_next('SendEmail', 500, times=3): met once, not 3>"
    with pytest.raises(AssertionError, match="met once, not 3"):
        ses.assert_faults_met()
    fault.stop()
    with pytest.raises(AssertionError, match="met once, not 3"):
        ses.assert_faults_met()


def test_a_view_has_faults_of_its_own(ses):
    there = ses.region("eu-west-1")
    everywhere, in_region = ses.fail(error=500), there.fail(error=503)

    assert ses.faults == [everywhere, in_region]
    assert there.faults == [in_region]
    with pytest.raises(AssertionError, match="503"):
        there.assert_faults_met()
    there.reset()
    there.assert_faults_met()
    assert ses.faults == [everywhere]


def test_a_reset_forgets_what_was_not_met(ses):
    ses.fail_next("SendEmail", 500)
    ses.fail_next("SendEmail", 500).stop()

    ses.reset()

    assert ses.faults == []
    ses.assert_faults_met()


# What cannot be


@pytest.mark.parametrize(
    ("arguments", "options", "error", "text"),
    [
        (["Throttling"], {}, ValueError, "'Throttling' is no operation; for calls of any: error="),
        (["timeout"], {}, ValueError, "'timeout' is no operation; for calls of any: error="),
        ([500], {}, TypeError, "and for calls of any it is left out, as in ses.fail(error=500)"),
        (["SendMail", 500], {}, ValueError, "no operation 'SendMail'; did you mean 'SendEmail'?"),
        ([], {}, TypeError, "say what goes wrong, as in ses.fail('SendEmail', 'Throttling')"),
        (["SendEmail", 404], {}, ValueError, "from 500 to 599, not 404"),
        (["SendEmail", True], {}, ValueError, "from 500 to 599, not True"),
        (["SendEmail", b"x"], {}, TypeError, "an error is a text such as 'Throttling', or 500"),
        (["SendEmail", "Slow"], {}, ValueError, "SES has no error 'Slow'"),
        (["SendEmail", "timeot"], {}, ValueError, "Without an answer of SES: timeout."),
        (["SendEmail", 500], {"message": "x"}, ValueError, "the status 500 has no message="),
        (["SendEmail", "timeout"], {"message": "x"}, ValueError, "is no answer, so it has no"),
        (["SendEmail", "AccessDenied"], {"message": 3}, TypeError, "message= is the text of the"),
        (["SendEmail", "timeout"], {"delay": 3}, ValueError, "leave out delay="),
        (["SendEmail", "connect_timeout"], {"lost": True}, ValueError, "nothing reaches SES"),
        (["SendEmail", "connection_refused"], {"lost": True}, ValueError, "nothing reaches SES"),
        (["SendEmail"], {"delay": 3, "lost": True}, ValueError, "has no lost= and no message="),
        (["SendEmail"], {"delay": "3"}, TypeError, "delay= is a number of seconds, not '3'"),
        (["SendEmail"], {"delay": -1}, ValueError, "delay= is from 0 seconds to a day"),
        (["SendEmail"], {"delay": 86_401}, ValueError, "delay= is from 0 seconds to a day"),
        (["SendEmail"], {"delay": float("nan")}, ValueError, "from 0 seconds to a day"),
        (["SendEmail", 500], {"nth": 1, "every": 2}, ValueError, "say nth= or every=, not both"),
        (["SendEmail", 500], {"nth": 0}, ValueError, "nth= is at least 1"),
        (["SendEmail", 500], {"every": 1.5}, TypeError, "every= is a whole number, not 1.5"),
        (["SendEmail", 500], {"when": True}, TypeError, "when= is a function that is given"),
        (["SendEmail", 500], {"sender": SHOP}, TypeError, "Calls cannot be found by sender; use"),
        (["CreateContact", "RuleDoesNotExist"], {}, ValueError, "is of sesv2 only, which has no"),
    ],
)
def test_a_fault_that_cannot_be_says_how_to_mend_it(ses, arguments, options, error, text):
    with pytest.raises(error, match=re.escape(text)):
        ses.fail(*arguments, **options)

    assert ses.faults == []


@pytest.mark.parametrize("delay", [0.001, 86_400])
def test_a_delay_is_up_to_a_day(ses, client, delay):
    ses.fail_next("SendEmail", delay=delay)

    found = outcomes(lambda: send(client))

    assert found == ([None] if delay < 1 else ["ReadTimeoutError"])
    assert len(ses.outbox) == 1

"""A webhook that forgets customers whose mail bounces, without a framework, and how it is tested.

SES tells an SNS topic, and SNS posts to the program. No other service is needed to test that:
what SNS would post is in `ses.published`.

pytest docs/examples/webhook.py     runs the tests
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.util import setup_testing_defaults

import boto3
import pytest

from sesfake import mock_ses

# --- the application: WSGI and plain boto3, nothing about tests ----------------------------------

TOPIC = "arn:aws:sns:eu-west-1:123456789012:feedback"
customers = {"ann@example.org", "bob@example.net"}


def welcome(address: str) -> None:
    boto3.client("sesv2", region_name="eu-west-1").send_email(
        FromEmailAddress="shop@example.com",
        Destination={"ToAddresses": [address]},
        Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Welcome"}}}},
        ConfigurationSetName="shop",
    )


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """What SNS posts to. A real one checks the signature first, or a secret in its URL."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    notification = json.loads(body)
    if notification["TopicArn"] != TOPIC:
        start_response("403 Forbidden", [])
        return []
    if notification["Type"] == "Notification":
        forget(json.loads(notification["Message"]))
    start_response("200 OK", [])
    return []


def forget(event: dict[str, Any]) -> None:
    """Write no more to those whose mail came back for good, or who complained."""
    if event["eventType"] == "Bounce" and event["bounce"]["bounceType"] == "Permanent":
        told = event["bounce"]["bouncedRecipients"]
    elif event["eventType"] == "Complaint":
        told = event["complaint"]["complainedRecipients"]
    else:
        return
    customers.difference_update(recipient["emailAddress"] for recipient in told)


# --- its tests -----------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def all_customers():
    before = set(customers)
    yield
    customers.update(before)


@pytest.fixture
def ses():
    with mock_ses(production=True, verified=["example.com"]) as ses:
        sesv2 = boto3.client("sesv2", region_name="eu-west-1")
        sesv2.create_configuration_set(ConfigurationSetName="shop")
        sesv2.create_configuration_set_event_destination(
            ConfigurationSetName="shop",
            EventDestinationName="feedback",
            EventDestination={
                "Enabled": True,
                "MatchingEventTypes": ["BOUNCE", "COMPLAINT"],
                "SnsDestination": {"TopicArn": TOPIC},
            },
        )
        yield ses


def post(notification: dict[str, str]) -> str:
    """Post to the application, as SNS does."""
    body = json.dumps(notification).encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": "text/plain; charset=UTF-8",
        "wsgi.input": io.BytesIO(body),
    }
    setup_testing_defaults(environ)
    status: list[str] = []
    list(application(environ, lambda line, _headers: status.append(line)))
    return status[0]


@pytest.mark.parametrize("feedback", ["bounce", "complain"])
def test_who_bounces_or_complains_is_forgotten(ses, feedback):
    welcome("ann@example.org")
    getattr(ses, feedback)(ses.outbox.last)

    assert post(ses.published[0].sns_notification) == "200 OK"

    assert customers == {"bob@example.net"}


def test_a_full_mailbox_is_no_reason(ses):
    welcome("ann@example.org")
    ses.bounce(ses.outbox.last, type="Transient", sub_type="MailboxFull")

    assert post(ses.published[0].sns_notification) == "200 OK"

    assert "ann@example.org" in customers


def test_other_topics_are_turned_away(ses):
    welcome("ann@example.org")
    ses.bounce(ses.outbox.last)

    forged = {**ses.published[0].sns_notification, "TopicArn": f"{TOPIC}-2"}

    assert post(forged) == "403 Forbidden"
    assert "ann@example.org" in customers

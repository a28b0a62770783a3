"""A Django view that takes in mail, as django-anymail's does, and how it is tested.

A topic of SNS posts what SES tells it: of small mail the whole content, of other mail the place in
a bucket. The view knows SNS by a secret in the URL's user and password, confirms subscriptions,
reads the mail and sends Django's signal `inbound`.

pytest docs/examples/inbound_webhook_django.py     runs the tests, with moto's SNS, SQS and S3
"""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import json
import os
from email.message import EmailMessage
from typing import Any, NamedTuple
from unittest import mock

import boto3
import pytest
from django.conf import settings
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from moto import mock_aws

from sesfake import mock_ses

# --- the application: plain Django and boto3, nothing about tests --------------------------------

SNS = "sns:a-long-random-text"  # https://sns:a-long-random-text@shop.example.com/ses/inbound/
BUCKET = "inbound-mail"

inbound = Signal()  # with `message`, an InboundMessage


class InboundMessage(NamedTuple):
    """One mail, parsed."""

    id: str
    sender: str
    recipients: list[str]
    subject: str
    text: str
    attachments: dict[str, bytes]
    is_spam: bool
    mime: EmailMessage


@csrf_exempt
@require_POST
def ses_inbound(request: HttpRequest) -> HttpResponse:
    """What SNS posts to."""
    if not is_authorized(request):
        return HttpResponse(status=401)
    posted = json.loads(request.body)
    kind = request.headers.get("x-amz-sns-message-type")
    if kind != posted["Type"]:
        return HttpResponse("The header and the body are of two types.", status=400)
    if kind == "SubscriptionConfirmation":
        boto3.client("sns").confirm_subscription(
            TopicArn=posted["TopicArn"], Token=posted["Token"], AuthenticateOnUnsubscribe="true"
        )
    elif kind == "Notification":
        told = as_json(posted["Message"])
        if told.get("notificationType") == "Received":  # and no greeting of SES
            inbound.send(sender=ses_inbound, message=inbound_message(told))
    return HttpResponse()


def is_authorized(request: HttpRequest) -> bool:
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    try:
        said = base64.b64decode(credentials, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    return scheme == "Basic" and constant_time_compare(said, SNS)


def as_json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def inbound_message(told: dict[str, Any]) -> InboundMessage:
    mail, receipt = told["mail"], told["receipt"]
    mime = email.message_from_bytes(content(told), policy=email.policy.default)
    body = mime.get_body(("plain", "html"))
    return InboundMessage(
        id=mail["messageId"],
        sender=mail["source"],
        recipients=receipt["recipients"],
        subject=mail["commonHeaders"].get("subject", ""),
        text="" if body is None else body.get_content().replace("\r\n", "\n"),
        attachments={
            part.get_filename() or "": part.get_payload(decode=True)
            for part in mime.iter_attachments()
        },
        is_spam=receipt["spamVerdict"]["status"] == "FAIL",
        mime=mime,
    )


def content(told: dict[str, Any]) -> bytes:
    """The mail itself: in the notification, or in the bucket that it names."""
    action = told["receipt"]["action"]
    if action["type"] == "S3":
        s3 = boto3.client("s3")
        found = s3.get_object(Bucket=action["bucketName"], Key=action["objectKey"])
        return found["Body"].read()
    text = told["content"]
    return base64.b64decode(text) if action["encoding"] == "BASE64" else text.encode()


urlpatterns = [path("ses/inbound/", ses_inbound)]


# --- its tests -----------------------------------------------------------------------------------


@pytest.fixture
def ses():
    if not settings.configured:
        settings.configure()
    with (
        mock.patch.dict(os.environ, {"AWS_DEFAULT_REGION": "us-east-1"}),
        override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"], MIDDLEWARE=[]),
        mock_aws(),
        mock_ses(production=True, verified=["example.com"]) as ses,
    ):
        yield ses


@pytest.fixture
def messages():
    """What the signal brings."""
    found = []

    def note(message, **more):  # noqa: ARG001
        found.append(message)

    inbound.connect(note)
    yield found
    inbound.disconnect(note)


@pytest.fixture
def topic(ses):  # noqa: ARG001 - it is there first
    return boto3.resource("sns").create_topic(Name="inbound")


@pytest.fixture
def queue(topic):
    """In place of SNS's own posts: a queue that gets the same."""
    queue = boto3.resource("sqs").create_queue(QueueName="inbound")
    topic.subscribe(Protocol="sqs", Endpoint=queue.attributes["QueueArn"])
    return queue


def deploy(action):
    ses = boto3.client("ses")
    boto3.client("s3").create_bucket(Bucket=BUCKET)
    ses.create_receipt_rule_set(RuleSetName="inbound")
    rule = {"Name": "all", "Enabled": True, "ScanEnabled": True, "Actions": [action]}
    ses.create_receipt_rule(RuleSetName="inbound", Rule=rule)
    ses.set_active_receipt_rule_set(RuleSetName="inbound")


def post(posted, who=SNS, **more):
    headers = {
        "Authorization": f"Basic {base64.b64encode(who.encode()).decode()}",
        "x-amz-sns-message-type": posted["Type"],
        **more,
    }
    body = json.dumps(posted)
    return Client().post("/ses/inbound/", body, "text/plain; charset=UTF-8", headers=headers)


def post_all(queue):
    for message in queue.receive_messages(MaxNumberOfMessages=10):
        assert post(json.loads(message.body)).status_code == 200


def a_mail():
    mail = EmailMessage()
    mail["From"], mail["To"] = "Eve <eve@example.org>", "help@example.com"
    mail["Subject"] = "Grüße"
    mail.set_content("See the picture.")
    mail.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="a.gif")
    return mail


@pytest.mark.parametrize("encoding", ["UTF-8", "Base64"])
def test_a_mail_comes_with_the_notification(ses, topic, queue, messages, encoding):
    deploy({"SNSAction": {"TopicArn": topic.arn, "Encoding": encoding}})

    received = ses.receive(a_mail())
    post_all(queue)

    [message] = messages
    assert message[:5] == (
        received.message_id,
        "eve@example.org",
        ["help@example.com"],
        "Grüße",
        "See the picture.\n",
    )
    assert message.attachments == {"a.gif": b"GIF89a"}
    assert not message.is_spam


def test_a_mail_is_taken_from_the_bucket(ses, topic, queue, messages):
    deploy({"S3Action": {"BucketName": BUCKET, "TopicArn": topic.arn}})

    ses.receive(a_mail(), spam="FAIL")
    post_all(queue)

    [message] = messages
    assert message.text == "See the picture.\n"
    assert message.is_spam


def test_without_a_queue_the_result_has_what_sns_posts(ses, topic, messages):
    deploy({"SNSAction": {"TopicArn": topic.arn}})

    [notification] = ses.receive(a_mail()).notifications
    assert post(notification.sns_notification).status_code == 200

    assert [message.subject for message in messages] == ["Grüße"]


def test_a_subscription_is_confirmed(ses, topic):  # noqa: ARG001
    subscription = {"TopicArn": topic.arn, "Token": "0123456789"}

    with mock.patch("boto3.client") as client:
        assert post({"Type": "SubscriptionConfirmation", **subscription}).status_code == 200

    client("sns").confirm_subscription.assert_called_once_with(
        **subscription, AuthenticateOnUnsubscribe="true"
    )


def test_a_stranger_is_sent_away(ses, messages):  # noqa: ARG001
    posted = {"Type": "Notification", "Message": "{}"}

    assert post(posted, who="sns:guess").status_code == 401
    assert post(posted, Authorization="Basic ???").status_code == 401
    assert post(posted, **{"x-amz-sns-message-type": "Other"}).status_code == 400
    assert messages == []

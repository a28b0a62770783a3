"""Mails of a Django program through django-anymail: SendEmail with Raw and SendBulkEmail, both in
v2. Its webhooks take what SNS posts of events, and of mail that comes in.
"""

from __future__ import annotations

import json

import boto3
import pytest

pytest.importorskip("django_ses")  # the settings are for both
pytest.importorskip("anymail")

from anymail.exceptions import AnymailAPIError
from anymail.message import AnymailMessage
from anymail.signals import inbound, tracking
from anymail.webhooks.amazon_ses import AmazonSESInboundWebhookView, AmazonSESTrackingWebhookView
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import RequestFactory, override_settings

from tests.installed import needs_member

SHOP = "Käse & Söhne <shop@example.com>"
ANN = "Änne Müller <ann@example.com>"
TOPIC = "arn:aws:sns:us-east-1:123456789012:mail"


@pytest.fixture(autouse=True)
def verified(ses):
    ses.verify("example.com")


@pytest.fixture(autouse=True)
def no_secret():
    """It warns of a webhook without one."""
    with override_settings(ANYMAIL={"WEBHOOK_SECRET": "user:secret"}):
        yield


@pytest.fixture
def backend():
    from anymail.backends.amazon_ses import EmailBackend

    return EmailBackend()


@pytest.fixture
def heard():
    """What the program's receivers of anymail's signals are given."""
    events = []

    def receiver(sender, event, esp_name, **_):
        events.append(event)

    tracking.connect(receiver)
    inbound.connect(receiver)
    yield events
    tracking.disconnect(receiver)
    inbound.disconnect(receiver)


def post(view, told):
    """What SNS posts to the program's view, gives the status of the answer."""
    request = RequestFactory().post(
        "/anymail/amazon_ses/",
        told.sns_body,
        content_type=told.sns_headers["Content-Type"],
        headers={**told.sns_headers, "Authorization": "Basic dXNlcjpzZWNyZXQ="},
    )
    return view.as_view()(request).status_code


# Sending


def test_everything_at_once(backend, ses):
    letter = EmailMultiAlternatives(
        "Grüße aus Köln 🎉",
        "Schöne Grüße\n",
        SHOP,
        [ANN, "dora@example.com"],
        cc=["Bob <bob@example.com>"],
        bcc=["Carl Weiß <carl@example.com>"],
        reply_to=["help@example.com"],
        headers={"X-Order": "7"},
    )
    letter.attach_alternative("<p>Schöne Grüße</p>\n", "text/html")
    letter.attach("Rechnung März.pdf", bytes(range(256)), "application/pdf")

    assert backend.send_messages([letter]) == 1

    [message] = ses.outbox
    assert (message.api, message.operation) == ("sesv2", "SendEmail")
    assert letter.anymail_status.message_id == message.id
    assert letter.anymail_status.status == {"queued"}
    assert set(letter.anymail_status.recipients) == set(message.recipients)
    assert message.from_ == SHOP
    assert message.to == [ANN, "dora@example.com"]
    assert message.cc == ["Bob <bob@example.com>"]
    assert message.bcc == ["carl@example.com"]
    assert message.reply_to == ["help@example.com"]
    assert message.subject == "Grüße aus Köln 🎉"
    assert message.text == "Schöne Grüße\n"
    assert message.html == "<p>Schöne Grüße</p>\n"
    [invoice] = message.attachments
    assert (invoice.filename, invoice.content) == ("Rechnung März.pdf", bytes(range(256)))
    assert message.headers["X-Order"] == "7"
    assert "Bcc" not in message.headers


def test_tags_metadata_and_an_envelope_sender(backend, ses, sesv2_client):
    from anymail.backends.amazon_ses import EmailBackend

    sesv2_client.create_configuration_set(ConfigurationSetName="news")
    backend = EmailBackend(configuration_set_name="news", message_tag_name="kind")

    backend.send_messages(
        [
            AnymailMessage(
                "Hi", "Hello", SHOP, [ANN],
                tags=["order"], metadata={"id": 7}, envelope_sender="bounces@example.com",
            )
        ]
    )  # fmt: skip

    [message] = ses.outbox
    assert message.configuration_set == "news"
    assert message.tags == {"kind": "order"}
    assert message.headers["X-Tag"] == "order"
    assert json.loads(message.headers["X-Metadata"]) == {"id": 7}
    assert message.return_path == "bounces@example.com"


def test_a_stored_template_for_many(backend, ses, sesv2_client):
    needs_member("sesv2", "SendBulkEmail", "BulkEmailEntries.ReplacementHeaders")
    sesv2_client.create_email_template(
        TemplateName="order",
        TemplateContent={"Subject": "{{shop}}: order {{id}}", "Text": "Thanks, {{name}}"},
    )
    letter = AnymailMessage(
        to=[ANN, "bob@example.com", "dora@example.org"],
        from_email=SHOP,
        template_id="order",
        merge_global_data={"shop": "Käse"},
        merge_data={
            "ann@example.com": {"name": "Änne", "id": 7},
            "bob@example.com": {"name": "Bob", "id": 8},
            "dora@example.org": {"name": "Dora", "id": 9},
        },
        merge_headers={"bob@example.com": {"X-Order": "8"}},
    )

    assert backend.send_messages([letter]) == 1

    status = letter.anymail_status
    assert status.status == {"queued", "failed"}
    assert status.recipients["dora@example.org"].status == "failed"
    assert [(m.to, m.subject, m.text) for m in ses.outbox] == [
        ([ANN], "Käse: order 7", "Thanks, Änne"),
        (["bob@example.com"], "Käse: order 8", "Thanks, Bob"),
    ]
    assert ses.outbox.last.id == status.recipients["bob@example.com"].message_id
    assert ses.outbox.last.headers["X-Order"] == "8"


def test_somebody_unverified_gets_nothing(backend, ses):
    letter = EmailMessage("Hi", "Hello", SHOP, [ANN], bcc=["dora@example.org"])

    with pytest.raises(AnymailAPIError) as caught:
        backend.send_messages([letter])

    assert caught.value.response["Error"]["Code"] == "MessageRejected"
    assert caught.value.response["Error"]["Message"] == (
        "Email address is not verified. The following identities failed the check in region "
        "US-EAST-1: dora@example.org"
    )
    assert ses.outbox == []


# What SNS posts


@pytest.fixture
def feedback(sesv2_client):
    sesv2_client.create_configuration_set(ConfigurationSetName="shop")
    sesv2_client.create_configuration_set_event_destination(
        ConfigurationSetName="shop",
        EventDestinationName="feedback",
        EventDestination={
            "Enabled": True,
            "MatchingEventTypes": [
                "SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK",
                "DELIVERY_DELAY",
            ],
            "SnsDestination": {"TopicArn": TOPIC},
        },
    )  # fmt: skip


def send(to, html="<p>Hello</p>"):
    from anymail.backends.amazon_ses import EmailBackend

    letter = AnymailMessage("Hi", "Hello", SHOP, [to], tags=["order"], metadata={"id": 7})
    letter.attach_alternative(html, "text/html")
    EmailBackend(configuration_set_name="shop").send_messages([letter])


def test_the_tracking_webhook_understands_every_event(ses, feedback, heard):
    send(ANN, '<a href="https://shop.example.com/">Shop</a>')
    message = ses.outbox.last
    ses.deliver(message)
    ses.open(message, user_agent="Mail/1.0")
    ses.click(message)
    ses.complain(message, type="abuse")
    send("bob@example.com")
    ses.bounce(ses.outbox.last)

    statuses = [post(AmazonSESTrackingWebhookView, told) for told in ses.published]

    assert set(statuses) == {200}
    assert [event.event_type for event in heard] == [
        "sent", "delivered", "opened", "clicked", "complained", "sent", "bounced",
    ]  # fmt: skip
    assert [event.recipient for event in heard] == ["ann@example.com"] * 5 + ["bob@example.com"] * 2
    assert {event.message_id for event in heard[:5]} == {message.id}
    assert all(event.metadata == {"id": 7} and event.tags == ["order"] for event in heard)
    assert heard[2].user_agent == "Mail/1.0"
    assert heard[3].click_url == "https://shop.example.com/"
    assert heard[4].description == "abuse"
    assert heard[6].description == "Permanent: General"
    assert heard[6].mta_response == "smtp; 550 5.1.1 user unknown"
    assert heard[0].timestamp is not None


def test_the_tracking_webhook_understands_topics_of_identities(backend, ses, ses_client, heard):
    for kind in ("Bounce", "Complaint", "Delivery"):
        ses_client.set_identity_notification_topic(
            Identity="example.com", NotificationType=kind, SnsTopic=TOPIC
        )
    backend.send_messages([EmailMessage("Hi", "Hello", SHOP, ["ann@example.com"])])
    ses.bounce(ses.outbox.last, type="Transient", sub_type="MailboxFull")

    assert [post(AmazonSESTrackingWebhookView, told) for told in ses.published] == [200]

    [event] = heard
    assert (event.event_type, event.recipient) == ("bounced", "ann@example.com")
    assert event.description == "Transient: MailboxFull"
    assert event.reject_reason == "bounced"


REPLY = """\
From: Änne <ann@example.org>
To: help@example.com
Subject: Re: Your order
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Wo ist sie? Grüße
"""


def receive(ses, action, **how):
    client = boto3.client("ses", region_name="us-east-1")
    client.create_receipt_rule_set(RuleSetName="inbound")
    rule = {"Name": "help", "Enabled": True, "ScanEnabled": True, "Actions": [action]}
    client.create_receipt_rule(RuleSetName="inbound", Rule=rule)
    client.set_active_receipt_rule_set(RuleSetName="inbound")
    return ses.receive(REPLY.encode(), **how)


@pytest.mark.parametrize("encoding", ["UTF-8", "Base64"])
def test_the_inbound_webhook_reads_a_mail_that_sns_carries(ses, heard, encoding):
    received = receive(ses, {"SNSAction": {"TopicArn": TOPIC, "Encoding": encoding}}, spam="FAIL")
    [notification] = received.notifications

    assert post(AmazonSESInboundWebhookView, notification) == 200

    [event] = heard
    assert (event.event_type, event.event_id) == ("inbound", received.message_id)
    assert event.message.envelope_sender == "ann@example.org"
    assert event.message.envelope_recipient == "help@example.com"
    assert event.message.subject == "Re: Your order"
    assert event.message.text.strip() == "Wo ist sie? Grüße"
    assert event.message.spam_detected is True


def test_the_inbound_webhook_fetches_a_mail_from_a_bucket(ses, heard):
    moto = pytest.importorskip("moto")
    with moto.mock_aws():
        s3 = boto3.client("s3", region_name="us-east-1")
        s3.create_bucket(Bucket="mail")
        boto3.client("sns", region_name="us-east-1").create_topic(Name="mail")
        action = {"BucketName": "mail", "ObjectKeyPrefix": "in/", "TopicArn": TOPIC}
        received = receive(ses, {"S3Action": action})
        received.assert_no_failures()
        [notification] = received.notifications

        with override_settings(
            ANYMAIL={
                "WEBHOOK_SECRET": "user:secret",
                "AMAZON_SES_CLIENT_PARAMS": {"region_name": "us-east-1"},
            }
        ):
            assert post(AmazonSESInboundWebhookView, notification) == 200

    [event] = heard
    assert event.message.subject == "Re: Your order"
    assert event.message.text.strip() == "Wo ist sie? Grüße"

"""Every event that sending has, caused through a client and compared whole.

Rows: facts "events" 3.1 to 3.4. `exactly` compares texts, so the order of the keys counts, too.
"""

from __future__ import annotations

import re
from datetime import timedelta

import boto3
import pytest

from tests.domain.events.documents import (
    ACCOUNT,
    ANN,
    ARN,
    BOB,
    HTML,
    LATER,
    SENT,
    SHOP,
    exactly,
    feedback_id,
    half_a_second_later,
    outgoing,
    remote_ip,
    short_mail,
    simple_v2,
    tags,
    without,
)

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture
def message(ses, news):
    """Text and html, to one of each domain, a minute ago."""
    boto3.client("ses").send_email(
        Source=f"The Shop <{SHOP}>",
        Destination={"ToAddresses": [ANN], "CcAddresses": [BOB]},
        ReplyToAddresses=["help@example.com"],
        Message={
            "Subject": {"Data": "Grüße"},
            "Body": {"Text": {"Data": "Look"}, "Html": {"Data": HTML}},
        },
        ConfigurationSetName="news",
        Tags=[{"Name": "campaign", "Value": "book"}],
    )
    ses.clock.advance(minutes=1)
    return ses.outbox.last


def mail(message, **more):
    """The object `mail` of a message of the fixture."""
    headers = [
        {"name": "From", "value": f"The Shop <{SHOP}>"},
        {"name": "To", "value": ANN},
        {"name": "Cc", "value": BOB},
        {"name": "Reply-To", "value": "help@example.com"},
        {"name": "Subject", "value": "=?utf-8?b?R3LDvMOfZQ==?="},
        {"name": "MIME-Version", "value": "1.0"},
        {"name": "Content-Type", "value": content_type(message)},
    ]
    common = {
        "from": [f"The Shop <{SHOP}>"],
        "replyTo": ["help@example.com"],
        "to": [ANN],
        "cc": [BOB],
        "messageId": message.id,
        "subject": "Grüße",
    }
    found = {
        "timestamp": SENT,
        "source": f"The Shop <{SHOP}>",
        "sourceArn": ARN,
        "sendingAccountId": ACCOUNT,
        "messageId": message.id,
        "destination": [ANN, BOB],
        "headersTruncated": False,
        "headers": headers,
        "commonHeaders": common,
        "tags": tags(),
    }
    return found | more


def content_type(message):
    boundary = message.mime.get_boundary()
    assert re.fullmatch(r"----=_Part_\d+_\d+\.1772366400000", boundary)
    return f'multipart/alternative;  boundary="{boundary}"'


class TestEvents:
    """events 3.1 to 3.3: each of the types that sending has"""

    def test_send(self, ses, message):
        exactly(ses.published[0].record, {"eventType": "Send", "mail": mail(message), "send": {}})

    def test_delivery(self, ses, message):
        record = ses.published.find(type="Delivery")[0].record

        at, milliseconds = half_a_second_later(record, "delivery")
        ip, host = outgoing(message)
        exactly(
            record,
            {
                "eventType": "Delivery",
                "mail": mail(message, tags=tags(ip=ip)),
                "delivery": {
                    "timestamp": at,
                    "processingTimeMillis": milliseconds,
                    "recipients": [ANN],
                    "smtpResponse": "250 Ok",
                    "remoteMtaIp": remote_ip(record, "delivery"),
                    "reportingMTA": host,
                },
            },
        )

    def test_bounce(self, ses, message, told):
        ses.bounce(message, ANN)

        record = told()
        exactly(
            record,
            {
                "eventType": "Bounce",
                "bounce": {
                    "feedbackId": feedback_id(record, "bounce", LATER),
                    "bounceType": "Permanent",
                    "bounceSubType": "General",
                    "bouncedRecipients": [
                        {
                            "emailAddress": ANN,
                            "action": "failed",
                            "status": "5.1.1",
                            "diagnosticCode": "smtp; 550 5.1.1 user unknown",
                        }
                    ],
                    "timestamp": LATER,
                    "remoteMtaIp": remote_ip(record, "bounce"),
                    "reportingMTA": f"dns; {outgoing(message)[1]}",
                },
                "mail": mail(message),
            },
        )

    def test_complaint(self, ses, message, told):
        ses.complain(message, ANN)

        record = told()
        exactly(
            record,
            {
                "eventType": "Complaint",
                "complaint": {
                    "feedbackId": feedback_id(record, "complaint", LATER),
                    "complaintSubType": None,
                    "complainedRecipients": [{"emailAddress": ANN}],
                    "timestamp": LATER,
                    "userAgent": "AnyCompany Feedback Loop (V0.01)",
                    "complaintFeedbackType": "abuse",
                    "arrivalDate": SENT,
                },
                "mail": mail(message),
            },
        )

    def test_reject(self, ses, message, told):
        ses.reject(message)

        exactly(
            told(),
            {"eventType": "Reject", "mail": mail(message), "reject": {"reason": "Bad content"}},
        )

    def test_open(self, ses, message, told):
        ses.open(message, ANN, user_agent="Mail/1.0", ip_address="192.0.2.7")

        exactly(
            told(),
            {
                "eventType": "Open",
                "mail": without(mail(message), "sourceArn"),
                "open": {"timestamp": LATER, "userAgent": "Mail/1.0", "ipAddress": "192.0.2.7"},
            },
        )

    def test_click(self, ses, message, told):
        ses.click(message, ANN)

        exactly(
            told(),
            {
                "eventType": "Click",
                "mail": without(mail(message), "sourceArn"),
                "click": {
                    "timestamp": LATER,
                    "ipAddress": "192.0.2.1",
                    "userAgent": "Mozilla/5.0",
                    "link": "https://example.com/a?b=1",
                    "linkTags": {"item": ["seven"]},
                },
            },
        )

    def test_delivery_delay(self, ses, message, told):
        ses.delay(message, BOB)

        exactly(
            told(),
            {
                "eventType": "DeliveryDelay",
                "mail": short_mail(message, [ANN, BOB], campaign=["book"]),
                "deliveryDelay": {
                    "timestamp": LATER,
                    "delayType": "TransientCommunicationFailure",
                    "expirationTime": "2026-03-02T02:00:00.000Z",
                    "reportingMTA": outgoing(message)[1],
                    "delayedRecipients": [
                        {
                            "emailAddress": "bob@example.net",
                            "status": "4.4.1",
                            "diagnosticCode": "smtp; 421 4.4.1 Unable to connect to remote host",
                        }
                    ],
                },
            },
        )

    def test_the_bounce_after_all_those_delays(self, ses, message, told):
        ses.delay(message, BOB)
        ses.clock.advance(hours=14)

        record = told()
        at = "2026-03-02T02:00:00.000Z"
        text = record["bounce"]["bouncedRecipients"][0]["diagnosticCode"]
        assert "unable to deliver in 840 minutes" in text  # events 6: a guess in part
        exactly(
            record,
            {
                "eventType": "Bounce",
                "bounce": {
                    "feedbackId": feedback_id(record, "bounce", at),
                    "bounceType": "Transient",
                    "bounceSubType": "General",
                    "bouncedRecipients": [
                        {
                            "emailAddress": "bob@example.net",
                            "action": "failed",
                            "status": "4.4.7",
                            "diagnosticCode": text,
                        }
                    ],
                    "timestamp": at,
                    "remoteMtaIp": remote_ip(record, "bounce"),
                    "reportingMTA": f"dns; {outgoing(message)[1]}",
                },
                "mail": mail(message),
            },
        )

    @pytest.mark.usefixtures("news")
    def test_rendering_failure(self, ses, ses_client, told):
        ses.add_template("hello", subject="Hi", text="Hello {{name}}")

        ses_client.send_templated_email(
            Source=SHOP,
            Destination={"ToAddresses": [ANN]},
            Template="hello",
            TemplateData="{}",
            ConfigurationSetName="news",
        )

        message = ses.outbox.last
        # events 3.3: failure; 3.4: instead of the send
        assert [event.type for event in message.events] == ["Rendering Failure"]
        exactly(
            told(),
            {
                "eventType": "Rendering Failure",
                "mail": short_mail(message, [ANN], source=SHOP),
                "failure": {
                    "errorMessage": "Attribute 'name' is not present in the rendering data.",
                    "templateName": "hello",
                },
            },
        )


def test_delays_may_be_many_and_the_last_word_is_one(ses, news):
    simple_v2([ANN])
    message = ses.outbox.last
    for _ in range(3):
        ses.clock.advance(hours=2)
        ses.delay(message)
    ses.clock.advance(hours=14)

    # events 3.4: soft, gave up
    assert [event.type for event in message.events] == ["Send", *["DeliveryDelay"] * 3, "Bounce"]
    assert message.events[-1].timestamp - message.sent_at == timedelta(hours=14)

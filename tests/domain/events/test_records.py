"""The JSON of events, sample by sample. Rows: facts "events" 3.3, 4 and 5."""

from __future__ import annotations

import json

import pytest

from sesfake.domain.configuration_sets.event_destinations import EventType
from sesfake.domain.events.details import (
    Click,
    Delivery,
    Open,
    Reject,
    RenderingFailure,
    Send,
    Subscription,
    TopicPreferences,
)
from sesfake.domain.events.feedback import bounce, complaint, delay, delivery
from sesfake.domain.events.records import (
    as_line,
    event_record,
    eventbridge_event,
    identity_notification,
)
from sesfake.domain.events.vocabulary import SubscriptionStatus
from tests.domain.events.samples import (
    BOTH_BODIES,
    FEEDBACK_ID,
    HOST,
    ID,
    IP,
    LATER,
    RECIPIENT,
    SENDER,
    SENT,
    matches,
    sent,
)

pytestmark = pytest.mark.ses(verified=["example.com"])


@pytest.fixture
def account(ses, ses_client):
    ses.clock.freeze(SENT)
    ses_client.create_configuration_set(ConfigurationSet={"Name": "ConfigSet"})
    return ses


@pytest.fixture
def message(account):
    """The message of the sample (facts: events 3.1)."""
    return sent(account)


class TestTheEnvelope:
    def test_the_sample_of_a_bounce_to_the_key(self, message):
        record = event_record(message, bounce(message, [RECIPIENT], LATER), LATER)

        # events 3.1, 3.3: the sample, the keys in its order
        assert list(record) == ["eventType", "bounce", "mail"]
        assert record["eventType"] == "Bounce"
        feedback_id, remote_ip, host = (
            record["bounce"].pop(key) for key in ("feedbackId", "remoteMtaIp", "reportingMTA")
        )
        assert matches(feedback_id, FEEDBACK_ID)
        assert matches(remote_ip, IP)
        assert matches(host, f"dns; {HOST}")
        assert list(record["bounce"].items()) == [
            ("bounceType", "Permanent"),
            ("bounceSubType", "General"),
            ("bouncedRecipients", [
                {
                    "emailAddress": RECIPIENT,
                    "action": "failed",
                    "status": "5.1.1",
                    "diagnosticCode": "smtp; 550 5.1.1 user unknown",
                }
            ]),
            ("timestamp", "2022-03-28T23:59:44.697Z"),
        ]  # fmt: skip
        content_type = record["mail"]["headers"].pop()
        assert content_type["name"] == "Content-Type"
        assert matches(
            content_type["value"],
            r'multipart/alternative;  boundary="----=_Part_\d+_\d+\.1648511972804"',
        )
        assert matches(message.id, ID)
        assert list(record["mail"].items()) == [
            ("timestamp", "2022-03-28T23:59:32.804Z"),
            ("source", "Sender Name <sender@example.com>"),
            ("sourceArn", "arn:aws:ses:us-east-1:123456789012:identity/example.com"),
            ("sendingAccountId", "123456789012"),
            ("messageId", message.id),
            ("destination", ["recipient@example.com"]),
            ("headersTruncated", False),
            ("headers", [
                {"name": "From", "value": "Sender Name <sender@example.com>"},
                {"name": "To", "value": "recipient@example.com"},
                {"name": "Subject", "value": "Hi"},
                {"name": "MIME-Version", "value": "1.0"},
            ]),
            ("commonHeaders", {
                "from": ["Sender Name <sender@example.com>"],
                "to": ["recipient@example.com"],
                "messageId": message.id,
                "subject": "Hi",
            }),
            ("tags", {
                "ses:source-tls-version": ["TLSv1.3"],  # current; the sample is older
                "ses:operation": ["SendEmail"],
                "ses:configuration-set": ["ConfigSet"],
                "ses:source-ip": ["127.0.0.1"],
                "ses:from-domain": ["example.com"],
                "ses:caller-identity": ["root"],
                "campaign": ["book"],
            }),
        ]  # fmt: skip
        assert list(record["mail"]["commonHeaders"]) == ["from", "to", "messageId", "subject"]

    # events 3.1: eventType and body key
    def test_each_type_has_its_word_and_its_body(self, message):
        preferences = TopicPreferences(unsubscribe_all=True)
        all_of_them = [
            Send(),
            delivery(message, [RECIPIENT], LATER),
            bounce(message, [RECIPIENT], LATER),
            complaint(message, [RECIPIENT], LATER),
            Reject(),
            Open("Mozilla/5.0", "192.0.2.1"),
            Click("http://example.com/", "Mozilla/5.0", "192.0.2.1"),
            RenderingFailure("no"),
            delay(message, [RECIPIENT], LATER),
            Subscription("L", preferences, preferences),
        ]

        records = [event_record(message, details, LATER) for details in all_of_them]

        found = {
            r["eventType"]: next(k for k in r if k not in ("eventType", "mail")) for r in records
        }
        assert found == {
            "Send": "send",
            "Delivery": "delivery",
            "Bounce": "bounce",
            "Complaint": "complaint",
            "Reject": "reject",
            "Open": "open",
            "Click": "click",
            "Rendering Failure": "failure",
            "DeliveryDelay": "deliveryDelay",
            "Subscription": "subscription",
        }
        assert set(found) == {type_.value for type_ in EventType}

    def test_the_same_question_has_the_same_answer(self, message):
        def ask():
            return event_record(message, delivery(message, [RECIPIENT], LATER), LATER)

        assert ask() == ask()


class TestBodies:
    def test_a_send_says_nothing(self, message):
        record = event_record(message, Send(), SENT)

        assert list(record) == ["eventType", "mail", "send"]
        assert record["send"] == {}  # events 3.3: send

    def test_the_sample_of_a_delivery(self, message):
        details = delivery(message, [RECIPIENT], LATER)

        written = event_record(message, details, LATER)["delivery"]

        # events 3.3: delivery
        assert list(written) == [
            "timestamp", "processingTimeMillis", "recipients", "smtpResponse", "remoteMtaIp",
            "reportingMTA",
        ]  # fmt: skip
        assert matches(written.pop("remoteMtaIp"), IP)
        assert matches(written.pop("reportingMTA"), HOST)
        assert written == {
            "timestamp": "2022-03-28T23:59:44.697Z",
            "processingTimeMillis": 11893,
            "recipients": [RECIPIENT],
            "smtpResponse": "250 Ok",
        }

    def test_a_reject_has_one_reason(self, message):
        assert event_record(message, Reject(), SENT)["reject"] == {"reason": "Bad content"}

    def test_the_samples_of_an_open_and_a_click(self, message):
        opened = Open("Mozilla/5.0", "192.0.2.1", is_bot_event="Likely")
        clicked = Click("http://example.com/", "Mozilla/5.0", "192.0.2.1", {"key": ("value",)})
        untagged = Click("http://example.com/", "Mozilla/5.0", "192.0.2.1")

        # events 3.3: open, click; isBotEvent optional, linkTags null without tags
        assert event_record(message, opened, LATER)["open"] == {
            "timestamp": "2022-03-28T23:59:44.697Z",
            "userAgent": "Mozilla/5.0",
            "ipAddress": "192.0.2.1",
            "isBotEvent": "Likely",
        }
        assert list(event_record(message, clicked, LATER)["click"].items()) == [
            ("timestamp", "2022-03-28T23:59:44.697Z"),
            ("ipAddress", "192.0.2.1"),
            ("userAgent", "Mozilla/5.0"),
            ("link", "http://example.com/"),
            ("linkTags", {"key": ["value"]}),
        ]
        assert event_record(message, untagged, LATER)["click"]["linkTags"] is None

    def test_the_sample_of_a_subscription(self, message):
        topics = (("T", SubscriptionStatus.OPT_OUT),)
        details = Subscription(
            "L",
            new=TopicPreferences(unsubscribe_all=True, topics=topics),
            old=TopicPreferences(unsubscribe_all=False, topics=topics),
        )

        # events 3.3: subscription
        status = [{"topicName": "T", "subscriptionStatus": "OptOut"}]
        assert event_record(message, details, LATER)["subscription"] == {
            "contactList": "L",
            "timestamp": "2022-03-28T23:59:44.697Z",
            "source": "UnsubscribeHeader",
            "newTopicPreferences": {"unsubscribeAll": True, "topicSubscriptionStatus": status},
            "oldTopicPreferences": {"unsubscribeAll": False, "topicSubscriptionStatus": status},
        }


class TestNotificationsOfAnIdentity:
    def test_the_caller_is_told_and_no_tags(self, message):
        details = bounce(message, [RECIPIENT], LATER)

        told = identity_notification(message, details, LATER)

        # events 5
        assert list(told) == ["notificationType", "bounce", "mail"]
        assert told["notificationType"] == "Bounce"
        assert list(told["bounce"]) == [
            "feedbackId", "bounceType", "bounceSubType", "bouncedRecipients", "timestamp",
            "remoteMtaIp", "reportingMTA",
        ]  # fmt: skip
        assert list(told["mail"].items()) == [
            ("timestamp", "2022-03-28T23:59:32.804Z"),
            ("source", SENDER),
            ("sourceArn", "arn:aws:ses:us-east-1:123456789012:identity/example.com"),
            ("sourceIp", "127.0.0.1"),
            ("callerIdentity", "root"),
            ("sendingAccountId", "123456789012"),
            ("messageId", message.id),
            ("destination", [RECIPIENT]),
        ]

    def test_headers_are_there_where_they_are_switched_on(self, message):
        details = delivery(message, [RECIPIENT], LATER)

        told = identity_notification(message, details, LATER, with_headers=True)

        assert told["notificationType"] == "Delivery"
        assert told["delivery"] == event_record(message, details, LATER)["delivery"]
        assert list(told["mail"])[-3:] == ["headersTruncated", "headers", "commonHeaders"]
        assert told["mail"]["commonHeaders"]["subject"] == "Hi"

    def test_there_are_complaints_too_and_nothing_else(self, message):
        told = identity_notification(message, complaint(message, [RECIPIENT], LATER), LATER)

        assert told["notificationType"] == "Complaint"
        with pytest.raises(ValueError, match="There are no notifications of Send"):
            identity_notification(message, Send(), LATER)


class TestEventBridge:
    def test_the_record_is_in_an_envelope(self, message):
        record = event_record(message, bounce(message, [RECIPIENT], LATER), LATER)

        event = eventbridge_event(record, LATER, "us-east-1")

        # events 4: EventBridge envelope, resources
        assert matches(
            event["id"], "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}"
        )
        assert list(event.items()) == [
            ("version", "0"),
            ("id", event["id"]),
            ("detail-type", "Email Bounced"),
            ("source", "aws.ses"),
            ("account", "123456789012"),
            ("time", "2022-03-28T23:59:44Z"),
            ("region", "us-east-1"),
            ("resources", ["arn:aws:ses:us-east-1:123456789012:configuration-set/ConfigSet"]),
            ("detail", record),
        ]
        assert eventbridge_event(record, LATER, "us-east-1") == event

    # events 4: detail types
    @pytest.mark.parametrize(
        ("type_", "detail_type"),
        [
            ("Send", "Email Sent"), ("Open", "Email Opened"),
            ("Delivery", "Email Delivered"), ("Click", "Email Clicked"),
            ("Bounce", "Email Bounced"), ("Rendering Failure", "Email Rendering Failed"),
            ("Complaint", "Email Complaint Received"), ("DeliveryDelay", "Email Delivery Delayed"),
            ("Reject", "Email Rejected"), ("Subscription", "Email Subscribed"),
        ],
    )  # fmt: skip
    def test_each_type_has_a_name_of_its_own(self, message, type_, detail_type):
        record = event_record(message, Send(), LATER) | {"eventType": type_}

        assert eventbridge_event(record, LATER, "us-east-1")["detail-type"] == detail_type


class TestText:
    def test_it_is_one_line_with_its_end(self, account):
        message = sent(account, Message={"Subject": {"Data": "Grüße\n"}, "Body": BOTH_BODIES})
        record = event_record(message, Send(), SENT)

        text = as_line(record)

        # events 4: SNS message, Firehose
        assert text.startswith('{"eventType":"Send","mail":{"timestamp":"2022-03-28T23:59:32.804Z"')
        assert text.endswith("\n") and text.count("\n") == 1
        assert json.loads(text) == record

    def test_half_a_character_does_no_harm(self):
        details = Delivery(("a\ud800@example.com",), 1, "host", "192.0.2.1")

        assert as_line({"to": list(details.recipients)}) == '{"to":["a?@example.com"]}\n'

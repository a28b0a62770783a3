"""What SES publishes of events, and to whom. Rows: facts "events" 0, 3, 4 and 5."""

from __future__ import annotations

import base64
import json
import re
from datetime import datetime, timezone

import boto3
import pytest

from sesfake.domain.neighbours.parcels import (
    BusEvent,
    FirehoseRecord,
    Metric,
    PinpointEvent,
    SnsMessage,
)
from tests.installed import needs_member

SHOP = "shop@example.com"
ANN = "ann@example.org"
NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
ACCOUNT = "123456789012"
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:mail"
STREAM = f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream/mail"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/mail"
BUS = f"arn:aws:events:us-east-1:{ACCOUNT}:event-bus/default"
APP = f"arn:aws:mobiletargeting:us-east-1:{ACCOUNT}:apps/0123456789abcdef0123456789abcdef"
ALL = ["SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "RENDERING_FAILURE", "DELIVERY_DELAY"]

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture
def add(ses, sesv2_client):
    """Adds an event destination to the set `news`."""
    sesv2_client.create_configuration_set(ConfigurationSetName="news")

    def add(name, types=ALL, *, enabled=True, **target):
        sesv2_client.create_configuration_set_event_destination(
            ConfigurationSetName="news",
            EventDestinationName=name,
            EventDestination={"Enabled": enabled, "MatchingEventTypes": list(types), **target},
        )

    return add


def send(to=(ANN,), **more):
    given = {
        "Source": f"The Shop <{SHOP}>",
        "Destination": {"ToAddresses": list(to)},
        "Message": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
        "ConfigurationSetName": "news",
    }
    boto3.client("ses").send_email(**{**given, **more})


def sns(topic=TOPIC):
    return {"SnsDestination": {"TopicArn": topic}}


class TestEventDestinations:
    def test_a_topic_gets_the_json_with_a_line_end_and_a_subject(self, ses, add):
        add("topic", **sns())

        send()

        sent, delivered = ses.published
        assert [publication.type for publication in (sent, delivered)] == ["Send", "Delivery"]
        # events 4: SNS message
        assert delivered.parcel == SnsMessage(
            TOPIC, delivered.text, "Amazon SES Email Event Notification"
        )
        assert delivered.text.endswith("}\n")
        assert json.loads(delivered.text) == delivered.record == ses.events.last.record
        assert list(delivered.record) == ["eventType", "mail", "delivery"]
        assert delivered.record["mail"]["tags"]["ses:configuration-set"] == ["news"]
        assert (delivered.service, delivered.arn) == ("sns", TOPIC)
        assert (delivered.configuration_set, delivered.destination) == ("news", "topic")

    def test_a_record_may_be_taken_apart_and_is_whole_when_read_again(self, ses, add):
        add("topic", **sns())
        send()
        told = ses.published.last
        text = told.text

        told.record.pop("mail")
        told.record["delivery"].clear()

        assert told.text == text == ses.published.last.text

    def test_a_webhook_gets_what_sns_posts(self, ses, add):
        add("topic", ["BOUNCE"], **sns())
        send()
        ses.bounce(ses.outbox.last)

        posted = ses.published[0].sns_notification

        assert posted["Type"] == "Notification"
        assert posted["TopicArn"] == TOPIC
        assert posted["Subject"] == "Amazon SES Email Event Notification"
        assert json.loads(posted["Message"])["bounce"]["bounceType"] == "Permanent"
        assert posted["Timestamp"] == json.loads(posted["Message"])["bounce"]["timestamp"]
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", posted["MessageId"])
        assert base64.b64decode(posted["Signature"], validate=True)
        assert json.loads(ses.published[0].sns_body) == posted
        assert ses.published[0].sns_headers == {
            "Content-Type": "text/plain; charset=UTF-8",
            "x-amz-sns-message-type": "Notification",
            "x-amz-sns-message-id": posted["MessageId"],
            "x-amz-sns-topic-arn": TOPIC,
        }

    def test_a_stream_gets_lines(self, ses, add):
        add(
            "stream",
            KinesisFirehoseDestination={"IamRoleArn": ROLE, "DeliveryStreamArn": STREAM},
        )

        send()

        # events 4: Firehose
        told = ses.published.last
        assert told.parcel == FirehoseRecord(STREAM, ROLE, told.text)
        assert json.loads(told.text)["eventType"] == "Delivery"
        with pytest.raises(ValueError, match="<Publication of Delivery to arn:.*> does not go to"):
            _ = told.sns_notification

    def test_the_event_bus_gets_an_envelope(self, ses, add):
        needs_member(
            "sesv2",
            "CreateConfigurationSetEventDestination",
            "EventDestination.EventBridgeDestination",
        )
        ses.clock.freeze(NOON)
        add("bus", ["BOUNCE"], EventBridgeDestination={"EventBusArn": BUS})

        send()
        ses.bounce(ses.outbox.last)

        # events 4: EventBridge
        [told] = ses.published
        assert isinstance(told.parcel, BusEvent) and told.parcel.bus_arn == BUS
        event = dict(told.parcel.event)
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", event.pop("id"))
        assert event == {
            "version": "0",
            "detail-type": "Email Bounced",
            "source": "aws.ses",
            "account": ACCOUNT,
            "time": "2026-03-01T12:00:00Z",
            "region": "us-east-1",
            "resources": [f"arn:aws:ses:us-east-1:{ACCOUNT}:configuration-set/news"],
            "detail": told.record,
        }

    def test_pinpoint_gets_the_record(self, ses, add):
        add("app", PinpointDestination={"ApplicationArn": APP})

        send()

        assert ses.published.last.parcel == PinpointEvent(APP, ses.published.last.record)

    def test_only_the_types_that_were_asked_for_and_only_while_it_is_enabled(self, ses, add):
        add("bounces", ["BOUNCE"], **sns(f"{TOPIC}-1"))
        add("all", ALL, **sns(f"{TOPIC}-2"))
        add("off", ALL, enabled=False, **sns(f"{TOPIC}-3"))

        send()
        ses.bounce(ses.outbox.last)

        assert [(p.destination, p.type) for p in ses.published] == [
            ("all", "Send"),
            ("bounces", "Bounce"),
            ("all", "Bounce"),
        ]

    def test_without_a_set_nothing_is_published(self, ses, add):
        add("topic", **sns())

        send(ConfigurationSetName="")

        # events 0: no configuration set
        assert ses.published == []
        ses.published.assert_empty()

    def test_the_default_set_of_an_identity_publishes_too(self, ses, add, sesv2_client):
        add("topic", ["SEND"], **sns())
        sesv2_client.put_email_identity_configuration_set_attributes(
            EmailIdentity="example.com", ConfigurationSetName="news"
        )

        send(ConfigurationSetName="")

        assert ses.published.one().configuration_set == "news"

    def test_who_was_not_there_at_the_time_is_not_told_later(self, ses, add, sesv2_client):
        send()
        add("late", **sns())
        ses.bounce(ses.outbox.last)
        send(["bob@example.org"])
        sesv2_client.delete_configuration_set_event_destination(
            ConfigurationSetName="news", EventDestinationName="late"
        )
        ses.bounce(ses.outbox.last)

        assert [p.type for p in ses.published] == ["Bounce", "Send"]

    def test_a_set_that_is_gone_tells_nobody(self, ses, add, sesv2_client):
        add("topic", ["BOUNCE"], **sns())
        send()
        sesv2_client.delete_configuration_set(ConfigurationSetName="news")

        ses.bounce(ses.outbox.last)

        assert ses.published == []

    def test_bulk_sends_and_both_apis_publish(self, ses, add, sesv2_client):
        add("topic", ["SEND"], **sns())
        ses.add_template("hello", subject="Hi", text="Hello {{name}}")

        sesv2_client.send_bulk_email(
            FromEmailAddress=SHOP,
            DefaultContent={"Template": {"TemplateName": "hello", "TemplateData": '{"name": "x"}'}},
            BulkEmailEntries=[
                {"Destination": {"ToAddresses": [ANN]}},
                {"Destination": {"ToAddresses": ["bob@example.org"]}},
            ],
            ConfigurationSetName="news",
        )

        told = [p.record["mail"]["destination"] for p in ses.published.find(type="Send")]
        assert told == [[ANN], ["bob@example.org"]]

    def test_a_template_without_its_data_is_told(self, ses, add, ses_client):
        add("topic", ["RENDERING_FAILURE"], **sns())
        ses.add_template("hello", subject="Hi", text="Hello {{name}}")

        ses_client.send_templated_email(
            Source=SHOP,
            Destination={"ToAddresses": [ANN]},
            Template="hello",
            TemplateData="{}",
            ConfigurationSetName="news",
        )

        assert ses.published.one().record["failure"] == {
            "errorMessage": "Attribute 'name' is not present in the rendering data.",
            "templateName": "hello",
        }


class TestTags:
    def test_the_callers_are_published_with_amazons(self, ses, add):
        add("topic", ["SEND"], **sns())

        send(Tags=[{"Name": "campaign", "Value": "book"}])

        # events 3.2
        assert ses.published.one().record["mail"]["tags"] == {
            "ses:source-tls-version": ["TLSv1.3"],
            "ses:operation": ["SendEmail"],
            "ses:configuration-set": ["news"],
            "ses:source-ip": ["127.0.0.1"],
            "ses:from-domain": ["example.com"],
            "ses:caller-identity": ["root"],
            "campaign": ["book"],
        }

    def test_without_a_set_they_are_ignored(self, ses):
        send(ConfigurationSetName="", Tags=[{"Name": "campaign", "Value": "book"}])

        # events 0: no configuration set
        assert "campaign" not in ses.events.last.record["mail"]["tags"]
        assert ses.outbox.last.tags == {"campaign": "book"}  # as asked


class TestMetrics:
    DIMENSIONS = (
        ("campaign", "MESSAGE_TAG", "none"),
        ("X-Batch", "EMAIL_HEADER", "one"),
        ("item", "LINK_TAG", "nothing"),
        ("ses:from-domain", "MESSAGE_TAG", "nowhere"),
    )

    @pytest.fixture
    def metrics(self, add):
        dimensions = [
            {"DimensionName": name, "DimensionValueSource": source, "DefaultDimensionValue": value}
            for name, source, value in self.DIMENSIONS
        ]
        add("metrics", CloudWatchDestination={"DimensionConfigurations": dimensions})

    def raw(self, **headers):
        lines = "".join(f"{n.replace('_', '-')}: {v}\r\n" for n, v in headers.items())
        data = f"From: {SHOP}\r\nTo: {ANN}\r\nSubject: Hi\r\n{lines}\r\nHello\r\n"
        boto3.client("ses").send_raw_email(
            RawMessage={"Data": data},
            ConfigurationSetName="news",
            Tags=[{"Name": "campaign", "Value": "book"}],
        )

    @pytest.mark.usefixtures("metrics")
    def test_one_metric_has_all_the_dimensions_together(self, ses):
        ses.clock.freeze(NOON)

        self.raw(X_Batch="seven")

        # events 4: CloudWatch, dimension sources
        told = ses.published[0]
        assert (
            told.parcel
            == told.metric
            == Metric(
                "Send",
                1,
                NOON,
                (
                    ("campaign", "book"),
                    ("X-Batch", "seven"),
                    ("item", "nothing"),
                    ("ses:from-domain", "example.com"),
                ),
            )
        )
        assert told.metric.namespace == "AWS/SES"

    @pytest.mark.usefixtures("metrics")
    def test_what_a_message_lacks_has_the_default_value(self, ses):
        send()

        assert ses.published[0].metric.dimensions == (
            ("campaign", "none"),
            ("X-Batch", "one"),
            ("item", "nothing"),
            ("ses:from-domain", "example.com"),
        )

    @pytest.mark.usefixtures("metrics")
    def test_a_header_of_other_characters_has_no_metric(self, ses):
        self.raw(X_Batch="number seven")

        # events 4: bad header characters
        assert ses.published == []
        assert ses.outbox.last.outcome == {ANN: "delivery"}

    @pytest.mark.usefixtures("metrics")
    def test_names_of_metrics_are_one_word(self, ses, ses_client):
        ses.add_template("hello", subject="Hi", text="Hello {{name}}")
        ses_client.send_templated_email(
            Source=SHOP,
            Destination={"ToAddresses": [ANN]},
            Template="hello",
            TemplateData="{}",
            ConfigurationSetName="news",
        )
        send()
        ses.delay(ses.outbox.last)

        # events 4: metric names
        assert [p.metric.name for p in ses.published] == [
            "RenderingFailure",
            "Send",
            "DeliveryDelay",
        ]


class TestIdentityNotifications:
    @pytest.fixture
    def topics(self, ses, ses_client):
        for type_ in ("Bounce", "Complaint", "Delivery"):
            ses_client.set_identity_notification_topic(
                Identity="example.com", NotificationType=type_, SnsTopic=f"{TOPIC}-{type_}"
            )

    @pytest.mark.usefixtures("topics")
    def test_they_need_no_configuration_set_and_have_no_tags(self, ses):
        send(ConfigurationSetName="")
        ses.bounce(ses.outbox.last)

        # events 5
        told = ses.published.one()
        assert told.arn == f"{TOPIC}-Bounce"
        assert (told.identity, told.destination) == ("example.com", None)
        assert told.subject is None
        assert list(told.record) == ["notificationType", "bounce", "mail"]
        assert told.record["mail"] == {
            "timestamp": ses.events[0].record["mail"]["timestamp"],
            "source": f"The Shop <{SHOP}>",
            "sourceArn": f"arn:aws:ses:us-east-1:{ACCOUNT}:identity/example.com",
            "sourceIp": "127.0.0.1",
            "callerIdentity": "root",
            "sendingAccountId": ACCOUNT,
            "messageId": ses.outbox.last.id,
            "destination": [ANN],
        }

    @pytest.mark.usefixtures("topics")
    def test_headers_are_told_if_they_are_asked_for(self, ses, ses_client):
        ses_client.set_identity_headers_in_notifications_enabled(
            Identity="example.com", NotificationType="Delivery", Enabled=True
        )

        send(ConfigurationSetName="")

        mail = ses.published.one(type="Delivery").record["mail"]
        assert mail["commonHeaders"]["subject"] == "Hi"
        assert mail["headersTruncated"] is False

    @pytest.mark.usefixtures("topics")
    def test_an_address_verified_on_its_own_has_its_own_settings(self, ses):
        ses.verify(SHOP)

        send(ConfigurationSetName="")

        # events 0: verified-identity notification precedence
        assert ses.published == []

    @pytest.mark.usefixtures("topics")
    def test_with_a_set_both_are_told(self, ses, add):
        add("topic", ["DELIVERY"], **sns())

        send()

        # events 5: duplicates
        assert [(p.type, p.destination) for p in ses.published] == [
            ("Delivery", "topic"),
            ("Delivery", None),
        ]

    @pytest.mark.usefixtures("topics")
    def test_of_delays_and_rejects_nobody_is_notified(self, ses):
        send(ConfigurationSetName="")
        ses.delay(ses.outbox.last)
        send(ConfigurationSetName="")
        ses.reject(ses.outbox.last)

        # events 6 and 9
        assert ses.published == []


class TestSearching:
    def test_publications_are_found_by_what_they_are_about(self, ses, add):
        needs_member(
            "sesv2",
            "CreateConfigurationSetEventDestination",
            "EventDestination.EventBridgeDestination",
        )
        add("topic", **sns())
        add("bounces", ["BOUNCE"], EventBridgeDestination={"EventBusArn": BUS})
        send()
        ses.bounce(ses.outbox.last)

        assert ses.published.one(type="Bounce", service="events").destination == "bounces"
        assert len(ses.published.find(recipient=ANN)) == 3
        assert len(ses.published.find(arn=TOPIC)) == 2
        assert ses.region("eu-west-1").published == []
        with pytest.raises(AssertionError, match="No publication with type='Click' was sent"):
            ses.published.one(type="Click")

    def test_a_search_in_vain_says_of_what_nobody_is_told(self, ses, add):
        add("topic", ["SEND"], **sns())
        send(ConfigurationSetName="")
        first = ses.bounce(ses.outbox.last)
        send(["bob@example.org"])
        second = ses.bounce(ses.outbox.last)

        with pytest.raises(AssertionError) as caught:
            ses.published.one(type="Bounce")
        assert str(caught.value).endswith(
            f"\n  Nobody is told of {first!r}: the message has no configuration set, and its "
            "identity no topic for that."
            f"\n  Nobody is told of {second!r}: the configuration set 'news' has no enabled event "
            "destination for that."
        )

    @pytest.mark.parametrize("word", ["Delivery", "DELIVERY", "delivery"])
    def test_types_are_spelt_as_events_or_either_api_spell_them(self, ses, add, word):
        add("topic", **sns())
        send()

        assert ses.published.one(type=word).type == ses.events.one(type=word).type == "Delivery"
        assert ses.outbox.one(outcome=word).outcome == {ANN: "delivery"}

    @pytest.mark.parametrize(
        "search",
        [
            lambda ses: ses.published.assert_not_sent(type="Bounced"),
            lambda ses: ses.events.find(type="Bounced"),
            lambda ses: ses.outbox.find(outcome="Bounced"),
            lambda ses: ses.published.find(service="Bounced"),
        ],
    )
    def test_a_word_that_is_none_is_told_and_not_just_not_found(self, ses, search):
        with pytest.raises(ValueError, match="= is one of .*, not 'Bounced'"):
            search(ses)

"""What events tell of the call that sent the message, whatever call that was.

Rows: facts "events" 1, 3.1 and 3.2.
"""

from __future__ import annotations

import re

import boto3
import pytest

from tests.domain.events.documents import (
    ACCOUNT,
    ANN,
    ARN,
    SENT,
    SHOP,
    TOPIC,
    exactly,
    make_set,
    simple_v2,
    tags,
)
from tests.installed import needs_member

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


def send_in_bulk(door, entries):
    if door == "v1":
        boto3.client("ses").send_bulk_templated_email(
            Source=SHOP,
            Template="hello",
            DefaultTemplateData="{}",
            ConfigurationSetName="news",
            Destinations=[
                {
                    "Destination": {"ToAddresses": [to]},
                    "ReplacementTemplateData": data,
                    "ReplacementTags": [{"Name": "which", "Value": tag}],
                }
                for to, data, tag in entries
            ],
        )
        return
    boto3.client("sesv2").send_bulk_email(
        FromEmailAddress=SHOP,
        DefaultContent={"Template": {"TemplateName": "hello", "TemplateData": "{}"}},
        ConfigurationSetName="news",
        BulkEmailEntries=[
            {
                "Destination": {"ToAddresses": [to]},
                "ReplacementEmailContent": {
                    "ReplacementTemplate": {"ReplacementTemplateData": data}
                },
                "ReplacementTags": [{"Name": "which", "Value": tag}],
            }
            for to, data, tag in entries
        ],
    )


class TestTheCall:
    """events 3.1, 3.2: whatever way a message was sent"""

    RAW = (
        f"From: The Shop <{SHOP}>\r\nTo: {ANN}\r\nDate: Sun, 1 Mar 2026 10:00:00 +0000\r\n"
        "Message-ID: <own@example.com>\r\nSubject: Hi\r\nX-SES-CONFIGURATION-SET: news\r\n"
        "X-SES-MESSAGE-TAGS: campaign=book, kind=mail\r\n\r\nHello\r\n"
    )

    @pytest.mark.usefixtures("news")
    def test_a_raw_mail_says_all_in_its_headers(self, ses, send_raw, api):
        send_raw(self.RAW)

        message = ses.outbox.last
        operation = "SendRawEmail" if api == "v1" else "SendEmail"
        exactly(
            ses.published[0].record,
            {
                "eventType": "Send",
                "mail": {
                    "timestamp": SENT,
                    "source": f"The Shop <{SHOP}>",
                    "sourceArn": ARN,
                    "sendingAccountId": ACCOUNT,
                    "messageId": message.id,
                    "destination": [ANN],
                    "headersTruncated": False,
                    "headers": [
                        {"name": "From", "value": f"The Shop <{SHOP}>"},
                        {"name": "To", "value": ANN},
                        {"name": "Date", "value": "Sun, 1 Mar 2026 10:00:00 +0000"},
                        {"name": "Message-ID", "value": "<own@example.com>"},
                        {"name": "Subject", "value": "Hi"},
                        {"name": "X-SES-CONFIGURATION-SET", "value": "news"},
                        {"name": "X-SES-MESSAGE-TAGS", "value": "campaign=book, kind=mail"},
                    ],
                    "commonHeaders": {
                        "from": [f"The Shop <{SHOP}>"],
                        "date": "Sun, 1 Mar 2026 10:00:00 +0000",
                        "to": [ANN],
                        "messageId": "<own@example.com>",
                        "subject": "Hi",
                    },
                    "tags": tags(operation, campaign=["book"], kind=["mail"]),
                },
                "send": {},
            },
        )

    @pytest.mark.usefixtures("news")
    def test_the_tags_of_the_call_take_the_place_of_the_headers(self, ses, send_raw, api):
        send_raw(self.RAW, Tags=[{"Name": "only", "Value": "this"}])

        # events 3.2: no merge
        operation = "SendRawEmail" if api == "v1" else "SendEmail"
        assert ses.published[0].record["mail"]["tags"] == tags(operation, only=["this"])

    @pytest.mark.usefixtures("news")
    def test_more_than_ten_kilobytes_of_headers_are_cut(self, ses, send_raw):
        lines = "".join(f"X-Filler-{n:02d}: {'x' * 900}\r\n" for n in range(12))

        send_raw(self.RAW.replace("Subject:", f"{lines}Subject:"))

        # events 3.1: headersTruncated
        mail = ses.published[0].record["mail"]
        assert mail["headersTruncated"] is True
        names = [header["name"] for header in mail["headers"]]
        assert names == [
            "From",
            "To",
            "Date",
            "Message-ID",
            *(f"X-Filler-{n:02d}" for n in range(11)),
        ]
        assert mail["commonHeaders"]["subject"] == "Hi"

    @pytest.mark.usefixtures("news")
    @pytest.mark.parametrize("door", ["v1", "v2"])
    def test_in_bulk_each_message_has_its_own_events_and_tags(self, ses, door):
        ses.add_template("hello", subject="Hi", text="Hello {{name}}")
        send_in_bulk(door, [(ANN, '{"name": "Ann"}', "one"), ("eve@example.net", "{}", "two")])

        operation = "SendBulkTemplatedEmail" if door == "v1" else "SendBulkEmail"
        sent, delivered, failed = (publication.record for publication in ses.published)
        first, second = ses.outbox
        assert [r["eventType"] for r in (sent, delivered, failed)] == [
            "Send",
            "Delivery",
            "Rendering Failure",
        ]
        assert sent["mail"]["tags"] == tags(operation, which=["one"])
        # events 3.1, templated sends: the subject comes with the rendering
        assert "subject" not in sent["mail"]["commonHeaders"]
        assert delivered["mail"]["commonHeaders"]["subject"] == "Hi"
        assert failed["mail"]["tags"] == {"ses:configuration-set": ["news"], "which": ["two"]}
        assert [r["mail"]["messageId"] for r in (sent, failed)] == [first.id, second.id]

    @pytest.mark.parametrize(
        ("region", "code"), [("eu-west-1", "0102"), ("ap-northeast-1", "0106")]
    )
    def test_elsewhere_ids_hosts_and_arns_are_of_the_region(self, ses, region, code):
        needs_member(
            "sesv2",
            "CreateConfigurationSetEventDestination",
            "EventDestination.EventBridgeDestination",
        )
        client = boto3.client("sesv2", region)
        make_set(client, topic=TOPIC.replace("us-east-1", region))
        bus = f"arn:aws:events:{region}:{ACCOUNT}:event-bus/default"
        client.create_configuration_set_event_destination(
            ConfigurationSetName="news",
            EventDestinationName="bus",
            EventDestination={
                "Enabled": True,
                "MatchingEventTypes": ["BOUNCE"],
                "EventBridgeDestination": {"EventBusArn": bus},
            },
        )

        simple_v2([ANN], region)
        message = ses.outbox.last
        ses.bounce(message)

        # events 1: region codes; 3.3: reportingMTA; 4: EventBridge envelope
        assert message.id.startswith(code)
        assert message.headers["Message-ID"] == f"<{message.id}@{region}.amazonses.com>"
        told = ses.published.one(service="events")
        bounce = told.record["bounce"]
        assert bounce["feedbackId"].startswith(code)
        assert re.fullmatch(
            rf"dns; a\d+-\d+\.smtp-out\.{region}\.amazonses\.com", bounce["reportingMTA"]
        )
        assert told.record["mail"]["sourceArn"] == ARN.replace("us-east-1", region)
        event = told.parcel.event
        assert (event["region"], event["resources"]) == (
            region,
            [f"arn:aws:ses:{region}:{ACCOUNT}:configuration-set/news"],
        )

    @pytest.mark.usefixtures("news")
    def test_two_tags_of_amazons_are_parts_of_the_feedback_id(self, ses, send):
        tags = [
            {"Name": "ses:feedback-id-a", "Value": "campaign-7"},
            {"Name": "ses:feedback-id-b", "Value": "shop"},
        ]
        name = "Tags" if send.__name__ == "send_v1" else "EmailTags"

        for more in ({"ConfigurationSetName": "news", name: tags}, {name: tags}):
            send(SHOP, to=[ANN], **more)

        # events 3.2: feedback-id; without a set tags are ignored
        with_set, without_set = (message.headers["Feedback-ID"] for message in ses.outbox)
        assert with_set.startswith("campaign-7:shop:1.us-east-1.")
        assert without_set.startswith("::1.us-east-1.")
        assert with_set.endswith("=:AmazonSES") and without_set.endswith("=:AmazonSES")
        shown = ses.published[0].record["mail"]["tags"]
        assert shown["ses:feedback-id-a"] == ["campaign-7"]

    @pytest.mark.usefixtures("news")
    def test_an_address_verified_on_its_own_is_the_source(self, ses):
        ses.verify(SHOP)

        simple_v2([ANN])

        # events 3.1: sourceArn
        assert ses.published[0].record["mail"]["sourceArn"].endswith(f":identity/{SHOP}")

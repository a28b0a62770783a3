"""A call made with aiobotocore is over when its post is delivered, too."""

from __future__ import annotations

import asyncio
import contextlib
import json

import boto3
import pytest

pytest.importorskip("aiobotocore")
pytest.importorskip("moto")

import moto
from aiobotocore.session import get_session
from moto.cloudwatch.models import cloudwatch_backends
from moto.core.models import responses_mock

from sesfake import mock_ses
from sesfake.domain.neighbours.parcels import SnsMessage
from tests.domain.postings import HandMade

ADDRESS = "shop@example.com"


@pytest.fixture
def topic():
    with moto.mock_aws():
        yield boto3.client("sns", region_name="us-east-1").create_topic(Name="mail")["TopicArn"]


def run(call):
    """What a call with an aiobotocore client for SES answers."""

    async def main():
        async with get_session().create_client("ses", "us-east-1") as client:
            return await call(client)

    return asyncio.run(main())


def listen(topic, heard):
    url = "https://shop.example.com/bounces"
    responses_mock.add_callback(
        "POST",
        url,
        callback=lambda request: (heard(json.loads(request.body)["Message"]), (200, {}, ""))[1],
    )
    sns = boto3.client("sns", region_name="us-east-1")
    sns.subscribe(TopicArn=topic, Protocol="https", Endpoint=url)


def test_what_waits_is_delivered_with_the_answer(topic):
    heard = []
    listen(topic, heard.append)
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.accounts.post.put(HandMade(SnsMessage(topic, "a")))

        run(lambda client: client.get_send_quota())

    assert heard == ["a"]


def test_a_topic_gets_the_message_that_validates_it(topic):
    heard = []
    listen(topic, heard.append)
    with mock_ses(verified=[ADDRESS]) as ses:
        run(
            lambda client: client.set_identity_notification_topic(
                Identity=ADDRESS, NotificationType="Bounce", SnsTopic=topic
            )
        )

        assert heard == [validation.message for validation in ses.validations]
        assert len(heard) == 1


def test_events_arrive_and_what_is_due_with_the_next_call(topic):
    heard = []
    with mock_ses(verified=[ADDRESS], production=True) as ses:
        sesv2 = boto3.client("sesv2", region_name="us-east-1")
        sesv2.create_configuration_set(ConfigurationSetName="news")
        sesv2.create_configuration_set_event_destination(
            ConfigurationSetName="news",
            EventDestinationName="all",
            EventDestination={
                "Enabled": True,
                "MatchingEventTypes": ["SEND", "BOUNCE"],
                "SnsDestination": {"TopicArn": topic},
            },
        )
        listen(topic, lambda text: heard.append(json.loads(text)["eventType"]))

        run(
            lambda client: client.send_email(
                Source=ADDRESS,
                Destination={"ToAddresses": ["ann@example.org"]},
                Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
                ConfigurationSetName="news",
            )
        )
        assert heard == ["Send"]
        ses.delay(ses.outbox.last)
        ses.clock.advance(hours=14)
        run(lambda client: client.get_send_quota())

    assert heard == ["Send", "Bounce"]


def test_who_reads_cloudwatch_lets_it_hear_of_what_was_sent(topic):
    with mock_ses(verified=[ADDRESS]):
        boto3.client("ses", region_name="us-east-1").send_email(
            Source=ADDRESS,
            Destination={"ToAddresses": [ADDRESS]},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
        )

        async def read():
            async with get_session().create_client("cloudwatch", "us-east-1") as client:
                await client.list_metrics(Namespace="AWS/SES")

        with contextlib.suppress(TypeError):  # moto's answers cannot be awaited
            asyncio.run(read())

        put = cloudwatch_backends["123456789012"]["us-east-1"].metric_data
        assert [metric.name for metric in put] == [
            "Send",
            "Delivery",
            "Reputation.BounceRate",
            "Reputation.ComplaintRate",
        ]

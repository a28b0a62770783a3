"""A call made with aiobotocore is over when its post is delivered, too."""

from __future__ import annotations

import asyncio
import json

import boto3
import pytest

pytest.importorskip("aiobotocore")
pytest.importorskip("moto")

import moto
from aiobotocore.session import get_session
from moto.core.models import responses_mock

from sesfake import mock_ses
from sesfake.domain.parcels import SnsMessage
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

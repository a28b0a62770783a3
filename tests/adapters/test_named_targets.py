"""Topics, streams and roles that calls name are looked for in moto."""

from __future__ import annotations

import json

import boto3
import pytest

pytest.importorskip("moto")

import moto

from sesfake import mock_ses
from sesfake.adapters.hints import hint_of
from tests.domain.event_destination_doors import ACCOUNT, V1, V2
from tests.refusing import refusal

from .at_moto import (
    TRUST,
    aws,
    in_bucket,
    received,
    role,
    stream,
    subscribed,
    topic,
)
from .sending import ADDRESS


@pytest.fixture
def ses():
    with moto.mock_aws(), mock_ses(verified=[ADDRESS]) as ses:
        yield ses


@pytest.fixture(params=[V1, V2], ids=["v1", "v2"])
def door(request, ses):
    door = request.param()
    door.create_set("news")
    return door


class TestTargetsThatAreNamed:
    """facts: resources 2.8 and 3.4, events 4 and 5"""

    def test_a_topic_gets_the_validation(self, ses, door):
        arn = topic()
        url = subscribed(arn)

        door.create("all", ["SEND"], ("sns", arn))

        envelope = json.loads(received(url)[0])
        assert envelope["Subject"] == "Amazon SES Email Event Notification"
        assert envelope["Message"] == (
            "Successfully validated SNS topic for Amazon SES event publishing."
        )

    def test_a_missing_topic_is_refused(self, ses, door):
        arn = f"arn:aws:sns:us-east-1:{ACCOUNT}:gone"

        with pytest.raises(door.client.exceptions.ClientError) as caught:
            door.create("all", ["SEND"], ("sns", arn))

        error = caught.value.response["Error"]
        assert error["Message"] == f"Could not publish message to SNS topic <{arn}>."
        assert "The active fake of sns in us-east-1 says: NotFound" in hint_of(caught.value)
        assert ses.validations == []

    def test_an_identitys_topic_gets_the_notification(self, ses):
        arn = topic()
        url = subscribed(arn, RawMessageDelivery="true")
        client = boto3.client("ses", region_name="us-east-1")

        client.set_identity_notification_topic(
            Identity=ADDRESS, NotificationType="Bounce", SnsTopic=arn
        )

        assert received(url) == [ses.validations[0].message]
        assert refusal(
            client.set_identity_notification_topic,
            Identity=ADDRESS,
            NotificationType="Bounce",
            SnsTopic=arn + "2",
        ) == (
            "InvalidParameterValue",
            f"SNS topic <{arn}2> does not exist or cannot be published to.",
        )

    @pytest.mark.parametrize("path", [{}, {"Path": "/service/"}])
    def test_a_stream_and_its_role(self, ses, door, path):
        door.create("all", ["SEND"], ("firehose", stream(), role(**path)))

        assert [name for name, *_ in door.read()] == ["all"]
        assert in_bucket() == []

    @pytest.mark.parametrize(
        "break_role",
        [
            lambda arn: aws("iam").delete_role(RoleName="ses"),
            lambda arn: aws("iam").update_assume_role_policy(
                RoleName="ses",
                PolicyDocument=json.dumps(TRUST).replace("ses.amazonaws", "lambda.amazonaws"),
            ),
        ],
        ids=["missing", "not trusting"],
    )
    def test_a_role_that_ses_cannot_assume_is_refused(self, ses, door, break_role):
        target = ("firehose", stream(), role())
        break_role(target[2])

        assert refusal(door.create, "all", ["SEND"], target) == (
            door.invalid_firehose[0],
            f"Could not assume IAM role <{target[2]}>.",
        )

    def test_nor_is_one_of_another_path_the_same(self, ses, door):
        target = ("firehose", stream(), role(Path="/service/").replace("/service", ""))

        assert refusal(door.create, "all", ["SEND"], target)[1] == (
            f"Could not assume IAM role <arn:aws:iam::{ACCOUNT}:role/ses>."
        )

    def test_a_missing_stream_is_refused(self, ses, door):
        arn = f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream/gone"

        assert refusal(door.create, "all", ["SEND"], ("firehose", arn, role())) == (
            door.invalid_firehose[0],
            f"Could not access Kinesis Firehose Stream <{arn}>.",
        )

    def test_strictly_what_moto_knows_exists(self):
        with moto.mock_aws(), mock_ses(neighbours="strict"):
            door = V2()
            door.create_set("news")

            door.create("all", ["SEND"], ("sns", topic()))

"""Roles that event destinations name trust SES, and topics elsewhere let it publish."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from sesfake.adapters.hints import hint_of
from sesfake.domain.authorization.trust_policies import may_be_assumed
from tests.domain.event_destination_doors import (
    ACCOUNT,
    TOPIC,
)
from tests.refusing import refusal


def trust(*statements):
    return {"Version": "2012-10-17", "Statement": list(statements)}


SES_MAY = {
    "Effect": "Allow",
    "Principal": {"Service": "ses.amazonaws.com"},
    "Action": "sts:AssumeRole",
}


class TestTrustPolicies:
    @pytest.mark.parametrize(
        "policy",
        [
            trust(SES_MAY),
            {"Statement": SES_MAY},
            trust(SES_MAY | {"Principal": {"Service": ["sns.amazonaws.com", "ses.amazonaws.com"]}}),
            trust(SES_MAY | {"Principal": "*", "Action": ["sts:*"]}),
            trust(SES_MAY | {"Condition": {"StringEquals": {"AWS:SourceAccount": ACCOUNT}}}),
        ],
    )
    def test_ses_may_assume_these(self, policy):
        assert may_be_assumed(policy)

    @pytest.mark.parametrize(
        "policy",
        [
            {},
            {"Statement": None},
            trust("Allow"),
            trust(SES_MAY | {"Principal": {"Service": "lambda.amazonaws.com"}}),
            trust(SES_MAY | {"Principal": {"AWS": "ses.amazonaws.com"}}),
            trust(SES_MAY | {"Action": "sts:TagSession"}),
            trust(SES_MAY, SES_MAY | {"Effect": "Deny"}),
        ],
    )
    def test_ses_may_not_assume_these(self, policy):
        assert not may_be_assumed(policy)


class TestTopicsElsewhere:
    """https://docs.aws.amazon.com/ses/latest/dg/configure-sns-notifications.html"""

    ELSEWHERE = TOPIC.replace("us-east-1", "eu-west-1")

    def test_an_event_destination_cannot_have_one(self, ses, sesv2_client):
        sesv2_client.create_configuration_set(ConfigurationSetName="news")

        refused = refusal(
            sesv2_client.create_configuration_set_event_destination,
            ConfigurationSetName="news",
            EventDestinationName="all",
            EventDestination={
                "MatchingEventTypes": ["SEND"],
                "SnsDestination": {"TopicArn": self.ELSEWHERE},
            },
        )

        text = f"Could not publish message to SNS topic <{self.ELSEWHERE}>."
        assert refused == ("BadRequestException", text)
        assert ses.validations == []

    def test_nor_can_an_identity_and_the_tester_is_told_why(self, ses, ses_client):
        ses.verify("example.com")

        with pytest.raises(ClientError) as caught:
            ses_client.set_identity_notification_topic(
                Identity="example.com", NotificationType="Bounce", SnsTopic=self.ELSEWHERE
            )

        assert caught.value.response["Error"]["Code"] == "InvalidParameterValue"
        assert hint_of(caught.value) == (
            "SES publishes only to topics of its own region, which is us-east-1 here."
        )

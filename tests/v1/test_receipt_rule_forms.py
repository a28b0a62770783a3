"""What receipt rules may consist of: actions, names, addresses. Rows: facts "resources"."""

from __future__ import annotations

import pytest

from tests.installed import needs_member
from tests.refusing import refusal
from tests.v1.ruling import (
    BOUNCE,
    FUNCTION,
    INSTANCE,
    INVALID,
    ORGANIZATION,
    ROLE,
    STOP,
    TOPIC,
    create,
    header,
    order,
    read,
    update,
)

pytestmark = pytest.mark.ses(verified=["example.com"])


@pytest.fixture
def client(ses_client):
    """A client of an account with an empty rule set `inbound`."""
    ses_client.create_receipt_rule_set(RuleSetName="inbound")
    return ses_client


@pytest.fixture(params=["create", "update"])
def define(request, client):
    """Creates or updates the rule `rule` with some actions."""
    if request.param == "create":
        return create
    create(client)
    return update


def bounce(**members):
    return {"BounceAction": BOUNCE | members}


class TestForms:
    @pytest.mark.parametrize(
        ("action", "refused"),
        [
            # 5.3
            ({"SNSAction": {"TopicArn": "topic"}}, ("InvalidSnsTopic", "Invalid SNS topic: topic")),
            (
                {"SNSAction": {"TopicArn": TOPIC + ".fifo"}},
                ("InvalidSnsTopic", f"Invalid SNS topic: {TOPIC}.fifo"),
            ),
            ({"S3Action": {"BucketName": ""}}, (INVALID, "Bucket name must not be empty")),
            (
                {"S3Action": {"BucketName": "a/b"}},
                ("InvalidS3Configuration", "No such bucket: a/b"),
            ),
            (
                {"LambdaAction": {"FunctionArn": ""}},
                (INVALID, "Lambda function ARN must not be empty"),
            ),
            (
                {"LambdaAction": {"FunctionArn": "inbound"}},
                ("InvalidLambdaFunction", "Invalid Lambda function: inbound"),
            ),
            (header(name=""), (INVALID, "Invalid header name: ")),
            (header(name="X Way"), (INVALID, "Invalid header name: X Way")),
            (header(name="X:"), (INVALID, "Invalid header name: X:")),
            (header(name="X" * 51), (INVALID, f"Invalid header name: {'X' * 51}")),
            # the words about values are a guess
            (header(value="x" * 2048), (INVALID, f"Invalid header value: {'x' * 2048}")),
            (header(value="x\ny"), (INVALID, "Invalid header value: x\ny")),
            (header(value="x\ry"), (INVALID, "Invalid header value: x\ry")),
            (bounce(SmtpReplyCode="250"), (INVALID, "Invalid SMTP reply code: 250")),
            (bounce(SmtpReplyCode="5500"), (INVALID, "Invalid SMTP reply code: 5500")),
            (bounce(SmtpReplyCode=""), (INVALID, "Invalid SMTP reply code: ")),
            (bounce(Message=""), (INVALID, "Invalid SMTP response message: ")),
            (bounce(Message="No\nsuch"), (INVALID, "Invalid SMTP response message: No\nsuch")),
            (bounce(Message="Não"), (INVALID, "Invalid SMTP response message: Não")),
            # the words about status codes are a guess
            (bounce(StatusCode="5.1"), (INVALID, "Invalid status code: 5.1")),
            # so are those about actions of no kind or two
            (STOP | header(), (INVALID, "An action must have exactly one type.")),
        ],
    )
    def test_malformed_actions_are_refused(self, define, client, action, refused):
        before = order(client)

        assert refusal(define, client, "rule", STOP, action) == refused
        assert order(client) == before

    @pytest.mark.parametrize(
        ("kind", "members"),
        [
            ("S3Action", {"BucketName": "mail"}),
            ("BounceAction", BOUNCE),
            ("LambdaAction", {"FunctionArn": FUNCTION}),
            ("StopAction", {"Scope": "RuleSet"}),
            ("WorkmailAction", {"OrganizationArn": ORGANIZATION}),
        ],
    )
    def test_so_are_malformed_topics_of_all_actions(self, client, kind, members):
        # 5.3; that those of WorkMail are looked at, too, is a guess
        action = {kind: {**members, "TopicArn": "topic"}}

        assert refusal(create, client, "rule", action) == (
            "InvalidSnsTopic",
            "Invalid SNS topic: topic",
        )

    @pytest.mark.parametrize(
        "action",
        [
            header(name="X" * 50),
            header(value="x" * 2047),
            header(value=""),
            bounce(SmtpReplyCode="450", StatusCode="4.0.0"),
            bounce(SmtpReplyCode="500", StatusCode="5.6.1"),
            {"S3Action": {"BucketName": "MyBucket"}},  # as in botocore's example
            {"LambdaAction": {"FunctionArn": FUNCTION + ":live", "InvocationType": "Event"}},
            {"WorkmailAction": {"OrganizationArn": "rubbish"}},  # 5.3: not validated
        ],
    )
    def test_these_are_good(self, client, action):
        create(client, "rule", action)

        assert read(client)["Actions"] == [action]

    @pytest.mark.parametrize(
        ("action", "member", "value"),
        [
            # 0.1
            ({"SNSAction": {"TopicArn": "topic"}}, "Topic", "topic"),
            ({"S3Action": {"BucketName": "a/b"}}, "Bucket", "a/b"),
            ({"LambdaAction": {"FunctionArn": "inbound"}}, "FunctionArn", "inbound"),
        ],
    )
    def test_errors_name_what_is_wrong_beside_the_text(self, client, action, member, value):
        with pytest.raises(client.exceptions.ClientError) as caught:
            create(client, "rule", action)

        assert caught.value.response[member] == value

    @pytest.mark.parametrize(
        ("instance", "role", "path", "pattern"),
        [
            ("instance", ROLE, "instanceARN", "arn:(aws|aws-us-gov):connect:"),
            (INSTANCE, "arn:aws:iam::123456789012:user/mail", "iAMRoleARN", "arn:[\\w-]+:iam::"),
        ],
    )
    def test_instances_and_roles_of_connect_are_checked(
        self, client, instance, role, path, pattern
    ):
        # 5.3
        needs_member("ses", "CreateReceiptRule", "Rule.Actions.ConnectAction")
        action = {"ConnectAction": {"InstanceARN": instance, "IAMRoleARN": role}}

        code, text = refusal(create, client, "rule", action)

        assert code == "ValidationError"
        assert text.startswith(
            f"1 validation error detected: Value at 'rule.actions.1.member.connectAction.{path}' "
            f"failed to satisfy constraint: Member must satisfy regular expression pattern: "
            f"{pattern}"
        )

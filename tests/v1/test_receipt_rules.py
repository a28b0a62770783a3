"""Receipt rules. Rows named are those of the fact sheet "resources".

Whether what they name is there is in tests/domain/receiving/test_action_targets.py.
"""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from tests.installed import needs_member
from tests.refusing import refusal

ACCOUNT = "123456789012"
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:inbound"
FUNCTION = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:inbound"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/mail"
INSTANCE = f"arn:aws:connect:us-east-1:{ACCOUNT}:instance/01234567-89ab-cdef-0123-456789abcdef"
ORGANIZATION = f"arn:aws:workmail:us-east-1:{ACCOUNT}:organization/m-0123"
BOUNCE = {"SmtpReplyCode": "550", "Message": "No such mailbox", "Sender": "info@example.com"}
STOP = {"StopAction": {"Scope": "RuleSet"}}
NULL = "failed to satisfy constraint: Member must not be null"
INVALID = "InvalidParameterValue"

pytestmark = pytest.mark.ses(verified=["example.com"])


@pytest.fixture
def client(ses_client):
    """A client of an account with an empty rule set `inbound`."""
    ses_client.create_receipt_rule_set(RuleSetName="inbound")
    return ses_client


def create(client, name="rule", *actions, after=None, rule_set="inbound", **members):
    where = {} if after is None else {"After": after}
    rule = {"Name": name, "Actions": list(actions), **members}
    client.create_receipt_rule(RuleSetName=rule_set, Rule=rule, **where)


def update(client, name="rule", *actions, rule_set="inbound", **members):
    rule = {"Name": name, "Actions": list(actions), **members}
    client.update_receipt_rule(RuleSetName=rule_set, Rule=rule)


def read(client, name="rule"):
    return client.describe_receipt_rule(RuleSetName="inbound", RuleName=name)["Rule"]


def move(client, name, after=None):
    where = {} if after is None else {"After": after}
    client.set_receipt_rule_position(RuleSetName="inbound", RuleName=name, **where)


def order(client):
    answer = client.describe_receipt_rule_set(RuleSetName="inbound")
    return [rule["Name"] for rule in answer["Rules"]]


@pytest.fixture(params=["create", "update"])
def define(request, client):
    """Creates or updates the rule `rule` with some actions."""
    if request.param == "create":
        return create
    create(client)
    return update


class TestWhatIsKept:
    def test_defaults_are_filled_in(self, client):
        # 5.2
        client.create_receipt_rule(RuleSetName="inbound", Rule={"Name": "rule"})

        assert read(client) == {
            "Name": "rule",
            "Enabled": False,
            "ScanEnabled": False,
            "TlsPolicy": "Optional",
            "Recipients": [],
            "Actions": [],
        }

    def test_a_rule_is_read_as_it_was_given(self, client):
        rule = {
            "Name": "rule",
            "Enabled": True,
            "ScanEnabled": True,
            "TlsPolicy": "Require",
            "Recipients": ["info@example.com", "example.com", ".example.com"],
            "Actions": [STOP],
        }

        client.create_receipt_rule(RuleSetName="inbound", Rule=rule)

        assert read(client) == rule
        [in_the_set] = client.describe_receipt_rule_set(RuleSetName="inbound")["Rules"]
        assert in_the_set == rule

    @pytest.mark.parametrize(
        "action",
        [
            {"S3Action": {"BucketName": "mail"}},
            {
                "S3Action": {
                    "BucketName": "mail",
                    "ObjectKeyPrefix": "in/",
                    "KmsKeyArn": f"arn:aws:kms:us-east-1:{ACCOUNT}:alias/aws/ses",
                    "TopicArn": TOPIC,
                }
            },
            {"S3Action": {"BucketName": "mail", "IamRoleArn": ROLE}},
            {"BounceAction": {**BOUNCE, "StatusCode": "5.1.1", "TopicArn": TOPIC}},
            {"BounceAction": BOUNCE},
            {"WorkmailAction": {"OrganizationArn": ORGANIZATION, "TopicArn": TOPIC}},
            {
                "LambdaAction": {
                    "FunctionArn": FUNCTION,
                    "InvocationType": "RequestResponse",
                    "TopicArn": TOPIC,
                }
            },
            {"StopAction": {"Scope": "RuleSet", "TopicArn": TOPIC}},
            {"AddHeaderAction": {"HeaderName": "X-Way", "HeaderValue": "in"}},
            {"SNSAction": {"TopicArn": TOPIC, "Encoding": "Base64"}},
            {"ConnectAction": {"InstanceARN": INSTANCE, "IAMRoleARN": ROLE}},
        ],
        ids="-".join,
    )
    def test_so_is_each_action(self, define, client, action):
        [(kind, members)] = action.items()
        for member in members:
            needs_member("ses", "CreateReceiptRule", f"Rule.Actions.{kind}.{member}")

        define(client, "rule", action)

        assert read(client)["Actions"] == [action]

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            # 5.2, 5.3
            (
                {"SNSAction": {"TopicArn": TOPIC}},
                {"SNSAction": {"TopicArn": TOPIC, "Encoding": "UTF-8"}},
            ),
            (
                {"LambdaAction": {"FunctionArn": FUNCTION}},
                {"LambdaAction": {"FunctionArn": FUNCTION, "InvocationType": "Event"}},
            ),
        ],
    )
    def test_actions_have_defaults(self, client, given, kept):
        create(client, "rule", given)

        assert read(client)["Actions"] == [kept]

    def test_more_than_100_recipients_are_taken(self, client):
        # 5.1: documented are 100, but 101 were accepted
        recipients = [f"user{number}@example.com" for number in range(101)]

        create(client, Recipients=recipients)

        assert read(client)["Recipients"] == recipients


class TestPlaces:
    def test_a_new_rule_goes_to_the_front(self, client):
        # 5.2; 12.7
        for name in ("a", "b"):
            create(client, name)

        assert order(client) == ["b", "a"]

    def test_or_right_behind_another(self, client):
        # 5.2
        for name in ("b", "a"):
            create(client, name)

        create(client, "c", after="a")

        assert order(client) == ["a", "c", "b"]

    @pytest.mark.parametrize(
        ("after", "places"),
        [
            (None, ["c", "a", "b"]),
            ("a", ["a", "c", "b"]),
            ("b", ["a", "b", "c"]),
            ("c", ["a", "b", "c"]),  # 5.2: after itself: no change
        ],
    )
    def test_a_rule_is_moved(self, client, after, places):
        for name in ("c", "b", "a"):
            create(client, name)

        move(client, "c", after)

        assert order(client) == places

    def test_a_moved_rule_is_what_it_was(self, client):
        create(client, "a", STOP, Enabled=True)
        create(client, "b")
        before = read(client, "a")

        move(client, "a")

        assert read(client, "a") == before

    def test_an_updated_rule_keeps_its_place_and_nothing_else(self, client):
        # 5.2: replaces the whole rule
        for name in ("c", "b", "a"):
            create(client, name, STOP, Enabled=True, Recipients=["example.com"])

        client.update_receipt_rule(RuleSetName="inbound", Rule={"Name": "b"})

        assert order(client) == ["a", "b", "c"]
        assert read(client, "b") == {
            "Name": "b",
            "Enabled": False,
            "ScanEnabled": False,
            "TlsPolicy": "Optional",
            "Recipients": [],
            "Actions": [],
        }

    def test_a_deleted_rule_is_gone_and_that_there_is_none_is_no_error(self, client):
        # 5.2: idempotent, but the set must exist (test_receipt_rule_sets.py)
        for name in ("b", "a"):
            create(client, name)

        for _ in range(2):
            client.delete_receipt_rule(RuleSetName="inbound", RuleName="a")

        assert order(client) == ["b"]


class TestRefusals:
    @pytest.mark.parametrize("call", ["update", "describe", "move", "create after", "move after"])
    def test_a_missing_rule_is_named(self, client, call):
        # 5.2: also for `After`; 0.1: `Name` beside the text
        create(client, "a")
        calls = {
            "update": lambda: update(client, "other"),
            "describe": lambda: read(client, "other"),
            "move": lambda: move(client, "other"),
            "create after": lambda: create(client, "b", after="other"),
            "move after": lambda: move(client, "a", after="other"),
        }

        with pytest.raises(client.exceptions.RuleDoesNotExistException) as caught:
            calls[call]()

        response = caught.value.response
        assert response["Error"]["Code"] == "RuleDoesNotExist"
        assert response["Error"]["Message"] == "Rule does not exist: other"
        assert response["Name"] == "other"
        assert order(client) == ["a"]

    def test_a_name_is_taken_once_in_a_set(self, client):
        # 5.2
        create(client, "a", STOP)
        client.create_receipt_rule_set(RuleSetName="other")

        create(client, "a", rule_set="other")
        with pytest.raises(client.exceptions.AlreadyExistsException) as caught:
            create(client, "a")

        response = caught.value.response
        assert response["Error"]["Message"] == "Rule already exists: a"
        assert response["Name"] == "a"
        assert read(client, "a")["Actions"] == [STOP]

    def test_there_are_200_rules_at_most(self, client):
        # 5.1
        for number in range(200):
            create(client, f"rule{number}")

        assert refusal(create, client, "rule200") == ("LimitExceeded", "Too many rules")
        assert len(order(client)) == 200

    def test_there_are_10_actions_at_most(self, define, client):
        # 5.1
        header = {"AddHeaderAction": {"HeaderName": "X", "HeaderValue": "y"}}

        assert refusal(define, client, "rule", *[header] * 11) == (
            "LimitExceeded",
            "Too many actions",
        )
        define(client, "rule", *[header] * 10)
        assert read(client)["Actions"] == [header] * 10

    @pytest.mark.parametrize("name", ["a" * 65, "-a", "a."])
    def test_names_that_are_not_valid(self, client, name):
        # 5.1
        for refused in (
            refusal(create, client, name),
            refusal(create, client, "b", after=name),
            refusal(update, client, name),
            refusal(read, client, name),
            refusal(move, client, name),
            refusal(move, client, "a", after=name),
            refusal(client.delete_receipt_rule, RuleSetName="inbound", RuleName=name),
        ):
            assert refused == (INVALID, f"Not a valid ruleName: {name}")
        create(client, "a" * 64)

    @pytest.mark.parametrize(
        ("call", "member"),
        [
            (lambda client: create(client, "a b"), "rule.name"),
            (lambda client: update(client, "a b"), "rule.name"),
            (lambda client: read(client, "a b"), "ruleName"),
            (lambda client: create(client, "a", after="a b"), "after"),
            (lambda client: move(client, "a", after="a b"), "after"),
        ],
    )
    def test_other_characters_break_the_pattern(self, client, call, member):
        # 5.1
        assert refusal(call, client) == (
            "ValidationError",
            f"1 validation error detected: Value at '{member}' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: ^[a-zA-Z0-9_.-]+$",
        )

    def test_an_empty_after_is_wrong_in_two_ways(self, client):
        # 5.1
        code, text = refusal(create, client, "a", after="")

        assert code == "ValidationError"
        assert text.startswith("2 validation errors detected: Value '' at 'after' failed ")

    def test_all_violations_come_at_once_in_amazons_order(self, ses):
        # 5.3
        client = boto3.client("ses", config=Config(parameter_validation=False))
        actions = [
            {"BounceAction": {"TopicArn": ""}},
            {"LambdaAction": {"FunctionArn": FUNCTION, "InvocationType": "Sync"}},
            {"StopAction": {"Scope": "Rule"}},
            {"SNSAction": {"Encoding": "utf8"}},
        ]
        rule = {"Name": "rule", "TlsPolicy": "Never", "Actions": actions}
        one_of = "failed to satisfy constraint: Member must satisfy enum value set:"
        path = "rule.actions.{}.member."

        assert refusal(client.create_receipt_rule, RuleSetName="inbound", Rule=rule) == (
            "ValidationError",
            "8 validation errors detected: "
            f"Value at 'rule.tlsPolicy' {one_of} [Optional, Require]; "
            f"Value at '{path.format(1)}bounceAction.smtpReplyCode' {NULL}; "
            f"Value at '{path.format(1)}bounceAction.sender' {NULL}; "
            f"Value at '{path.format(1)}bounceAction.message' {NULL}; "
            f"Value at '{path.format(2)}lambdaAction.invocationType' {one_of} "
            "[RequestResponse, Event]; "
            f"Value at '{path.format(3)}stopAction.scope' {one_of} [RuleSet]; "
            f"Value at '{path.format(4)}sNSAction.encoding' {one_of} [Base64, UTF-8]; "
            f"Value at '{path.format(4)}sNSAction.topicArn' {NULL}",
        )

    def test_what_is_wrong_with_a_rule_comes_before_what_is_missing(self, client):
        # 0.1: formats, then existence
        bad = {"AddHeaderAction": {"HeaderName": "", "HeaderValue": "x"}}

        refused = refusal(create, client, "rule", bad, after="other", rule_set="other")

        assert refused == (INVALID, "Invalid header name: ")


def header(name="X-Way", value="in"):
    return {"AddHeaderAction": {"HeaderName": name, "HeaderValue": value}}


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

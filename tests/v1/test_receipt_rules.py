"""Receipt rules. Rows named are those of the fact sheet "resources".

Whether what they name is there is in tests/domain/receiving/test_action_targets.py.
"""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from tests.installed import needs_member
from tests.refusing import refusal
from tests.v1.ruling import (
    ACCOUNT,
    BOUNCE,
    FUNCTION,
    INSTANCE,
    INVALID,
    ORGANIZATION,
    ROLE,
    STOP,
    TOPIC,
    create,
    order,
    read,
    update,
)

NULL = "failed to satisfy constraint: Member must not be null"

pytestmark = pytest.mark.ses(verified=["example.com"])


@pytest.fixture
def client(ses_client):
    """A client of an account with an empty rule set `inbound`."""
    ses_client.create_receipt_rule_set(RuleSetName="inbound")
    return ses_client


def move(client, name, after=None):
    where = {} if after is None else {"After": after}
    client.set_receipt_rule_position(RuleSetName="inbound", RuleName=name, **where)


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

"""Receipt rule sets. Rows named are those of the fact sheet "resources"."""

from __future__ import annotations

from datetime import datetime, timezone

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from sesfake.adapters.hints import hint_of
from sesfake.domain.receiving.receiving_regions import RECEIVING_REGIONS
from tests.refusing import refusal

PATTERN = (
    "failed to satisfy constraint: Member must satisfy regular expression pattern: "
    "^[a-zA-Z0-9_.-]+$"
)
LENGTH = "failed to satisfy constraint: Member must have length greater than or equal to 1"
NULL = "failed to satisfy constraint: Member must not be null"
STOP = [{"StopAction": {"Scope": "RuleSet"}}]

# Every call that names a rule set, and the member that does.
CALLS = {
    "create_receipt_rule_set": {},
    "clone_receipt_rule_set": {"OriginalRuleSetName": "inbound"},
    "delete_receipt_rule_set": {},
    "describe_receipt_rule_set": {},
    "set_active_receipt_rule_set": {},
    "reorder_receipt_rule_set": {"RuleNames": []},
    "create_receipt_rule": {"Rule": {"Name": "rule"}},
    "update_receipt_rule": {"Rule": {"Name": "rule"}},
    "delete_receipt_rule": {"RuleName": "rule"},
    "describe_receipt_rule": {"RuleName": "rule"},
    "set_receipt_rule_position": {"RuleName": "rule"},
}
IDEMPOTENT = ("create_receipt_rule_set", "clone_receipt_rule_set", "delete_receipt_rule_set")


@pytest.fixture
def inbound(ses_client):
    """A client of an account with an empty rule set `inbound`."""
    ses_client.create_receipt_rule_set(RuleSetName="inbound")
    return ses_client


def fill(client, *names, rule_set="inbound"):
    """Put rules into a set, in the order of the names."""
    for name in reversed(names):
        client.create_receipt_rule(RuleSetName=rule_set, Rule={"Name": name, "Actions": STOP})


def order(client, rule_set="inbound"):
    answer = client.describe_receipt_rule_set(RuleSetName=rule_set)
    return [rule["Name"] for rule in answer["Rules"]]


def names(client):
    return [found["Name"] for found in client.list_receipt_rule_sets()["RuleSets"]]


def active(client):
    answer = client.describe_active_receipt_rule_set()
    answer.pop("ResponseMetadata")
    return answer


class TestNames:
    @pytest.mark.parametrize("name", ["a", "a.b", "A_b-c.9", "a" * 64])
    def test_letters_digits_and_dots_within_make_a_name(self, ses_client, name):
        # 5.1: dots are allowed
        ses_client.create_receipt_rule_set(RuleSetName=name)

        assert names(ses_client) == [name]

    @pytest.mark.parametrize("name", ["a" * 65, "_a", "a-", ".a", "a.", "-"])
    @pytest.mark.parametrize("call", CALLS)
    def test_longer_names_and_other_ends_are_not_valid(self, inbound, call, name):
        # 5.1; that it holds for names that are looked for is a guess
        assert refusal(getattr(inbound, call), RuleSetName=name, **CALLS[call]) == (
            "InvalidParameterValue",
            f"Not a valid ruleSetName: {name}",
        )

    @pytest.mark.parametrize("call", CALLS)
    def test_other_characters_break_the_pattern(self, inbound, call):
        # 5.1
        assert refusal(getattr(inbound, call), RuleSetName="a b", **CALLS[call]) == (
            "ValidationError",
            f"1 validation error detected: Value at 'ruleSetName' {PATTERN}",
        )

    def test_an_empty_name_is_wrong_in_two_ways(self, ses_client):
        # 5.1
        assert refusal(ses_client.create_receipt_rule_set, RuleSetName="") == (
            "ValidationError",
            f"2 validation errors detected: Value '' at 'ruleSetName' {LENGTH}; "
            f"Value '' at 'ruleSetName' {PATTERN}",
        )

    @pytest.mark.parametrize("call", [call for call in CALLS if call not in IDEMPOTENT])
    def test_a_missing_set_is_named(self, inbound, call):
        # 5.2; 0.1: `Name` beside the text
        with pytest.raises(inbound.exceptions.RuleSetDoesNotExistException) as caught:
            getattr(inbound, call)(RuleSetName="other", **CALLS[call])

        response = caught.value.response
        assert response["Error"]["Message"] == "Rule set does not exist: other"
        assert response["Name"] == "other"


class TestCreating:
    def test_a_new_set_is_empty_and_not_active(self, ses, ses_client):
        ses.clock.freeze(datetime(2026, 8, 1, 12, 0, 0, 607000, tzinfo=timezone.utc))

        ses_client.create_receipt_rule_set(RuleSetName="inbound")

        answer = ses_client.describe_receipt_rule_set(RuleSetName="inbound")
        assert answer["Metadata"] == {"Name": "inbound", "CreatedTimestamp": ses.clock.now()}
        assert answer["Rules"] == []
        assert active(ses_client) == {}

    def test_a_name_is_taken_once(self, inbound):
        # 5.2
        with pytest.raises(inbound.exceptions.AlreadyExistsException) as caught:
            inbound.create_receipt_rule_set(RuleSetName="inbound")

        response = caught.value.response
        assert response["Error"]["Code"] == "AlreadyExists"
        assert response["Error"]["Message"] == "Rule set already exists: inbound"
        assert response["Name"] == "inbound"

    def test_there_are_40_at_most(self, ses_client):
        # 5.1
        for number in range(40):
            ses_client.create_receipt_rule_set(RuleSetName=f"set{number}")

        for refused in (
            refusal(ses_client.create_receipt_rule_set, RuleSetName="set40"),
            refusal(
                ses_client.clone_receipt_rule_set, RuleSetName="set40", OriginalRuleSetName="set0"
            ),
        ):
            assert refused == ("LimitExceeded", "Too many rule sets")
        assert names(ses_client) == [f"set{number}" for number in range(40)]

    def test_sets_are_of_one_account_in_one_region(self, inbound, ses):
        elsewhere = boto3.client("ses", region_name="eu-west-1")

        assert names(elsewhere) == []
        ses.reset()
        assert names(inbound) == []


class TestCloning:
    def test_a_clone_has_the_rules_and_goes_its_own_way(self, ses, inbound):
        # 5.2: inactive, with its own timestamp
        fill(inbound, "one", "two")
        inbound.set_active_receipt_rule_set(RuleSetName="inbound")
        ses.clock.advance(hours=1)

        inbound.clone_receipt_rule_set(RuleSetName="copy", OriginalRuleSetName="inbound")
        inbound.delete_receipt_rule(RuleSetName="inbound", RuleName="one")
        fill(inbound, "three", rule_set="copy")

        assert order(inbound, "inbound") == ["two"]
        assert order(inbound, "copy") == ["three", "one", "two"]
        assert active(inbound)["Metadata"]["Name"] == "inbound"
        old, new = inbound.list_receipt_rule_sets()["RuleSets"]
        assert (new["CreatedTimestamp"] - old["CreatedTimestamp"]).total_seconds() >= 3600

    @pytest.mark.parametrize(
        ("original", "refused"),
        [
            ("other", ("AlreadyExists", "Rule set already exists: inbound")),
            ("_", ("InvalidParameterValue", "Not a valid ruleSetName: _")),
        ],
    )
    def test_an_existing_target_is_told_before_a_missing_source(self, inbound, original, refused):
        # 5.2
        clone = inbound.clone_receipt_rule_set

        assert refusal(clone, RuleSetName="inbound", OriginalRuleSetName=original) == refused

    def test_a_missing_source_is_told(self, inbound):
        clone = inbound.clone_receipt_rule_set

        assert refusal(clone, RuleSetName="copy", OriginalRuleSetName="other") == (
            "RuleSetDoesNotExist",
            "Rule set does not exist: other",
        )
        assert names(inbound) == ["inbound"]

    def test_the_original_comes_first_among_violations(self, ses):
        # 5.2
        client = boto3.client("ses", config=Config(parameter_validation=False))

        assert refusal(client.clone_receipt_rule_set) == (
            "ValidationError",
            f"2 validation errors detected: Value at 'originalRuleSetName' {NULL}; "
            f"Value at 'ruleSetName' {NULL}",
        )


class TestTheActiveOne:
    def test_it_is_described_with_its_rules(self, inbound):
        fill(inbound, "one")

        inbound.set_active_receipt_rule_set(RuleSetName="inbound")

        answer = active(inbound)
        assert answer["Metadata"]["Name"] == "inbound"
        assert [rule["Name"] for rule in answer["Rules"]] == ["one"]

    def test_there_is_one_at_most(self, inbound):
        inbound.create_receipt_rule_set(RuleSetName="other")
        for name in ("inbound", "other"):
            inbound.set_active_receipt_rule_set(RuleSetName=name)

        assert active(inbound)["Metadata"]["Name"] == "other"

    def test_without_a_name_none_is(self, inbound):
        # 5.2: DescribeActive with none: an empty result, no error
        inbound.set_active_receipt_rule_set(RuleSetName="inbound")

        inbound.set_active_receipt_rule_set()

        assert active(inbound) == {}

    def test_it_cannot_be_deleted(self, inbound):
        # 5.2
        inbound.set_active_receipt_rule_set(RuleSetName="inbound")

        with pytest.raises(inbound.exceptions.CannotDeleteException) as caught:
            inbound.delete_receipt_rule_set(RuleSetName="inbound")

        response = caught.value.response
        assert response["Error"]["Code"] == "CannotDelete"
        assert response["Error"]["Message"] == "Cannot delete active rule set: inbound"
        assert response["Name"] == "inbound"
        assert names(inbound) == ["inbound"]


class TestDeleting:
    def test_a_set_goes_with_its_rules(self, inbound):
        # 5.2: cascades
        fill(inbound, "one")

        inbound.delete_receipt_rule_set(RuleSetName="inbound")

        assert names(inbound) == []
        inbound.create_receipt_rule_set(RuleSetName="inbound")
        assert order(inbound) == []

    def test_that_there_is_none_is_no_error(self, ses_client):
        # 5.2: idempotent
        ses_client.delete_receipt_rule_set(RuleSetName="inbound")


class TestListing:
    def test_all_sets_come_in_one_page_without_a_token(self, ses_client):
        # section 1: 100 a page, of which 40 can be there
        for number in range(40):
            ses_client.create_receipt_rule_set(RuleSetName=f"set{number}")

        answer = ses_client.list_receipt_rule_sets()

        assert len(answer["RuleSets"]) == 40
        assert "NextToken" not in answer

    def test_an_empty_token_is_none(self, inbound):
        # As in botocore's example of the call.
        assert len(inbound.list_receipt_rule_sets(NextToken="")["RuleSets"]) == 1

    def test_no_other_token_is_valid(self, inbound):
        # section 1
        assert refusal(inbound.list_receipt_rule_sets, NextToken="rubbish") == (
            "InvalidParameterValue",
            "Invalid page token: rubbish",
        )


class TestReordering:
    def test_rules_stand_as_they_are_named(self, inbound):
        fill(inbound, "a", "b", "c")

        inbound.reorder_receipt_rule_set(RuleSetName="inbound", RuleNames=["c", "a", "b"])

        assert order(inbound) == ["c", "a", "b"]

    @pytest.mark.parametrize(
        ("given", "refused"),
        [
            # 5.2
            (
                ["a", "b", "a", "c"],
                ("InvalidParameterValue", "Multiple positions found for rule: a"),
            ),
            (["b"], ("InvalidParameterValue", "Positions for rules not found: a, c")),
            ([], ("InvalidParameterValue", "Positions for rules not found: a, b, c")),
            (["a", "b", "c", "d"], ("RuleDoesNotExist", "Rule does not exist: d")),
            # What names more than one of these is a guess: a rule that is not there comes first.
            (["a", "d"], ("RuleDoesNotExist", "Rule does not exist: d")),
            (["d", "d"], ("InvalidParameterValue", "Multiple positions found for rule: d")),
            (["a-"], ("InvalidParameterValue", "Not a valid ruleName: a-")),
            (
                ["a", "b c"],
                (
                    "ValidationError",
                    "1 validation error detected: Value at 'ruleNames' failed to satisfy "
                    "constraint: Member must satisfy constraint: [Member must have length greater "
                    "than or equal to 1, Member must satisfy regular expression pattern: "
                    "^[a-zA-Z0-9_.-]+$]",
                ),
            ),
        ],
    )
    def test_each_rule_must_be_named_once(self, inbound, given, refused):
        fill(inbound, "a", "b", "c")

        assert refusal(
            inbound.reorder_receipt_rule_set, RuleSetName="inbound", RuleNames=given
        ) == (refused)
        assert order(inbound) == ["a", "b", "c"]

    def test_an_empty_set_has_one_order(self, inbound):
        inbound.reorder_receipt_rule_set(RuleSetName="inbound", RuleNames=[])

        assert order(inbound) == []


class TestRegions:
    @pytest.mark.parametrize("region", sorted(RECEIVING_REGIONS))
    def test_mail_is_received_in_these(self, ses, region):
        # 5.1; which they are is a guess
        assert names(boto3.client("ses", region_name=region)) == []

    @pytest.mark.parametrize(
        ("operation", "given"),
        [
            *((call, {"RuleSetName": "inbound", **given}) for call, given in CALLS.items()),
            ("describe_active_receipt_rule_set", {}),
            ("list_receipt_rule_sets", {}),
            ("list_receipt_filters", {}),
            ("delete_receipt_filter", {"FilterName": "one"}),
            (
                "create_receipt_filter",
                {"Filter": {"Name": "one", "IpFilter": {"Policy": "Allow", "Cidr": "::1"}}},
            ),
        ],
    )
    def test_elsewhere_no_call_is_known(self, ses, operation, given):
        # 5.1; the words are a guess
        client = boto3.client("ses", region_name="eu-north-1")

        assert refusal(getattr(client, operation), **given) == (
            "InvalidAction",
            "Unavailable Operation",
        )

    def test_the_tester_is_told_where_they_are(self, ses):
        client = boto3.client("ses", region_name="eu-north-1")

        with pytest.raises(ClientError) as caught:
            client.list_receipt_rule_sets()

        assert hint_of(caught.value).startswith(
            "SES receives no mail in eu-north-1, only in ap-northeast-1, ap-southeast-1, "
        )

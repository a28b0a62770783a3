"""Configuration sets: one store, two doors (fact sheet "resources", sections 1 and 3)."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3
import pytest
from botocore.config import Config

from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSet
from tests.refusing import refusal, refusal_with_status

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)
UNCHECKED = Config(parameter_validation=False)


class V1:
    """The operations of `ses`, by what they do."""

    missing = ("ConfigurationSetDoesNotExist", 400)
    existing = ("ConfigurationSetAlreadyExists", 400)
    limit = ("LimitExceeded", 400)
    invalid = ("InvalidParameterValue", 400)

    def __init__(self, region: str = "us-east-1") -> None:
        self.client = boto3.client("ses", region_name=region, config=UNCHECKED)

    def create(self, name):
        self.client.create_configuration_set(ConfigurationSet={"Name": name})

    def read(self, name):
        """What the set allows, as (sending, reputation metrics, last fresh start)."""
        answer = self.client.describe_configuration_set(
            ConfigurationSetName=name, ConfigurationSetAttributeNames=["reputationOptions"]
        )
        assert answer["ConfigurationSet"] == {"Name": name}
        options = answer["ReputationOptions"]
        assert set(options) <= {"SendingEnabled", "ReputationMetricsEnabled", "LastFreshStart"}
        return (
            options["SendingEnabled"],
            options["ReputationMetricsEnabled"],
            options.get("LastFreshStart"),
        )

    def page(self, size=None, token=None):
        """Names and the token of the next page."""
        given = {"MaxItems": size, "NextToken": token}
        answer = self.client.list_configuration_sets(
            **{key: value for key, value in given.items() if value is not None}
        )
        return [item["Name"] for item in answer["ConfigurationSets"]], answer.get("NextToken")

    def delete(self, name):
        self.client.delete_configuration_set(ConfigurationSetName=name)

    def switch_sending(self, name, enabled):
        self.client.update_configuration_set_sending_enabled(
            ConfigurationSetName=name, Enabled=enabled
        )

    def switch_metrics(self, name, enabled):
        self.client.update_configuration_set_reputation_metrics_enabled(
            ConfigurationSetName=name, Enabled=enabled
        )


class V2:
    """The operations of `sesv2`, by what they do."""

    missing = ("NotFoundException", 404)
    existing = ("AlreadyExistsException", 400)
    limit = ("LimitExceededException", 400)
    invalid = ("BadRequestException", 400)

    def __init__(self, region: str = "us-east-1") -> None:
        self.client = boto3.client("sesv2", region_name=region, config=UNCHECKED)

    def create(self, name):
        self.client.create_configuration_set(ConfigurationSetName=name)

    def read(self, name):
        """What the set allows, as (sending, reputation metrics, last fresh start)."""
        answer = self.client.get_configuration_set(ConfigurationSetName=name)
        assert answer["ConfigurationSetName"] == name
        return (
            answer["SendingOptions"]["SendingEnabled"],
            answer["ReputationOptions"]["ReputationMetricsEnabled"],
            answer["ReputationOptions"].get("LastFreshStart"),
        )

    def page(self, size=None, token=None):
        """Names and the token of the next page."""
        given = {"PageSize": size, "NextToken": token}
        answer = self.client.list_configuration_sets(
            **{key: value for key, value in given.items() if value is not None}
        )
        return answer["ConfigurationSets"], answer.get("NextToken")

    def delete(self, name):
        self.client.delete_configuration_set(ConfigurationSetName=name)

    def switch_sending(self, name, enabled):
        self.client.put_configuration_set_sending_options(
            ConfigurationSetName=name, SendingEnabled=enabled
        )

    def switch_metrics(self, name, enabled):
        self.client.put_configuration_set_reputation_options(
            ConfigurationSetName=name, ReputationMetricsEnabled=enabled
        )


@pytest.fixture(params=[V1, V2], ids=["v1", "v2"])
def door(request, ses):
    """One API or the other."""
    return request.param()


@pytest.fixture
def other_door(door):
    return V2() if isinstance(door, V1) else V1()


MANAGING = {
    "read": lambda door, name: door.read(name),
    "delete": lambda door, name: door.delete(name),
    "switch sending": lambda door, name: door.switch_sending(name, True),
    "switch metrics": lambda door, name: door.switch_metrics(name, True),
}
managing = pytest.mark.parametrize("manage", MANAGING.values(), ids=MANAGING)


def names(door):
    listed, token = door.page(1000)
    assert token is None
    return listed


class TestNames:
    """facts: resources 3.1"""

    def test_a_name_has_letters_digits_dashes_and_underscores(self, door):
        door.create("Shop_news-1")

        assert names(door) == ["Shop_news-1"]

    @pytest.mark.parametrize("name", ["shop news", "shop.news", "a/b", "<a>", "né", "٣", "a\n"])
    def test_other_characters_are_refused(self, door, name):
        answer = refusal_with_status(door.create, name)

        assert answer == (
            door.invalid[0],
            f"Invalid configuration set name <{name}>: only alphanumeric ASCII characters, '_', "
            "and '-' are allowed.",
            door.invalid[1],
        )
        assert names(door) == []

    def test_a_name_has_64_characters_at_the_most(self, door):
        door.create("x" * 64)

        answer = refusal_with_status(door.create, "x" * 65)

        assert answer == (
            door.invalid[0],
            "Configuration set name cannot exceed 64 characters.",
            door.invalid[1],
        )
        assert names(door) == ["x" * 64]

    @pytest.mark.parametrize("given", [{}, {"ConfigurationSetName": ""}], ids=["absent", "empty"])
    def test_a_name_must_be_specified(self, ses, given):
        must = "The configuration set name must be specified."
        v1, v2 = V1().client, V2().client

        if given:
            assert refusal(V1().create, "") == ("InvalidParameterValue", must)
        else:
            assert refusal(v1.create_configuration_set) == ("InvalidParameterValue", must)
        assert refusal(v1.describe_configuration_set, **given) == ("InvalidParameterValue", must)
        assert refusal(v1.delete_configuration_set, **given) == ("InvalidParameterValue", must)
        assert refusal(v2.create_configuration_set, **given) == ("BadRequestException", must)

    @managing
    def test_names_are_checked_before_they_are_looked_up(self, door, manage):
        assert refusal(manage, door, "shop news") == (
            door.invalid[0],
            "Invalid configuration set name <shop news>: only alphanumeric ASCII characters, '_', "
            "and '-' are allowed.",
        )
        assert refusal(manage, door, "x" * 65) == (
            door.invalid[0],
            "Configuration set name cannot exceed 64 characters.",
        )

    def test_names_are_compared_as_they_are_written(self, door):
        door.create("shop")
        door.create("Shop")

        assert names(door) == ["Shop", "shop"]
        assert refusal(door.read, "SHOP")[0] == door.missing[0]


class TestExistence:
    """facts: resources 3.1"""

    def test_what_one_api_makes_the_other_sees(self, door, other_door):
        door.create("news")

        assert names(other_door) == names(door) == ["news"]
        assert other_door.read("news") == door.read("news")

    def test_what_one_api_deletes_is_gone_from_the_other(self, door, other_door):
        door.create("news")

        other_door.delete("news")

        assert names(door) == []
        assert refusal(door.read, "news")[0] == door.missing[0]

    def test_a_name_is_taken_for_both_apis(self, door, other_door):
        door.create("news")

        for again in (door, other_door):
            code, status = again.existing
            assert refusal_with_status(again.create, "news") == (
                code,
                "Configuration set <news> already exists.",
                status,
            )

    def test_a_deleted_set_leaves_nothing_to_the_next_of_its_name(self, door):
        door.create("news")
        as_new = door.read("news")
        door.switch_sending("news", False)
        door.delete("news")

        door.create("news")

        assert door.read("news") == as_new

    @managing
    def test_a_set_that_is_missing_is_an_error_everywhere(self, door, manage):
        # resources 3.1 and 12.1: deleting is no exception, not even in v1
        code, status = door.missing

        assert refusal_with_status(manage, door, "news") == (
            code,
            "Configuration set <news> does not exist.",
            status,
        )

    def test_regions_are_apart(self, door):
        door.create("news")

        elsewhere = type(door)("eu-west-1")
        assert names(elsewhere) == []
        assert refusal(elsewhere.read, "news")[0] == door.missing[0]

    def test_an_account_has_10000_sets_at_the_most(self, ses, door):
        # https://docs.aws.amazon.com/ses/latest/dg/quotas.html
        store = ses.accounts.open("123456789012", "us-east-1").configuration_sets
        for number in range(9_999):
            store.add(ConfigurationSet(f"set{number}"))
        door.create("last")

        code, status = door.limit
        assert refusal_with_status(door.create, "one-more") == (
            code,
            "Number of configuration sets exceeds max allowed number of 10000.",
            status,
        )
        assert len(store) == 10_000
        assert refusal(door.create, "last")[0] == door.existing[0]
        door.delete("set0")
        door.create("one-more")


class TestSwitches:
    def test_a_new_set_sends_and_has_metrics_only_if_v2_made_it(self, ses):
        # resources 3.2 and 12.4
        V1().create("old")
        V2().create("new")

        for door in (V1(), V2()):
            assert door.read("old") == (True, False, None)
            assert door.read("new") == (True, True, None)

    def test_metrics_are_switched_for_both_apis(self, door, other_door):
        door.create("news")

        door.switch_metrics("news", True)
        assert other_door.read("news") == (True, True, None)
        other_door.switch_metrics("news", False)
        assert door.read("news") == (True, False, None)

    def test_sending_is_stopped_for_both_apis(self, door, other_door):
        door.create("news")
        metrics = door.read("news")[1]

        door.switch_sending("news", False)

        assert door.read("news") == other_door.read("news") == (False, metrics, None)

    def test_sending_that_was_stopped_and_started_again_has_a_fresh_start(
        self, ses, door, other_door
    ):
        # resources 3.2
        ses.clock.freeze(NOON)
        door.create("news")
        metrics = door.read("news")[1]
        door.switch_sending("news", False)
        ses.clock.advance(hours=1)

        door.switch_sending("news", True)

        fresh_start = NOON + timedelta(hours=1)
        assert door.read("news") == other_door.read("news") == (True, metrics, fresh_start)
        ses.clock.advance(hours=1)
        door.switch_sending("news", True)  # it is started already
        door.switch_sending("news", False)
        assert door.read("news") == (False, metrics, fresh_start)
        door.switch_sending("news", True)
        assert door.read("news") == (True, metrics, NOON + timedelta(hours=2))

    def test_starting_what_was_never_stopped_is_no_fresh_start(self, door):
        door.create("news")

        door.switch_sending("news", True)

        assert door.read("news")[2] is None

    def test_switching_one_set_leaves_the_others(self, door):
        door.create("news")
        door.create("shop")
        before = door.read("shop")

        door.switch_sending("news", False)
        door.switch_metrics("news", not before[1])

        assert door.read("shop") == before


class TestLists:
    """facts: resources 1"""

    def test_no_sets_are_an_empty_list(self, door):
        assert door.page() == ([], None)

    def test_sets_are_in_order_of_name(self, door):
        for name in ("b", "a_1", "C", "a-1", "10", "9"):
            door.create(name)

        assert names(door) == ["10", "9", "C", "a-1", "a_1", "b"]

    def test_pages_of_one_are_walked_to_the_end(self, door):
        for name in "cab":
            door.create(name)

        first, token = door.page(1)
        second, next_token = door.page(1, token)
        third, last_token = door.page(1, next_token)

        assert (first, second, third) == (["a"], ["b"], ["c"])
        assert last_token is None  # the last page is full, and yet the last

    def test_a_page_has_50_sets_unless_told_otherwise(self, door):
        for number in range(51):
            door.create(f"set{number:02}")

        page, token = door.page()
        assert len(page) == 50
        assert door.page(token=token) == (["set50"], None)
        assert len(door.page(51)[0]) == 51

    def test_a_page_has_1000_sets_at_the_most(self, ses, door):
        store = ses.accounts.open("123456789012", "us-east-1").configuration_sets
        for number in range(1001):
            store.add(ConfigurationSet(f"set{number:04}"))

        page, token = door.page(1000)

        assert len(page) == 1000
        assert door.page(1000, token) == (["set1000"], None)

    def test_a_list_may_be_emptied_while_it_is_walked(self, door):
        for name in "abc":
            door.create(name)
        seen, token = [], None

        while True:
            page, token = door.page(1, token)
            seen += page
            for name in page:
                door.delete(name)
            if token is None:
                break

        assert seen == ["a", "b", "c"]
        assert door.page() == ([], None)

    def test_either_api_takes_the_tokens_of_the_other(self, door, other_door):
        for name in "abc":
            door.create(name)

        _, token = door.page(1)

        assert other_door.page(1, token)[0] == ["b"]

    def test_a_token_of_another_region_or_another_kind_of_list_is_refused(self, ses, door):
        ses.verify("a.example", "b.example")
        elsewhere = type(door)("eu-west-1")
        for name in "ab":
            door.create(name)
            elsewhere.create(name)
        foreign = elsewhere.page(1)[1]
        other_kind = boto3.client("ses").list_identities(MaxItems=1)["NextToken"]

        for token in (foreign, other_kind, "rubbish", "é", ""):
            text = "" if isinstance(door, V1) else f"invalid nextToken {token}"
            answer = refusal_with_status(door.page, 1, token)
            assert answer == (door.invalid[0], text, door.invalid[1])

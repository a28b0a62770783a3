"""What only v2 does with configuration sets; the rest is in tests/domain."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from tests.installed import needs_member
from tests.refusing import refusal, refusal_with_status


def create(client, name="news", **given):
    client.create_configuration_set(ConfigurationSetName=name, **given)


def read(client, name="news"):
    answer = client.get_configuration_set(ConfigurationSetName=name)
    del answer["ResponseMetadata"]
    return answer


class TestCreation:
    """facts: resources 3.2"""

    def test_a_set_shows_its_name_switches_and_tags_and_nothing_else(self, sesv2_client):
        create(sesv2_client)

        assert read(sesv2_client) == {
            "ConfigurationSetName": "news",
            "ReputationOptions": {"ReputationMetricsEnabled": True},
            "SendingOptions": {"SendingEnabled": True},
            "Tags": [],
        }

    def test_a_set_made_by_v1_has_no_metrics_and_no_tags(self, ses_client, sesv2_client):
        # resources 3.2 and 10
        ses_client.create_configuration_set(ConfigurationSet={"Name": "news"})

        assert read(sesv2_client) == {
            "ConfigurationSetName": "news",
            "ReputationOptions": {"ReputationMetricsEnabled": False},
            "SendingOptions": {"SendingEnabled": True},
            "Tags": [],
        }

    @pytest.mark.parametrize("enabled", [True, False])
    def test_switches_and_tags_are_kept_as_they_are_given(self, sesv2_client, enabled):
        tags = [{"Key": "team", "Value": "shop"}, {"Key": "empty", "Value": ""}]

        create(
            sesv2_client,
            SendingOptions={"SendingEnabled": enabled},
            ReputationOptions={"ReputationMetricsEnabled": enabled},
            Tags=tags,
        )

        assert read(sesv2_client) == {
            "ConfigurationSetName": "news",
            "ReputationOptions": {"ReputationMetricsEnabled": enabled},
            "SendingOptions": {"SendingEnabled": enabled},
            "Tags": tags,
        }

    def test_a_switch_left_out_of_its_block_is_off(self, sesv2_client):
        # resources 0.3 and 3.2
        create(sesv2_client, SendingOptions={}, ReputationOptions={})

        found = read(sesv2_client)
        assert found["SendingOptions"] == {"SendingEnabled": False}
        assert found["ReputationOptions"] == {"ReputationMetricsEnabled": False}

    def test_a_set_made_without_sending_has_a_fresh_start_when_it_begins(self, ses, sesv2_client):
        ses.clock.freeze()
        create(sesv2_client, SendingOptions={"SendingEnabled": False})
        assert "LastFreshStart" not in read(sesv2_client)["ReputationOptions"]

        sesv2_client.put_configuration_set_sending_options(
            ConfigurationSetName="news", SendingEnabled=True
        )

        fresh_start = read(sesv2_client)["ReputationOptions"]["LastFreshStart"]
        assert abs(fresh_start - ses.clock.now()).total_seconds() < 0.001


@pytest.mark.parametrize(
    ("operation", "block", "switch"),
    [
        ("put_configuration_set_sending_options", "SendingOptions", "SendingEnabled"),
        (
            "put_configuration_set_reputation_options",
            "ReputationOptions",
            "ReputationMetricsEnabled",
        ),
    ],
)
def test_a_switch_that_is_left_out_is_off(sesv2_client, operation, block, switch):
    # resources 0.3 and 3.3
    create(sesv2_client)

    getattr(sesv2_client, operation)(ConfigurationSetName="news")

    assert read(sesv2_client)[block] == {switch: False}


class TestTags:
    """facts: resources 10; the rules themselves are in tests/domain/test_tags.py"""

    def test_fifty_tags_pass_and_one_more_does_not(self, sesv2_client):
        tags = [{"Key": f"k{number}", "Value": "v"} for number in range(51)]

        create(sesv2_client, Tags=tags[:50])

        assert read(sesv2_client)["Tags"] == tags[:50]
        assert refusal(create, sesv2_client, "shop", Tags=tags) == (
            "BadRequestException",
            "Maximum of 50 user tags are allowed per resource, consider reducing the number of "
            "tags in the request",
        )
        assert sesv2_client.list_configuration_sets()["ConfigurationSets"] == ["news"]

    def test_an_empty_list_is_no_tags(self, sesv2_client):
        create(sesv2_client, Tags=[])

        assert read(sesv2_client)["Tags"] == []

    def test_an_empty_key_is_refused_without_a_word(self, sesv2_client):
        tags = [{"Key": "", "Value": "v"}]

        assert refusal_with_status(create, sesv2_client, Tags=tags) == (
            "BadRequestException",
            None,
            400,
        )

    @pytest.mark.parametrize("tag", [{"Key": "team"}, {"Value": "shop"}, {}])
    def test_what_is_missing_in_a_tag_counts_as_bad_characters(self, ses, tag):
        client = boto3.client("sesv2", config=Config(parameter_validation=False))

        answer = refusal(create, client, Tags=[{"Key": "empty", "Value": ""}, tag])

        assert answer == (
            "BadRequestException",
            "Tags can only contain letters, numbers, spaces, and the following special "
            "characters: _ . : / = + - @",
        )

    def test_the_name_is_checked_before_the_tags_and_both_before_existence(self, sesv2_client):
        # resources 0.1: formats, then existence
        create(sesv2_client)
        bad = [{"Key": "a", "Value": "!"}]

        assert "name" in refusal(create, sesv2_client, "a b", Tags=bad)[1]
        assert refusal(create, sesv2_client, Tags=bad)[1].startswith("Tags can only contain")


class TestLists:
    """facts: resources 1"""

    @pytest.mark.parametrize("size", [0, -1, 1001])
    def test_a_page_size_out_of_range_is_refused(self, sesv2_client, size):
        assert refusal_with_status(sesv2_client.list_configuration_sets, PageSize=size) == (
            "BadRequestException",
            "The page size must be between 1 and 1000",
            400,
        )

    def test_the_size_is_checked_before_the_token(self, sesv2_client):
        answer = refusal(sesv2_client.list_configuration_sets, PageSize=0, NextToken="rubbish")

        assert answer[1] == "The page size must be between 1 and 1000"


class TestNameFilter:
    """facts: resources 1"""

    @pytest.fixture
    def search(self, sesv2_client):
        needs_member("sesv2", "ListConfigurationSets", "Filter")

        def search(part, **given):
            return sesv2_client.list_configuration_sets(
                Filter={"CONFIGURATION_SET_NAME_CONTAINS": part}, **given
            )

        return search

    def test_a_part_of_the_name_is_looked_for_without_case(self, sesv2_client, search):
        for name in ("shop-News", "NEWSletter", "nevvs", "other"):
            create(sesv2_client, name)

        assert search("news")["ConfigurationSets"] == ["NEWSletter", "shop-News"]
        assert search("NEWS")["ConfigurationSets"] == ["NEWSletter", "shop-News"]
        assert search(" news")["ConfigurationSets"] == []  # not trimmed

    def test_an_empty_filter_is_none(self, sesv2_client):
        needs_member("sesv2", "ListConfigurationSets", "Filter")
        create(sesv2_client)

        assert sesv2_client.list_configuration_sets(Filter={})["ConfigurationSets"] == ["news"]

    @pytest.mark.parametrize("part", ["abc", "x" * 64, "é" * 64, "\U0001f600" * 64])
    def test_the_part_has_3_to_64_characters(self, search, part):
        assert search(part)["ConfigurationSets"] == []

    @pytest.mark.parametrize("part", ["a", "ab", "x" * 65, "\U0001f600" * 2, "\U0001f600" * 65])
    def test_other_lengths_are_refused(self, search, part):
        assert refusal(search, part) == (
            "BadRequestException",
            "CONFIGURATION_SET_NAME_CONTAINS must be between 3 and 64 characters",
        )

    def test_the_size_is_checked_first_then_the_part_then_the_token(self, search):
        assert refusal(search, "ab", PageSize=0, NextToken="rubbish")[1] == (
            "The page size must be between 1 and 1000"
        )
        assert refusal(search, "ab", NextToken="rubbish")[1] == (
            "CONFIGURATION_SET_NAME_CONTAINS must be between 3 and 64 characters"
        )
        assert refusal(search, "abc", NextToken="rubbish")[1] == "invalid nextToken rubbish"

    def test_what_is_found_comes_in_pages_too(self, sesv2_client, search):
        for name in ("news-a", "other-b", "news-c"):
            create(sesv2_client, name)

        first = search("news", PageSize=1)
        second = search("news", PageSize=1, NextToken=first["NextToken"])

        assert first["ConfigurationSets"] == ["news-a"]
        assert second["ConfigurationSets"] == ["news-c"]
        assert "NextToken" not in second

    def test_an_unknown_filter_is_refused(self, sesv2_client):
        needs_member("sesv2", "ListConfigurationSets", "Filter")

        answer = refusal(sesv2_client.list_configuration_sets, Filter={"COLOUR": "red"})

        assert answer == (
            "BadRequestException",
            "1 validation error detected: Value at 'filter' failed to satisfy constraint: Map "
            "keys must satisfy constraint: [Member must satisfy enum value set: "
            "[CONFIGURATION_SET_NAME_CONTAINS]]",
        )

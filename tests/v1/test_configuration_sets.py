"""What only v1 does with configuration sets; the rest is in tests/domain."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from tests.refusing import refusal


def described(client, *attributes):
    answer = client.describe_configuration_set(
        ConfigurationSetName="news", ConfigurationSetAttributeNames=list(attributes)
    )
    del answer["ResponseMetadata"]
    return answer


class TestDescribe:
    """facts: resources 3.2"""

    @pytest.fixture(autouse=True)
    def news(self, ses_client):
        ses_client.create_configuration_set(ConfigurationSet={"Name": "news"})

    def test_the_name_is_all_unless_more_is_asked_for(self, ses_client):
        bare = ses_client.describe_configuration_set(ConfigurationSetName="news")
        del bare["ResponseMetadata"]

        assert bare == described(ses_client) == {"ConfigurationSet": {"Name": "news"}}

    def test_reputation_options_hold_the_sending_switch_too(self, ses_client):
        assert described(ses_client, "reputationOptions") == {
            "ConfigurationSet": {"Name": "news"},
            "ReputationOptions": {"SendingEnabled": True, "ReputationMetricsEnabled": False},
        }

    def test_no_event_destinations_are_an_empty_list(self, ses_client):
        assert described(ses_client, "eventDestinations") == {
            "ConfigurationSet": {"Name": "news"},
            "EventDestinations": [],
        }

    def test_tracking_and_delivery_options_are_absent_until_they_are_set(self, ses_client):
        assert described(ses_client, "trackingOptions", "deliveryOptions") == {
            "ConfigurationSet": {"Name": "news"}
        }

    def test_an_unknown_attribute_is_refused(self, ses_client):
        assert refusal(described, ses_client, "colour") == (
            "ValidationError",
            "1 validation error detected: Value at 'configurationSetAttributeNames' failed to "
            "satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value "
            "set: [eventDestinations, trackingOptions, deliveryOptions, reputationOptions]]",
        )


@pytest.mark.parametrize("size", [0, -1, 1001, 2**31 - 1])
def test_a_page_size_out_of_range_is_overlooked(ses_client, size):
    # resources 1: never refused, served 50
    for number in range(51):
        ses_client.create_configuration_set(ConfigurationSet={"Name": f"set{number:02}"})

    answer = ses_client.list_configuration_sets(MaxItems=size)

    assert len(answer["ConfigurationSets"]) == 50
    assert answer["NextToken"]


def test_errors_name_the_set_beside_the_text(ses_client):
    # resources 0.1
    given = {"ConfigurationSet": {"Name": "news"}}
    ses_client.create_configuration_set(**given)

    with pytest.raises(ses_client.exceptions.ConfigurationSetAlreadyExistsException) as existing:
        ses_client.create_configuration_set(**given)
    with pytest.raises(ses_client.exceptions.ConfigurationSetDoesNotExistException) as missing:
        ses_client.delete_configuration_set(ConfigurationSetName="shop")

    assert existing.value.response["ConfigurationSetName"] == "news"
    assert missing.value.response["ConfigurationSetName"] == "shop"


@pytest.mark.parametrize("operation", ["sending", "reputation_metrics"])
def test_a_switch_must_be_given(ses, operation):
    client = boto3.client("ses", config=Config(parameter_validation=False))
    client.create_configuration_set(ConfigurationSet={"Name": "news"})

    answer = refusal(
        getattr(client, f"update_configuration_set_{operation}_enabled"),
        ConfigurationSetName="news",
    )

    assert answer == (
        "ValidationError",
        "1 validation error detected: Value at 'enabled' failed to satisfy constraint: Member "
        "must not be null",
    )

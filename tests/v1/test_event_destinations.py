"""What only v1 does with event destinations; the rest is in tests/domain."""

from __future__ import annotations

import pytest

from tests.domain.event_destination_doors import CLOUDWATCH, FIREHOSE, ROLE, SNS, STREAM, TOPIC, V1
from tests.refusing import refusal


@pytest.fixture
def door(ses):
    door = V1()
    door.create_set("news")
    return door


def test_describing_tells_destinations_in_full_where_they_are_asked_for(door, ses_client):
    # resources 3.2
    door.create("first", ["SEND", "RENDERING_FAILURE"], SNS, enabled=True)
    door.create("second", ["OPEN"], FIREHOSE)
    door.create("third", ["CLICK"], CLOUDWATCH)

    bare = ses_client.describe_configuration_set(ConfigurationSetName="news")
    answer = ses_client.describe_configuration_set(
        ConfigurationSetName="news", ConfigurationSetAttributeNames=["eventDestinations"]
    )

    assert "EventDestinations" not in bare
    assert answer["EventDestinations"] == [
        {
            "Name": "first",
            "Enabled": True,
            "MatchingEventTypes": ["send", "renderingFailure"],
            "SNSDestination": {"TopicARN": TOPIC},
        },
        {
            "Name": "second",
            "Enabled": False,
            "MatchingEventTypes": ["open"],
            "KinesisFirehoseDestination": {"IAMRoleARN": ROLE, "DeliveryStreamARN": STREAM},
        },
        {
            "Name": "third",
            "Enabled": False,
            "MatchingEventTypes": ["click"],
            "CloudWatchDestination": {
                "DimensionConfigurations": [
                    {
                        "DimensionName": "campaign",
                        "DimensionValueSource": "messageTag",
                        "DefaultDimensionValue": "none",
                    }
                ]
            },
        },
    ]


def test_errors_name_the_set_and_the_destination_beside_the_text(door):
    # resources 0.1
    known = door.client.exceptions
    door.create("all", ["SEND"], SNS)

    for error, call in (
        (known.EventDestinationAlreadyExistsException, lambda: door.create("all", ["SEND"], SNS)),
        (known.InvalidSNSDestinationException, lambda: door.update("all", ["SEND"], ("sns", "x"))),
        (
            known.InvalidFirehoseDestinationException,
            lambda: door.update("all", ["SEND"], ("firehose", "x", "x")),
        ),
        (
            known.InvalidCloudWatchDestinationException,
            lambda: door.update("all", ["SEND"], ("cloudwatch",)),
        ),
    ):
        with pytest.raises(error) as caught:
            call()
        assert caught.value.response["ConfigurationSetName"] == "news"
        assert caught.value.response["EventDestinationName"] == "all"
    door.delete("all")
    with pytest.raises(known.EventDestinationDoesNotExistException) as caught:
        door.delete("all")
    assert caught.value.response["EventDestinationName"] == "all"


@pytest.mark.parametrize("operation", ["create", "update"])
def test_what_the_model_requires_is_told_all_at_once(door, operation):
    # resources 0.1 and 0.2
    call = getattr(door.client, f"{operation}_configuration_set_event_destination")

    must = "failed to satisfy constraint: Member must not be null"
    assert refusal(call, ConfigurationSetName="news") == (
        "ValidationError",
        f"1 validation error detected: Value at 'eventDestination' {must}",
    )
    assert refusal(call, ConfigurationSetName="news", EventDestination={"Enabled": True}) == (
        "ValidationError",
        f"2 validation errors detected: Value at 'eventDestination.name' {must}; "
        f"Value at 'eventDestination.matchingEventTypes' {must}",
    )

"""What only v2 does with event destinations; the rest is in tests/domain."""

from __future__ import annotations

import pytest

from tests.domain.event_destination_doors import (
    ACCOUNT,
    APPLICATION,
    BUS,
    CLOUDWATCH,
    FIREHOSE,
    PINPOINT,
    ROLE,
    SNS,
    STREAM,
    V2,
)
from tests.installed import needs_member
from tests.refusing import refusal, refusal_with_status

TEN = [
    "SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK", "RENDERING_FAILURE",
    "DELIVERY_DELAY", "SUBSCRIPTION",
]  # fmt: skip


@pytest.fixture
def door(ses):
    door = V2()
    door.create_set("news")
    return door


@pytest.fixture
def needs_event_bridge():
    definition = "EventDestination.EventBridgeDestination"
    needs_member("sesv2", "CreateConfigurationSetEventDestination", definition)


def test_destinations_are_told_in_full(door, sesv2_client):
    door.create("first", TEN, SNS, enabled=True)
    door.create("second", ["OPEN"], FIREHOSE)
    door.create("third", ["CLICK"], CLOUDWATCH)
    door.create("fourth", ["SEND"], PINPOINT)

    answer = sesv2_client.get_configuration_set_event_destinations(ConfigurationSetName="news")

    assert answer["EventDestinations"] == [
        {
            "Name": "first",
            "Enabled": True,
            "MatchingEventTypes": TEN,
            "SnsDestination": {"TopicArn": SNS[1]},
        },
        {
            "Name": "second",
            "Enabled": False,
            "MatchingEventTypes": ["OPEN"],
            "KinesisFirehoseDestination": {"IamRoleArn": ROLE, "DeliveryStreamArn": STREAM},
        },
        {
            "Name": "third",
            "Enabled": False,
            "MatchingEventTypes": ["CLICK"],
            "CloudWatchDestination": {
                "DimensionConfigurations": [
                    {
                        "DimensionName": "campaign",
                        "DimensionValueSource": "MESSAGE_TAG",
                        "DefaultDimensionValue": "none",
                    }
                ]
            },
        },
        {
            "Name": "fourth",
            "Enabled": False,
            "MatchingEventTypes": ["SEND"],
            "PinpointDestination": {"ApplicationArn": APPLICATION},
        },
    ]


def test_an_empty_definition_lacks_an_event_type_first(door):
    # resources 3.4
    given = {"ConfigurationSetName": "news", "EventDestinationName": "all", "EventDestination": {}}

    for call in (
        door.client.create_configuration_set_event_destination,
        door.client.update_configuration_set_event_destination,
    ):
        assert refusal_with_status(call, **given) == (
            "BadRequestException",
            "At least one event type must be specified.",
            400,
        )


@pytest.mark.usefixtures("needs_event_bridge")
class TestEventBridge:
    """facts: resources 3.4, events 4: only the default bus of the same account and region"""

    def test_the_default_bus_is_taken(self, door):
        door.create("all", TEN, ("eventbridge", BUS), enabled=True)

        assert door.read() == [("all", True, TEN, ("eventbridge", BUS))]

    @pytest.mark.parametrize(
        "bus",
        [
            "default",
            f"arn:aws:events:us-east-1:{ACCOUNT}:event-bus/mail",
            f"arn:aws:events:eu-west-1:{ACCOUNT}:event-bus/default",
            "arn:aws:events:us-east-1:999999999999:event-bus/default",
            f"arn:aws:sns:us-east-1:{ACCOUNT}:default",
        ],
    )
    def test_no_other_bus_is(self, door, bus):
        assert refusal_with_status(door.create, "all", ["SEND"], ("eventbridge", bus)) == (
            "BadRequestException",
            f"Invalid EventBridge bus ARN provided: {bus}.",
            400,
        )
        assert door.read() == []

    def test_a_hint_tells_the_right_one(self, ses, door):
        refusal(door.create, "all", ["SEND"], ("eventbridge", BUS.replace(ACCOUNT, "9" * 12)))

        assert ses.accounts.mailbag.refusals[-1].hint.endswith(BUS)

    def test_each_region_has_its_own(self, ses):
        elsewhere = V2("eu-west-1")
        elsewhere.create_set("news")

        elsewhere.create("all", ["SEND"], ("eventbridge", BUS.replace("us-east-1", "eu-west-1")))

        assert refusal(elsewhere.create, "bus", ["SEND"], ("eventbridge", BUS))[1] == (
            f"Invalid EventBridge bus ARN provided: {BUS}."
        )

    def test_beside_another_target_it_is_one_too_many(self, door):
        text = refusal(door.create, "all", ["SEND"], ("eventbridge", BUS), SNS)[1]

        assert text.startswith("Please provide only one destination with each request.")

    def test_an_empty_arn_breaks_the_model(self, door):
        # resources 0.2
        assert refusal(door.create, "all", ["SEND"], ("eventbridge", "")) == (
            "BadRequestException",
            "1 validation error detected: Value '' at "
            "'eventDestination.eventBridgeDestination.eventBusArn' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1",
        )


class TestPinpoint:
    """facts: resources 3.4, events 4"""

    def test_no_application_is_null(self, door):
        answer = refusal_with_status(
            door.client.create_configuration_set_event_destination,
            ConfigurationSetName="news",
            EventDestinationName="all",
            EventDestination={"MatchingEventTypes": ["SEND"], "PinpointDestination": {}},
        )

        assert answer == (
            "BadRequestException",
            "Invalid Pinpoint application ARN provided: null.",
            400,
        )

    def test_what_is_no_application_is_refused(self, door):
        assert refusal(door.create, "all", ["SEND"], ("pinpoint", SNS[1]))[1] == (
            f"Invalid Pinpoint application ARN provided: {SNS[1]}."
        )

    def test_it_knows_no_subscriptions(self, door):
        door.create("nine", TEN[:9], PINPOINT)

        assert refusal(door.create, "all", TEN, PINPOINT) == (
            "BadRequestException",
            "The event type SUBSCRIPTION is not supported for Pinpoint destinations.",
        )
        assert [name for name, *_ in door.read()] == ["nine"]

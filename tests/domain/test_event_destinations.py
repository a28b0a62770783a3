"""Event destinations: one store, two doors (fact sheets "resources" 3.4 and "events" 4)."""

from __future__ import annotations

import boto3
import pytest

from sesfake.domain.configuration_sets.event_destinations import (
    EventDestination,
    EventType,
    SnsTarget,
)
from tests.domain.event_destination_doors import (
    ACCOUNT,
    BUS,
    CLOUDWATCH,
    FIREHOSE,
    PINPOINT,
    ROLE,
    SNS,
    STREAM,
    TOPIC,
    V1,
    V2,
)
from tests.installed import needs_member
from tests.refusing import refusal, refusal_with_status

EIGHT = [
    "SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK", "RENDERING_FAILURE",
]  # fmt: skip
TEN = [*EIGHT, "DELIVERY_DELAY", "SUBSCRIPTION"]


@pytest.fixture(params=[V1, V2], ids=["v1", "v2"])
def door(request, ses):
    """One API or the other, and a configuration set `news`."""
    door = request.param()
    door.create_set("news")
    return door


@pytest.fixture
def other_door(door):
    return V2() if isinstance(door, V1) else V1()


@pytest.fixture(params=["create", "update"])
def define(request, door):
    """Creates or updates the destination that its first argument names, `all` if none does."""
    if request.param == "update":
        door.create("all", ["SEND"], SNS)
    return getattr(door, request.param)


class TestWhatIsKept:
    @pytest.mark.parametrize("target", [SNS, FIREHOSE, CLOUDWATCH], ids=lambda target: target[0])
    def test_what_one_api_makes_the_other_sees(self, door, other_door, target):
        # resources 0.6
        door.create("all", EIGHT, target, enabled=True)

        assert door.read() == other_door.read() == [("all", True, EIGHT, target)]

    def test_a_destination_is_disabled_unless_it_is_enabled(self, door, other_door):
        # resources 0.3 and 3.4
        door.create("all", ["SEND"], SNS)

        assert door.read() == other_door.read() == [("all", False, ["SEND"], SNS)]

    def test_an_update_replaces_the_whole_definition(self, door, other_door):
        # resources 3.4: what is left out does not stay, not even that it was enabled
        door.create("first", ["SEND", "OPEN"], SNS, enabled=True)
        door.create("second", ["SEND"], SNS)

        other_door.update("first", ["BOUNCE"], FIREHOSE)

        expected = [("first", False, ["BOUNCE"], FIREHOSE), ("second", False, ["SEND"], SNS)]
        assert door.read() == other_door.read() == expected

    def test_destinations_are_told_in_the_order_they_were_made(self, door):
        for name in ("b", "a", "c"):
            door.create(name, ["SEND"], SNS)

        assert [name for name, *_ in door.read()] == ["b", "a", "c"]

    def test_none_are_an_empty_list(self, door):
        # resources 3.2
        assert door.read() == []

    def test_a_deleted_destination_is_gone_from_both(self, door, other_door):
        door.create("first", ["SEND"], SNS)
        door.create("second", ["SEND"], SNS)

        other_door.delete("first")

        assert door.read() == other_door.read() == [("second", False, ["SEND"], SNS)]

    def test_destinations_go_with_their_set(self, door):
        # resources 3.1
        door.create("all", ["SEND"], SNS)
        door.client.delete_configuration_set(ConfigurationSetName="news")

        door.create_set("news")

        assert door.read() == []

    def test_each_set_has_its_own(self, door):
        door.create_set("shop")
        door.create("all", ["SEND"], SNS)

        door.create("all", ["OPEN"], FIREHOSE, to="shop")

        assert door.read("news") == [("all", False, ["SEND"], SNS)]
        assert door.read("shop") == [("all", False, ["OPEN"], FIREHOSE)]

    def test_a_type_given_twice_counts_once(self, define, door):
        define("all", ["OPEN", "SEND", "OPEN"], SNS)

        assert door.read() == [("all", False, ["OPEN", "SEND"], SNS)]


class TestNames:
    """facts: resources 3.4"""

    @pytest.mark.parametrize("name", ["a b", "a.b", "né", "<a>", "٣", "a\n"])
    def test_other_characters_are_refused(self, define, door, name):
        assert refusal_with_status(define, name, ["SEND"], SNS) == (
            door.invalid[0],
            f"Invalid event destination name <{name}>: only alphanumeric ASCII characters, '_', "
            "and '-' are allowed.",
            400,
        )

    def test_a_name_has_64_characters_at_the_most(self, door):
        door.create("x" * 64, ["SEND"], SNS)

        assert refusal_with_status(door.create, "x" * 65, ["SEND"], SNS) == (
            door.invalid[0],
            "Event destination name cannot exceed 64 characters.",
            400,
        )
        assert [name for name, *_ in door.read()] == ["x" * 64]

    def test_a_name_must_be_given(self, door):
        answer = refusal(door.create, "", ["SEND"], SNS)

        assert answer == (door.invalid[0], "The event destination name must be specified.")

    def test_names_are_compared_as_they_are_written(self, door):
        door.create("Shop_all-1", ["SEND"], SNS)
        door.create("shop_all-1", ["SEND"], SNS)

        assert [name for name, *_ in door.read()] == ["Shop_all-1", "shop_all-1"]


class TestExistence:
    """facts: resources 3.4"""

    def test_a_name_is_taken_for_both_apis(self, door, other_door):
        door.create("all", ["SEND"], SNS)

        for again in (door, other_door):
            assert refusal_with_status(again.create, "all", ["OPEN"], FIREHOSE) == (
                again.existing[0],
                "An event destination with name <all> already exists for configuration set <news>.",
                400,
            )
        assert door.read() == [("all", False, ["SEND"], SNS)]

    @pytest.mark.parametrize("manage", ["update", "delete"])
    def test_a_destination_that_is_missing_is_an_error(self, door, manage):
        # resources 12.1: deleting is no exception, not even in v1
        given = ("all", ["SEND"], SNS) if manage == "update" else ("all",)

        assert refusal_with_status(getattr(door, manage), *given) == (
            door.missing[0],
            "An event destination with name <all> does not exist for configuration set <news>.",
            door.missing[1],
        )

    @pytest.mark.parametrize("manage", ["create", "update", "delete", "read"])
    def test_a_set_that_is_missing_is_an_error(self, door, manage):
        given = {
            "create": {"to": "shop"},
            "update": {"to": "shop"},
            "delete": {"to": "shop"},
            "read": {"of": "shop"},
        }[manage]
        definition = ("all", ["SEND"], SNS) if manage in ("create", "update") else ()

        assert refusal_with_status(getattr(door, manage), *definition, **given) == (
            door.missing_set[0],
            "Configuration set <shop> does not exist.",
            door.missing_set[1],
        )

    def test_a_set_has_10_destinations_at_the_most(self, door):
        # https://docs.aws.amazon.com/ses/latest/dg/quotas.html
        for number in range(10):
            door.create(f"d{number}", ["SEND"], SNS)

        assert refusal_with_status(door.create, "d10", ["SEND"], SNS) == (
            door.limit[0],
            "Number of event destinations for configuration set <news> exceeds max allowed number "
            "of 10.",
            400,
        )
        assert len(door.read()) == 10
        assert refusal(door.create, "d0", ["SEND"], SNS)[0] == door.existing[0]
        door.update("d0", ["OPEN"], SNS)
        door.delete("d0")
        door.create("d10", ["SEND"], SNS)


class TestDefinitions:
    """facts: resources 3.4"""

    def test_there_must_be_an_event_type(self, define, door):
        assert refusal_with_status(define, "all", [], SNS) == (
            door.invalid[0],
            "At least one event type must be specified.",
            400,
        )

    def test_there_must_be_a_target(self, define, door):
        assert refusal_with_status(define, "all", ["SEND"]) == (
            door.invalid[0],
            "Event destination is not provided.",
            400,
        )

    @pytest.mark.parametrize(
        "targets", [(SNS, FIREHOSE), (CLOUDWATCH, SNS), (SNS, FIREHOSE, CLOUDWATCH)]
    )
    def test_there_must_be_only_one_target(self, define, door, targets):
        assert refusal_with_status(define, "all", ["SEND"], *targets) == (
            door.invalid[0],
            "Please provide only one destination with each request. Either a Firehose Destination "
            "or a Cloudwatch Destination or an SNS Destination or an EventBridge Destination.",
            400,
        )

    def test_the_first_rule_that_fails_answers(self, door):
        # resources 0.1: the model, the forms, the set, what is there already
        wrong_topic = ("sns", "topic")
        steps = [
            (("a b", ["CRY"]), "n n", "enum value set"),
            (("a b", []), "n n", "Invalid configuration set name"),
            (("a b", []), "shop", "Invalid event destination name"),
            (("all", []), "shop", "At least one event type"),
            (("all", ["SEND"]), "shop", "Event destination is not provided"),
            (("all", ["SEND"], wrong_topic), "shop", "Invalid SNS topic ARN"),
            (("all", ["SEND"], SNS), "shop", "Configuration set <shop> does not exist."),
            (("all", ["SEND"], SNS), "news", "already exists"),
        ]
        door.create("all", ["OPEN"], SNS)

        for definition, to, text in steps:
            assert text in refusal(door.create, *definition, to=to)[1]
        assert door.read() == [("all", False, ["OPEN"], SNS)]

    def test_the_set_is_named_before_the_destination_is_looked_at(self, door):
        assert "set name <n n>" in refusal(door.delete, "a b", to="n n")[1]
        assert "destination name <a b>" in refusal(door.delete, "a b", to="shop")[1]
        assert "set <shop> does not exist" in refusal(door.delete, "all", to="shop")[1]


class TestTopicsAndStreams:
    """facts: resources 3.4, events 4; whether they exist is not known"""

    @pytest.mark.parametrize(
        "topic",
        [
            TOPIC,
            f"arn:aws-us-gov:sns:us-east-1:{ACCOUNT}:t",
            f"arn:aws:sns:us-east-1:999999999999:{'x' * 256}",
        ],
    )
    def test_any_well_formed_topic_is_taken(self, define, door, topic):
        define("all", ["SEND"], ("sns", topic))

        assert door.read() == [("all", False, ["SEND"], ("sns", topic))]

    @pytest.mark.parametrize(
        "topic",
        [
            "mail-events",
            " ",
            TOPIC + ".fifo",  # events 4: standard topics only
            TOPIC + "\n",
            f"arn:aws:sqs:us-east-1:{ACCOUNT}:mail-events",
            "arn:aws:sns:us-east-1:12345:mail-events",
            f"arn:aws:sns:us-east-1:{ACCOUNT}:{'x' * 257}",
        ],
    )
    def test_what_is_no_topic_is_refused(self, define, door, topic):
        before = door.read()

        assert refusal_with_status(define, "all", ["SEND"], ("sns", topic)) == (
            door.invalid_sns[0],
            f"Invalid SNS topic ARN provided: {topic}.",
            400,
        )
        assert door.read() == before

    @pytest.mark.parametrize(
        ("stream", "role", "what"),
        [
            (STREAM, "role", "IAM role ARN provided: role."),
            (STREAM, STREAM, f"IAM role ARN provided: {STREAM}."),
            ("stream", ROLE, "Kinesis Firehose Stream ARN provided: stream."),
            (TOPIC, ROLE, f"Kinesis Firehose Stream ARN provided: {TOPIC}."),
        ],
    )
    def test_what_is_no_stream_or_no_role_is_refused(self, define, door, stream, role, what):
        answer = refusal_with_status(define, "all", ["SEND"], ("firehose", stream, role))

        assert answer == (door.invalid_firehose[0], f"Invalid {what}", 400)


class TestDimensions:
    """facts: events 4"""

    def test_ten_dimensions_pass_and_one_more_does_not(self, define, door):
        dimensions = [(f"tag{number}", "MESSAGE_TAG", "none") for number in range(11)]

        define("all", ["SEND"], ("cloudwatch", *dimensions[:10]))

        assert door.read()[0][3] == ("cloudwatch", *dimensions[:10])
        assert refusal_with_status(door.update, "all", ["SEND"], ("cloudwatch", *dimensions)) == (
            door.invalid_cloudwatch[0],
            "CloudWatch metrics dimension configuration list cannot have more than 10 elements.",
            400,
        )

    def test_no_dimensions_are_refused(self, define, door):
        # resources 3.4
        assert refusal_with_status(define, "all", ["SEND"], ("cloudwatch",)) == (
            door.invalid_cloudwatch[0],
            "CloudWatch metrics dimension configuration list cannot be empty.",
            400,
        )

    @pytest.mark.parametrize(
        "dimension",
        [
            ("x" * 255, "MESSAGE_TAG", "y" * 255),
            ("ses:configuration-set", "MESSAGE_TAG", "none"),
            ("a_B-9", "LINK_TAG", "a_B-9@example.com"),
            ("X-Campaign", "EMAIL_HEADER", "0"),
            ("To", "MESSAGE_TAG", "none"),
            ("Subject", "EMAIL_HEADER", "none"),
        ],
    )
    def test_a_dimension_is_kept_as_it_is_given(self, define, door, other_door, dimension):
        define("all", ["SEND"], ("cloudwatch", dimension))

        assert door.read()[0][3] == other_door.read()[0][3] == ("cloudwatch", dimension)

    @pytest.mark.parametrize("name", ["", "a b", "né", "a.b", "x" * 256])
    def test_other_names_are_refused(self, define, door, name):
        answer = refusal(define, "all", ["SEND"], ("cloudwatch", (name, "MESSAGE_TAG", "none")))

        assert answer == (
            door.invalid_cloudwatch[0],
            f"Invalid CloudWatch dimension name <{name}>: only 1 to 255 alphanumeric ASCII "
            "characters, '_', '-', and ':' are allowed.",
        )

    @pytest.mark.parametrize("default", ["", "a b", "né", "a:b", "x" * 256])
    def test_other_defaults_are_refused(self, define, door, default):
        answer = refusal(define, "all", ["SEND"], ("cloudwatch", ("tag", "LINK_TAG", default)))

        assert answer == (
            door.invalid_cloudwatch[0],
            f"Invalid CloudWatch default dimension value <{default}>: only 1 to 255 alphanumeric "
            "ASCII characters, '_', '-', '@', and '.' are allowed.",
        )

    @pytest.mark.parametrize(
        "header", ["Received", "to", "From", "DKIM-Signature", "CC", "Message-ID", "Return-Path"]
    )
    def test_some_headers_cannot_be_a_dimension(self, define, door, header):
        answer = refusal(define, "all", ["SEND"], ("cloudwatch", (header, "EMAIL_HEADER", "none")))

        assert answer == (
            door.invalid_cloudwatch[0],
            f"Invalid CloudWatch dimension name <{header}>: this email header cannot be used.",
        )


class TestWhatOnlyV2Knows:
    """facts: resources 0.6 and 3.4, events 4"""

    @pytest.fixture(autouse=True)
    def news(self, ses):
        V2().create_set("news")

    def test_v1_does_not_show_the_two_types_it_has_no_name_for(self):
        V2().create("all", TEN, SNS)
        V2().create("late", ["DELIVERY_DELAY"], SNS)

        assert V2().read() == [("all", False, TEN, SNS), ("late", False, ["DELIVERY_DELAY"], SNS)]
        assert V1().read() == [("all", False, EIGHT, SNS), ("late", False, [], SNS)]

    def test_v1_does_not_take_them(self):
        # resources 0.2
        assert refusal(V1().create, "all", ["DELIVERY_DELAY"], SNS) == (
            "ValidationError",
            "1 validation error detected: Value at 'eventDestination.matchingEventTypes' failed to "
            "satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value "
            "set: [click, bounce, send, open, complaint, delivery, renderingFailure, reject]]",
        )

    def test_v1_shows_a_bus_or_a_project_without_a_target(self):
        needs_member(
            "sesv2",
            "CreateConfigurationSetEventDestination",
            "EventDestination.EventBridgeDestination",
        )
        V2().create("bus", ["SEND"], ("eventbridge", BUS), enabled=True)
        V2().create("project", ["SEND"], PINPOINT)

        assert V1().read() == [("bus", True, ["SEND"], None), ("project", False, ["SEND"], None)]

    def test_v1_may_give_it_another_target(self):
        V2().create("project", TEN[:9], PINPOINT)

        V1().update("project", ["OPEN"], SNS)

        assert V2().read() == [("project", False, ["OPEN"], SNS)]


def test_a_destination_is_told_of_its_types_while_it_is_enabled():
    types = (EventType.SEND, EventType.OPEN)

    enabled = EventDestination("all", True, types, SnsTarget(TOPIC))
    disabled = EventDestination("all", False, types, SnsTarget(TOPIC))

    assert [type_ for type_ in EventType if enabled.is_told_of(type_)] == list(types)
    assert not any(disabled.is_told_of(type_) for type_ in EventType)


def test_the_store_has_destinations_by_name(ses):
    V2().create_set("news")
    V2().create("all", ["SEND", "RENDERING_FAILURE"], SNS, enabled=True)

    found = ses.accounts.open(ACCOUNT, "us-east-1").configuration_sets.get("news")

    assert found.event_destinations == {
        "all": EventDestination(
            "all", True, (EventType.SEND, EventType.RENDERING_FAILURE), SnsTarget(TOPIC)
        )
    }


def test_a_message_is_sent_through_a_set_with_destinations(ses):
    ses.verify("shop@example.com", "ann@example.com")
    V1().create_set("news")
    V1().create("all", EIGHT, SNS, enabled=True)

    boto3.client("ses").send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}},
        ConfigurationSetName="news",
    )

    assert ses.outbox.one().configuration_set == "news"

"""What event destinations and notifications name is looked at when it is named.

The facts are in the sheets "events" 4 and 5 and "resources" 2.8 and 3.4. Here the other services
are made by hand; with moto they are in tests/adapters/test_neighbours.py.
"""

from __future__ import annotations

import threading

import boto3
import pytest

from sesfake import mock_ses
from sesfake.adapters.hints import hint_of
from sesfake.domain.neighbours.parcels import SnsMessage, Undeliverable
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

VALIDATED = "Successfully validated SNS topic for Amazon SES event publishing."


class Town:
    """Services in which the ARNs given are all there is."""

    def __init__(self, *arns: str, services=("sns", "firehose", "iam"), meanwhile=None) -> None:
        self.arns = set(arns)
        self.services = services
        self.meanwhile = meanwhile
        self.asked: list = []

    def is_there(self, service):
        return service in self.services

    def deliver(self, parcel, account_id, region):
        self._look(parcel.topic_arn, (parcel, account_id, region))

    def check_role(self, role_arn):
        self._look(role_arn, role_arn)

    def check_stream(self, stream_arn):
        self._look(stream_arn, stream_arn)

    def _look(self, arn, asked):
        self.asked.append(asked)
        if self.meanwhile is not None:
            self.meanwhile()
        if arn not in self.arns:
            raise Undeliverable("NotFound: It does not exist")


@pytest.fixture(params=[V1, V2], ids=["v1", "v2"])
def door(request, ses):
    door = request.param()
    door.create_set("news")
    return door


@pytest.fixture(params=["create", "update"])
def define(request, door, ses):
    """Creates or updates the destination `all`."""
    if request.param == "update":
        door.create("all", ["SEND"], CLOUDWATCH)
    return getattr(door, request.param)


def notifications():
    return {"Identity": "example.com", "NotificationType": "Complaint", "SnsTopic": TOPIC}


class TestNobodyAround:
    def test_any_well_formed_target_exists(self, define, door):
        define("all", ["SEND"], FIREHOSE)
        door.update("all", ["SEND"], SNS)

        assert door.read() == [("all", False, ["SEND"], SNS)]

    def test_a_topic_gets_a_message_for_each_definition(self, ses, door):
        # events 4: on create and update, once; the subject is a guess
        ses.clock.freeze()
        door.create("all", ["SEND"], SNS, enabled=True)
        door.create("other", ["SEND"], CLOUDWATCH)
        door.update("all", ["SEND"], SNS)  # disabled: looked at all the same (a guess)

        one, two = ses.validations
        assert (one.topic_arn, one.message, one.subject) == (
            TOPIC,
            VALIDATED,
            "Amazon SES Email Event Notification",
        )
        assert (one.account_id, one.region, one.sent_at) == (ACCOUNT, "us-east-1", ses.clock.now())
        assert one == two

    def test_the_topic_of_an_identity_gets_a_notification(self, ses, ses_client):
        # events 5
        ses.verify("info@example.com")

        ses_client.set_identity_notification_topic(
            Identity=f"arn:aws:ses:us-east-1:{ACCOUNT}:identity/info@example.com",
            NotificationType="Complaint",
            SnsTopic=TOPIC,
        )

        [validation] = ses.validations
        assert validation.subject is None
        assert validation.message == (
            '{"notificationType":"AmazonSnsSubscriptionSucceeded","message":"You have successfully '
            f"subscribed your Amazon SNS topic '{TOPIC}' to receive 'Complaint' notifications from "
            "Amazon SES for identity 'info@example.com'.\"}\n"
        )

    def test_a_topic_that_is_taken_away_gets_nothing(self, ses, ses_client):
        ses.verify("example.com")

        ses_client.set_identity_notification_topic(
            Identity="example.com", NotificationType="Bounce"
        )

        assert ses.validations == []

    def test_a_view_has_what_is_of_its_region_and_a_reset_forgets(self, ses):
        for region in ("us-east-1", "eu-west-1"):
            door = V2(region)
            door.create_set("news")
            door.create("all", ["SEND"], ("sns", SNS[1].replace("us-east-1", region)))

        assert [v.region for v in ses.validations] == ["us-east-1", "eu-west-1"]
        assert [v.region for v in ses.region("eu-west-1").validations] == ["eu-west-1"]
        ses.region("eu-west-1").reset()
        assert [v.region for v in ses.validations] == ["us-east-1"]
        ses.reset()
        assert ses.validations == []


class TestTargetsThatAreMissing:
    def test_a_topic(self, ses, define, door):
        # resources 3.4; the end of the text is a guess
        ses.accounts.neighbours = Town()
        before = door.read()

        assert refusal_with_status(define, "all", ["SEND"], SNS) == (
            door.invalid_sns[0],
            f"Could not publish message to SNS topic <{TOPIC}>.",
            400,
        )
        assert door.read() == before
        assert ses.validations == []

    def test_a_role(self, ses, define, door):
        # resources 3.4; the end of the text is a guess
        ses.accounts.neighbours = Town(STREAM)
        before = door.read()

        assert refusal_with_status(define, "all", ["SEND"], FIREHOSE) == (
            door.invalid_firehose[0],
            f"Could not assume IAM role <{ROLE}>.",
            400,
        )
        assert door.read() == before

    def test_a_stream(self, ses, define, door):
        # resources 3.4; the end of the text is a guess
        ses.accounts.neighbours = Town(ROLE)

        assert refusal_with_status(define, "all", ["SEND"], FIREHOSE) == (
            door.invalid_firehose[0],
            f"Could not access Kinesis Firehose Stream <{STREAM}>.",
            400,
        )

    def test_v1_says_which_destination_of_which_set(self, ses):
        ses.accounts.neighbours = Town()
        door = V1()
        door.create_set("news")

        with pytest.raises(door.client.exceptions.InvalidSNSDestinationException) as caught:
            door.create("all", ["SEND"], SNS)

        assert caught.value.response["ConfigurationSetName"] == "news"
        assert caught.value.response["EventDestinationName"] == "all"

    def test_the_topic_of_an_identity(self, ses, ses_client):
        # resources 2.8: begins with "SNS topic <arn>"; the rest is a guess
        ses.accounts.neighbours = Town()
        ses.verify("example.com")
        set_topic = ses_client.set_identity_notification_topic

        assert refusal(set_topic, **notifications()) == (
            "InvalidParameterValue",
            f"SNS topic <{TOPIC}> does not exist or cannot be published to.",
        )
        answer = ses_client.get_identity_notification_attributes(Identities=["example.com"])
        assert "ComplaintTopic" not in answer["NotificationAttributes"]["example.com"]

    def test_the_tester_is_told_who_does_not_know_it(self, ses, door):
        ses.accounts.neighbours = Town()

        with pytest.raises(door.client.exceptions.ClientError) as caught:
            door.create("all", ["SEND"], SNS)

        assert hint_of(caught.value) == (
            "The active fake of sns in us-east-1 says: NotFound: It does not exist. Make the topic "
            f"there, or say that it exists: ses.add_topic('{TOPIC}')"
        )

    @pytest.mark.parametrize(
        ("there", "who", "what"),
        [([], "iam", "role"), ([ROLE], "firehose", "stream")],
    )
    def test_of_a_stream_the_tester_is_told_which_of_both_is_missing(
        self, ses, door, there, who, what
    ):
        ses.accounts.neighbours = Town(*there)

        with pytest.raises(door.client.exceptions.ClientError) as caught:
            door.create("all", ["SEND"], FIREHOSE)

        assert hint_of(caught.value) == (
            f"The active fake of {who} says: NotFound: It does not exist. Make the {what} there, "
            f"or say that it exists: ses.add_delivery_stream('{STREAM}', role_arn='{ROLE}')"
        )


class TestAsking:
    def test_a_service_is_asked_once_in_the_name_of_the_account(self, ses, define):
        town = ses.accounts.neighbours = Town(TOPIC, STREAM, ROLE)

        define("all", ["SEND"], SNS)

        message = SnsMessage(TOPIC, VALIDATED, "Amazon SES Email Event Notification")
        assert town.asked == [(message, ACCOUNT, "us-east-1")]

    def test_of_a_stream_the_role_is_looked_at_first(self, ses, define):
        town = ses.accounts.neighbours = Town(TOPIC, STREAM, ROLE)

        define("all", ["SEND"], FIREHOSE)

        assert town.asked == [ROLE, STREAM]

    def test_only_who_is_there_is_asked(self, ses, define):
        town = ses.accounts.neighbours = Town(STREAM, services=["firehose"])

        define("all", ["SEND"], FIREHOSE)
        V2().update("all", ["SEND"], SNS)

        assert town.asked == [STREAM]

    @pytest.mark.parametrize("target", [CLOUDWATCH, ("eventbridge", BUS), PINPOINT])
    def test_nobody_is_asked_for_other_targets(self, ses, target):
        if target[0] == "eventbridge":
            needs_member(
                "sesv2",
                "CreateConfigurationSetEventDestination",
                "EventDestination.EventBridgeDestination",
            )
        town = ses.accounts.neighbours = Town()
        door = V2()
        door.create_set("news")

        door.create("all", ["SEND"], target)

        assert town.asked == []

    def test_nobody_is_asked_for_what_is_refused_anyway(self, ses, door):
        town = ses.accounts.neighbours = Town(TOPIC)
        door.create("all", ["SEND"], CLOUDWATCH)

        for call, name, to in [
            (door.create, "all", "news"),
            (door.update, "other", "news"),
            (door.create, "all", "shop"),
            (door.create, "a b", "news"),
        ]:
            refusal(call, name, ["SEND"], SNS, to=to)
        refusal(door.create, "other", ["SEND"], ("sns", "topic"))

        assert town.asked == []
        assert ses.validations == []

    def test_nor_for_the_topic_of_an_unknown_identity(self, ses, ses_client):
        town = ses.accounts.neighbours = Town(TOPIC)

        refusal(ses_client.set_identity_notification_topic, **notifications())

        assert town.asked == []

    def test_no_lock_is_held_meanwhile(self, ses, door):
        account = ses.accounts.open(ACCOUNT, "us-east-1")
        free = []

        def try_lock():
            free.append(account.lock.acquire(timeout=5))
            if free[-1]:
                account.lock.release()

        def from_another_thread():
            thread = threading.Thread(target=try_lock)
            thread.start()
            thread.join()

        ses.accounts.neighbours = Town(TOPIC, meanwhile=from_another_thread)

        door.create("all", ["SEND"], SNS)

        assert free == [True]

    def test_what_changed_meanwhile_counts(self, ses, door):
        other = V2()

        def create_it_first():
            ses.accounts.neighbours.meanwhile = None
            other.create("all", ["SEND"], CLOUDWATCH)

        ses.accounts.neighbours = Town(TOPIC, meanwhile=create_it_first)

        assert refusal(door.create, "all", ["SEND"], SNS)[0] == door.existing[0]
        assert door.read() == [("all", False, ["SEND"], CLOUDWATCH)]

    def test_a_call_counts_once_against_the_rate(self):
        with mock_ses(enforce_rate=True, verified=["example.com"]) as ses:
            client = boto3.client("ses")
            ses.accounts.neighbours = Town(TOPIC)
            ses.clock.freeze()

            client.set_identity_notification_topic(**notifications())

            assert len(ses.validations) == 1


class TestWhatIsDeclared:
    def test_strictly_nothing_else_exists(self):
        with mock_ses(neighbours="strict") as ses:
            door = V2()
            door.create_set("news")

            assert refusal(door.create, "all", ["SEND"], SNS) == (
                "BadRequestException",
                f"Could not publish message to SNS topic <{TOPIC}>.",
            )
            assert refusal(door.create, "all", ["SEND"], FIREHOSE) == (
                "BadRequestException",
                f"Could not assume IAM role <{ROLE}>.",
            )
            ses.add_topic(TOPIC)
            ses.add_delivery_stream(STREAM, role_arn=ROLE)
            door.create("topic", ["SEND"], SNS)
            door.create("stream", ["SEND"], FIREHOSE)
            other = STREAM + "2"
            assert refusal(door.create, "other", ["SEND"], ("firehose", other, ROLE)) == (
                "BadRequestException",
                f"Could not access Kinesis Firehose Stream <{other}>.",
            )

    def test_the_hint_says_how_to_declare_it(self):
        with mock_ses(neighbours="strict", verified=["example.com"]):
            client = boto3.client("ses")

            with pytest.raises(client.exceptions.ClientError) as caught:
                client.set_identity_notification_topic(**notifications())

            assert hint_of(caught.value) == (
                f"With neighbours=\"strict\" the topic must be declared: ses.add_topic('{TOPIC}')"
            )

    @pytest.mark.ses(neighbours="strict")
    def test_strictly_what_another_fake_knows_exists_too(self, ses, define, door):
        ses.accounts.neighbours = Town(TOPIC, STREAM, ROLE)

        define("all", ["SEND"], FIREHOSE)
        door.update("all", ["SEND"], SNS)

        assert door.read() == [("all", False, ["SEND"], SNS)]

    def test_it_exists_even_if_another_fake_does_not_know_it(self, ses, define, door):
        town = ses.accounts.neighbours = Town()
        ses.add_topic(TOPIC)
        ses.add_delivery_stream(STREAM, role_arn=ROLE)

        define("all", ["SEND"], FIREHOSE)
        door.update("all", ["SEND"], SNS)

        assert [asked[0].topic_arn for asked in town.asked if isinstance(asked, tuple)] == [TOPIC]
        assert len(ses.validations) == 1

    def test_a_reset_forgets_it(self):
        with mock_ses(neighbours="strict") as ses:
            ses.add_topic(TOPIC)
            ses.region("us-east-1").reset()
            assert TOPIC in ses.accounts.declared.arns

            ses.reset()

            assert ses.accounts.declared.arns == set()

    @pytest.mark.parametrize("arn", ["topic", TOPIC + ".fifo", STREAM])
    def test_what_is_no_topic_is_a_value_error(self, ses, arn):
        with pytest.raises(ValueError, match="is no ARN of") as caught:
            ses.add_topic(arn)
        assert str(caught.value) == (
            f"{arn!r} is no ARN of a standard SNS topic; write it as in "
            "'arn:aws:sns:us-east-1:123456789012:bounces'."
        )

    @pytest.mark.parametrize(
        ("stream", "role", "what"),
        [(TOPIC, ROLE, "a Firehose stream"), (STREAM, "role", "an IAM role")],
    )
    def test_nor_is_another_stream_or_role(self, ses, stream, role, what):
        with pytest.raises(ValueError, match=f"is no ARN of {what}; write it as in 'arn:aws:"):
            ses.add_delivery_stream(stream, role_arn=role)
        assert ses.accounts.declared.arns == set()

    def test_what_is_no_text_is_a_type_error(self, ses):
        with pytest.raises(TypeError, match="an ARN is a text, such as"):
            ses.add_topic(None)

    def test_there_are_two_rules(self):
        with pytest.raises(ValueError, match="neighbours= is 'auto' or 'strict', not 'none'"):
            mock_ses(neighbours="none")

"""Auto Validation at a send. Rows: facts "events" 6 and 7.4."""

from __future__ import annotations

import boto3
import pytest

from tests.installed import needs_member

SHOP = "shop@example.com"
GOOD, DOUBTFUL, BAD = "ann@example.net", "bob@mailinator.com", "nobody@shop.invalid"
TEXT = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture(autouse=True)
def _newer_botocore():
    needs_member("sesv2", "PutAccountSuppressionAttributes", "ValidationAttributes")


def block(threshold=None, *, enabled=True):
    condition = {"ConditionThresholdEnabled": "ENABLED" if enabled else "DISABLED"}
    if threshold is not None:
        condition["OverallConfidenceThreshold"] = {"ConfidenceVerdictThreshold": threshold}
    return {"ConditionThreshold": condition}


def switch_on(threshold=None, **more):
    boto3.client("sesv2").put_account_suppression_attributes(
        SuppressedReasons=["BOUNCE", "COMPLAINT"], ValidationAttributes=block(threshold, **more)
    )


def send(*to, **more):
    boto3.client("ses").send_email(
        Source=SHOP, Destination={"ToAddresses": list(to)}, Message=TEXT, **more
    )


def outcomes(ses):
    """Of one message to all three: who has got it."""
    send(GOOD, DOUBTFUL, BAD)
    message = ses.outbox.last
    return [one for one, what in message.outcome.items() if what == "delivery"]


class TestThresholds:
    @pytest.mark.parametrize(
        ("threshold", "delivered"),
        [
            ("HIGH", [GOOD]),
            ("MEDIUM", [GOOD, DOUBTFUL]),
            ("MANAGED", [GOOD, DOUBTFUL]),
            (None, [GOOD, DOUBTFUL]),
        ],
    )
    def test_who_is_below_gets_nothing(self, ses, threshold, delivered):
        # events 7.4
        switch_on(threshold)

        assert outcomes(ses) == delivered

    def test_it_is_off_at_first(self, ses):
        assert outcomes(ses) == [GOOD, DOUBTFUL, BAD]

    def test_it_may_be_switched_off(self, ses):
        switch_on("HIGH")
        switch_on("HIGH", enabled=False)

        assert outcomes(ses) == [GOOD, DOUBTFUL, BAD]

    def test_it_goes_by_what_a_test_says(self, ses):
        switch_on("HIGH")
        ses.set_address_insights(GOOD, mailbox_exists=False)
        ses.set_address_insights(BAD, is_valid=True)

        assert outcomes(ses) == [BAD]

    @pytest.mark.parametrize(
        ("of_the_set", "delivered"),
        [
            ({"SuppressedReasons": [], "ValidationOptions": block("HIGH")}, [GOOD]),
            (
                {"SuppressedReasons": [], "ValidationOptions": block(enabled=False)},
                [GOOD, DOUBTFUL, BAD],
            ),
            ({"SuppressedReasons": []}, [GOOD, DOUBTFUL]),
        ],
    )
    def test_a_configuration_set_comes_before_the_account(self, ses, of_the_set, delivered):
        needs_member("sesv2", "CreateConfigurationSet", "SuppressionOptions.ValidationOptions")
        switch_on("MEDIUM")
        boto3.client("sesv2").create_configuration_set(
            ConfigurationSetName="news", SuppressionOptions=of_the_set
        )

        send(GOOD, DOUBTFUL, BAD, ConfigurationSetName="news")

        found = ses.outbox.last.outcome
        assert [one for one, what in found.items() if what == "delivery"] == delivered


class TestWhatFollows:
    def test_a_bounce_tells_of_it(self, ses):
        # events 6: the sub type is seen, the text is a guess
        switch_on("HIGH")
        send(GOOD, BAD)

        message = ses.outbox.last
        assert message.failed_validation == message.kept_back == {BAD}
        assert message.outcome == {GOOD: "delivery", BAD: "bounce"}
        bounce = ses.events.one(type="Bounce").record["bounce"]
        assert (bounce["bounceType"], bounce["bounceSubType"]) == (
            "Permanent",
            "EmailValidationSuppressed",
        )
        assert bounce["bouncedRecipients"] == [
            {
                "emailAddress": BAD,
                "action": "failed",
                "status": "5.1.1",
                "diagnosticCode": "Amazon SES did not send the message to this address because it "
                "did not meet your email validation threshold.",
            }
        ]

    def test_the_send_counts_against_the_quota(self, ses, ses_client):
        switch_on("HIGH")

        send(BAD)

        assert ses_client.get_send_quota()["SentLast24Hours"] == 1.0

    def test_a_message_that_nobody_gets_is_not_delivered(self, ses):
        switch_on("HIGH")
        ses.suppress(GOOD)
        send(GOOD, BAD)

        message = ses.outbox.last
        assert message.undelivered == "no recipient has passed Auto Validation"
        with pytest.raises(AssertionError, match="no recipient has passed Auto Validation"):
            ses.outbox.assert_sent(to=BAD)

    def test_what_is_asserted_of_one_recipient_is_of_that_recipient(self, ses):
        switch_on("HIGH")
        send(GOOD, BAD)

        ses.outbox.assert_sent(to=GOOD)
        with pytest.raises(AssertionError):
            ses.outbox.assert_sent(to=BAD)

    def test_who_is_suppressed_is_told_of_as_suppressed(self, ses):
        switch_on("HIGH")
        ses.suppress(BAD)
        send(BAD)

        message = ses.outbox.last
        assert (set(message.suppressed), message.failed_validation) == ({BAD}, frozenset())

    def test_nothing_is_written_on_the_suppression_list_nor_counted(self, ses, sesv2_client):
        # events 6: neither counts nor suppresses
        switch_on("HIGH")
        send(BAD)

        assert sesv2_client.list_suppressed_destinations()["SuppressedDestinationSummaries"] == []
        assert (ses.reputation().volume, ses.reputation().bounces) == (0, 0)

    def test_the_sender_is_written_to(self, ses):
        switch_on("HIGH")

        send(BAD)

        assert BAD in ses.notices.one(to=SHOP).text

    def test_the_simulator_is_left_alone(self, ses):
        switch_on("HIGH")
        ses.set_address_insights("success@simulator.amazonses.com", is_valid=False)

        send("success@simulator.amazonses.com")

        assert ses.outbox.last.outcome == {"success@simulator.amazonses.com": "delivery"}


class TestAccount:
    def test_it_is_shown_once_it_was_put(self, sesv2_client):
        assert sesv2_client.get_account()["SuppressionAttributes"] == {
            "SuppressedReasons": ["BOUNCE", "COMPLAINT"]
        }

        switch_on("HIGH")

        assert sesv2_client.get_account()["SuppressionAttributes"] == {
            "SuppressedReasons": ["BOUNCE", "COMPLAINT"],
            "ValidationAttributes": block("HIGH"),
        }

    def test_left_out_it_stays_and_the_reasons_do_not(self, sesv2_client):
        # events 7.2: "without SuppressedReasons ... reasons become empty"
        switch_on("MEDIUM")

        sesv2_client.put_account_suppression_attributes()

        assert sesv2_client.get_account()["SuppressionAttributes"] == {
            "SuppressedReasons": [],
            "ValidationAttributes": block("MEDIUM"),
        }

    def test_the_region_has_its_own(self):
        switch_on("HIGH")

        there = boto3.client("sesv2", "eu-west-1").get_account()["SuppressionAttributes"]

        assert "ValidationAttributes" not in there

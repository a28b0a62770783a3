"""Rates and metrics. Rows: facts "events" 4 and 9; the Reputation Dashboard of the SES blog."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3
import pytest

from sesfake.domain.figures.reputation import Reputation
from tests.refusing import refusal

SHOP = "shop@example.com"
ANN = "ann@example.org"
BOB = "bob@example.net"
NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


def named(ses, name, dimensions=()):
    return [m.value for m in ses.metrics.find(name=name, dimensions=dimensions)]


class TestRates:
    def test_without_mail_they_are_nothing(self, ses):
        assert ses.reputation() == Reputation(0, 0, 0)
        assert ses.reputation().bounce_rate == ses.reputation().complaint_rate == 0

    def test_hard_bounces_and_complaints_count_by_recipient(self, ses, send):
        for _ in range(4):
            send(SHOP, to=[ANN], cc=[BOB])
        ses.bounce(ses.outbox[0])
        ses.complain(ses.outbox[1], BOB)

        found = ses.reputation()
        assert found == Reputation(volume=8, bounces=2, complaints=1)
        assert found.bounce_rate == 2 / 8
        assert found.complaint_rate == 1 / 8

    def test_what_is_nobodys_fault_does_not_count(self, ses, send):
        # events 9: excluded
        send(SHOP, to=[ANN])
        ses.bounce(ses.outbox.last, type="Transient")
        send(SHOP, to=[ANN])
        ses.not_spam(ses.outbox.last)

        assert ses.reputation() == Reputation(volume=2)

    def test_who_is_verified_or_at_the_simulator_or_suppressed_is_left_out(self, ses, send):
        # events 9: excluded
        ses.suppress(BOB)
        boxes = [f"{box}@simulator.amazonses.com" for box in ("bounce", "complaint", "success")]
        send(SHOP, to=[*boxes, BOB, "staff@example.com"])
        ses.bounce(ses.outbox.last, "staff@example.com")

        assert ses.reputation() == Reputation(volume=0)

    def test_what_could_not_be_written_is_left_out(self, ses, send, ses_client):
        ses.add_template("hello", subject="Hi", text="Hello {{name}}")
        ses_client.send_templated_email(
            Source=SHOP, Destination={"ToAddresses": [ANN]}, Template="hello", TemplateData="{}"
        )

        assert ses.reputation() == Reputation(volume=0)

    @pytest.mark.ses(production=False, verified=["example.com", ANN])
    def test_in_the_sandbox_nothing_moves_them(self, ses, send):
        send(SHOP, to=[ANN])
        ses.bounce(ses.outbox.last)

        assert ses.reputation() == Reputation()

    def test_only_the_latest_ten_thousand_recipients_count(self, ses, send):
        send(SHOP, to=[ANN])
        ses.bounce(ses.outbox.last)
        everybody = [f"r{number}@example.org" for number in range(50)]
        for _ in range(200):
            send(SHOP, to=everybody)

        assert ses.reputation() == Reputation(volume=10_000)

    def test_they_are_those_of_a_region(self, ses, send):
        ses.region("eu-west-1").verify(SHOP)
        send(SHOP, to=[ANN])
        boto3.client("ses", region_name="eu-west-1").send_email(
            Source=SHOP,
            Destination={"ToAddresses": [ANN]},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
        )
        ses.bounce(ses.outbox.last)

        assert ses.region("eu-west-1").reputation() == Reputation(1, 1)
        assert ses.region("us-east-1").reputation() == Reputation(1, 0)
        with pytest.raises(ValueError, match="say of which region, as in ses.region"):
            ses.reputation()


class TestRatesOfASet:
    @pytest.fixture(autouse=True)
    def _sets(self, sesv2_client):
        for name in ("news", "codes"):
            sesv2_client.create_configuration_set(
                ConfigurationSetName=name,
                ReputationOptions={"ReputationMetricsEnabled": name == "news"},
            )

    def test_each_has_its_own(self, ses, send):
        send(SHOP, to=[ANN], ConfigurationSetName="news")
        ses.bounce(ses.outbox.last)
        send(SHOP, to=[BOB], ConfigurationSetName="codes")

        assert ses.reputation("news") == Reputation(1, 1)
        assert ses.reputation("codes") == Reputation(1, 0)
        assert ses.reputation() == Reputation(2, 1)
        # events 4: per set only with reputation metrics enabled
        assert named(ses, "Reputation.BounceRate") == [0.5]
        assert named(ses, "Reputation.BounceRate", (("ses:configuration-set", "news"),)) == [1.0]
        assert named(ses, "Reputation.BounceRate", (("ses:configuration-set", "codes"),)) == []

    def test_a_fresh_start_begins_anew(self, ses, send, ses_client):
        # events 9: LastFreshStart
        ses.clock.freeze(NOON)
        send(SHOP, to=[ANN], ConfigurationSetName="news")
        ses.bounce(ses.outbox.last)
        ses.clock.advance(minutes=1)
        for enabled in (False, True):
            ses_client.update_configuration_set_sending_enabled(
                ConfigurationSetName="news", Enabled=enabled
            )
        send(SHOP, to=[BOB], ConfigurationSetName="news")

        assert ses.reputation("news") == Reputation(1, 0)
        assert ses.reputation() == Reputation(2, 1)

    def test_an_alarm_may_pause_the_set_and_its_owner_starts_it_again(
        self, ses, send, api, ses_client, sesv2_client
    ):
        # events 9: auto pause of a set; sending 6: set paused
        ses.clock.freeze(NOON)

        def look():  # as a function that a CloudWatch alarm calls
            [rate] = named(ses, "Reputation.BounceRate", (("ses:configuration-set", "news"),))
            if rate >= 0.05:
                ses_client.update_configuration_set_sending_enabled(
                    ConfigurationSetName="news", Enabled=False
                )

        send(SHOP, to=[ANN], ConfigurationSetName="news")
        look()
        send(SHOP, to=[BOB], ConfigurationSetName="news")
        ses.bounce(ses.outbox.last)
        look()

        assert refusal(send, SHOP, to=[ANN], ConfigurationSetName="news") == (
            {
                "v1": "ConfigurationSetSendingPausedException",
                "v2": "SendingPausedException",
            }[api],
            "Sending is paused for configuration set news",
        )
        send(SHOP, to=[ANN], ConfigurationSetName="codes")

        ses.clock.advance(hours=1)
        sesv2_client.put_configuration_set_sending_options(
            ConfigurationSetName="news", SendingEnabled=True
        )
        shown = sesv2_client.get_configuration_set(ConfigurationSetName="news")
        assert shown["ReputationOptions"]["LastFreshStart"] == NOON + timedelta(hours=1)
        assert ses.reputation("news") == Reputation(0, 0)
        send(SHOP, to=[ANN], ConfigurationSetName="news")
        look()
        assert ses.reputation("news") == Reputation(1, 0)

    def test_a_set_that_is_not_there_is_told(self, ses):
        with pytest.raises(ValueError, match=r"there is no configuration set 'newz'\."):
            ses.reputation("newz")


class TestMetrics:
    def test_the_account_has_those_of_every_message(self, ses, send):
        # events 4: account level; no set is needed
        send(SHOP, to=[ANN])
        send(SHOP, to=[BOB])
        ses.bounce(ses.outbox.last)

        assert named(ses, "Send") == [1, 1]
        assert named(ses, "Delivery") == [1]
        assert named(ses, "Bounce") == [1]
        assert named(ses, "Reputation.BounceRate") == [0.5]
        assert named(ses, "Reputation.ComplaintRate") == [0.0]

    def test_those_of_event_destinations_have_dimensions(self, ses, send, sesv2_client):
        sesv2_client.create_configuration_set(ConfigurationSetName="news")
        sesv2_client.create_configuration_set_event_destination(
            ConfigurationSetName="news",
            EventDestinationName="metrics",
            EventDestination={
                "Enabled": True,
                "MatchingEventTypes": ["SEND"],
                "CloudWatchDestination": {
                    "DimensionConfigurations": [
                        {
                            "DimensionName": "ses:configuration-set",
                            "DimensionValueSource": "MESSAGE_TAG",
                            "DefaultDimensionValue": "none",
                        }
                    ]
                },
            },
        )

        send(SHOP, to=[ANN], ConfigurationSetName="news")

        assert named(ses, "Send", (("ses:configuration-set", "news"),)) == [1]
        assert named(ses, "Delivery", (("ses:configuration-set", "news"),)) == []
        assert named(ses, "Delivery") == [1]

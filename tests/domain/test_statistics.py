"""Sending statistics and the account's sending switch. Rows are those of facts "sending" 14.1."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3

from sesfake import mock_ses
from tests.refusing import refusal_with_status

SHOP = "shop@example.com"
ANN = "ann@example.com"


def points() -> list[dict]:
    return boto3.client("ses").get_send_statistics()["SendDataPoints"]


class TestSendStatistics:
    def test_nothing_sent_means_no_data_points(self, ses):
        assert points() == []

    @mock_ses(production=True, verified=[SHOP])
    def test_recipients_are_counted_over_both_apis(self, ses, send):
        send(SHOP, to=["a@b.org", "c@b.org"], cc=["d@b.org"])
        send(SHOP, to=["a@b.org"])

        [point] = points()
        assert point["DeliveryAttempts"] == 4
        assert (point["Bounces"], point["Complaints"], point["Rejects"]) == (0, 0, 0)

    @mock_ses(verified=[SHOP])
    def test_the_simulator_is_sent_to_but_its_answers_do_not_count(self, ses, send):
        # sending 9: not to bounce and complaint rates
        send(SHOP, to=[f"{box}@simulator.amazonses.com" for box in ("bounce+1", "complaint")])

        [point] = points()
        assert point["DeliveryAttempts"] == 2
        assert (point["Bounces"], point["Complaints"]) == (0, 0)

    @mock_ses(verified=[SHOP, ANN])
    def test_a_data_point_covers_fifteen_minutes_that_do_not_begin_on_the_hour(self, ses, send):
        ses.clock.freeze(datetime(2026, 3, 1, 12, 22, 59, tzinfo=timezone.utc))
        send(SHOP, to=[ANN])
        ses.clock.advance(seconds=1)
        send(SHOP, to=[ANN])
        ses.clock.advance(minutes=14, seconds=59)
        send(SHOP, to=[ANN])

        attempts = {f"{p['Timestamp']:%H:%M:%S}": p["DeliveryAttempts"] for p in points()}
        assert attempts == {"12:08:00": 1, "12:23:00": 2}

    @mock_ses(verified=[SHOP, ANN])
    def test_only_two_weeks_are_told(self, ses, send):
        ses.clock.freeze()
        send(SHOP, to=[ANN])

        ses.clock.advance(days=14, seconds=-1)
        assert len(points()) == 1
        ses.clock.advance(seconds=1)
        assert points() == []

    @mock_ses(verified=[SHOP, ANN], max_24_hour_send=-1)
    def test_the_data_points_come_in_no_order_but_always_in_the_same(self, ses, send):
        ses.clock.freeze()
        for _ in range(12):
            send(SHOP, to=[ANN])
            ses.clock.advance(minutes=15)

        times = [point["Timestamp"] for point in points()]
        assert len(set(times)) == 12
        assert times != sorted(times)
        assert times == [point["Timestamp"] for point in points()]
        gaps = {b - a for a, b in zip(sorted(times), sorted(times)[1:], strict=False)}
        assert gaps == {timedelta(minutes=15)}

    @mock_ses(verified=[SHOP, ANN])
    def test_clearing_the_outbox_and_refused_sends_change_nothing(self, ses, send):
        send(SHOP, to=[ANN])
        before = points()

        ses.outbox.clear()
        refusal_with_status(send, SHOP, to=["stranger@example.org"])

        assert points() == before

    @mock_ses(verified=[SHOP, ANN])
    def test_each_region_has_its_own(self, ses, send):
        send(SHOP, to=[ANN])

        assert boto3.client("ses", "eu-west-1").get_send_statistics()["SendDataPoints"] == []


class TestTheSendingSwitch:
    def test_sending_is_on_at_first_and_both_apis_say_so(self, ses_client, sesv2_client):
        assert ses_client.get_account_sending_enabled()["Enabled"] is True
        assert sesv2_client.get_account()["SendingEnabled"] is True

    def test_either_api_switches_for_both(self, ses_client, sesv2_client):
        ses_client.update_account_sending_enabled(Enabled=False)
        assert sesv2_client.get_account()["SendingEnabled"] is False

        sesv2_client.put_account_sending_attributes(SendingEnabled=True)
        assert ses_client.get_account_sending_enabled()["Enabled"] is True

    def test_a_switch_that_is_left_out_is_off(self, ses_client, sesv2_client):
        ses_client.update_account_sending_enabled()
        assert ses_client.get_account_sending_enabled()["Enabled"] is False

        ses_client.update_account_sending_enabled(Enabled=True)
        sesv2_client.put_account_sending_attributes()
        assert ses_client.get_account_sending_enabled()["Enabled"] is False

    @mock_ses(verified=[SHOP, ANN])
    def test_while_it_is_off_sends_are_refused_in_this_region_only(
        self, ses, send, ses_client, request
    ):
        ses_client.update_account_sending_enabled(Enabled=False)

        code = {
            "v1": "AccountSendingPausedException",  # section 6, the code
            "v2": "SendingPausedException",
        }[request.node.callspec.id]
        assert refusal_with_status(send, SHOP, to=[ANN]) == (
            code,
            "Sending is paused for this account",
            400,
        )
        assert ses.outbox == []
        assert boto3.client("ses", "eu-west-1").get_account_sending_enabled()["Enabled"] is True

        ses_client.update_account_sending_enabled(Enabled=True)
        send(SHOP, to=[ANN])
        assert len(ses.outbox) == 1

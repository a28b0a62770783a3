"""Mail that is late, or under way until the test says more. Rows: facts "events" 0, 2, 6 and 9."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from sesfake.domain.events.vocabulary import DelayType
from tests.installed import needs_member

SHOP = "shop@example.com"
ANN = "ann@example.org"
BOB = "bob@example.org"
EVE = "eve@example.net"
NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture
def message(ses, send):
    """Sent to two of one domain and one of another."""
    ses.clock.freeze(NOON)
    send(SHOP, to=[ANN, BOB], cc=[EVE])
    return ses.outbox.last


def life(message):
    return [(event.type, event.recipients) for event in message.events]


class TestDelay:
    def test_it_is_late_and_then_delivered(self, ses, message):
        event = ses.delay(message, ANN, type="MailboxFull")
        ses.clock.advance(hours=2)
        ses.deliver(message, ANN)

        # events 3.4
        kinds = [kind for kind, to in life(message) if ANN in to]
        assert kinds == ["Send", "DeliveryDelay", "Delivery"]
        assert event.record["deliveryDelay"]["delayType"] == "MailboxFull"
        [delivery] = [e for e in message.events if e.type == "Delivery" and ANN in e.recipients]
        waited = delivery.record["delivery"]["processingTimeMillis"]
        assert 7_200_000 <= waited < 7_300_000

    @pytest.mark.parametrize("kind", [kind.value for kind in DelayType])
    def test_every_type_can_be_asked_for(self, ses, message, kind):
        assert ses.delay(message, type=kind).record["deliveryDelay"]["delayType"] == kind

    def test_after_fourteen_hours_it_bounces_by_itself(self, ses, message):
        delayed = ses.delay(message, [ANN, BOB])
        ses.deliver(message, BOB)

        ses.clock.advance(hours=13, minutes=59)
        assert message.outcome[ANN] == "deliverydelay"
        ses.clock.advance(minutes=1)

        # events 6: soft bounces
        assert message.outcome == {ANN: "bounce", BOB: "delivery", EVE: "delivery"}
        bounce = message.events[-1]
        assert bounce.recipients == (ANN,)
        assert bounce.timestamp - message.sent_at == pytest.approx(
            timedelta(hours=14), abs=timedelta(milliseconds=1)
        )
        expires = delayed.record["deliveryDelay"]["expirationTime"]
        assert expires == bounce.record["bounce"]["timestamp"]
        told = bounce.record["bounce"]
        assert (told["bounceType"], told["bounceSubType"]) == ("Transient", "General")
        assert "unable to deliver in 840 minutes" in told["bouncedRecipients"][0]["diagnosticCode"]

    def test_a_full_mailbox_is_still_full_then(self, ses, message):
        ses.delay(message, ANN, type="MailboxFull")

        ses.clock.advance(hours=14)

        assert ses.events[-1].record["bounce"]["bounceSubType"] == "MailboxFull"

    def test_a_configuration_set_may_let_it_end_sooner(self, ses, send, sesv2_client):
        needs_member("sesv2", "PutConfigurationSetDeliveryOptions", "MaxDeliverySeconds")
        sesv2_client.create_configuration_set(ConfigurationSetName="codes")
        sesv2_client.put_configuration_set_delivery_options(
            ConfigurationSetName="codes", MaxDeliverySeconds=300
        )
        send(SHOP, to=[ANN], ConfigurationSetName="codes")
        message = ses.outbox.last
        ses.delay(message)

        ses.clock.advance(seconds=299)
        assert message.outcome == {ANN: "deliverydelay"}
        ses.clock.advance(seconds=1)

        assert message.outcome == {ANN: "bounce"}
        told = message.events[-1].record["bounce"]
        assert told["bounceSubType"] == "CustomTimeoutExceeded"
        assert "in 5 minutes" in told["bouncedRecipients"][0]["diagnosticCode"]

    def test_that_time_is_the_one_of_the_delay(self, ses, send, sesv2_client):
        needs_member("sesv2", "PutConfigurationSetDeliveryOptions", "MaxDeliverySeconds")
        sesv2_client.create_configuration_set(
            ConfigurationSetName="codes", DeliveryOptions={"MaxDeliverySeconds": 300}
        )
        send(SHOP, to=[ANN], ConfigurationSetName="codes")
        ses.delay(ses.outbox.last)
        sesv2_client.delete_configuration_set(ConfigurationSetName="codes")

        ses.clock.advance(minutes=5)

        told = ses.events.last.record["bounce"]
        assert told["bounceSubType"] == "CustomTimeoutExceeded"
        assert "in 5 minutes" in told["bouncedRecipients"][0]["diagnosticCode"]

    def test_many_that_wait_bounce_in_the_order_of_their_times(self, ses, sesv2_client):
        ses.clock.freeze(NOON)
        for number in range(300):
            sesv2_client.send_email(
                FromEmailAddress=SHOP,
                Destination={"ToAddresses": [f"r{number}@example.org"]},
                Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": ""}}}},
            )
            ses.delay(ses.outbox.last)
            ses.clock.advance(seconds=1)

        ses.clock.advance(hours=14)

        bounced = ses.events.find(type="Bounce")
        assert [event.message_id for event in bounced] == [m.id for m in ses.outbox]
        times = [event.timestamp for event in bounced]
        assert times == sorted(times)

    def test_what_is_due_happens_before_what_is_sent_then(self, ses, message, send):
        ses.delay(message)
        ses.clock.advance(hours=15)

        send(SHOP, to=[EVE])

        assert [event.type for event in ses.events][-3:] == ["Bounce", "Send", "Delivery"]

    def test_the_sender_reads_of_it(self, ses, message):
        ses.delay(message)

        ses.clock.advance(hours=14)

        assert ses.notices.one().kind == "bounce"

    def test_the_bounce_is_nobodys_fault(self, ses, message, ses_client, sesv2_client):
        ses.delay(message)
        ses.clock.advance(hours=14)

        assert set(message.outcome.values()) == {"bounce"}
        points = ses_client.get_send_statistics()["SendDataPoints"]
        assert sum(point["Bounces"] for point in points) == 0
        found = sesv2_client.list_suppressed_destinations()
        assert found["SuppressedDestinationSummaries"] == []

    @pytest.mark.ses(delivery="manual")
    def test_what_is_too_old_to_be_tried_again_is_told(self, ses, message):
        ses.clock.advance(hours=14)

        with pytest.raises(ValueError, match=r"is older than 14:00:00; SES tries no longer than"):
            ses.delay(message)

    def test_what_was_delivered_is_not_late(self, ses, message):
        ses.deliver(message, ANN)

        with pytest.raises(ValueError, match="cannot be delayed for ann@.*: it was delivered."):
            ses.delay(message, ANN)

    def test_after_a_reset_nothing_is_left_to_happen(self, ses, message):
        ses.delay(message)
        ses.reset()

        ses.clock.advance(hours=14)

        assert ses.events == []


class TestManualDelivery:
    pytestmark = pytest.mark.ses(delivery="manual")

    def test_a_message_is_under_way_until_the_test_says_more(self, ses, message):
        assert life(message) == [("Send", (ANN, BOB, EVE))]

        ses.deliver(message, [ANN, BOB])
        ses.bounce(message, EVE)

        assert message.outcome == {ANN: "delivery", BOB: "delivery", EVE: "bounce"}

    def test_who_complains_has_got_it(self, ses, message):
        ses.complain(message, EVE)

        kinds = [kind for kind, to in life(message) if EVE in to]
        assert kinds == ["Send", "Delivery", "Complaint"]

    def test_nobody_gets_it_twice(self, ses, message):
        ses.deliver(message)

        with pytest.raises(ValueError, match="cannot be delivered for ann@.*: it was delivered."):
            ses.deliver(message)

    def test_the_simulator_answers_by_itself(self, ses, send):
        send(SHOP, to=["success@simulator.amazonses.com"])

        assert [event.type for event in ses.outbox.last.events] == ["Send", "Delivery"]

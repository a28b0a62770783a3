"""What the world does to a message. Rows: facts "events" 0, 2, 3.4, 6 and 9."""

from __future__ import annotations

import re
import threading
import time
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage

import boto3
import pytest

from sesfake import mock_ses
from sesfake.domain.events.vocabulary import BOUNCES, ComplaintType
from sesfake.mail.viruses import EICAR

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


class TestBounce:
    def test_it_takes_the_place_of_the_delivery_that_was_only_assumed(self, ses, message):
        event = ses.bounce(message, ANN)

        # events 3.4: hard bounce
        assert life(message) == [
            ("Send", (ANN, BOB, EVE)),
            ("Delivery", (BOB,)),
            ("Delivery", (EVE,)),
            ("Bounce", (ANN,)),
        ]
        assert message.outcome == {ANN: "bounce", BOB: "delivery", EVE: "delivery"}
        assert event == message.events[-1] == ses.events[-1]
        # events 12: the documented text for a generic hard bounce
        assert event.record["bounce"]["bouncedRecipients"] == [
            {
                "emailAddress": ANN,
                "action": "failed",
                "status": "5.1.1",
                "diagnosticCode": "smtp; 550 5.1.1 user unknown",
            }
        ]
        assert event.record["bounce"]["bounceType"] == "Permanent"
        assert event.record["bounce"]["bounceSubType"] == "General"
        assert event.record["mail"]["destination"] == [ANN, BOB, EVE]

    def test_after_a_delivery_that_is_certain_both_are_told(self, ses, message):
        ses.deliver(message, ANN)

        event = ses.bounce(message, ANN)

        # events 0: accepted, later bounced
        assert [kind for kind, to in life(message) if ANN in to] == ["Send", "Delivery", "Bounce"]
        assert "remoteMtaIp" not in event.record["bounce"]  # events 3.3: asynchronous bounces

    def test_without_a_recipient_all_bounce_who_still_can(self, ses, message):
        ses.bounce(message, ANN)

        event = ses.bounce(message)

        assert event.recipients == (BOB, EVE)
        assert set(message.outcome.values()) == {"bounce"}

    def test_nobody_bounces_twice(self, ses, message):
        ses.bounce(message)

        with pytest.raises(ValueError) as caught:
            ses.bounce(message, BOB)
        assert str(caught.value) == f"{message!r} cannot bounce for {BOB}: it came back."
        with pytest.raises(ValueError, match="cannot bounce for ann@example.org: it came back"):
            ses.bounce(message)

    @pytest.mark.parametrize("kind", BOUNCES.values(), ids=lambda k: f"{k.type}/{k.sub_type}")
    def test_every_kind_can_be_asked_for(self, ses, message, kind):
        event = ses.bounce(message, ANN, type=kind.type.value, sub_type=kind.sub_type.value)

        bounce = event.record["bounce"]
        assert (bounce["bounceType"], bounce["bounceSubType"]) == (
            kind.type.value,
            kind.sub_type.value,
        )

    def test_what_the_server_said_can_be_given(self, ses, message):
        event = ses.bounce(message, ANN, diagnostic_code="smtp; 550 5.7.1 Blocked")

        [told] = event.record["bounce"]["bouncedRecipients"]
        assert told["diagnosticCode"] == "smtp; 550 5.7.1 Blocked"

    def test_an_unknown_kind_is_told_and_nothing_happens(self, ses, message):
        before = message.events

        with pytest.raises(ValueError, match="There is no bounce 'Hard'. There are: Undetermined/"):
            ses.bounce(message, ANN, type="Hard")
        assert message.events == before

    def test_who_is_no_recipient_is_told(self, ses, message):
        with pytest.raises(ValueError) as caught:
            ses.bounce(message, "dan@example.org")
        assert str(caught.value) == (
            f"{message!r} does not go to 'dan@example.org'; recipient= is one of "
            f"{ANN}, {BOB}, {EVE}."
        )

    def test_recipients_are_compared_bare_and_without_case(self, ses, message):
        assert ses.bounce(message, "Ann <ANN@example.org>").recipients == (ANN,)
        assert ses.bounce(message, [BOB.upper(), EVE]).recipients == (BOB, EVE)

    def test_of_two_spellings_of_a_mailbox_each_is_meant_by_itself(self, ses, send):
        send(SHOP, to=["Ann@example.org", ANN, BOB])
        message = ses.outbox.last

        assert ses.bounce(message, "Ann <Ann@example.org>").recipients == ("Ann@example.org",)
        assert ses.bounce(message, ANN).recipients == (ANN,)
        assert message.outcome == {"Ann@example.org": "bounce", ANN: "bounce", BOB: "delivery"}

    def test_another_spelling_means_them_all(self, ses, send):
        send(SHOP, to=["Ann@example.org", ANN, BOB])

        event = ses.bounce(ses.outbox.last, "ANN@example.org")

        assert event.recipients == ("Ann@example.org", ANN)

    def test_who_stands_twice_in_the_envelope_is_told_of_once(self, ses, send):
        send(SHOP, to=[ANN, ANN], cc=["bounce@simulator.amazonses.com"] * 2)
        message = ses.outbox.last

        ses.bounce(message, ANN, type="Transient")

        simulated = "bounce@simulator.amazonses.com"
        assert life(message)[1:] == [("Bounce", (simulated,)), ("Bounce", (ANN,))]

    def test_two_reports_have_two_ids(self, ses, message):
        ses.deliver(message)

        away = [ses.bounce(message, ANN, type="Transient") for _ in range(2)]

        ids = [event.record["bounce"]["feedbackId"] for event in away]
        assert ids[0] != ids[1]

    def test_an_answer_that_nobody_understands_changes_nothing(self, ses, message):
        ses.deliver(message, ANN)
        ses.bounce(message, ANN, type="Undetermined")

        assert ses.complain(message, ANN).type == "Complaint"

    def test_a_message_of_before_a_reset_is_forgotten(self, ses, message):
        ses.outbox.clear()
        ses.bounce(message, ANN)  # cleared, but not forgotten
        ses.reset()

        with pytest.raises(ValueError, match=r"is not of this fake, or was before ses.reset\(\)."):
            ses.bounce(message, BOB)
        assert ses.events == []
        assert boto3.client("ses").get_send_statistics()["SendDataPoints"] == []

    def test_a_reset_of_a_region_forgets_what_was_sent_there(self, ses, message):
        ses.region("eu-west-1").reset()
        ses.bounce(message, ANN)
        ses.region("us-east-1").reset()

        with pytest.raises(ValueError, match="is not of this fake"):
            ses.bounce(message, BOB)

    def test_only_messages_bounce(self, ses, message):
        with pytest.raises(TypeError, match=r"give a message, such as ses.outbox.last, not"):
            ses.bounce(message.id)

    def test_only_hard_bounces_count(self, ses, message, ses_client):
        ses.bounce(message, [ANN, BOB])
        ses.bounce(message, EVE, type="Transient")

        [point] = ses_client.get_send_statistics()["SendDataPoints"]
        # events 9: GetSendStatistics
        assert (point["DeliveryAttempts"], point["Bounces"]) == (3, 2)

    def test_it_counts_in_the_quarter_in_which_it_happens(self, ses, message, ses_client):
        ses.clock.advance(hours=1)

        ses.bounce(message, ANN)

        points = sorted(
            ses_client.get_send_statistics()["SendDataPoints"], key=lambda p: p["Timestamp"]
        )
        assert [(p["DeliveryAttempts"], p["Bounces"]) for p in points] == [(3, 0), (0, 1)]


class TestWhatIsAssumed:
    """A delivery that nobody spoke of gives way to what the test says."""

    def test_a_bounce_an_hour_later_comes_after_the_delivery(self, ses, message):
        ses.clock.advance(hours=1)

        event = ses.bounce(message, ANN)

        assert [kind for kind, to in life(message) if ANN in to] == ["Send", "Delivery", "Bounce"]
        assert "remoteMtaIp" not in event.record["bounce"]

    def test_one_before_that_takes_its_place(self, ses, message):
        ses.clock.advance(minutes=59, seconds=59)

        ses.bounce(message, ANN)

        assert [kind for kind, to in life(message) if ANN in to] == ["Send", "Bounce"]

    def test_a_delay_takes_its_place_at_any_time(self, ses, message):
        ses.clock.advance(hours=2)

        ses.delay(message, ANN)

        assert [kind for kind, to in life(message) if ANN in to] == ["Send", "DeliveryDelay"]


class TestRecipients:
    @pytest.mark.parametrize("recipient", [5, b"ann@example.org", [5]])
    def test_what_is_no_address_is_told(self, ses, message, recipient):
        with pytest.raises(TypeError) as caught:
            ses.bounce(message, recipient)
        assert str(caught.value) == (
            f"recipient= is an address, or a list of them, not {recipient!r}."
        )

    def test_several_may_come_from_a_generator(self, ses, message):
        assert ses.bounce(message, (one for one in (ANN, EVE))).recipients == (ANN, EVE)

    def test_a_message_of_another_region_is_not_in_view(self, ses, message):
        with pytest.raises(ValueError, match="is not in view of <SESFake in eu-west-1: 0 sent>"):
            ses.region("eu-west-1").bounce(message)


class TestComplaint:
    def test_the_provider_does_not_tell_who_of_its_domain_it_was(self, ses, message):
        event = ses.complain(message, BOB)

        # events 3.3: complaint recipients; 3.4: Complaint
        assert event.recipients == (ANN, BOB)
        assert event.record["complaint"]["complainedRecipients"] == [
            {"emailAddress": ANN},
            {"emailAddress": BOB},
        ]
        assert event.record["complaint"]["complaintSubType"] is None
        assert event.record["complaint"]["complaintFeedbackType"] == "abuse"
        kinds = [kind for kind, to in life(message) if BOB in to]
        assert kinds == ["Send", "Delivery", "Complaint"]

    @pytest.mark.parametrize("kind", [kind.value for kind in ComplaintType])
    def test_every_type_can_be_asked_for(self, ses, message, kind):
        event = ses.complain(message, EVE, type=kind)

        assert event.record["complaint"]["complaintFeedbackType"] == kind

    def test_without_a_report_there_is_no_type(self, ses, message):
        complaint = ses.complain(message, EVE, type=None).record["complaint"]

        assert complaint.keys() == {
            *("feedbackId", "complaintSubType", "complainedRecipients", "timestamp")
        }

    def test_of_the_domain_only_those_who_have_got_it_are_named(self, ses, message):
        ses.bounce(message, ANN)

        assert ses.complain(message, BOB).recipients == (BOB,)

    def test_who_is_still_waiting_goes_on_waiting(self, ses, message):
        ses.delay(message, ANN)

        assert ses.complain(message, BOB).recipients == (BOB,)
        assert ses.complain(message).recipients == (BOB, EVE)
        assert message.outcome[ANN] == "deliverydelay"

    def test_an_unknown_type_is_told_and_nothing_happens(self, ses, message):
        ses.delay(message)
        before = message.events

        with pytest.raises(ValueError, match="There is no complaint 'spam'. There are: abuse, "):
            ses.complain(message, type="spam")
        assert message.events == before

    def test_who_has_not_got_it_cannot_complain(self, ses, message):
        ses.bounce(message, EVE)

        with pytest.raises(ValueError, match="cannot be complained of for eve@.*: it came back"):
            ses.complain(message, EVE)

    def test_complaints_count_and_what_is_not_spam_does_not(self, ses, message, ses_client):
        ses.complain(message, EVE)
        ses.not_spam(message, ANN)

        [point] = ses_client.get_send_statistics()["SendDataPoints"]
        assert point["Complaints"] == 1

    def test_not_spam_is_a_complaint_that_says_so(self, ses, message):
        event = ses.not_spam(message, EVE)

        assert event.record["complaint"]["complaintFeedbackType"] == "not-spam"


class TestReject:
    def test_it_goes_to_nobody(self, ses, message, ses_client):
        event = ses.reject(message)

        # events 3.4: virus
        everybody = (ANN, BOB, EVE)
        assert life(message) == [("Send", everybody), ("Reject", everybody)]
        assert event.record["reject"] == {"reason": "Bad content"}
        assert message.undelivered == "it was rejected"
        with pytest.raises(AssertionError, match="NOT DELIVERED: it was rejected"):
            ses.outbox.assert_sent(to=ANN)
        [point] = ses_client.get_send_statistics()["SendDataPoints"]
        assert point["Rejects"] == 3

    def test_what_was_delivered_cannot_be(self, ses, message):
        ses.deliver(message, EVE)

        with pytest.raises(ValueError, match="cannot be rejected for eve@.*: it was delivered."):
            ses.reject(message)

    @pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "7bit"])
    def test_the_test_virus_is_rejected_in_a_raw_mail(self, ses, send_raw, encoding):
        # events 9: virus
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = SHOP, ANN, "Look"
        mail.set_content("Hello")
        mail.add_attachment(EICAR.decode(), filename="bill.txt", cte=encoding)

        message_id = send_raw(mail.as_bytes())

        message = ses.outbox.last
        assert message.id == message_id
        assert [event.type for event in message.events] == ["Send", "Reject"]
        assert message.undelivered == "it carries a virus"
        assert boto3.client("ses").get_send_quota()["SentLast24Hours"] == 1
        with pytest.raises(AssertionError, match="NOT DELIVERED: it carries a virus"):
            ses.outbox.one(to=ANN)

    def test_a_text_that_only_tells_of_it_is_not(self, ses, send):
        send(SHOP, to=[ANN], text=EICAR.decode())

        assert ses.outbox.last.outcome == {ANN: "delivery"}


class TestTime:
    def test_events_are_told_in_the_order_in_which_they_happened(self, ses, send):
        ses.clock.freeze(NOON)
        send(SHOP, to=[ANN])
        first = ses.outbox.last
        ses.clock.advance(minutes=1)
        send(SHOP, to=[BOB])
        ses.clock.advance(minutes=1)
        ses.bounce(first)

        assert [(e.type, e.message_id == first.id) for e in ses.events] == [
            ("Send", True),
            ("Send", False),
            ("Delivery", False),
            ("Bounce", True),
        ]
        times = [event.timestamp for event in ses.events]
        assert times == sorted(times)
        assert ses.events[-1].timestamp == NOON + timedelta(minutes=2)

    def test_nothing_happens_to_a_message_before_what_has_happened_to_it(self, ses, message):
        ses.clock.freeze()
        ses.deliver(message, EVE)

        times = [event.timestamp for event in message.events]

        assert times == sorted(times)

    def test_a_scope_has_the_events_of_its_messages(self, ses, message):
        boto3.client("ses", region_name="eu-west-1")
        ses.region("eu-west-1").verify(SHOP)

        ses.bounce(message)

        assert ses.region("eu-west-1").events == []
        assert ses.region("us-east-1").events[-1].type == "Bounce"

    def test_events_can_be_searched(self, ses, message):
        bounce = ses.bounce(message, ANN)

        assert ses.events.one(type="Bounce") is bounce
        assert [event.type for event in ses.events.find(recipient=BOB)] == ["Send", "Delivery"]
        assert re.fullmatch(
            rf"<Event Bounce Permanent/General for {ANN} of {message.id}>", repr(bounce)
        )


class TestThreads:
    def test_what_is_due_in_two_regions_does_not_lock_them_up(self, ses):
        regions = ("us-east-1", "eu-west-1")
        for region in regions:
            ses.region(region).verify(SHOP)
        barrier = threading.Barrier(6)

        def work(region):
            client = boto3.client("ses", region)
            barrier.wait()
            for _ in range(10):
                answer = client.send_email(
                    Source=SHOP,
                    Destination={"ToAddresses": [ANN]},
                    Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
                )
                ses.delay(ses.outbox.one(id=answer["MessageId"]))
                ses.clock.advance(minutes=20)
                ses.metrics.find(name="Bounce")

        threads = [threading.Thread(target=work, args=[r], daemon=True) for r in regions * 3]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        ses.clock.advance(hours=14)

        assert not any(thread.is_alive() for thread in threads)
        assert len(ses.outbox) == 60
        for message in ses.outbox:
            kinds = [event.type for event in message.events]
            assert kinds.count("Bounce") <= 1

    def test_what_was_read_while_it_changed_is_not_kept(self, ses, message, monkeypatch):
        first = message.life.first

        def read(_self, message, given_up):
            if not given_up:  # the bounce comes while somebody reads
                monkeypatch.undo()
                ses.bounce(message, ANN)
            return iter(())

        monkeypatch.setattr(type(message.life), "_worked_out", read)
        first(message)

        assert message.outcome[ANN] == "bounce"
        assert [kind for kind, to in life(message) if ANN in to] == ["Send", "Bounce"]


@mock_ses(production=True, verified=["example.com"])
def test_what_happens_to_a_message_from_one_fake_stays_there(ses):
    with mock_ses(production=True, verified=["example.com"]) as inner:
        boto3.client("ses").send_email(
            Source=SHOP,
            Destination={"ToAddresses": [ANN]},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
        )

    with pytest.raises(ValueError, match="is not of this fake"):
        ses.bounce(inner.outbox.last)
    assert inner.bounce(inner.outbox.last).type == "Bounce"


class TestTimes:
    def test_they_are_told_to_the_millisecond(self, ses, send):
        ses.clock.freeze(NOON.replace(microsecond=123_999))
        send(SHOP, to=[ANN])
        ses.clock.advance(hours=2)

        event = ses.bounce(ses.outbox.last)

        assert event.timestamp == NOON.replace(hour=14, microsecond=123_000)

    def test_what_was_only_assumed_holds_nothing_up(self, ses, send):
        ses.clock.freeze(NOON)
        send(SHOP, to=[ANN])
        assert ses.outbox.last.events[-1].timestamp > NOON

        assert ses.bounce(ses.outbox.last).timestamp == NOON

    @pytest.mark.skipif(not hasattr(time, "tzset"), reason="where zones cannot be set")
    def test_a_report_tells_them_alike_in_all_zones(self, ses, send, monkeypatch):
        monkeypatch.setenv("TZ", "America/New_York")
        time.tzset()
        try:
            ses.clock.freeze(NOON)
            send(SHOP, to=[ANN])
            ses.bounce(ses.outbox.last)
            date = ses.notices.last.mime["Date"]
        finally:
            monkeypatch.undo()
            time.tzset()

        assert date == "Sun, 01 Mar 2026 12:00:00 +0000"


def test_who_complains_is_suppressed_by_that_complaint(ses, message, sesv2_client):
    event = ses.complain(message, ANN)

    entry = sesv2_client.get_suppressed_destination(EmailAddress=ANN)["SuppressedDestination"]
    assert entry["Attributes"] == {
        "MessageId": message.id,
        "FeedbackId": event.record["complaint"]["feedbackId"],
    }

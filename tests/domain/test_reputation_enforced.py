"""`reputation="enforce"`: rates move the enforcement status. Rows: facts "events" 9."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3
import pytest

from sesfake.domain.standing.deciding import weighing
from tests.domain.conftest import send_v2
from tests.refusing import refusal

SHOP = "shop@example.com"
MONDAY = datetime(2026, 4, 20, 9, tzinfo=timezone.utc)
PEOPLE = [f"customer-{n}@example.org" for n in range(50)]

pytestmark = pytest.mark.ses(reputation="enforce", production=True, verified=["example.com"])


@pytest.fixture(autouse=True)
def _monday(ses):
    ses.clock.freeze(MONDAY)


def status(region: str | None = None) -> str:
    return boto3.client("sesv2", region).get_account()["EnforcementStatus"]


def send_to(recipients: int) -> None:
    """Each in a message to 50 or to the rest."""
    full, rest = divmod(recipients, 50)
    for number in [50] * full + ([rest] if rest else []):
        send_v2(SHOP, to=PEOPLE[:number])


class TestBounces:
    def test_five_per_cent_is_a_probation_and_ten_a_suspension(self, ses):
        send_to(100)
        message = ses.outbox.last

        ses.bounce(message, PEOPLE[:4])
        assert status() == "HEALTHY"
        ses.bounce(message, PEOPLE[4])
        assert status() == "PROBATION"
        assert ses.enforcement.reason == "bounces"
        assert ses.enforcement.deadline == MONDAY + timedelta(days=14)
        ses.bounce(message, PEOPLE[5:9])
        assert status() == "PROBATION"
        ses.bounce(message, PEOPLE[9])

        assert status() == "SHUTDOWN"
        assert ses.reputation().bounce_rate == 0.10
        assert [n.kind for n in ses.notices if n.kind != "bounce"] == ["probation", "suspension"]
        code, text = refusal(send_v2, SHOP, to=PEOPLE[:1])
        assert code == "MessageRejected"
        assert text.startswith("Sending paused for this account.")

    def test_ten_at_once_is_severe(self, ses):
        send_to(100)

        ses.bounce(ses.outbox.last, PEOPLE[:10])

        assert [(s.status, s.cause) for s in ses.enforcement.history] == [("SHUTDOWN", "severe")]

    def test_below_a_hundred_recipients_nobody_judges(self, ses):
        send_to(99)
        ses.bounce(ses.outbox[0])

        assert status() == "HEALTHY"

    def test_the_send_that_makes_it_a_hundred_is_weighed(self, ses):
        send_to(99)
        ses.bounce(ses.outbox[0])
        for to in ("success@simulator.amazonses.com", "staff@example.com"):
            send_v2(SHOP, to=[to])
        assert status() == "HEALTHY"  # they do not count

        send_v2(SHOP, to=["one-more@example.net"])

        assert status() == "SHUTDOWN"
        assert ses.enforcement.reason == "bounces"

    def test_and_may_lead_to_a_probation(self, ses):
        send_to(95)
        ses.bounce(ses.outbox[0], PEOPLE[:6])

        send_v2(SHOP, to=PEOPLE[10:30])

        assert ses.reputation().volume == 115
        assert status() == "PROBATION"

    def test_it_may_bring_the_rate_below_the_line_too(self, ses):
        send_to(95)
        ses.bounce(ses.outbox[0], PEOPLE[:6])

        send_v2(SHOP, to=PEOPLE[6:50])

        assert ses.reputation().volume == 139
        assert status() == "HEALTHY"

    def test_rates_are_looked_at_by_few_sends(self, ses, monkeypatch):
        looks = []
        original = weighing.reputation_of
        monkeypatch.setattr(
            weighing, "reputation_of", lambda *a, **k: looks.append(1) or original(*a, **k)
        )
        send_v2(SHOP, to=["reader@example.net"])
        ses.complain(ses.outbox.last)
        before = len(looks)

        send_to(998)
        assert len(looks) == before
        send_to(20)

        assert len(looks) == before + 1

    def test_soft_bounces_do_not_count(self, ses):
        send_to(100)

        ses.bounce(ses.outbox.last, type="Transient")

        assert status() == "HEALTHY"

    def test_nor_do_those_of_the_simulator_and_of_verified_recipients(self, ses):
        send_to(100)
        for to in (["bounce@simulator.amazonses.com"], ["staff@example.com"]):
            for _ in range(20):
                send_v2(SHOP, to=to)
        for message in ses.outbox.find(to="staff@example.com"):
            ses.bounce(message)

        assert status() == "HEALTHY"

    def test_nor_do_those_of_the_accounts_own_suppression_list(self, ses):
        send_to(100)
        ses.suppress(*PEOPLE[:20])
        send_v2(SHOP, to=PEOPLE[:20])

        assert status() == "HEALTHY"

    def test_those_of_amazons_list_do(self, ses):
        # events 9: included
        boto3.client("sesv2").put_account_suppression_attributes(SuppressedReasons=["COMPLAINT"])
        ses.suppress(*PEOPLE[:20], level="global")
        send_to(100)

        assert ses.reputation().bounces == 40
        assert status() == "SHUTDOWN"


class TestComplaints:
    def test_a_tenth_of_a_per_cent_is_a_probation_and_half_a_per_cent_a_suspension(self, ses):
        send_to(1_000)

        ses.complain(ses.outbox[0], PEOPLE[0], type=None)
        # providers do not tell who: all of the domain are named, and so complained
        assert ses.reputation().complaints == 50
        assert status() == "SHUTDOWN"

    def test_one_by_one(self, ses):
        send_to(951)
        for n in range(49):
            send_v2(SHOP, to=[f"reader-{n}@example.net"])
        readers = [m for m in ses.outbox if m.to[0].startswith("reader")]
        assert len(readers) == 49

        ses.complain(readers[0])
        assert status() == "PROBATION"
        assert ses.enforcement.reason == "complaints"
        for message in readers[1:4]:
            ses.complain(message)
        assert status() == "PROBATION"
        ses.complain(readers[4])
        assert status() == "SHUTDOWN"
        assert ses.reputation().complaint_rate == 0.005

    def test_below_a_thousand_recipients_nobody_judges(self, ses):
        send_to(950)
        for _ in range(49):
            send_v2(SHOP, to=["reader@example.net"])
        for message in ses.outbox.find(to="reader@example.net"):
            ses.complain(message)

        assert status() == "HEALTHY"

        send_v2(SHOP, to=["one-more@example.net"])
        assert status() == "SHUTDOWN"
        assert ses.enforcement.reason == "complaints"

    def test_who_takes_mail_out_of_the_spam_folder_does_not_complain(self, ses):
        send_to(1_000)

        ses.not_spam(ses.outbox.last)

        assert status() == "HEALTHY"


class TestTheEndOfTheProbation:
    def test_healthy_again_when_the_rate_is_below_at_the_deadline(self, ses):
        send_to(100)
        ses.bounce(ses.outbox.last, PEOPLE[:5])
        for n in range(5):
            send_v2(SHOP, to=[f"reader-{n}@example.net"])
        assert status() == "PROBATION"  # it is reviewed until the deadline

        ses.clock.advance(days=14)

        assert status() == "HEALTHY"
        assert ses.enforcement.history[-1].cause == "resolved"
        assert "Your probation is over." in ses.notices.one(kind="reinstatement").text
        assert ses.notices.last.sent_at == MONDAY + timedelta(days=14)

    def test_suspended_when_it_is_not(self, ses):
        send_to(100)
        ses.bounce(ses.outbox.last, PEOPLE[:5])

        ses.clock.advance(days=14)

        assert status() == "SHUTDOWN"
        assert ses.enforcement.history[-1].cause == "expired"

    def test_a_probation_by_hand_does_not_end_by_rates(self, ses):
        send_to(100)
        ses.put_on_probation("bounces", days=7)

        ses.clock.advance(days=7)

        assert status() == "SHUTDOWN"

    def test_after_a_reinstatement_rates_begin_anew(self, ses):
        send_to(100)
        old = ses.outbox.last
        ses.bounce(old, PEOPLE[:10])
        ses.clock.advance(days=1)
        ses.reinstate()

        ses.bounce(old, PEOPLE[10:20])  # mail from before
        for _ in range(3):
            send_v2(SHOP, to=PEOPLE[20:] + [f"reader-{n}@example.net" for n in range(10)])
        assert ses.reputation().bounces == 20
        ses.bounce(ses.outbox.last, PEOPLE[20:25])

        assert status() == "HEALTHY"  # 5 of 120
        ses.bounce(ses.outbox.last, PEOPLE[25])
        assert status() == "PROBATION"

    def test_nor_do_rates_from_before_it_count_at_the_end_of_the_next_probation(self, ses):
        send_to(100)
        ses.bounce(ses.outbox.last, PEOPLE[:10])
        assert status() == "SHUTDOWN"
        ses.clock.advance(days=1)
        ses.reinstate()
        for _ in range(2):
            send_v2(SHOP, to=[f"reader-{n}@example.net" for n in range(50)])
        ses.bounce(ses.outbox.last, [f"reader-{n}@example.net" for n in range(5)])
        assert status() == "PROBATION"
        send_v2(SHOP, to=["friend@example.net"])
        assert ses.reputation().bounce_rate > 0.07  # with the old ones

        ses.clock.advance(days=14)

        assert status() == "HEALTHY"  # 5 of 101
        assert ses.enforcement.history[-1].cause == "resolved"

    def test_the_third_time_is_a_suspension(self, ses):
        for _ in range(2):
            send_to(100)
            ses.bounce(ses.outbox.last, PEOPLE[:5])
            assert status() == "PROBATION"
            ses.clock.advance(days=1)
            ses.reinstate()
            for address in PEOPLE[:5]:
                boto3.client("sesv2").delete_suppressed_destination(EmailAddress=address)

        send_to(100)
        ses.bounce(ses.outbox.last, PEOPLE[:5])

        assert status() == "SHUTDOWN"
        assert ses.enforcement.history[-1].cause == "repeated"


class TestWhose:
    def test_rates_are_those_of_a_region(self, ses):
        ses.region("eu-west-1").verify(SHOP)
        client = boto3.client("sesv2", "eu-west-1")
        for _ in range(2):
            client.send_email(
                FromEmailAddress=SHOP,
                Destination={"ToAddresses": PEOPLE},
                Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}},
            )

        ses.bounce(ses.outbox.last)

        assert status("eu-west-1") == "SHUTDOWN"
        assert status("us-east-1") == "HEALTHY"

    @pytest.mark.ses(reputation="observe", production=True, verified=["example.com"])
    def test_by_default_they_are_only_observed(self, ses):
        send_to(100)
        ses.bounce(ses.outbox.last)

        assert ses.reputation().bounce_rate == 0.5
        assert status() == "HEALTHY"

    def test_the_option_knows_two_words(self):
        from sesfake import mock_ses

        with pytest.raises(ValueError, match="reputation= is 'observe' or 'enforce', not 'strict'"):
            mock_ses(reputation="strict")

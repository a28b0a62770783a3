"""Probation, suspension and reinstatement. Comments quote the "Amazon SES Suspension FAQ", whose
questions 1 to 3 are in test_suspension.py, and those about appeals in test_appeals.py.
"""

from __future__ import annotations

import re
from datetime import datetime

import boto3
import pytest

from tests.domain.suspending import (
    FIXED,
    MONDAY,
    PAUSED,
    SHOP,
    STRANGER,
    account,
    assert_paused,
    assert_sends,
    status,
)
from tests.refusing import refusal, refusal_with_status

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture(autouse=True)
def _monday(ses):
    ses.clock.freeze(MONDAY)


class TestQ8CanYouHelpMeDiagnoseTheProblem:
    @pytest.mark.ses(reputation="enforce", production=True, verified=["example.com"])
    def test_only_a_high_level_overview(self, ses, send):
        # "for example, that you have a problem with bounces"
        people = [f"customer-{n}@example.org" for n in range(50)]
        for _ in range(2):
            send(SHOP, to=people)
        ses.bounce(ses.outbox.last, people[:5])
        ses.bounce(ses.outbox.last, people[5:10])

        [probation, suspension] = [n for n in ses.notices if n.kind in ("probation", "suspension")]
        for notice in (probation, suspension):
            assert "There is an issue with bounces: the bounce rate" in notice.text
            assert not re.search(r"customer|example\.org|\d+ ?%", notice.text)
            assert ses.outbox.last.id not in notice.text


class TestQ9HowWillIKnowThatIHaveBeenReinstated:
    def test_an_automated_notification_at_the_accounts_address(self, ses):
        ses.suspend("bounces")

        ses.reinstate()

        notice = ses.notices.one(kind="reinstatement")
        assert notice.to == "root@account-123456789012.example"
        assert "Your account is healthy again" in notice.text

    def test_in_our_response_to_your_appeal(self, ses):
        ses.suspend("bounces")

        ses.appeal(**FIXED).accept()

        assert ses.notices.last.kind == "reinstatement"

    def test_you_can_also_try_sending_an_email_to_yourself(self, ses, send):
        ses.suspend("bounces")
        assert refusal_with_status(send, SHOP, to=[SHOP]) == PAUSED

        ses.reinstate()
        send(SHOP, to=[SHOP])

        assert ses.outbox.last.to == [SHOP]

    def test_your_own_switch_does_not_lift_it(self, ses, send):
        # sending 14.1: PutAccountSendingAttributes cannot resume an account that AWS has paused
        ses.suspend("bounces")

        boto3.client("sesv2").put_account_sending_attributes(SendingEnabled=True)
        boto3.client("ses").update_account_sending_enabled(Enabled=True)

        assert status() == ("SHUTDOWN", False)
        assert not boto3.client("ses").get_account_sending_enabled()["Enabled"]
        assert_paused(send)

    def test_nor_is_your_own_pause_lifted_by_a_reinstatement(self, ses, send, api):
        ses.pause()
        ses.suspend("bounces")
        ses.reinstate()

        assert status() == ("HEALTHY", False)
        code = {"v1": "AccountSendingPausedException", "v2": "SendingPausedException"}[api]
        assert refusal(send, SHOP, to=[STRANGER]) == (code, "Sending is paused for this account")
        ses.resume()
        assert_sends(send)

    def test_an_appeal_on_its_way_is_settled_by_it(self, ses):
        ses.suspend("bounces")
        appeal = ses.appeal(**FIXED)

        ses.reinstate()

        assert appeal.state == "accepted"

    def test_who_is_healthy_is_not_reinstated(self, ses):
        ses.reinstate()

        assert ses.notices == []
        assert ses.enforcement.history == []


class TestScopes:
    def test_regions_first_touched_later_are_in_the_same_state(self, ses):
        ses.suspend("bounces")
        ses.reinstate()
        ses.put_on_probation("complaints", days=7)

        assert status("ap-south-1") == ("PROBATION", True)
        ses.clock.advance(days=7)
        assert status("ap-south-1") == ("SHUTDOWN", False)

    def test_a_pause_is_of_a_region_too(self, ses):
        ses.region("eu-west-1").pause()

        assert status("eu-west-1") == ("HEALTHY", False)
        assert status("us-east-1") == ("HEALTHY", True)

    def test_what_is_reset_is_healthy(self, ses):
        account()
        ses.put_on_probation("bounces", days=7)

        ses.region("us-east-1").reset()
        ses.clock.advance(days=8)

        assert status() == ("HEALTHY", True)
        assert ses.enforcement.history == []

    @pytest.mark.parametrize(
        "act",
        [
            lambda appeal: appeal.reply(changes="The list is deleted."),
            lambda appeal: appeal.accept(),
            lambda appeal: appeal.refuse("The rate has not gone down."),
        ],
        ids=["reply", "accept", "refuse"],
    )
    def test_an_appeal_from_before_a_reset_is_against_nothing_since(self, ses, act):
        ses.suspend("bounces")
        appeal = ses.appeal(cause="An old list was imported.")
        ses.region("us-east-1").reset()
        ses.suspend("complaints")

        with pytest.raises(ValueError, match=r"^this appeal was before ses\.reset\(\)\.$"):
            act(appeal)

        assert (ses.enforcement.status, ses.enforcement.reason) == ("SHUTDOWN", "complaints")


class TestWhatCannotBe:
    def test_is_told(self, ses):
        cases = [
            (lambda: ses.suspend(""), ValueError, "this one is blank"),
            (lambda: ses.suspend(5), TypeError, "a reason is a text, such as 'bounces', not 5."),
            (lambda: ses.suspend("x", requests="y"), TypeError, "requests= is a list of texts"),
            (
                lambda: ses.suspend("x", requests=5),
                TypeError,
                "requests= is a list of texts, not 5",
            ),
            (
                lambda: ses.put_on_probation("x", days="7"),
                TypeError,
                "days= is a number, as in day",
            ),
            (lambda: ses.put_on_probation("x", days=1e12), ValueError, "ends later than now"),
            (lambda: ses.suspend("x", requests=[1]), TypeError, "requests= is a list of texts"),
            (
                lambda: ses.put_on_probation("x", days=1, deadline=MONDAY),
                TypeError,
                "give days= or deadline=, not both",
            ),
            (lambda: ses.put_on_probation("x", days=0), ValueError, "ends later than now"),
            (
                lambda: ses.put_on_probation("x", deadline=datetime(2027, 1, 1)),  # noqa: DTZ001
                TypeError,
                "deadline= is an aware datetime",
            ),
        ]
        for call, error, text in cases:
            with pytest.raises(error, match=re.escape(text)):
                call()
        assert ses.notices == []

    def test_a_suspended_account_is_not_put_on_probation(self, ses):
        ses.suspend("bounces")

        with pytest.raises(ValueError, match=r"suspended in us-east-1: ses\.reinstate\(\)"):
            ses.put_on_probation("bounces")

    @pytest.mark.parametrize(
        ("said", "problem"),
        [
            ({"changes": 5}, "changes= is a text or a list of texts, not 5."),
            ({"changes": [None]}, "changes= is a text or a list of texts, not [None]."),
            ({"planned": {"a": "b"}}, "planned= is a text or a list of texts, not {'a': 'b'}."),
            ({"cause": 5}, "cause= is a text, not 5."),
            ({"prevention": ["x"]}, "prevention= is a text, not ['x']."),
            ({"information": "x"}, "information= is a mapping of what was asked for"),
            ({"information": {"x": 5}}, "information= is a mapping of what was asked for"),
        ],
    )
    def test_an_appeal_that_cannot_be_read_leaves_nothing_behind(self, ses, said, problem):
        ses.suspend("bounces")

        with pytest.raises(TypeError, match=re.escape(problem)):
            ses.appeal(**said)

        assert ses.enforcement.appeals == []
        appeal = ses.appeal(cause="An old list.")
        with pytest.raises(TypeError, match=re.escape(problem)):
            appeal.reply(**said)
        assert appeal.missing == ("changes", "prevention")

    @pytest.mark.parametrize("name", ["status", "reason", "history", "is_permanent", "anything"])
    def test_what_is_seen_of_it_is_not_to_be_written(self, ses, name):
        with pytest.raises(AttributeError):
            setattr(ses.enforcement, name, "SUSPENDED")
        ses.enforcement.history.append("SUSPENDED")

        assert ses.enforcement.history == []
        assert status() == ("HEALTHY", True)

    def test_what_is_seen_of_it_is_as_things_are(self, ses):
        seen = ses.enforcement

        ses.put_on_probation("bounces", days=7)
        assert (seen.status, repr(seen)) == ("PROBATION", "<Enforcement in us-east-1: PROBATION>")
        ses.clock.advance(days=7)

        assert seen.status == "SHUTDOWN"

    @pytest.mark.parametrize(
        ("said", "issue"),
        [
            ("Bounce", "bounces"),
            ("BOUNCES", "bounces"),
            ("complaint", "complaints"),
            ("Bounces of an old list", "Bounces of an old list"),
        ],
    )
    def test_two_issues_are_known_however_they_are_written(self, ses, said, issue):
        ses.put_on_probation(said)
        assert ses.enforcement.reason == issue

        ses.suspend(said)
        assert ses.enforcement.reason == issue

    def test_what_was_asked_for_before_is_still_asked_for(self, ses):
        ses.put_on_probation("bounces", requests=["a"])
        ses.suspend("bounces", requests=["b"])
        ses.suspend("complaints", requests=["a", "c"])

        assert ses.enforcement.requests == ("a", "b", "c")
        assert ses.appeal(**FIXED).missing == ("a", "b", "c")

    def test_a_refusal_has_a_reason(self, ses):
        ses.suspend("bounces")
        appeal = ses.appeal(**FIXED)

        with pytest.raises(ValueError, match="a refusal has a reason"):
            appeal.refuse(" ")
        with pytest.raises(TypeError, match="a refusal has a reason, a text, not 5"):
            appeal.refuse(5)
        assert appeal.state == "under review"

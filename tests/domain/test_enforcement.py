"""Probation and suspension, question by question of the "Amazon SES Suspension FAQ", which the
comments quote.

The questions about appeals are in test_appeals.py.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import boto3
import pytest

from sesfake.domain.standing.enforcement import Step
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


class TestQ1WhatDoesASuspensionMean:
    # "We had to shut down your account due to a critical issue with your sending, so you can no
    # longer send emails."

    def test_a_healthy_account_sends(self, ses, send):
        assert status() == ("HEALTHY", True)
        assert_sends(send)

    def test_you_can_no_longer_send_emails(self, ses, send):
        # sending 6: account paused by AWS
        ses.suspend("bounces")

        assert status() == ("SHUTDOWN", False)
        assert_paused(send)
        assert ses.outbox == []
        assert boto3.client("ses").get_send_quota()["SentLast24Hours"] == 0

    def test_in_no_way(self, ses):
        v1, v2 = boto3.client("ses"), boto3.client("sesv2")
        ses.add_template("welcome", subject="Hi", text="Hi")
        v1.create_custom_verification_email_template(
            TemplateName="ask",
            FromEmailAddress=SHOP,
            TemplateSubject="Hi",
            TemplateContent="Hi",
            SuccessRedirectionURL="https://example.com/yes",
            FailureRedirectionURL="https://example.com/no",
        )
        ses.suspend("bounces")

        raw = f"From: {SHOP}\r\nTo: {STRANGER}\r\n\r\nHi".encode()
        to = {"ToAddresses": [STRANGER]}
        assert [
            refusal_with_status(call, **parameters)
            for call, parameters in [
                (v1.send_raw_email, {"RawMessage": {"Data": raw}}),
                (v2.send_email, {"Content": {"Raw": {"Data": raw}}}),
                (
                    v1.send_templated_email,
                    {
                        "Source": SHOP,
                        "Destination": to,
                        "Template": "welcome",
                        "TemplateData": "{}",
                    },
                ),
                (
                    v1.send_bulk_templated_email,
                    {
                        "Source": SHOP,
                        "Template": "welcome",
                        "DefaultTemplateData": "{}",
                        "Destinations": [{"Destination": to}],
                    },
                ),
                (
                    v2.send_bulk_email,
                    {
                        "FromEmailAddress": SHOP,
                        "DefaultContent": {"Template": {"TemplateName": "welcome"}},
                        "BulkEmailEntries": [{"Destination": to}],
                    },
                ),
                (
                    v1.send_custom_verification_email,
                    {"EmailAddress": STRANGER, "TemplateName": "ask"},
                ),
                (
                    v2.send_custom_verification_email,
                    {"EmailAddress": STRANGER, "TemplateName": "ask"},
                ),
            ]
        ] == [PAUSED] * 7

    def test_first_scenario_the_probation_expires_and_the_issue_has_not_been_resolved(
        self, ses, send
    ):
        ses.put_on_probation("bounces", days=7)

        assert status() == ("PROBATION", True)
        assert_sends(send)
        ses.clock.advance(days=7, seconds=-1)
        assert_sends(send)
        ses.clock.advance(seconds=1)

        assert_paused(send)
        assert status() == ("SHUTDOWN", False)
        assert ses.enforcement.history == [
            Step("PROBATION", "review", "bounces", MONDAY),
            Step("SHUTDOWN", "expired", "bounces", MONDAY + timedelta(days=7)),
        ]
        notice = ses.notices.one(kind="suspension")
        assert notice.sent_at == MONDAY + timedelta(days=7)
        assert "Your probation period has expired and the issue has not been" in notice.text

    def test_unless_it_has_been(self, ses, send):
        ses.put_on_probation("bounces", days=7)

        ses.reinstate()
        ses.clock.advance(days=30)

        assert_sends(send)
        assert status() == ("HEALTHY", True)
        assert ses.notices.find(kind="suspension") == []

    def test_second_scenario_so_severe_that_you_are_suspended_without_a_probation_period(
        self, ses, send
    ):
        ses.suspend("complaints")

        assert_paused(send)
        assert ses.enforcement.history == [Step("SHUTDOWN", "severe", "complaints", MONDAY)]
        assert "without a probation period" in ses.notices.one(kind="suspension").text

    def test_third_scenario_a_history_of_repeated_probations_and_the_issue_reoccurred(
        self, ses, send
    ):
        for _ in range(2):
            ses.put_on_probation("bounces")
            assert_sends(send)
            ses.reinstate()

        ses.put_on_probation("Bounces")

        assert_paused(send)
        assert ses.enforcement.history[-1] == Step("SHUTDOWN", "repeated", "bounces", MONDAY)
        assert "history of repeated probations" in ses.notices.one(kind="suspension").text

    def test_another_issue_is_another_history(self, ses, send):
        for _ in range(2):
            ses.put_on_probation("bounces")
            ses.reinstate()

        ses.put_on_probation("complaints")

        assert_sends(send)

    def test_another_deadline_is_no_other_probation(self, ses, send):
        for days in (3, 14, 7):
            ses.put_on_probation("bounces", days=days)
        assert ses.enforcement.deadline == MONDAY + timedelta(days=7)

        ses.clock.advance(days=6)
        assert_sends(send)
        ses.clock.advance(days=1)
        assert_paused(send)
        assert len(ses.enforcement.history) == 2

    def test_a_probation_lasts_14_days_unless_told(self, ses):
        ses.put_on_probation("bounces")
        assert ses.enforcement.deadline == MONDAY + timedelta(days=14)

        ses.put_on_probation("bounces", deadline=MONDAY + timedelta(hours=1))
        assert ses.enforcement.deadline == MONDAY + timedelta(hours=1)

    def test_for_good(self, ses):
        # sending 6: account permanently restricted
        ses.suspend("spam", permanently=True)

        message = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}
        to = {"ToAddresses": [STRANGER]}
        text = "The account's ability to send email has been permanently restricted."
        v1, v2 = boto3.client("ses"), boto3.client("sesv2")
        assert refusal_with_status(v1.send_email, Source=SHOP, Destination=to, Message=message) == (
            "MessageRejected", text, 400,
        )  # fmt: skip
        assert refusal_with_status(
            v2.send_email, FromEmailAddress=SHOP, Destination=to, Content={"Simple": message}
        ) == ("AccountSuspendedException", text, 400)
        assert status() == ("SHUTDOWN", False)


class TestQ2WillIAlwaysBeNotified:
    # "Yes. You will receive a notification at the email address of the AWS account"

    def test_of_a_suspension(self, ses):
        ses.suspend("bounces")

        notice = ses.notices.one(kind="suspension")
        assert notice.to == "root@account-123456789012.example"
        assert notice.sender == "ses-enforcement@amazon.com"
        assert notice.subject == (
            "Your ability to send email is suspended in region US East (N. Virginia)"
        )
        assert notice.region == "us-east-1"
        assert notice.account_id == "123456789012"
        assert notice.sent_at == MONDAY
        assert notice.mime["To"] == "root@account-123456789012.example"

    def test_of_a_probation_its_reason_and_its_deadline(self, ses):
        ses.put_on_probation("bounces", days=7)

        notice = ses.notices.one(kind="probation")
        assert "on probation until 2026-04-27 09:00 UTC" in notice.text
        assert "bounce rate of your account is too high" in notice.text

    def test_before_anybody_has_used_ses(self, ses):
        assert ses.notices == []

        ses.put_on_probation("bounces")

        assert len(ses.notices) == 1

    def test_once_for_each_region_that_is_used(self, ses):
        account("us-east-1"), account("eu-west-1")

        ses.suspend("bounces")

        assert {n.region for n in ses.notices} == {"us-east-1", "eu-west-1"}
        assert len(ses.notices) == 2
        assert status("ap-south-1") == ("SHUTDOWN", False)  # and yet
        assert len(ses.notices) == 2

    def test_the_region_of_a_client_without_one_is_the_one_configured(self, ses, monkeypatch):
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")

        ses.suspend("bounces")

        assert ses.notices.one(kind="suspension").region == "eu-central-1"
        assert status() == ("SHUTDOWN", False)
        assert ses.appeal(**FIXED).region == "eu-central-1"

    def test_of_another_account_at_its_own_address(self, ses):
        ses.account("999999999999").suspend("bounces")

        assert ses.notices.one(kind="suspension").to == "root@account-999999999999.example"
        assert status() == ("HEALTHY", True)


class TestQ3WillItAffectOtherServices:
    def test_everything_but_sending_goes_on(self, ses, send):
        ses.suspend("bounces")

        v2 = boto3.client("sesv2")
        v2.create_email_identity(EmailIdentity="example.net")
        v2.create_configuration_set(ConfigurationSetName="news")
        v2.put_suppressed_destination(EmailAddress=STRANGER, Reason="BOUNCE")
        boto3.client("ses").list_identities()

        assert v2.get_suppressed_destination(EmailAddress=STRANGER)
        assert ses.notices.find(kind="reinstatement") == []

    def test_other_regions_go_on(self, ses, send, monkeypatch):
        # sending 12: state is per region
        ses.region("us-east-1").suspend("bounces")

        assert_paused(send)
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
        assert status() == ("HEALTHY", True)
        assert_sends(send)


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

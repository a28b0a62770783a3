"""What a suspension means, of what and whom it is told: questions 1 to 3 of the "Amazon SES
Suspension FAQ", which the comments quote.
"""

from __future__ import annotations

from datetime import timedelta

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
from tests.refusing import refusal_with_status

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

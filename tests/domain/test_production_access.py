"""Out of the sandbox, paragraph by paragraph of "AWS SES production access: how to get approved in
under 24 hours" (April 2026). Comments quote it.

The calls themselves are in tests/v2/test_account_details.py.
"""

from __future__ import annotations

import re
from datetime import timedelta

import boto3
import pytest

from sesfake import mock_ses
from tests.domain.requesting import (
    COMPLETE,
    MONDAY,
    STRANGER,
    WEBSITE,
    account,
    hours_taken,
    request,
    review,
    sender,
)
from tests.refusing import refusal

reviewed = pytest.mark.ses(auto_review=True, verified=["example.com"])


@pytest.fixture(autouse=True)
def _monday(ses):
    ses.clock.freeze(MONDAY)


@pytest.fixture
def send():
    return sender()


class TestWhatSandboxModeActuallyMeans:
    @pytest.mark.ses(verified=["example.com"])
    def test_you_can_only_send_to_verified_email_addresses(self, ses, send):
        # "You can only send from verified identities", "... to verified email addresses"
        send("bob@example.com")

        code, text = refusal(send)

        assert code == "MessageRejected"
        assert text.endswith(f"failed the check in region US-EAST-1: {STRANGER}")

    def test_maximum_200_emails_per_24_hours_and_1_per_second(self, ses):
        found = account()

        assert not found["ProductionAccessEnabled"]
        assert found["SendQuota"]["Max24HourSend"] == 200
        assert found["SendQuota"]["MaxSendRate"] == 1

    @pytest.mark.ses(verified=["example.com"])
    def test_production_access_removes_the_verified_recipient_only_restriction(self, ses, send):
        # "and raises your daily limit to 50,000 emails by default"
        ses.grant_production_access()

        send()

        found = account()
        assert found["ProductionAccessEnabled"]
        assert found["SendQuota"] == {
            "Max24HourSend": 50_000.0, "MaxSendRate": 14.0, "SentLast24Hours": 1.0,
        }  # fmt: skip
        client = boto3.client("sesv2")
        code, text = refusal(
            client.send_email,
            FromEmailAddress="stranger@example.net",
            Destination={"ToAddresses": [STRANGER]},
            Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}},
        )
        assert code == "MessageRejected"  # the sender has still to be verified
        assert "stranger@example.net" in text

    def test_higher_limits_are_available_on_request(self, ses):
        ses.grant_production_access()

        ses.raise_limits(max_24_hour_send=200_000, max_send_rate=50)

        quota = boto3.client("ses").get_send_quota()
        assert (quota["Max24HourSend"], quota["MaxSendRate"]) == (200_000, 50)

    @pytest.mark.ses(verified=["example.com"])
    def test_what_was_sent_in_the_sandbox_stays_counted(self, ses, send):
        send("bob@example.com")

        ses.grant_production_access(max_24_hour_send=2)
        send()

        assert refusal(send)[1] == "Daily message quota exceeded."

    @pytest.mark.ses(max_24_hour_send=300)
    def test_a_quota_of_the_options_stays(self, ses):
        ses.grant_production_access(max_send_rate=20)

        found = account()["SendQuota"]
        assert (found["Max24HourSend"], found["MaxSendRate"]) == (300, 20)

    @pytest.mark.ses(verified=["example.com"], enforce_rate=True)
    def test_the_new_rate_is_the_one_enforced(self, ses, send):
        ses.grant_production_access(max_send_rate=2)

        send()
        send()

        assert refusal(send)[1] == "Maximum sending rate exceeded."

    @pytest.mark.parametrize("touched", [False, True])
    def test_limits_are_not_raised_in_the_sandbox_nor_lowered(self, ses, touched):
        if touched:
            account()
        with pytest.raises(ValueError, match="the account is in the sandbox in us-east-1"):
            ses.raise_limits(max_send_rate=50)
        ses.grant_production_access()
        with pytest.raises(ValueError, match="max_send_rate= is not raised: it was 14"):
            ses.raise_limits(max_send_rate=13)

    def test_it_is_per_region(self, ses):
        ses.region("eu-west-1").grant_production_access()

        assert account("eu-west-1")["ProductionAccessEnabled"]
        assert not account("us-east-1")["ProductionAccessEnabled"]

    def test_of_the_whole_fake_it_is_in_all_regions_also_in_those_touched_later(self, ses):
        account("us-east-1")

        ses.grant_production_access()

        assert account("us-east-1")["ProductionAccessEnabled"]
        assert account("eu-west-1")["ProductionAccessEnabled"]


class TestHowToSubmitTheRequest:
    # "Account Dashboard -> Request Production Access. You'll fill out a form with four key fields."

    def test_a_request_waits_until_the_test_answers(self, ses):
        request()
        ses.clock.advance(days=30)

        case = ses.production_case()
        assert (case.status, case.due) == ("PENDING", None)
        assert review() == {"Status": "PENDING", "CaseId": case.id}
        assert not account()["ProductionAccessEnabled"]

    def test_the_request_is_acknowledged_by_mail(self, ses):
        request()

        notice = ses.notices.one(kind="production-access")
        assert notice.to == "root@account-123456789012.example"
        assert notice.subject == (
            "Your request for production access: received in region US East (N. Virginia)"
        )
        assert notice.case_id == ses.production_case().id
        assert re.fullmatch(r"\d{15}", notice.case_id)
        assert "usually answer within 24 hours" in notice.text  # "AWS advertises 24 hours."

    def test_granted(self, ses):
        request()

        ses.grant_production_access(max_24_hour_send=100_000)

        found = account()
        assert found["ProductionAccessEnabled"]
        assert found["SendQuota"]["Max24HourSend"] == 100_000
        assert review() == {"Status": "GRANTED", "CaseId": ses.production_case().id}
        assert "granted" in ses.notices.last.subject
        assert "out of the sandbox" in ses.notices.last.text

    def test_denied(self, ses):
        request()

        ses.deny_production_access("Your use case is not clear.")

        assert review() == {"Status": "DENIED", "CaseId": ses.production_case().id}
        assert ses.production_case().reasons == ("Your use case is not clear.",)
        assert not account()["ProductionAccessEnabled"]
        notice = ses.notices.last
        assert "denied" in notice.subject
        assert "- Your use case is not clear.\n" in notice.text

    def test_failed_the_request_was_not_received_and_may_be_submitted_again(self, ses):
        request()

        ses.fail_production_access()

        assert review() == {"Status": "FAILED"}
        request()
        assert review()["Status"] == "PENDING"

    def test_after_a_denial_the_test_may_change_its_mind(self, ses):
        request()
        ses.deny_production_access("No.")

        ses.grant_production_access()

        assert review()["Status"] == "GRANTED"
        assert account()["ProductionAccessEnabled"]

    def test_nothing_is_denied_that_nobody_asked_for(self, ses):
        with pytest.raises(ValueError, match="no request for production access waits"):
            ses.deny_production_access("No.")
        with pytest.raises(ValueError, match="nobody has asked for production access"):
            ses.production_case()
        request()
        ses.deny_production_access("No.")
        with pytest.raises(ValueError, match="no request for production access waits"):
            ses.fail_production_access()

    def test_the_answer_of_a_region_is_that_of_a_region(self, ses):
        request("us-east-1")
        request("eu-west-1")

        ses.region("eu-west-1").grant_production_access()

        assert review("us-east-1")["Status"] == "PENDING"
        assert review("eu-west-1")["Status"] == "GRANTED"
        with pytest.raises(ValueError, match="say of which region"):
            ses.production_case()
        assert ses.region("us-east-1").production_case().status == "PENDING"

    def test_what_is_reset_is_as_new(self, ses):
        request()
        ses.grant_production_access()

        ses.reset()

        assert "Details" not in account()
        assert not account()["ProductionAccessEnabled"]

    def test_a_case_from_before_a_reset_is_not_replied_to(self, ses):
        request()
        ses.deny_production_access("Your use case is not clear.")
        case = ses.production_case()
        ses.region("us-east-1").reset()

        with pytest.raises(ValueError, match=r"^this case was before ses\.reset\(\)\.$"):
            case.reply(acknowledgement="We understand.")


class TestIfYouGetRejected:
    @pytest.fixture
    def case(self, ses):
        request(UseCaseDescription="I want to send marketing emails")
        ses.clock.advance(days=3)
        return ses.production_case()

    @reviewed
    def test_reply_to_the_rejection_email_directly(self, ses, case):
        rejection = ses.notices.last
        assert "reply to this email; do not open a new case" in rejection.text

        ses.production_case(rejection.case_id).reply(**COMPLETE)
        ses.clock.advance(days=7)

        assert account()["ProductionAccessEnabled"]
        assert "granted" in ses.notices.last.subject

    @reviewed
    @pytest.mark.parametrize("left_out", COMPLETE)
    def test_a_reply_tells_four_things_and_what_it_does_not_is_asked_for(self, ses, case, left_out):
        # "Acknowledge the concern", "more detail about your opt-in process", "a sample of the
        # confirmation email", "your privacy policy and unsubscribe mechanism"
        case.reply(**{name: text for name, text in COMPLETE.items() if name != left_out})

        assert (case.status, case.missing) == ("DENIED", (left_out,))
        assert "needs more information" in ses.notices.last.subject

        case.reply(**{left_out: COMPLETE[left_out]})

        assert (case.status, case.missing) == ("PENDING", ())

    @reviewed
    def test_what_is_blank_in_a_reply_takes_nothing_back(self, ses, case):
        case.reply(acknowledgement=COMPLETE["acknowledgement"])

        case.reply(**COMPLETE | {"acknowledgement": " "})

        assert (case.status, case.missing) == ("PENDING", ())

    @reviewed
    @pytest.mark.parametrize("page", ["privacy_policy", "unsubscribe"])
    def test_a_link_is_a_link(self, ses, case, page):
        case.reply(**COMPLETE | {page: "We have one."})

        assert case.missing == (page,)

    @reviewed
    def test_do_not_open_a_new_support_case(self, ses, case):
        request()  # well-written by now
        another = ses.production_case()
        assert another.id != case.id
        ses.clock.advance(days=5)

        assert another.status == "DENIED"
        assert another.reasons == (
            f"You have been answered in case {case.id}. Please reply to that email instead of "
            "opening a new case.",
        )

        case.reply(**COMPLETE)  # the old one is still open to it

        assert review() == {"Status": "PENDING", "CaseId": case.id}
        ses.clock.advance(days=7)
        assert review() == {"Status": "GRANTED", "CaseId": case.id}

    @reviewed
    def test_first_time_rejections_for_legitimate_businesses_are_overturned(self, ses):
        ses.reviewers_see(domain_age=timedelta(days=1))
        request()
        ses.clock.advance(days=3)
        case = ses.production_case()
        assert case.status == "DENIED"

        case.reply(**COMPLETE)
        ses.clock.advance(days=7)  # the domain is more than a week old by then

        assert case.status == "GRANTED"

    @reviewed
    @pytest.mark.parametrize(
        "seen", [{"history_of_abuse": True}, {"websites": {WEBSITE: "under construction"}}]
    )
    def test_almost_always_what_no_reply_mends_is_denied_again(self, ses, seen):
        ses.reviewers_see(**seen)
        request()
        ses.clock.advance(days=1)
        case = ses.production_case()

        case.reply(**COMPLETE)
        ses.clock.advance(days=7)

        assert case.status == "DENIED"
        case.reply(**COMPLETE)  # and may be replied to again, which takes longer
        assert case.status == "PENDING"

    def test_without_a_review_on_the_clock_the_test_answers_the_reply(self, ses):
        request()
        ses.deny_production_access("Please tell us more.")
        case = ses.production_case()

        case.reply(**COMPLETE)

        assert case.status == "PENDING"
        ses.grant_production_access()
        assert case.status == "GRANTED"

    def test_only_a_rejection_is_replied_to(self, ses):
        request()
        with pytest.raises(ValueError, match="this case is PENDING"):
            ses.production_case().reply(**COMPLETE)
        ses.grant_production_access()
        with pytest.raises(ValueError, match="this case is GRANTED"):
            ses.production_case().reply(**COMPLETE)
        with pytest.raises(TypeError, match="opt_in= is a text, not 1"):
            ses.production_case().reply(opt_in=1)


class TestBeforeYouSubmit:
    # "make sure your domain has a valid SPF record, at least one DKIM signature, and a DMARC
    # policy set to p=none with a rua address. AWS reviewers check DNS."

    @reviewed
    @pytest.mark.parametrize(
        ("missing", "hours"), [([], 4), (["SPF"], 6), (["DKIM", "SPF"], 8), (["DMARC"], 6)]
    )
    def test_missing_records_are_a_yellow_flag(self, ses, missing, hours):
        ses.reviewers_see(missing_records=missing)

        assert hours_taken(ses) == hours

        ses.clock.advance(hours=hours)
        case = ses.production_case()
        assert case.remarks == tuple(
            f"Your domain shop.example.com has no {record} record."
            for record in ("SPF", "DKIM", "DMARC")
            if record in missing
        )

    @reviewed
    def test_not_an_outright_rejection_reason(self, ses):
        ses.reviewers_see(missing_records=["SPF", "DKIM", "DMARC"])
        request()
        ses.clock.advance(hours=12)  # "4-12 hours"

        assert review()["Status"] == "GRANTED"


class TestWhatCannotBe:
    @pytest.mark.parametrize(
        ("seen", "problem"),
        [
            ({"websites": "https://example.com"}, "websites= are several: ['https://example.com']"),
            ({"websites": {WEBSITE: "up"}}, "a website is one of live, unclear, missing, broken"),
            ({"websites": [1]}, "a website is a URL, such as 'https://example.com', not 1."),
            ({"domain_age": 3}, "domain_age= is a timedelta"),
            ({"history_of_abuse": "no"}, "history_of_abuse= is True or False, not 'no'."),
            ({"missing_records": "SPF"}, "missing_records= is a list of texts: ['SPF']"),
            ({"missing_records": ["MX"]}, "missing_records= are of SPF, DKIM, DMARC, not 'MX'."),
        ],
    )
    def test_is_told(self, ses, seen, problem):
        with pytest.raises((TypeError, ValueError), match=re.escape(problem)):
            ses.reviewers_see(**seen)

    def test_of_limits_too(self, ses):
        with pytest.raises(TypeError, match="max_send_rate= is a number of recipients"):
            ses.grant_production_access(max_send_rate="14")
        with pytest.raises(ValueError, match="-1 for unlimited, not -2"):
            ses.grant_production_access(max_24_hour_send=-2)
        with pytest.raises(ValueError, match="-1 for unlimited, not inf"):
            ses.grant_production_access(max_24_hour_send=float("inf"))
        with pytest.raises(TypeError, match="a reason is a text"):
            ses.deny_production_access(None)

    def test_auto_review_is_a_switch(self):
        with pytest.raises(TypeError, match="auto_review= is True or False, not 'yes'."):
            mock_ses(auto_review="yes")

    @reviewed
    def test_a_hostile_description_takes_no_time_to_read(self, ses):
        for text in ("[" * 5000, "1" * 5000, "1 a " * 1250, "we " * 1600, "[a" * 2500, " " * 5000):
            request(UseCaseDescription=text)
            ses.clock.advance(days=7)
            assert ses.production_case().status == "DENIED"
            ses.reset()

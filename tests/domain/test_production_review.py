"""How a request for production access is reviewed, paragraph by paragraph of "AWS SES production
access: how to get approved in under 24 hours" (April 2026). Comments quote it.

The other paragraphs are in test_production_access.py.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import boto3
import pytest

from tests.domain.requesting import (
    COMPLETE,
    MONDAY,
    RECEIPTS,
    WEBSITE,
    WELL_WRITTEN,
    account,
    hours_taken,
    request,
    review,
    sender,
)
from tests.protocol.botocore_side import of_today

reviewed = pytest.mark.ses(auto_review=True, verified=["example.com"])


@pytest.fixture(autouse=True)
def _monday(ses):
    ses.clock.freeze(MONDAY)


@pytest.fixture
def send():
    return sender()


class TestWhatToWriteFieldByField:
    @reviewed
    def test_marketing_is_the_higher_bar(self, ses):
        # Enough for receipts, and too little for newsletters.
        request(MailType="MARKETING", UseCaseDescription=RECEIPTS)
        marketing = ses.production_case()
        request("eu-west-1", MailType="TRANSACTIONAL", UseCaseDescription=RECEIPTS)
        transactional = ses.region("eu-west-1").production_case()
        ses.clock.advance(days=3)

        assert marketing.remarks == (
            "Please tell us how your recipients have opted in, how many recipients you have, how "
            "often you send, how recipients unsubscribe.",
        )
        assert marketing.status == "GRANTED"  # half of it is told
        assert marketing.due is None
        assert transactional.remarks == ()

    @reviewed
    def test_approval_for_marketing_covers_both(self, ses, send):
        request(MailType="MARKETING")
        ses.clock.advance(hours=4)

        send()  # SES does not look at what kind of mail it is

        assert len(ses.outbox) == 1

    @reviewed
    def test_website_url_reviewers_visit_it(self, ses):
        # "Make sure it's live and clearly shows what your business does."
        ses.reviewers_see(websites={WEBSITE: "unclear"})

        assert hours_taken(ses) == 24
        ses.clock.advance(days=1)
        assert ses.production_case().status == "GRANTED"
        assert ses.production_case().remarks == (
            f"Your website {WEBSITE} does not show what your business does.",
        )

    @reviewed
    def test_a_landing_page_will_do(self, ses):
        ses.reviewers_see(websites=["https://example.com/landing"])

        assert hours_taken(ses, WebsiteURL="http://EXAMPLE.com/landing/") == 4

    @reviewed
    def test_use_case_description_the_template_works(self, ses):
        request()
        ses.clock.advance(hours=4)

        case = ses.production_case()
        assert (case.status, case.remarks) == ("GRANTED", ())

    @reviewed
    def test_use_case_description_a_template_not_filled_in_does_not(self, ses):
        request(
            UseCaseDescription="We operate [describe business] and use AWS SES to send [marketing "
            "newsletters] to customers who have explicitly opted in via [form]. Our list has "
            "approximately [X] subscribers. We send [frequency]. We suppress hard bounces. "
            "Expected monthly send volume: [X] emails."
        )
        ses.clock.advance(days=3)

        assert ses.production_case().status == "DENIED"

    @reviewed
    @pytest.mark.parametrize(
        ("said", "still"),
        [
            ("We send one newsletter per week.", "how often you send"),
            (
                "We manage unsubscribes using list-unsubscribe headers.",
                "how recipients unsubscribe",
            ),
            ("Our list currently has approximately 5,000 subscribers.", "how many recipients you"),
            ("Expected monthly send volume: 20,000 emails.", "how much mail you expect to send"),
            (
                "We suppress hard bounces and spam complaints immediately.",
                "what you do about bounces and complaints",
            ),
        ],
    )
    def test_use_case_description_what_is_left_out_creates_delays(self, ses, said, still):
        text = " ".join(WELL_WRITTEN.split())
        assert said in text

        assert hours_taken(ses, UseCaseDescription=text.replace(said, "")) == 24

        [remark] = ses.production_case().remarks
        assert remark.startswith(f"Please tell us {still}")

    @reviewed
    def test_use_case_description_japanese_is_read_too(self, ses):
        request(
            ContactLanguage="JA",
            MailType="TRANSACTIONAL",
            UseCaseDescription="お茶の通販サイトを運営しており、注文確認メールを送信します。バウンスと苦情の"
            "アドレスには送信しません。月間2000通の予定です。",
        )

        assert ses.production_case().remarks == ()

    @pytest.mark.parametrize("answer", ["granted", "denied"])
    def test_additional_contacts_receive_the_notification_too(self, ses, answer):
        # "unless you want a second person to receive the approval notification"
        request(AdditionalContactEmailAddresses=["cto@example.com", "ops@example.com"])

        if answer == "granted":
            ses.grant_production_access()
        else:
            ses.deny_production_access("No.")

        assert [notice.to for notice in ses.notices.find(subject=re.compile(answer))] == [
            "root@account-123456789012.example", "cto@example.com", "ops@example.com",
        ]  # fmt: skip


class TestHowLongDoesItTake:
    def at(self, ses, day: int, hour: int) -> datetime:
        moment = datetime(2026, 4, day, hour, tzinfo=timezone.utc)
        ses.clock.freeze(moment)
        return moment

    @reviewed
    def test_well_written_requests_with_established_domains_4_to_12_hours(self, ses):
        self.at(ses, 22, 10)  # a Wednesday
        assert hours_taken(ses) == 6

        ses.clock.advance(hours=5, minutes=59)
        assert review()["Status"] == "PENDING"
        ses.clock.advance(minutes=1)
        assert review()["Status"] == "GRANTED"
        assert account()["ProductionAccessEnabled"]

    @reviewed
    def test_submitting_monday_morning_gets_the_fastest_review(self, ses):
        assert hours_taken(ses) == 4

    @reviewed
    def test_monday_afternoon_does_not(self, ses):
        self.at(ses, 20, 12)

        assert hours_taken(ses) == 6

    @reviewed
    @pytest.mark.parametrize(("hour", "days"), [(9, 1), (11, 1), (12, 2), (20, 2)])
    def test_submitting_on_a_friday_adds_1_to_2_days(self, ses, hour, days):
        self.at(ses, 24, hour)

        assert hours_taken(ses) == 6 + 24 * days

    @reviewed
    @pytest.mark.parametrize("day", [25, 26])
    def test_a_weekends_requests_are_seen_on_monday(self, ses, day):
        self.at(ses, day, 15)

        request()

        assert ses.production_case().due == datetime(2026, 4, 27, 6, tzinfo=timezone.utc)

    @reviewed
    @pytest.mark.parametrize(("age", "hours"), [(29, 24), (30, 4)])
    def test_new_domains_1_to_3_business_days(self, ses, age, hours):
        ses.reviewers_see(domain_age=timedelta(days=age))

        assert hours_taken(ses) == hours

        ses.clock.advance(hours=hours)
        assert review()["Status"] == "GRANTED"
        remarks = ses.production_case().remarks
        assert remarks == (("Your domain shop.example.com is new.",) if age < 30 else ())

    @reviewed
    def test_vague_descriptions_1_to_3_business_days(self, ses):
        self.at(ses, 24, 15)  # a Friday

        request(UseCaseDescription=RECEIPTS)

        due = datetime(2026, 4, 29, 15, tzinfo=timezone.utc)  # Monday, Tuesday, Wednesday
        assert ses.production_case().due == due

    @reviewed
    def test_rejected_requests_that_require_appeal_3_to_7_business_days(self, ses):
        request(UseCaseDescription="I want to send marketing emails")
        ses.clock.advance(days=3)
        case = ses.production_case()
        assert case.status == "DENIED"

        case.reply(**COMPLETE)  # on a Thursday

        assert case.due == datetime(2026, 4, 28, 9, tzinfo=timezone.utc)  # Tuesday
        assert review() == {"Status": "PENDING", "CaseId": case.id}
        ses.clock.advance(days=5)
        assert review() == {"Status": "GRANTED", "CaseId": case.id}

    @reviewed
    def test_the_more_often_it_was_rejected_the_longer_but_not_more_than_7_business_days(self, ses):
        ses.reviewers_see(history_of_abuse=True)
        request(UseCaseDescription="I want to send marketing emails")
        case = ses.production_case()
        days = []
        for week in range(2, 14, 2):
            monday = datetime(2026, 4, 20, 9, tzinfo=timezone.utc) + timedelta(weeks=week)
            ses.clock.freeze(monday)
            assert case.status == "DENIED"
            case.reply(**COMPLETE)
            days.append((case.due - monday).days)

        # 3, 4, 5, 6, 7 and 7 business days, from a Monday on
        assert days == [3, 4, 7, 8, 9, 9]

    @reviewed
    def test_the_same_request_always_takes_the_same_time(self, ses):
        ses.reviewers_see(domain_age=timedelta(days=20), missing_records=["SPF"])
        first = hours_taken(ses)
        ses.reset()
        ses.reviewers_see(domain_age=timedelta(days=20), missing_records=["SPF"])

        assert hours_taken(ses) == first == 48


class TestTheMostCommonRejectionReasons:
    def denied(self, ses, **more) -> tuple[str, ...]:
        request(**more)
        ses.clock.advance(days=7)
        case = ses.production_case()
        assert case.status == "DENIED"
        assert review() == {"Status": "DENIED", "CaseId": case.id}
        notice = ses.notices.last
        assert all(f"- {reason}\n" in notice.text for reason in case.reasons)
        return case.reasons

    @reviewed
    @pytest.mark.parametrize(
        "text",
        ["I want to send marketing emails", "We send mail.", pytest.param(None, marks=of_today)],
    )
    @pytest.mark.parametrize("mail_type", ["MARKETING", "TRANSACTIONAL"])
    def test_vague_use_case_description(self, ses, text, mail_type):
        told = {} if text is None else {"UseCaseDescription": text}
        boto3.client("sesv2").put_account_details(
            MailType=mail_type, WebsiteURL=WEBSITE, ProductionAccessEnabled=True, **told
        )
        ses.clock.advance(days=3)

        [reason] = ses.production_case().reasons
        assert reason.startswith("Your use case description is too vague. Please tell us what your")

    @reviewed
    def test_no_website(self, ses):
        ses.reviewers_see(websites=["https://another.example.com"])

        assert self.denied(ses) == (f"Your website {WEBSITE} could not be found.",)

    @reviewed
    @pytest.mark.parametrize(
        ("state", "reason"),
        [
            ("broken", f"Your website {WEBSITE} does not work."),
            ("under construction", f"Your website {WEBSITE} is under construction."),
        ],
    )
    def test_a_broken_or_under_construction_website(self, ses, state, reason):
        ses.reviewers_see(websites={WEBSITE: state})

        assert self.denied(ses) == (reason,)

    @reviewed
    def test_domain_was_created_very_recently_days_ago(self, ses):
        ses.reviewers_see(domain_age=timedelta(days=3))

        assert self.denied(ses, WebsiteURL="https://www.example.com") == (
            "Your domain example.com was created very recently (3 days ago).",
        )

    @reviewed
    def test_consider_waiting_a_week(self, ses):
        ses.reviewers_see(domain_age=timedelta(days=3))
        ses.clock.advance(days=4)

        request()
        ses.clock.advance(days=3)

        assert review()["Status"] == "GRANTED"

    @reviewed
    def test_history_of_abuse_on_other_services_of_the_same_billing_account(self, ses):
        ses.reviewers_see(history_of_abuse=True)

        assert self.denied(ses) == (
            "There is a history of abuse on AWS services linked to the same billing account.",
        )

    @reviewed
    @pytest.mark.parametrize(
        ("text", "sign"),
        [
            (WELL_WRITTEN + " We have also bought a list.", "bought a list"),
            (WELL_WRITTEN.replace("have explicitly", "did not"), "not opted in"),
        ],
    )
    def test_mail_to_people_who_have_not_opted_in(self, ses, text, sign):
        # "customers and subscribers who have explicitly opted in"
        [reason] = self.denied(ses, UseCaseDescription=text)

        assert reason == (
            f"Your use case description speaks of mail that recipients have not asked for: {sign}."
        )

    @reviewed
    def test_but_whoever_rules_that_out_is_welcome(self, ses):
        request(UseCaseDescription=WELL_WRITTEN + " We never buy or rent lists.")
        ses.clock.advance(hours=4)

        assert review()["Status"] == "GRANTED"

    @reviewed
    def test_several_reasons_are_all_told(self, ses):
        ses.reviewers_see(websites=[], domain_age=timedelta(days=1), history_of_abuse=True)

        assert len(self.denied(ses, UseCaseDescription="mail")) == 4

    @reviewed
    def test_what_reviewers_see_is_what_is_there_when_they_look(self, ses):
        ses.reviewers_see(websites={WEBSITE: "broken"})
        request()

        ses.reviewers_see(websites={WEBSITE: "live"})
        ses.clock.advance(days=1)

        assert review()["Status"] == "GRANTED"

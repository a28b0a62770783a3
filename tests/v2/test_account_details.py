"""PutAccountDetails, and what GetAccount tells of it: facts "resources" 9.1, "sending" 14.1."""

from __future__ import annotations

import boto3
import pytest

from tests.protocol.botocore_side import of_today
from tests.refusing import refusal_with_status

WEBSITE = "https://shop.example.com"
DETAILS = {
    "MailType": "TRANSACTIONAL",
    "WebsiteURL": WEBSITE,
    "ContactLanguage": "EN",
    "UseCaseDescription": "We run an online shop.",
    "AdditionalContactEmailAddresses": ["cto@example.com"],
}
SHORT = {"MailType": "MARKETING", "WebsiteURL": WEBSITE, "UseCaseDescription": "Newsletters."}
PATTERN = r"^(([^:/?#]+):)?(//([^/?#]*))?([^?#]*)(\?([^#]*))?(#(.*))?"
CONTACTS = (
    "Value at 'additionalContactEmailAddresses' failed to satisfy constraint: Member must satisfy "
    "constraint: [Member must have length greater than or equal to 6, Member must satisfy regular "
    "expression pattern: ^(.+)@(.+)$, Member must have length less than or equal to 254]"
)
MAIL_TYPE = (
    "Value at 'mailType' failed to satisfy constraint: Member must satisfy enum value set: "
    "[MARKETING, TRANSACTIONAL]"
)
LANGUAGE = (
    "Value at 'contactLanguage' failed to satisfy constraint: Member must satisfy enum value set: "
    "[EN, JA]"
)


@pytest.fixture
def put(sesv2_client):
    return sesv2_client.put_account_details


@pytest.fixture
def details(sesv2_client):
    return lambda: sesv2_client.get_account().get("Details")


@pytest.fixture
def unchecked(ses):
    """A client that leaves all checks to the service."""
    import botocore.config

    config = botocore.config.Config(parameter_validation=False)
    return boto3.client("sesv2", config=config).put_account_details


class TestDetails:
    def test_absent_until_somebody_puts_them(self, ses, details):
        # sending 14.1
        assert details() is None

    def test_are_shown_as_they_were_put(self, ses, put, details):
        answer = put(**DETAILS)

        assert answer.keys() == {"ResponseMetadata"}
        assert details() == DETAILS  # nobody has asked for a review

    def test_only_what_was_given_is_shown(self, ses, put, details):
        put(**SHORT)

        assert details() == SHORT

    def test_are_replaced_as_a_whole(self, ses, put, details):
        put(**DETAILS)

        put(**SHORT)

        assert details() == SHORT

    def test_are_those_of_a_region(self, ses, put):
        # sending 14.1: "in that region"
        put(**DETAILS)

        assert "Details" not in boto3.client("sesv2", "eu-west-1").get_account()


class TestReview:
    def test_pending_while_a_request_is_under_review(self, ses, put, details):
        put(**DETAILS, ProductionAccessEnabled=True)

        case_id = ses.production_case().id
        assert details() == DETAILS | {
            "ReviewDetails": {"Status": "PENDING", "CaseId": case_id},
        }

    @pytest.mark.parametrize("again", [True, False])
    def test_a_review_under_way_is_a_conflict(self, ses, put, details, again):
        # resources 9.1: ConflictException 409
        put(**DETAILS, ProductionAccessEnabled=True)
        before = details()

        found = refusal_with_status(put, **SHORT, ProductionAccessEnabled=again)

        assert found == (
            "ConflictException",
            "Account details cannot be updated while they are under review.",
            409,
        )
        assert details() == before

    def test_what_is_wrong_with_the_details_comes_before_the_conflict(self, ses, put):
        put(**DETAILS, ProductionAccessEnabled=True)

        code, _, _ = refusal_with_status(put, **SHORT | {"WebsiteURL": "shop"})

        assert code == "BadRequestException"

    def test_of_one_region_does_not_concern_another(self, ses, put):
        put(**DETAILS, ProductionAccessEnabled=True)

        boto3.client("sesv2", "eu-west-1").put_account_details(**DETAILS)

    @pytest.mark.parametrize("status", ["GRANTED", "DENIED", "FAILED"])
    def test_when_it_is_over_details_can_be_edited(self, ses, put, details, status):
        put(**DETAILS, ProductionAccessEnabled=True)
        case_id = ses.production_case().id
        match status:
            case "GRANTED":
                ses.grant_production_access()
            case "DENIED":
                ses.deny_production_access("No.")
            case "FAILED":
                ses.fail_production_access()

        put(**SHORT)

        review = {"Status": status, "CaseId": case_id}
        if status == "FAILED":
            del review["CaseId"]
        assert details()["ReviewDetails"] == review
        assert details()["MailType"] == "MARKETING"

    @pytest.mark.ses(production=True)
    def test_an_account_in_production_stays_there_without_a_case(self, ses, put, details):
        # sending 14.1: a production sample has GRANTED, and no CaseId
        put(**DETAILS, ProductionAccessEnabled=True)
        assert details()["ReviewDetails"] == {"Status": "GRANTED"}

        put(**DETAILS, ProductionAccessEnabled=False)

        assert boto3.client("sesv2").get_account()["ProductionAccessEnabled"]


class TestValidation:
    @of_today  # older models also require a use case
    def test_both_required_members_are_missed_at_once(self, ses, unchecked):
        # sending 14.1: two aggregated nulls
        assert refusal_with_status(unchecked) == (
            "BadRequestException",
            "2 validation errors detected: Value at 'mailType' failed to satisfy constraint: "
            "Member must not be null; Value at 'websiteURL' failed to satisfy constraint: Member "
            "must not be null",
            400,
        )

    def test_all_violations_come_together(self, ses, put, details):
        # resources 9.1
        wrong = {
            "MailType": "PROMOTIONAL",
            "ContactLanguage": "JP",
            "AdditionalContactEmailAddresses": ["cto@example.com", "nobody"],
        }
        found = refusal_with_status(put, **SHORT | wrong)

        assert found == (
            "BadRequestException",
            f"3 validation errors detected: {MAIL_TYPE}; {LANGUAGE}; {CONTACTS}",
            400,
        )
        assert details() is None

    def test_website_of_1000_characters(self, ses, put):
        longest = WEBSITE + "/" + "x" * (999 - len(WEBSITE))
        assert len(longest) == 1000
        put(**SHORT | {"WebsiteURL": longest})

        code, text, status = refusal_with_status(put, **SHORT | {"WebsiteURL": longest + "x"})

        assert (code, status) == ("BadRequestException", 400)
        assert text == (
            "1 validation error detected: Value at 'websiteURL' failed to satisfy constraint: "
            "Member must have length less than or equal to 1000"
        )

    def test_website_with_line_breaks_and_too_long(self, ses, put):
        # sending 3: quoted from PutAccountDetails
        _, text, _ = refusal_with_status(
            put, **SHORT | {"WebsiteURL": "https://a.b#\n" + "x" * 1000}
        )

        assert text == (
            "2 validation errors detected: Value at 'websiteURL' failed to satisfy constraint: "
            f"Member must satisfy regular expression pattern: {PATTERN}; Value at 'websiteURL' "
            "failed to satisfy constraint: Member must have length less than or equal to 1000"
        )

    @pytest.mark.parametrize("url", ["https://shop.example.com", "http://example.com:8080/a?b#c"])
    def test_a_url_of_the_web_is_one(self, ses, put, url):
        put(**SHORT | {"WebsiteURL": url})

    @pytest.mark.parametrize(
        "url",
        ["shop", "shop.example.com", "ftp://example.com", "https://", "https://a b", "http://[::1"],
    )
    def test_url_contains_invalid_format(self, ses, put, details, url):
        # resources 9.1; what is a URL is a guess
        found = refusal_with_status(put, **SHORT | {"WebsiteURL": url})

        assert found == ("BadRequestException", "Url contains invalid format", 400)
        assert details() is None

    @of_today
    def test_the_use_case_is_optional(self, ses, put, details):
        put(MailType="MARKETING", WebsiteURL=WEBSITE)

        assert details() == {"MailType": "MARKETING", "WebsiteURL": WEBSITE}

    def test_use_case_of_5000_characters(self, ses, put):
        put(**SHORT | {"UseCaseDescription": "x" * 5000})

        _, text, _ = refusal_with_status(put, **SHORT | {"UseCaseDescription": "x" * 5001})

        assert text == (
            "1 validation error detected: Value at 'useCaseDescription' failed to satisfy "
            "constraint: Member must have length less than or equal to 5000"
        )

    def test_one_to_four_additional_contacts(self, ses, put, unchecked):
        four = [f"contact-{n}@example.com" for n in range(4)]
        put(**DETAILS | {"AdditionalContactEmailAddresses": four})

        for contacts, bound in (([], "greater than or equal to 1"), ([*four, *four], "4")):
            _, text, _ = refusal_with_status(
                unchecked, **DETAILS | {"AdditionalContactEmailAddresses": contacts}
            )
            assert text.startswith(
                "1 validation error detected: Value at 'additionalContactEmailAddresses' failed to "
                "satisfy constraint: Member must have length "
            )
            assert text.endswith(bound)

    @pytest.mark.parametrize(("local", "fits"), [(1, False), (2, True), (250, True), (251, False)])
    def test_an_additional_contact_has_6_to_254_characters(self, ses, put, unchecked, local, fits):
        contact = f"{'x' * local}@b.c"
        call = DETAILS | {"AdditionalContactEmailAddresses": [contact]}

        if fits:
            put(**call)
        else:
            _, text, _ = refusal_with_status(unchecked, **call)
            assert text == f"1 validation error detected: {CONTACTS}"

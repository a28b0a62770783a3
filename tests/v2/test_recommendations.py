"""Recommendations. Rows: facts "events" 9, "resources" 9.4."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3
import pytest

from tests.installed import needs_operation
from tests.refusing import refusal

SHOP = "shop@example.com"
ARN = "arn:aws:ses:us-east-1:123456789012:identity/example.com"
NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
TEXT = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}
NOT_ALIGNED = "MAIL FROM record is not aligned."

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture(autouse=True)
def _newer_botocore():
    needs_operation("sesv2", "ListRecommendations")


def switch(status, client=None):
    client = client or boto3.client("sesv2")
    client.put_account_vdm_attributes(VdmAttributes={"VdmEnabled": status})


@pytest.fixture
def vdm(ses, sesv2_client):
    ses.clock.freeze(NOON)
    switch("ENABLED")
    return sesv2_client


def listed(**filters):
    given = {"Filter": filters} if filters else {}
    return boto3.client("sesv2").list_recommendations(**given)["Recommendations"]


def described(**filters):
    found = listed(**filters)
    return [(one["Type"], one["Description"], one["Impact"], one["Status"]) for one in found]


def send(count, **more):
    client = boto3.client("sesv2")
    for n in range(count):
        client.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [f"customer{n}@example.net"]},
            Content={"Simple": TEXT},
            **more,
        )


class TestLife:
    def test_without_a_manager_there_are_none(self):
        # resources 9.4
        assert listed() == []

    @pytest.mark.usefixtures("vdm")
    def test_what_could_be_better_is_open(self):
        assert listed() == [
            {
                "ResourceArn": ARN,
                "Type": "SPF",
                "Description": NOT_ALIGNED,
                "Status": "OPEN",
                "CreatedTimestamp": NOON,
                "LastUpdatedTimestamp": NOON,
                "Impact": "LOW",
            }
        ]

    def test_it_is_found_when_the_manager_is_switched_on(self, ses, vdm):
        ses.clock.advance(days=2)

        [found] = listed()

        assert found["CreatedTimestamp"] == NOON

    def test_what_was_mended_is_fixed_for_30_days(self, ses, vdm):
        # events 9: "resolved ones kept 30 days"
        ses.clock.advance(days=1)
        vdm.put_email_identity_mail_from_attributes(
            EmailIdentity="example.com", MailFromDomain="mail.example.com"
        )

        [found] = listed()
        assert (found["Status"], found["CreatedTimestamp"]) == ("FIXED", NOON)
        assert found["LastUpdatedTimestamp"] == NOON + timedelta(days=1)

        ses.clock.advance(days=29, hours=23)
        assert len(listed()) == 1

        ses.clock.advance(hours=1)
        assert listed() == []

    def test_what_breaks_again_is_open_again(self, ses, vdm):
        set_mail_from = vdm.put_email_identity_mail_from_attributes
        set_mail_from(EmailIdentity="example.com", MailFromDomain="mail.example.com")
        listed()
        ses.clock.advance(days=1)
        set_mail_from(EmailIdentity="example.com")

        [found] = listed()

        assert (found["Status"], found["CreatedTimestamp"]) == ("OPEN", NOON)
        assert found["LastUpdatedTimestamp"] == NOON + timedelta(days=1)

    @pytest.mark.usefixtures("vdm")
    def test_without_the_manager_they_are_gone(self):
        switch("DISABLED")

        assert listed() == []

    @pytest.mark.usefixtures("vdm")
    def test_a_region_has_its_own(self):
        there = boto3.client("sesv2", "eu-west-1")

        assert there.list_recommendations()["Recommendations"] == []


class TestAuthentication:
    def test_dkim_that_is_off(self, vdm):
        vdm.put_email_identity_dkim_attributes(EmailIdentity="example.com", SigningEnabled=False)

        assert described(TYPE="DKIM") == [
            ("DKIM", "DKIM verification is not enabled.", "HIGH", "OPEN")
        ]

    def test_a_short_key(self, vdm):
        vdm.put_email_identity_dkim_signing_attributes(
            EmailIdentity="example.com",
            SigningAttributesOrigin="AWS_SES",
            SigningAttributes={"NextSigningKeyLength": "RSA_1024_BIT"},
        )

        assert described(TYPE="DKIM") == [
            ("DKIM", "DKIM signing key length is below 2048 bits.", "LOW", "OPEN")
        ]

    def test_only_verified_domains_are_looked_at(self, ses, vdm):
        ses.verify("ann@example.org")

        assert {one["ResourceArn"] for one in listed()} == {ARN}

    def test_dmarc_and_bimi_are_not_looked_for_without_dns(self, vdm):
        assert described(TYPE="DMARC") == described(TYPE="BIMI") == []

    @pytest.mark.ses(verification="dns")
    @pytest.mark.usefixtures("vdm")
    def test_dmarc_and_bimi_stand_in_dns(self, ses):
        assert described(TYPE="DMARC") == [
            ("DMARC", "DMARC configuration was not found.", "HIGH", "OPEN")
        ]
        assert described(TYPE="BIMI") == [
            (
                "BIMI",
                "BIMI record was not found or configured without default selector.",
                "LOW",
                "OPEN",
            )
        ]

        ses.dns.publish("TXT", "_dmarc.example.com", "v=DMARC1; p=all")
        ses.dns.publish("TXT", "default._bimi.example.com", "v=BIMI1; l=")

        assert described(STATUS="OPEN", TYPE="DMARC") == [
            ("DMARC", "DMARC configuration could not be parsed.", "HIGH", "OPEN")
        ]
        assert described(STATUS="OPEN", TYPE="BIMI") == [
            ("BIMI", "BIMI has malformed TXT record.", "LOW", "OPEN")
        ]

        ses.dns.clear()
        ses.dns.publish("TXT", "_dmarc.example.com", "v=DMARC1; p=reject")
        ses.dns.publish("TXT", "default._bimi.example.com", "v=BIMI1; l=https://example.com/l.svg")

        assert {one["Status"] for one in listed(TYPE="DMARC") + listed(TYPE="BIMI")} == {"FIXED"}

    @pytest.mark.ses(verification="dns")
    @pytest.mark.parametrize(
        ("record", "description", "impact"),
        [
            (None, "SPF record was not found.", "HIGH"),
            (
                "v=spf1 include:example.net ~all",
                "SPF record for Amazon SES was not found.",
                "HIGH",
            ),
            (
                "v=spf1 -include:amazonses.com ~all",
                "SPF record for Amazon SES was not found.",
                "HIGH",
            ),
            ("v=spf1 include:amazonses.com", "SPF all qualifier is missing.", "LOW"),
            ("v=spf1 include:amazonses.com -all", None, None),
        ],
    )
    def test_spf_is_that_of_the_mail_from_domain(self, ses, vdm, record, description, impact):
        listed()
        vdm.put_email_identity_mail_from_attributes(
            EmailIdentity="example.com", MailFromDomain="mail.example.com"
        )
        mx = "feedback-smtp.us-east-1.amazonses.com"
        ses.dns.publish("MX", "mail.example.com", mx, priority=10)
        if record:
            ses.dns.publish("TXT", "mail.example.com", record)

        found = described(STATUS="OPEN", TYPE="SPF")

        assert found == ([("SPF", description, impact, "OPEN")] if description else [])


class TestRates:
    def test_bounces_of_an_identity(self, ses, vdm):
        send(100)
        for message in ses.outbox[:5]:
            ses.bounce(message)

        found = listed(TYPE="BOUNCE")

        assert [(one["ResourceArn"], one["Impact"]) for one in found] == [(ARN, "LOW")]
        # events 9: the text
        assert found[0]["Description"] == (
            "The bounce rate exceeded 5.0% based on a representative volume of 100 emails from "
            "March 2, 2026 at 12:00 (UTC) to March 2, 2026 at 12:00 (UTC)."
        )

        for message in ses.outbox[5:10]:
            ses.bounce(message)

        [now] = listed(TYPE="BOUNCE")
        assert (now["Impact"], now["Status"]) == ("HIGH", "OPEN")
        assert now["Description"].startswith("The bounce rate exceeded 10.0% based on")

    def test_the_words_are_those_of_now(self, ses, vdm):
        send(100)
        for message in ses.outbox[:5]:
            ses.bounce(message)
        assert " 100 emails from March 2, 2026 at 12:00" in listed(TYPE="BOUNCE")[0]["Description"]

        ses.clock.advance(hours=1)
        send(10)  # to five of them in vain: they are suppressed
        ses.bounce(ses.outbox.last)
        [found] = listed(TYPE="BOUNCE")

        assert found["Description"].endswith(
            " 105 emails from March 2, 2026 at 12:00 (UTC) to March 2, 2026 at 13:00 (UTC)."
        )
        assert (found["CreatedTimestamp"], found["LastUpdatedTimestamp"]) == (
            NOON,
            NOON + timedelta(hours=1),
        )

    def test_they_are_of_the_time_in_which_the_mail_was_sent_that_counts(self, ses, vdm):
        body = {"Source": SHOP, "Message": TEXT}
        simulator = {"ToAddresses": ["success@simulator.amazonses.com"]}
        boto3.client("ses").send_email(**body, Destination=simulator)
        ses.clock.advance(hours=1)
        send(100)
        ses.clock.advance(hours=1)
        boto3.client("ses").send_email(**body, Destination=simulator)
        for message in ses.outbox[1:6]:
            ses.bounce(message)

        [found] = listed(TYPE="BOUNCE")

        assert found["Description"].endswith(
            "from March 2, 2026 at 13:00 (UTC) to March 2, 2026 at 13:00 (UTC)."
        )

    def test_below_the_line_there_is_none(self, ses, vdm):
        send(100)
        for message in ses.outbox[:4]:
            ses.bounce(message)

        assert listed(TYPE="BOUNCE") == []

    def test_complaints(self, ses, vdm):
        send(1000)
        ses.complain(ses.outbox[0])

        [found] = listed(TYPE="COMPLAINT")

        assert found["Description"].startswith(
            "The complaint rate exceeded 0.1% based on a representative volume of 1000 emails"
        )

    def test_a_tenant_is_looked_at_without_the_manager(self, ses, sesv2_client):
        # resources 9.4: "empty without VDM/tenants"
        needs_operation("sesv2", "CreateTenant")
        arn = sesv2_client.create_tenant(TenantName="acme")["TenantArn"]
        sesv2_client.create_tenant_resource_association(TenantName="acme", ResourceArn=ARN)
        send(100, TenantName="acme")
        for message in ses.outbox[:10]:
            ses.bounce(message)

        found = listed()

        assert [(one["ResourceArn"], one["Type"]) for one in found] == [(arn, "BOUNCE")]
        assert found[0]["Impact"] == "HIGH"


class TestFilters:
    @pytest.mark.parametrize(
        ("filters", "count"),
        [
            ({"TYPE": "SPF"}, 1),
            ({"TYPE": "IP_LISTING"}, 0),
            ({"IMPACT": "LOW"}, 1),
            ({"STATUS": "FIXED"}, 0),
            ({"RESOURCE_ARN": ARN}, 1),
            ({"RESOURCE_ARN": "elsewhere"}, 0),
            ({"STATUS": "OPEN", "IMPACT": "HIGH"}, 0),
            ({"STATUS": "OPEN", "TYPE": "SPF"}, 1),
        ],
    )
    @pytest.mark.usefixtures("vdm")
    def test_they_select(self, filters, count):
        assert len(listed(**filters)) == count

    @pytest.mark.parametrize(
        ("given", "text"),
        [
            (
                {"Filter": {"TYPE": "SPF", "IMPACT": "LOW"}},
                "Unsupported combination of filters.",
            ),
            ({"Filter": {"STATUS": "CLOSED"}}, "Invalid value for filter STATUS: CLOSED"),
            ({"PageSize": 0}, "PageSize must be between 1 and 100"),
            ({"PageSize": 101}, "PageSize must be between 1 and 100"),
            ({"NextToken": "x"}, "Failed to deserialize token. "),
        ],
    )
    @pytest.mark.usefixtures("vdm")
    def test_what_makes_no_sense_is_refused(self, sesv2_client, given, text):
        assert refusal(sesv2_client.list_recommendations, **given) == ("BadRequestException", text)

    @pytest.mark.usefixtures("vdm")
    def test_too_many_filters_break_the_model(self, sesv2_client):
        filters = {"STATUS": "OPEN", "TYPE": "SPF", "IMPACT": "LOW"}

        code, text = refusal(sesv2_client.list_recommendations, Filter=filters)

        assert code == "BadRequestException"
        assert "Value at 'filter' failed to satisfy constraint" in text

    def test_pages_of_one(self, ses, vdm):
        ses.verify("example.org", "example.net")
        found, token = [], None
        while True:
            more = {} if token is None else {"NextToken": token}
            answer = vdm.list_recommendations(PageSize=1, **more)
            found += [one["ResourceArn"].rpartition("/")[2] for one in answer["Recommendations"]]
            token = answer.get("NextToken")
            if token is None:
                break

        assert found == ["example.com", "example.org", "example.net"]

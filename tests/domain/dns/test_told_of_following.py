"""What follows from statuses that follow DNS: answers and mails. Rows: facts "resources"."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from sesfake.protocol.model import operations
from tests.domain.dns.doors import DOMAIN, create, info, set_mail_from, statuses

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
PENDING, SUCCESS, FAILED = "PENDING", "SUCCESS", "FAILED"

pytestmark = pytest.mark.ses(verification="dns")


@pytest.fixture(autouse=True)
def frozen(ses):
    ses.clock.freeze(NOON)


class TestTheTestersWord:
    def test_what_is_verified_by_decree_needs_no_records(self, ses):
        create()
        set_mail_from()

        ses.verify(DOMAIN)
        ses.clock.advance(days=365)
        ses.dns.txt(DOMAIN, "anything")

        assert statuses() == (SUCCESS, SUCCESS, SUCCESS)
        assert ses.notices == []

    def test_new_keys_are_looked_for_again(self, ses, sesv2_client):
        ses.verify(DOMAIN)

        sesv2_client.put_email_identity_dkim_signing_attributes(
            EmailIdentity=DOMAIN,
            SigningAttributesOrigin="AWS_SES",
            SigningAttributes={"NextSigningKeyLength": "RSA_1024_BIT"},
        )

        assert statuses() == (SUCCESS, PENDING, None)

    def test_an_address_waits_for_its_owner_as_ever(self, ses, ses_client):
        ses_client.verify_email_identity(EmailAddress="ann@example.com")
        answer = ses_client.get_identity_verification_attributes(Identities=["ann@example.com"])
        status = answer["VerificationAttributes"]["ann@example.com"]["VerificationStatus"]
        assert status == "Pending"

        ses.follow(ses.notices.one(to="ann@example.com").links[0])

        assert ses_client.list_verified_email_addresses()["VerifiedEmailAddresses"] == [
            "ann@example.com"
        ]


class TestVerificationInfo:
    """resources 2.3: VerificationInfo."""

    @pytest.fixture(autouse=True)
    def known(self):
        if "VerificationInfo" not in operations("sesv2")["GetEmailIdentity"].output_shape.members:
            pytest.skip("this botocore is older")

    def test_why_nothing_was_found(self, ses):
        [first, *_] = create()
        assert info()["ErrorType"] == "HOST_NOT_FOUND"

        ses.dns.txt(f"{first}._domainkey.example.com", "hello")
        assert info()["ErrorType"] == "TYPE_NOT_FOUND"
        ses.dns.remove(f"{first}._domainkey.example.com")
        ses.dns.cname(f"{first}._domainkey.example.com", "other.example.com")
        assert info()["ErrorType"] == "INVALID_VALUE"
        ses.dns.publish_all(DOMAIN)
        assert "ErrorType" not in info()

    def test_of_a_token_too(self, ses, ses_client):
        ses_client.verify_domain_identity(Domain=DOMAIN)
        assert info()["ErrorType"] == "HOST_NOT_FOUND"

        ses.dns.mx("_amazonses.example.com", "in.example.com")
        assert info()["ErrorType"] == "TYPE_NOT_FOUND"
        ses.dns.txt("_amazonses.example.com", "hello")
        assert info()["ErrorType"] == "INVALID_VALUE"
        ses.dns.remove("_amazonses.example.com")
        ses.dns.cname("_amazonses.example.com", "_amazonses.example.com")
        assert info()["ErrorType"] == "DNS_SERVER_ERROR"

    def test_when_it_was_looked_for_and_when_found(self, ses):
        create()
        ses.clock.advance(hours=1)
        assert info()["LastCheckedTimestamp"] == NOON + timedelta(hours=1)
        assert "LastSuccessTimestamp" not in info()

        ses.dns.publish_all(DOMAIN)
        ses.clock.advance(hours=1)
        assert info()["LastSuccessTimestamp"] == NOON + timedelta(hours=2)
        ses.dns.clear()
        ses.clock.advance(hours=1)
        assert info()["LastSuccessTimestamp"] == NOON + timedelta(hours=2)
        assert info()["LastCheckedTimestamp"] == NOON + timedelta(hours=3)

    def test_who_answers_for_the_domain(self, ses):
        create("shop.example.com")
        assert "SOARecord" not in info("shop.example.com")

        ses.dns.publish(
            "SOA", "example.com", "ns.example.com hostmaster.example.com 7 7200 900 1209600 86400"
        )

        assert info("shop.example.com")["SOARecord"] == {
            "PrimaryNameServer": "ns.example.com",
            "AdminEmail": "hostmaster.example.com",
            "SerialNumber": 7,
        }


class TestNotices:
    def subjects(self, ses) -> list[str]:
        return [notice.subject.removeprefix("Amazon SES ") for notice in ses.notices]

    def test_its_owner_is_told_of_every_turn_once(self, ses):
        create()
        assert ses.notices == []

        ses.dns.publish_all(DOMAIN)
        statuses()
        ses.dns.clear()
        ses.clock.advance(hours=1)
        ses.dns.publish_all(DOMAIN)
        ses.dns.clear()
        ses.clock.advance(hours=80)

        place = "example.com in US East (N. Virginia) region"
        assert self.subjects(ses) == [
            f"{about} {outcome} for {place}"
            for outcome in (
                "SUCCESS", "REVOCATION PENDING", "REVOCATION CANCELLED", "REVOCATION PENDING",
                "REVOKED",
            )
            for about in ("DKIM Setup", "Domain Verification")[::-1]
        ]  # fmt: skip
        last = ses.notices.last
        assert (last.kind, last.sent_at) == ("dns", NOON + timedelta(hours=73))
        assert "has been revoked" in last.text
        assert last.raw

    def test_also_of_what_was_never_published(self, ses):
        create()
        set_mail_from()
        ses.clock.advance(hours=100)

        assert self.subjects(ses) == [
            f"{about} in US East (N. Virginia) region"
            for about in (
                "Domain Verification FAILURE for example.com",
                "DKIM Setup FAILURE for example.com",
                "MAIL FROM Domain Setup FAILURE for bounces.example.com",
            )
        ]
        assert {notice.sent_at for notice in ses.notices} == {NOON + timedelta(hours=72)}

    def test_not_of_what_was_deleted(self, ses, ses_client):
        create()
        ses_client.delete_identity(Identity=DOMAIN)
        ses.clock.advance(hours=100)

        assert ses.notices == []

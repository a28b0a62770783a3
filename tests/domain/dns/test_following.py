"""Statuses that follow DNS, with `verification="dns"`. Rows are those of facts "resources"."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sesfake
from tests.domain.dns.doors import DOMAIN, MAIL_FROM, client, create, set_mail_from, statuses
from tests.installed import needs_member
from tests.keys import private_key
from tests.refusing import refusal

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
SHOP, ANN = "shop@example.com", "success@simulator.amazonses.com"
PENDING, SUCCESS, FAILED = "PENDING", "SUCCESS", "FAILED"
MISSING = "TEMPORARY_FAILURE"

pytestmark = pytest.mark.ses(verification="dns")


@pytest.fixture(autouse=True)
def frozen(ses):
    ses.clock.freeze(NOON)


class TestToken:
    """resources 2.6: domain (v1 token)."""

    @pytest.mark.parametrize("name", ["_amazonses.example.com", "example.com"])
    @pytest.mark.parametrize("prefix", ["", "amazonses:"])
    def test_it_may_stand_in_two_places_with_or_without_a_prefix(
        self, ses, ses_client, name, prefix
    ):
        token = ses_client.verify_domain_identity(Domain=DOMAIN)["VerificationToken"]
        ses.dns.txt(name, "something else")
        assert statuses() == (PENDING, "NOT_STARTED", None)

        ses.dns.txt(name, prefix + token)

        assert statuses() == (SUCCESS, "NOT_STARTED", None)

    def test_it_verifies_while_the_keys_are_awaited(self, ses, ses_client):
        ses_client.verify_domain_identity(Domain=DOMAIN)
        ses_client.verify_domain_dkim(Domain=DOMAIN)

        ses.dns.publish_all(DOMAIN)
        for record in ses.dns.required(DOMAIN):
            if record.purpose == "DKIM":
                ses.dns.remove(record)

        assert statuses() == (SUCCESS, MISSING, None)

    def test_the_same_token_comes_again_and_failed_begins_anew(self, ses, ses_client):
        # resources 2.1: 72 hours; 2.2: create again
        first = ses_client.verify_domain_identity(Domain=DOMAIN)["VerificationToken"]
        ses.clock.advance(hours=72)
        ses.dns.txt("_amazonses.example.com", first)
        assert statuses().verification == FAILED

        again = ses_client.verify_domain_identity(Domain=DOMAIN)["VerificationToken"]

        assert again == first
        assert statuses().verification == SUCCESS


class TestEasyDkim:
    """resources 2.6: domain (DKIM)."""

    def test_all_three_verify_key_and_domain_and_two_do_not(self, ses):
        create()
        records = [record for record in ses.dns.required(DOMAIN) if record.purpose == "DKIM"]

        for record in records[:2]:
            ses.dns.publish(record.type, record.name, record.value)
        assert statuses() == (PENDING, PENDING, None)
        ses.dns.cname(records[2].name, records[2].value)

        assert statuses() == (SUCCESS, SUCCESS, None)

    def test_another_value_does_not(self, ses):
        [first, *_] = create()
        ses.dns.cname(f"{first}._domainkey.example.com", "other.dkim.amazonses.com")

        with pytest.raises(ValueError, match="a CNAME record stands alone"):
            ses.dns.cname(f"{first}._domainkey.example.com", f"{first}.dkim.amazonses.com")

        assert statuses() == (PENDING, PENDING, None)
        ses.dns.publish_all(DOMAIN)
        assert statuses() == (SUCCESS, SUCCESS, None)

    def test_records_in_the_wrong_zone_are_not_found(self, ses):
        # the provider has appended the domain once more: a mistake of many
        for token in create():
            ses.dns.cname(
                f"{token}._domainkey.example.com.example.com", f"{token}.dkim.amazonses.com"
            )

        assert statuses() == (PENDING, PENDING, None)

    @pytest.mark.parametrize("hours", [71, 72])
    def test_there_are_72_hours_to_publish_them(self, ses, hours):
        # resources 2.1
        create()
        ses.clock.advance(hours=hours)

        ses.dns.publish_all(DOMAIN)

        assert statuses() == ((SUCCESS, SUCCESS, None) if hours == 71 else (FAILED, FAILED, None))

    def test_new_keys_wait_while_the_domain_stays_verified(self, ses, sesv2_client):
        # resources 2.5
        create()
        ses.dns.publish_all(DOMAIN)

        sesv2_client.put_email_identity_dkim_signing_attributes(
            EmailIdentity=DOMAIN,
            SigningAttributesOrigin="AWS_SES",
            SigningAttributes={"NextSigningKeyLength": "RSA_1024_BIT"},
        )

        assert statuses() == (SUCCESS, PENDING, None)
        ses.dns.publish_all(DOMAIN)
        assert statuses() == (SUCCESS, SUCCESS, None)


class TestOwnKey:
    """resources 2.6: BYODKIM."""

    @pytest.mark.parametrize(
        "text", ["p={}", "v=DKIM1; k=rsa; p={}", "v=DKIM1;p={};", "k=rsa; p = {}"]
    )
    def test_the_public_key_verifies_the_domain_too(self, ses, text):
        create(DomainSigningSelector="Mine", DomainSigningPrivateKey=private_key(1024))
        [record] = [one for one in ses.dns.required(DOMAIN) if one.purpose == "DKIM"]
        assert record.name == "mine._domainkey.example.com"

        key = record.value.removeprefix("p=")
        ses.dns.txt(record.name, text.format(f"{key[:50]} {key[50:]}"))

        assert statuses() == (SUCCESS, SUCCESS, None)

    @pytest.mark.parametrize("text", ["p=", "p=MIGf", "hello", "v=DKIM1; k=rsa"])
    def test_another_key_does_not(self, ses, text):
        create(DomainSigningSelector="mine", DomainSigningPrivateKey=private_key(1024))

        ses.dns.txt("mine._domainkey.example.com", text)

        assert statuses() == (PENDING, PENDING, None)

    def test_a_key_that_is_none_never_verifies(self, ses):
        # resources 2.5
        create(DomainSigningSelector="mine", DomainSigningPrivateKey="AAAA")

        ses.dns.publish_all(DOMAIN)

        assert statuses() == (PENDING, PENDING, None)
        assert [record.purpose for record in ses.dns.records] == ["SPF", "DMARC"]


class TestReplica:
    """resources 2.5: Deterministic Easy DKIM."""

    def test_it_follows_its_primary_and_needs_no_records(self, ses):
        needs_member(
            "sesv2", "CreateEmailIdentity", "DkimSigningAttributes.DomainSigningAttributesOrigin"
        )
        create()
        create(region="eu-west-1", DomainSigningAttributesOrigin="AWS_SES_US_EAST_1")
        west = {"region": "eu-west-1"}

        assert statuses(**west) == (PENDING, PENDING, None)
        ses.region("us-east-1").dns.publish_all(DOMAIN)
        assert statuses(**west) == (SUCCESS, SUCCESS, None)
        ses.dns.clear()
        assert statuses(**west) == (MISSING, MISSING, None)
        ses.region("us-east-1").dns.publish_all(DOMAIN)
        assert statuses(**west) == (SUCCESS, SUCCESS, None)
        ses.dns.clear()
        ses.clock.advance(hours=72)
        assert statuses(**west) == (FAILED, FAILED, None)


class TestMailFrom:
    """resources 2.6 and 2.7."""

    @pytest.fixture(autouse=True)
    def chosen(self, ses):
        ses.verify(DOMAIN)
        set_mail_from()

    def test_the_mx_alone_decides(self, ses):
        assert statuses().mail_from == PENDING

        ses.dns.mx(MAIL_FROM, "feedback-smtp.us-east-1.amazonses.com")

        assert statuses().mail_from == SUCCESS

    def test_spf_alone_does_not(self, ses):
        ses.dns.txt(MAIL_FROM, "v=spf1 include:amazonses.com ~all")

        assert statuses().mail_from == PENDING

    @pytest.mark.parametrize("before", [True, False], ids=["had succeeded", "was pending"])
    def test_several_are_a_failure_at_once(self, ses, before):
        if before:
            ses.dns.publish_all(DOMAIN)
            ses.dns.mx(MAIL_FROM, "in.example.com", priority=20)
        else:
            ses.dns.mx(MAIL_FROM, "in.example.com", priority=20)
            assert statuses().mail_from == PENDING
            ses.dns.mx(MAIL_FROM, "feedback-smtp.us-east-1.amazonses.com")

        assert statuses().mail_from == FAILED
        ses.dns.remove(MAIL_FROM)
        ses.dns.publish_all(DOMAIN)
        assert statuses().mail_from == FAILED  # until it is set again
        set_mail_from()
        assert statuses().mail_from == SUCCESS

    @pytest.mark.parametrize(
        "host", ["feedback-smtp.eu-west-1.amazonses.com", "in.example.com", "amazonses.com"]
    )
    def test_another_host_is_none(self, ses, host):
        ses.dns.mx(MAIL_FROM, host)

        assert statuses().mail_from == PENDING
        ses.clock.advance(hours=72)
        assert statuses().mail_from == FAILED

    def test_it_fails_after_72_hours_from_either_side(self, ses):
        ses.dns.publish_all(DOMAIN)
        ses.clock.advance(days=30)
        ses.dns.remove(MAIL_FROM)

        assert statuses().mail_from == MISSING
        ses.clock.advance(hours=71)
        assert statuses().mail_from == MISSING
        ses.clock.advance(hours=1)
        assert statuses().mail_from == FAILED

    def test_an_address_may_have_one_of_its_own(self, ses):
        ses.verify(SHOP)
        set_mail_from(SHOP, "shop.example.com")

        ses.dns.mx("shop.example.com", "feedback-smtp.us-east-1.amazonses.com")

        answer = client("sesv2").get_email_identity(EmailIdentity=SHOP)["MailFromAttributes"]
        assert answer["MailFromDomainStatus"] == SUCCESS
        assert statuses().mail_from == PENDING


class TestRevocation:
    """resources 2.1: what vanishes is missed for 72 hours."""

    @pytest.fixture(autouse=True)
    def published(self, ses):
        create()
        ses.dns.publish_all(DOMAIN)
        assert statuses() == (SUCCESS, SUCCESS, None)
        ses.clock.advance(days=100)

    def test_records_that_vanish_are_missed_and_then_it_is_over(self, ses):
        ses.dns.clear()

        assert statuses() == (MISSING, MISSING, None)
        ses.clock.advance(hours=71)
        assert statuses() == (MISSING, MISSING, None)
        ses.clock.advance(hours=1)
        assert statuses() == (FAILED, FAILED, None)
        ses.dns.publish_all(DOMAIN)
        assert statuses() == (FAILED, FAILED, None)

    def test_the_time_counts_from_when_they_vanished_whoever_looks(self, ses):
        ses.dns.clear()
        ses.clock.advance(hours=72)

        assert statuses() == (FAILED, FAILED, None)

    @pytest.mark.parametrize("hours", [71, 72])
    def test_records_that_come_back_in_time_are_enough(self, ses, hours):
        ses.dns.clear()
        ses.clock.advance(hours=hours)

        ses.dns.publish_all(DOMAIN)

        assert statuses() == ((SUCCESS, SUCCESS, None) if hours == 71 else (FAILED, FAILED, None))

    def test_every_time_has_hours_of_its_own(self, ses):
        for _ in range(3):
            ses.dns.clear()
            ses.clock.advance(hours=71)
            assert statuses() == (MISSING, MISSING, None)
            ses.dns.publish_all(DOMAIN)
            assert statuses() == (SUCCESS, SUCCESS, None)

    def test_the_token_alone_keeps_a_domain(self, ses, ses_client):
        token = ses_client.verify_domain_identity(Domain=DOMAIN)["VerificationToken"]
        ses.dns.txt("_amazonses.example.com", token)
        for record in ses.dns.records:
            if record.type == "CNAME":
                ses.dns.remove(record)

        assert statuses() == (SUCCESS, MISSING, None)
        ses.clock.advance(hours=72)
        assert statuses() == (SUCCESS, FAILED, None)

    def test_asking_again_begins_anew(self, ses, ses_client):
        ses.dns.clear()
        ses.clock.advance(hours=72)

        ses_client.verify_domain_dkim(Domain=DOMAIN)

        assert statuses() == (PENDING, PENDING, None)
        ses.dns.publish_all(DOMAIN)
        assert statuses() == (SUCCESS, SUCCESS, None)


class TestSends:
    def send(self) -> str:
        return client("ses").send_email(
            Source=SHOP,
            Destination={"ToAddresses": [ANN]},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}},
        )["MessageId"]

    def test_a_domain_sends_until_it_is_revoked(self, ses):
        # resources 2.1; that it sends while records are missing is a guess
        create()
        assert refusal(self.send)[0] == "MessageRejected"

        ses.dns.publish_all(DOMAIN)
        self.send()
        ses.dns.clear()
        self.send()
        ses.clock.advance(hours=72)

        assert refusal(self.send) == (
            "MessageRejected",
            "Email address is not verified. The following identities failed the check in region "
            "US-EAST-1: shop@example.com",
        )
        assert len(ses.outbox) == 2

    def test_the_hint_says_how_to_publish(self, ses):
        create()
        refusal(self.send)

        assert "`ses.dns.publish_all('example.com')` publishes its records" in (
            ses.accounts.mailbag.refusals[-1].hint
        )

    def test_both_apis_say_that_it_sends_while_records_are_missing(self, ses, sesv2_client):
        create()
        ses.dns.publish_all(DOMAIN)
        ses.dns.clear()

        answer = sesv2_client.get_email_identity(EmailIdentity=DOMAIN)
        [listed] = sesv2_client.list_email_identities()["EmailIdentities"]

        assert answer["VerifiedForSendingStatus"] is True
        assert listed["SendingEnabled"] is True

    @pytest.mark.parametrize("hours", [0, 71, 72])
    def test_a_mail_from_domain_is_not_used_while_its_mx_is_missing(self, ses, hours):
        # resources 2.7: state while Pending or TemporaryFailure; sending 6
        create()
        set_mail_from(rejects=True)
        ses.dns.publish_all(DOMAIN)
        self.send()
        assert ses.outbox.last.headers["Return-Path"].endswith(f"@{MAIL_FROM}>")
        ses.outbox.clear()
        ses.dns.remove(MAIL_FROM, type="MX")
        ses.clock.advance(hours=hours)

        assert refusal(self.send) == (
            "MailFromDomainNotVerifiedException",
            "Mail FROM domain is not verified",
        )
        set_mail_from(rejects=False)
        self.send()
        assert ses.outbox.last.headers["Return-Path"].endswith("@amazonses.com>")


LEGAL = {
    ("PENDING", "SUCCESS"),
    ("PENDING", "FAILED"),
    ("SUCCESS", "TEMPORARY_FAILURE"),
    ("SUCCESS", "FAILED"),  # several MX, or more than 72 hours between two looks
    ("TEMPORARY_FAILURE", "SUCCESS"),
    ("TEMPORARY_FAILURE", "FAILED"),
    ("PENDING", "TEMPORARY_FAILURE"),  # found and gone between two looks
}
STEPS = st.one_of(
    st.sampled_from(["publish all", "clear", "second mx", "look", "send"]),
    st.tuples(st.just("remove"), st.integers(0, 9)),
    st.tuples(st.just("publish"), st.integers(0, 9)),
    st.tuples(st.just("advance"), st.sampled_from([1, 24, 71, 72, 100])),
)


@settings(max_examples=40)
@given(st.lists(STEPS, max_size=25))
def test_whatever_comes_and_goes_statuses_are_legal_and_follow_the_records(steps):
    with sesfake.mock_ses(verification="dns") as ses:
        ses.clock.freeze(NOON)
        create()
        set_mail_from()
        records = ses.dns.required(DOMAIN)
        before = statuses()
        for step in steps:
            take(ses, step, records)
            after = statuses()
            for old, new in zip(before, after, strict=True):
                assert old == new or (old, new) in LEGAL
            check(ses, after, records)
            before = after


def take(ses, step, records) -> None:
    match step:
        case "publish all":
            ses.dns.publish_all(DOMAIN)
        case "clear":
            ses.dns.clear()
        case "second mx":
            ses.dns.mx(MAIL_FROM, "in.example.com")
        case "send":
            refused = refusal_or_none()
            assert (refused is None) == (statuses().verification in (SUCCESS, MISSING))
        case ("publish", number):
            record = records[number % len(records)]
            ses.dns.publish(record.type, record.name, record.answer)
        case ("remove", number):
            record = records[number % len(records)]
            if record in ses.dns.records:
                ses.dns.remove(record)
        case ("advance", hours):
            ses.clock.advance(hours=hours)


def refusal_or_none() -> str | None:
    try:
        TestSends().send()
    except client("ses").exceptions.MessageRejected as error:
        return str(error)
    return None


def check(ses, found, records) -> None:
    published = set(ses.dns.records)
    has_keys = published >= {record for record in records if record.purpose == "DKIM"}
    assert found.dkim in ((SUCCESS, FAILED) if has_keys else (PENDING, MISSING, FAILED))
    assert found.verification == found.dkim
    mxs = [r for r in published if (r.type, r.name) == ("MX", MAIL_FROM)]
    if found.mail_from == SUCCESS:
        assert [mx.value for mx in mxs] == ["feedback-smtp.us-east-1.amazonses.com"]

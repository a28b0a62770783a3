"""What a tester is told about a refused call is enough to mend the test."""

from __future__ import annotations

import copy

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from sesfake import AccessKey, mock_ses
from sesfake.adapters.hints import hint_of
from tests.domain.conftest import send_v1

SHOP = "shop@example.com"
ANN = "ann@example.org"
VERIFY_SHOP = f"To mend the test: `ses.verify('{SHOP}')` or `mock_ses(verified=['{SHOP}'])`."


def hint(call, *args, **more) -> str:
    with pytest.raises(ClientError) as caught:
        call(*args, **more)
    return hint_of(caught.value)


class TestVerifiedElsewhere:
    HINT = f"'{SHOP}' is verified in eu-west-1, not in us-east-1. {VERIFY_SHOP}"

    @pytest.mark.ses(production=True)
    def test_by_the_test(self, ses, send):
        ses.region("eu-west-1").verify(SHOP)

        assert hint(send, SHOP, to=[ANN]) == self.HINT

    @mock_ses(production=True, verified={"eu-west-1": [SHOP]})
    def test_by_the_options(self, ses, send):
        assert hint(send, SHOP, to=[ANN]) == self.HINT

    @pytest.mark.ses(production=True)
    def test_by_the_program(self, ses, send):
        boto3.client("ses", "eu-west-1").verify_email_identity(EmailAddress=SHOP)

        assert hint(send, SHOP, to=[ANN]) == self.HINT

    @mock_ses(production=True, verified={"eu-west-1": ["example.com"], "ap-south-1": [SHOP]})
    def test_in_several_regions(self, ses, send):
        assert hint(send, "shop+1@example.com", to=[ANN]).startswith(
            f"'{SHOP}' is verified in ap-south-1, not in us-east-1. 'example.com' is verified in "
            "eu-west-1, not in us-east-1. To mend the test: "
        )

    @pytest.mark.ses(production=True, verification="dns")
    def test_the_other_region_is_left_as_it_is(self, ses, send):
        """What changes there changes under the lock of that region, which nobody holds here."""
        boto3.client("ses", "eu-west-1").verify_domain_identity(Domain="example.com")
        there = ses.accounts.open("123456789012", "eu-west-1").identities.find("example.com")
        before = copy.deepcopy(there.verifications)

        ses.clock.advance(hours=72)
        told = hint(send, SHOP, to=[ANN])

        assert "eu-west-1" not in told
        assert there.verifications == before

    @mock_ses(verified={"eu-west-1": ["example.com"], "us-east-1": [SHOP]})
    def test_a_domain_is_named_once_for_all_its_addresses(self, ses, send):
        told = hint(send, SHOP, to=["a@example.com", "b@example.com"])

        assert told.startswith(
            "'example.com' is verified in eu-west-1, not in us-east-1. To mend the test: "
            "`ses.verify('a@example.com', 'b@example.com')` or "
        )

    @pytest.mark.ses(production=True)
    def test_of_another_account_is_nothing_to_tell(self, ses, send):
        ses.account("999999999999").verify(SHOP)

        assert hint(send, SHOP, to=[ANN]) == VERIFY_SHOP


@pytest.mark.ses(production=True, verification="manual")
class TestPending:
    def test_an_address(self, ses, ses_client, send):
        ses_client.verify_email_identity(EmailAddress=SHOP)

        assert hint(send, SHOP, to=[ANN]) == (
            f"'{SHOP}' is Pending: `ses.follow(ses.notices.find(to='{SHOP}')[-1].links[0])` "
            f"follows the link as its owner would, or `ses.verify('{SHOP}')`. {VERIFY_SHOP}"
        )
        ses.follow(ses.notices.find(to=SHOP)[-1].links[0])
        assert send(SHOP, to=[ANN])

    def test_a_domain(self, ses, sesv2_client, send):
        sesv2_client.create_email_identity(EmailIdentity="example.com")

        assert hint(send, SHOP, to=[ANN]) == (
            "'example.com' is Pending: `ses.verify('example.com')` confirms it as its records in "
            f"DNS would. {VERIFY_SHOP}"
        )
        ses.verify("example.com")
        assert send(SHOP, to=[ANN])

    def test_one_that_nobody_has_confirmed_in_time(self, ses, ses_client, send):
        ses_client.verify_email_identity(EmailAddress=SHOP)
        ses.clock.advance(hours=24)

        assert hint(send, SHOP, to=[ANN]) == (
            f"'{SHOP}' is Failed: its owner has not followed the link in 24 hours. {VERIFY_SHOP}"
        )

    def test_a_domain_that_nobody_has_confirmed_in_time(self, ses, ses_client, send):
        ses_client.verify_domain_identity(Domain="example.com")
        ses.clock.advance(hours=72)

        assert hint(send, SHOP, to=[ANN]) == (
            "'example.com' is Failed: its owner has not published its records in 72 hours. "
            f"{VERIFY_SHOP}"
        )

    def test_counts_more_than_being_verified_elsewhere(self, ses, ses_client, send):
        ses.region("eu-west-1").verify(SHOP)
        ses_client.verify_email_identity(EmailAddress=SHOP)

        assert hint(send, SHOP, to=[ANN]).startswith(f"'{SHOP}' is Pending: ")


class TestSpelling:
    @pytest.mark.parametrize("verified", ["Shop@example.com", "SHOP@EXAMPLE.COM"])
    def test_an_address_that_differs_in_case_only(self, verified, send):
        with mock_ses(production=True, verified=[verified]):
            assert hint(send, SHOP, to=[ANN]) == (
                f"'{verified}' is verified, '{SHOP}' is not: addresses are compared letter for "
                f"letter. {VERIFY_SHOP}"
            )

    @mock_ses(production=True, verified=["Shop@example.com"])
    def test_also_with_a_label(self, send):
        assert hint(send, "shop+1@example.com", to=[ANN]).startswith(
            "'Shop@example.com' is verified, 'shop+1@example.com' is not: addresses are compared "
        )

    @mock_ses(production=True, verified={"eu-west-1": ["Shop@example.com"]})
    def test_in_another_region_is_nothing_to_tell(self, send):
        assert hint(send, SHOP, to=[ANN]) == VERIFY_SHOP


class TestSendingPaused:
    @pytest.mark.ses(verified=[SHOP])
    def test_by_the_account(self, ses_client, sesv2_client, send):
        ses_client.update_account_sending_enabled(Enabled=False)

        assert hint(send, SHOP, to=[SHOP]) == (
            "To mend the test: `update_account_sending_enabled(Enabled=True)` of a `ses` client, "
            "or `put_account_sending_attributes(SendingEnabled=True)` of a `sesv2` client."
        )
        sesv2_client.put_account_sending_attributes(SendingEnabled=True)
        assert send(SHOP, to=[SHOP])

    @pytest.mark.ses(verified=[SHOP])
    def test_by_a_configuration_set(self, ses_client, sesv2_client, send):
        sesv2_client.create_configuration_set(ConfigurationSetName="news")
        sesv2_client.put_configuration_set_sending_options(
            ConfigurationSetName="news", SendingEnabled=False
        )

        assert hint(send, SHOP, to=[SHOP], ConfigurationSetName="news") == (
            "To mend the test: `update_configuration_set_sending_enabled("
            "ConfigurationSetName='news', Enabled=True)` of a `ses` client, or "
            "`put_configuration_set_sending_options(ConfigurationSetName='news', "
            "SendingEnabled=True)` of a `sesv2` client."
        )
        ses_client.update_configuration_set_sending_enabled(
            ConfigurationSetName="news", Enabled=True
        )
        assert send(SHOP, to=[SHOP], ConfigurationSetName="news")


@pytest.mark.ses(verified=[SHOP])
class TestMissing:
    def test_configuration_set(self, ses_client, send):
        assert hint(send, SHOP, to=[SHOP], ConfigurationSetName="news") == (
            "To mend the test: `create_configuration_set(ConfigurationSet={'Name': 'news'})` of a "
            "`ses` client, or `create_configuration_set(ConfigurationSetName='news')` of a `sesv2` "
            "client, in the same region."
        )
        ses_client.create_configuration_set(ConfigurationSet={"Name": "news"})
        assert send(SHOP, to=[SHOP], ConfigurationSetName="news")

    def test_template(self, ses, ses_client, sesv2_client):
        def send_from_template():
            return sesv2_client.send_email(
                FromEmailAddress=SHOP,
                Destination={"ToAddresses": [SHOP]},
                Content={"Template": {"TemplateName": "welcome", "TemplateData": "{}"}},
            )

        told = "To mend the test: `ses.add_template('welcome', subject='...', text='...')`."
        assert hint(send_from_template) == told
        assert hint(ses_client.get_template, TemplateName="welcome") == told
        ses.add_template("welcome", subject="...", text="...")
        assert send_from_template()

    def test_template_of_another_region_or_account(self, sesv2_client):
        arn = "arn:aws:ses:eu-west-1:123456789012:template/welcome"

        assert hint(
            sesv2_client.send_email,
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [SHOP]},
            Content={"Template": {"TemplateArn": arn, "TemplateData": "{}"}},
        ) == (
            "To mend the test: name a template of the same region and account, "
            "`arn:aws:ses:us-east-1:123456789012:template/...`."
        )


ONCE = Config(retries={"total_max_attempts": 1})


def send_to(number: int) -> str:
    client = boto3.client("ses", config=ONCE)
    return client.send_email(
        Source=SHOP,
        Destination={"ToAddresses": [f"u{n}@example.com" for n in range(number)]},
        Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "x"}}},
    )["MessageId"]


class TestRate:
    @pytest.mark.parametrize(
        ("rate", "recipients", "told", "seconds"),
        [
            (1, 1, "1 recipient", "1"),
            (1, 5, "1 recipient", "5"),
            (14, 14, "14 recipients", "0.072"),
            (14, 50, "14 recipients", "2.643"),
            (0.5, 1, "0.5 recipients", "2"),
            (0.1, 2, "0.1 recipients", "20"),
            (2.5, 3, "2.5 recipients", "0.6"),
        ],
    )
    def test_it_tells_how_long_to_wait(self, rate, recipients, told, seconds):
        with mock_ses(production=True, verified=["example.com"], max_send_rate=rate) as ses:
            ses.clock.freeze()
            send_to(recipients)

            assert hint(send_to, 1) == (
                f"The rate is {told} a second. `ses.clock.advance(seconds={seconds})` lets enough "
                "time pass, `mock_ses(max_send_rate=...)` sets another rate."
            )

            ses.clock.advance(seconds=float(seconds) - 0.002)
            assert hint(send_to, 1)
            ses.clock.advance(seconds=0.002)
            assert send_to(1)

    @mock_ses(production=True, verified=["example.com"], max_send_rate=0)
    def test_of_nothing_lets_nothing_pass(self):
        assert hint(send_to, 1) == (
            "A rate of 0 lets nothing pass; `mock_ses(max_send_rate=...)` sets another rate."
        )


class TestQuota:
    @mock_ses(verified=["example.com"], max_24_hour_send=5)
    def test_it_tells_how_many_recipients_the_call_wanted(self, ses):
        ses.clock.freeze()
        send_to(3)

        assert hint(send_to, 3) == (
            "3 of 5 recipients were sent to in the last 24 hours, and this call wants 3 more. "
            "`ses.clock.advance(hours=24)` lets a day pass, `mock_ses(max_24_hour_send=...)` sets "
            "another quota."
        )
        ses.clock.advance(hours=24)
        assert send_to(3)

    @mock_ses(verified=["example.com"], max_24_hour_send=5)
    def test_no_day_is_long_enough_for_a_call_that_wants_more_than_all(self):
        assert hint(send_to, 6) == (
            "0 of 5 recipients were sent to in the last 24 hours, and this call wants 6 more. "
            "`mock_ses(max_24_hour_send=...)` sets another quota."
        )


@mock_ses(verified=["example.com"])
def test_hints_cost_nothing_where_nothing_is_refused(monkeypatch):
    def fail(*_, **__):
        raise AssertionError("A hint was written.")

    monkeypatch.setattr("sesfake.domain.senders.how_to_verify", fail)
    monkeypatch.setattr("sesfake.domain.quota.token_bucket.TokenBucket.seconds_to_wait", fail)

    assert send_v1("shop@example.com", to=["ann@example.com"])


OTHER = "999999999999"
KEYS = {"K": AccessKey("s", account_id=OTHER)}


def other(service):
    return boto3.client(service, "us-east-1", aws_access_key_id="K", aws_secret_access_key="s")


@pytest.mark.ses(credentials=KEYS)
class TestAnotherAccount:
    """A hint acts on the account of the caller, not on the default one."""

    FAKE = f"ses.account('{OTHER}')"

    def send(self, to=ANN, **more):
        return other("ses").send_email(
            Source=SHOP,
            Destination={"ToAddresses": [to]},
            Message={"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}},
            **more,
        )

    def test_a_sender_and_recipients(self, ses):
        assert hint(self.send) == (
            f"To mend the test: `{self.FAKE}.verify('{SHOP}', '{ANN}')`, or "
            f"`mock_ses(production=True)` or `{self.FAKE}.grant_production_access()` to leave the "
            "sandbox, where recipients are checked too; senders always are."
        )
        ses.account(OTHER).verify(SHOP)
        ses.account(OTHER).grant_production_access()
        assert self.send()

    @pytest.mark.ses(credentials=KEYS, verification="manual", production=True)
    def test_a_pending_domain(self, ses):
        other("sesv2").create_email_identity(EmailIdentity="example.com")

        assert f"`{self.FAKE}.verify('example.com')` confirms it" in hint(self.send)

    @pytest.mark.ses(credentials=KEYS, verification="dns", production=True)
    def test_a_domain_without_records(self, ses):
        other("sesv2").create_email_identity(EmailIdentity="example.com")

        assert f"`{self.FAKE}.dns.publish_all('example.com')` publishes" in hint(self.send)
        ses.account(OTHER).dns.publish_all("example.com")
        assert self.send()

    @pytest.mark.parametrize("permanently", [False, True])
    def test_a_suspension(self, ses, permanently):
        ses.account(OTHER).verify(SHOP, ANN)
        ses.account(OTHER).suspend("bounces", permanently=permanently)

        assert f"To mend the test: `{self.FAKE}.reinstate()`" in hint(self.send)
        ses.account(OTHER).reinstate()
        assert self.send()

    def test_a_template(self, ses):
        told = f"To mend the test: `{self.FAKE}.add_template('a', subject='...', text='...')`."
        assert hint(other("ses").get_template, TemplateName="a") == told

    def test_a_case(self, ses):
        details = {
            "MailType": "TRANSACTIONAL",
            "WebsiteURL": "https://example.com",
            "UseCaseDescription": "Receipts",
        }
        other("sesv2").put_account_details(**details, ProductionAccessEnabled=True)

        told = hint(other("sesv2").put_account_details, **details)
        assert f"`{self.FAKE}.grant_production_access()`, `{self.FAKE}.deny_production" in told

    def test_a_redirect_domain_and_the_sender_of_a_verification_mail(self, ses):
        told = hint(
            other("sesv2").create_configuration_set,
            ConfigurationSetName="c",
            TrackingOptions={"CustomRedirectDomain": "links.example.com"},
        )
        assert told.endswith(f"`{self.FAKE}.verify('links.example.com')`.")
        told = hint(
            other("ses").create_custom_verification_email_template,
            TemplateName="t",
            FromEmailAddress=SHOP,
            TemplateSubject="s",
            TemplateContent="c",
            SuccessRedirectionURL="https://example.com/a",
            FailureRedirectionURL="https://example.com/b",
        )
        assert told == f"To mend the test: `{self.FAKE}.verify('{SHOP}')`."


@pytest.mark.ses(verification="dns", production=True)
class TestRecordsThatAreLost:
    def test_it_has_to_be_asked_again(self, ses, sesv2_client, send):
        sesv2_client.create_email_identity(EmailIdentity="example.com")
        ses.dns.publish_all("example.com")
        ses.dns.clear()
        ses.clock.advance(hours=72)

        told = hint(send, SHOP, to=[ANN])

        assert told == (
            "'example.com' is Failed: its records have been missing for 72 hours. Records count "
            "again once it is asked for again, by `put_email_identity_dkim_signing_attributes(...)`"
            " of a `sesv2` client; then `ses.dns.publish_all('example.com')`. " + VERIFY_SHOP
        )
        sesv2_client.put_email_identity_dkim_signing_attributes(
            EmailIdentity="example.com", SigningAttributesOrigin="AWS_SES"
        )
        ses.dns.publish_all("example.com")
        assert send(SHOP, to=[ANN])

    @pytest.mark.parametrize("operation", ["verify_domain_identity", "verify_domain_dkim"])
    def test_as_it_was_asked_for_in_v1(self, ses, ses_client, send, operation):
        ses_client.verify_domain_identity(Domain="example.com")
        ses.clock.advance(hours=72)

        assert (
            "not published its records in 72 hours. Records count again once it is asked for again,"
            " by `verify_domain_identity(...)` or `verify_domain_dkim(...)` of a `ses` client; "
        ) in hint(send, SHOP, to=[ANN])
        getattr(ses_client, operation)(Domain="example.com")
        ses.dns.publish_all("example.com")
        assert send(SHOP, to=[ANN])

    def test_a_key_that_cannot_sign(self, ses, sesv2_client, send):
        sesv2_client.create_email_identity(
            EmailIdentity="example.com",
            DkimSigningAttributes={
                "DomainSigningSelector": "mine",
                "DomainSigningPrivateKey": "bm8ga2V5",
            },
        )
        ses.dns.publish_all("example.com")

        assert hint(send, SHOP, to=[ANN]) == (
            "'example.com' is Pending: its own DKIM key is unusable, it has to be an RSA private "
            "key of 1024 to 2048 bits, the base64 of a PEM file without its first and last line. "
            + VERIFY_SHOP
        )
        ses.verify(SHOP)
        assert send(SHOP, to=[ANN])


class TestMailFrom:
    REST = (
        "; or have Amazon's own used instead, with `set_identity_mail_from_domain(..., "
        "BehaviorOnMXFailure='UseDefaultValue')` of a `ses` client or "
        "`put_email_identity_mail_from_attributes(..., BehaviorOnMxFailure='USE_DEFAULT_VALUE')` "
        "of a `sesv2` client."
    )

    def set_up(self, ses, ses_client):
        ses.verify("example.com")
        ses_client.set_identity_mail_from_domain(
            Identity="example.com",
            MailFromDomain="bounces.example.com",
            BehaviorOnMXFailure="RejectMessage",
        )

    @pytest.mark.parametrize(
        ("mode", "mend"),
        [("manual", "ses.verify('example.com')"), ("dns", "ses.dns.publish_all('example.com')")],
    )
    def test_without_its_record(self, mode, mend, send):
        with mock_ses(production=True, verification=mode) as ses:
            self.set_up(ses, boto3.client("ses"))

            assert hint(send, SHOP, to=[ANN]) == (
                "'bounces.example.com', the MAIL FROM domain of 'example.com', is Pending. To mend "
                f"the test: `{mend}`{self.REST}"
            )
            eval(mend, {"ses": ses})
            assert send(SHOP, to=[ANN])

    @pytest.mark.ses(verification="dns", production=True)
    def test_one_that_has_failed(self, ses, ses_client, send):
        self.set_up(ses, ses_client)
        ses.clock.advance(hours=72)

        assert "ask for it again as below, then `ses.dns.publish_all('example.com')`" in hint(
            send, SHOP, to=[ANN]
        )

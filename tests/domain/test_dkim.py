"""How domains sign: Easy DKIM, keys of one's own, replicas. Rows are those of "resources"."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sesfake.protocol.output import IS_OLD
from tests.domain.signing_domains import NOON, create, dkim, identity, own_key, put
from tests.installed import needs_member
from tests.keys import private_key
from tests.refusing import refusal_with_status

pytestmark = pytest.mark.usefixtures("ses")
BASE32 = set("abcdefghijklmnopqrstuvwxyz234567")


def zone() -> dict:
    return {} if IS_OLD else {"SigningHostedZone": "dkim.amazonses.com"}  # older models lack it


class TestEasyDkim:
    def test_a_read_tells_keys_and_when_they_were_made(self, ses):
        # resources 2.5: the current length appears once verified
        ses.clock.freeze(NOON)

        tokens = create()["Tokens"]

        assert dkim() == {
            "SigningEnabled": True,
            "Status": "SUCCESS",
            "Tokens": tokens,
            "SigningAttributesOrigin": "AWS_SES",
            "NextSigningKeyLength": "RSA_2048_BIT",
            "CurrentSigningKeyLength": "RSA_2048_BIT",
            "LastKeyGenerationTimestamp": NOON,
            **zone(),
        }

    @pytest.mark.ses(verification="manual")
    def test_before_the_records_are_found_no_key_is_in_use(self, ses):
        created = create(NextSigningKeyLength="RSA_1024_BIT")
        assert created["NextSigningKeyLength"] == "RSA_1024_BIT"
        assert "LastKeyGenerationTimestamp" not in created
        assert "CurrentSigningKeyLength" not in dkim()

        ses.verify("example.com")

        assert dkim()["CurrentSigningKeyLength"] == "RSA_1024_BIT"

    @pytest.mark.ses(verification="manual")
    def test_another_length_makes_new_keys_while_the_domain_stays_verified(self, ses):
        # resources 2.5
        ses.clock.freeze(NOON)
        old = create()["Tokens"]
        ses.verify("example.com")
        ses.clock.advance(hours=1)

        answer = put("AWS_SES", NextSigningKeyLength="RSA_1024_BIT")

        assert answer == {"DkimStatus": "PENDING", "DkimTokens": answer["DkimTokens"], **zone()}
        assert len(set(answer["DkimTokens"]) - set(old)) == 3
        assert all(len(t) == 32 and set(t) <= BASE32 for t in answer["DkimTokens"])
        assert identity()["VerifiedForSendingStatus"] is True
        now = dkim()
        assert (now["Status"], now["LastKeyGenerationTimestamp"]) == (
            "PENDING",
            NOON + timedelta(hours=1),
        )
        assert now["CurrentSigningKeyLength"] == "RSA_2048_BIT"  # still signs with it
        ses.verify("example.com")
        assert dkim()["CurrentSigningKeyLength"] == "RSA_1024_BIT"

    @pytest.mark.ses(verification="manual")
    def test_new_keys_whose_records_are_not_found_fail_after_72_hours(self, ses):
        ses.clock.freeze(NOON)
        ses.verify("example.com")
        put("AWS_SES", NextSigningKeyLength="RSA_1024_BIT")

        ses.clock.advance(hours=71)
        assert dkim()["Status"] == "PENDING"
        ses.clock.advance(hours=1)
        assert dkim()["Status"] == "FAILED"
        assert identity()["VerifiedForSendingStatus"] is True

    def test_the_same_length_again_changes_nothing(self):
        tokens = create()["Tokens"]

        answer = put("AWS_SES", NextSigningKeyLength="RSA_2048_BIT")

        assert answer == {"DkimStatus": "SUCCESS", "DkimTokens": tokens, **zone()}
        assert put("AWS_SES")["DkimTokens"] == tokens

    def test_the_length_changes_once_a_day_but_for_the_first_downgrade(self, ses):
        # resources 2.5
        ses.clock.freeze(NOON)
        create(NextSigningKeyLength="RSA_1024_BIT")
        put("AWS_SES", NextSigningKeyLength="RSA_2048_BIT")
        put("AWS_SES", NextSigningKeyLength="RSA_1024_BIT")  # the first downgrade
        refused = (
            "BadRequestException",
            "The DKIM signing key length can be changed only once in 24 hours.",
            400,
        )

        tokens = dkim()["Tokens"]
        assert refusal_with_status(put, "AWS_SES", NextSigningKeyLength="RSA_2048_BIT") == refused
        ses.clock.advance(hours=23, minutes=59)
        assert refusal_with_status(put, "AWS_SES", NextSigningKeyLength="RSA_2048_BIT") == refused
        assert dkim()["Tokens"] == tokens
        ses.clock.advance(minutes=1)
        put("AWS_SES", NextSigningKeyLength="RSA_2048_BIT")
        put("AWS_SES", NextSigningKeyLength="RSA_1024_BIT")
        ses.clock.advance(hours=24)
        put("AWS_SES", NextSigningKeyLength="RSA_2048_BIT")

    def test_a_domain_of_v1_without_dkim_may_begin_with_it(self, ses_client):
        ses_client.verify_domain_identity(Domain="example.com")
        assert dkim() == {
            "SigningEnabled": False,
            "Status": "NOT_STARTED",
            "SigningAttributesOrigin": "AWS_SES",
        }

        tokens = put("AWS_SES")["DkimTokens"]

        assert ses_client.verify_domain_dkim(Domain="example.com")["DkimTokens"] == tokens
        assert dkim()["SigningEnabled"] is True

    @pytest.mark.ses(verification="manual")
    def test_a_domain_that_has_failed_waits_again(self, ses, ses_client):
        ses.clock.freeze(NOON)
        ses_client.verify_domain_identity(Domain="example.com")
        ses.clock.advance(hours=72)
        assert identity()["VerificationStatus"] == "FAILED"

        put("AWS_SES")

        assert identity()["VerificationStatus"] == "PENDING"
        ses.clock.advance(hours=72)
        assert (identity()["VerificationStatus"], dkim()["Status"]) == ("FAILED", "FAILED")


class TestOwnKey:
    def test_the_selector_stands_for_the_tokens_in_both_apis(self, ses_client):
        # resources 2.5
        answer = create(**own_key())

        assert answer == {
            "SigningEnabled": True,
            "Status": "SUCCESS",
            "Tokens": ["mine"],
            "SigningAttributesOrigin": "EXTERNAL",
        }
        assert dkim() == answer
        assert identity()["VerifiedForSendingStatus"] is True
        shown = ses_client.get_identity_dkim_attributes(Identities=["example.com"])
        assert shown["DkimAttributes"]["example.com"] == {
            "DkimEnabled": True,
            "DkimVerificationStatus": "Success",
            "DkimTokens": ["mine"],
        }

    def test_a_domain_may_change_to_it_and_back(self, ses_client):
        easy = create()["Tokens"]

        assert put("EXTERNAL", **own_key()) == {"DkimStatus": "SUCCESS", "DkimTokens": ["mine"]}
        assert "CurrentSigningKeyLength" not in dkim()
        back = put("AWS_SES")
        assert len(set(back["DkimTokens"]) - set(easy)) == 3
        assert dkim()["SigningAttributesOrigin"] == "AWS_SES"

    def test_the_switch_stays_as_it_was(self, sesv2_client):
        create()
        sesv2_client.put_email_identity_dkim_attributes(
            EmailIdentity="example.com", SigningEnabled=False
        )

        put("EXTERNAL", **own_key())

        assert dkim()["SigningEnabled"] is False

    @pytest.mark.parametrize("key", ["abcd", private_key(1023), private_key(2049)])
    def test_a_key_that_is_none_is_taken_and_never_verifies(self, ses, key):
        # resources 2.5
        ses.clock.freeze(NOON)
        signing = {"DomainSigningSelector": "mine", "DomainSigningPrivateKey": key}

        assert create(**signing)["Status"] == "NOT_STARTED"
        assert (identity()["VerificationStatus"], dkim()["Status"]) == ("PENDING", "PENDING")
        ses.clock.advance(hours=72)
        assert (identity()["VerificationStatus"], dkim()["Status"]) == ("FAILED", "FAILED")

        ses.verify("example.com")  # the domain, by whatever means
        assert (identity()["VerificationStatus"], dkim()["Status"]) == ("SUCCESS", "FAILED")

    @pytest.mark.ses(verification="manual")
    def test_the_same_key_again_stays_verified_and_another_waits(self, ses):
        create(**own_key())
        ses.verify("example.com")

        assert put("EXTERNAL", **own_key())["DkimStatus"] == "SUCCESS"
        assert put("EXTERNAL", **own_key(selector="other")) == {
            "DkimStatus": "PENDING",
            "DkimTokens": ["other"],
        }

    @pytest.mark.parametrize("missing", ["DomainSigningSelector", "DomainSigningPrivateKey"])
    def test_selector_and_key_belong_together(self, ses, sesv2_client, missing):
        signing = own_key()
        del signing[missing]
        refused = (
            "BadRequestException",
            "DomainSigningSelector and DomainSigningPrivateKey must both be specified.",
            400,
        )

        assert refusal_with_status(create, **signing) == refused
        assert sesv2_client.list_email_identities()["EmailIdentities"] == []
        ses.verify("example.com")
        assert refusal_with_status(put, "EXTERNAL", **signing) == refused
        assert refusal_with_status(put, "EXTERNAL") == refused

    @pytest.mark.parametrize(
        "signing",
        [
            {"NextSigningKeyLength": "RSA_1024_BIT", **own_key()},
            {"DomainSigningAttributesOrigin": "AWS_SES", **own_key()},
            {"DomainSigningAttributesOrigin": "AWS_SES_EU_WEST_1", **own_key()},
            {
                "DomainSigningAttributesOrigin": "AWS_SES_EU_WEST_1",
                "NextSigningKeyLength": "RSA_1024_BIT",
            },
        ],
    )
    def test_two_ways_at_once_are_refused(self, sesv2_client, signing):
        for member in signing:
            needs_member("sesv2", "CreateEmailIdentity", f"DkimSigningAttributes.{member}")

        assert refusal_with_status(create, **signing) == (
            "BadRequestException",
            "The DKIM signing attributes do not fit the signing attributes origin.",
            400,
        )
        assert sesv2_client.list_email_identities()["EmailIdentities"] == []

    def test_a_selector_that_is_none_is_refused_by_the_model(self):
        code, text, _ = refusal_with_status(create, **own_key(selector="-mine"))

        assert code == "BadRequestException"
        assert "Value at 'dkimSigningAttributes.domainSigningSelector' failed to satisfy" in text


class TestWhoMaySign:
    @pytest.mark.parametrize("name", ["ann@example.com", " ", "foo.123"])
    def test_only_domains_have_signing_attributes(self, ses, name):
        # resources 2.5
        ses.verify("ann@example.com")

        assert refusal_with_status(put, "AWS_SES", name) == (
            "BadRequestException",
            "The EmailIdentity value must be a valid domain.",
            400,
        )

    def test_an_unknown_domain_is_not_found(self):
        # resources 2.2
        assert refusal_with_status(put, "AWS_SES") == (
            "NotFoundException",
            "Email identity example.com does not exist.",
            404,
        )

    def test_an_identity_of_elsewhere_is_refused(self, ses):
        ses.verify("example.com")
        arn = "arn:aws:ses:us-east-1:{}:identity/example.com"

        assert put("AWS_SES", arn.format("123456789012"))["DkimStatus"] == "SUCCESS"
        assert refusal_with_status(put, "AWS_SES", arn.format("999999999999")) == (
            "BadRequestException",
            f"Identity <{arn.format('999999999999')}> is not owned by account 123456789012.",
            400,
        )

    def test_an_address_is_not_created_with_them(self, sesv2_client):
        assert refusal_with_status(create, "ann@example.com", **own_key()) == (
            "BadRequestException",
            "DKIM signing attributes can only be specified for a domain.",
            400,
        )
        assert sesv2_client.list_email_identities()["EmailIdentities"] == []

    def test_an_address_mirrors_switch_status_and_tokens_of_its_domain_and_no_more(
        self, sesv2_client
    ):
        # resources 2.3
        tokens = create()["Tokens"]
        sesv2_client.create_email_identity(EmailIdentity="ann@example.com")

        assert dkim("ann@example.com") == {
            "SigningEnabled": True,
            "Status": "SUCCESS",
            "Tokens": tokens,
            "SigningAttributesOrigin": "AWS_SES",
        }

    def test_an_address_of_a_signing_domain_need_not_be_known_to_be_switched(self, sesv2_client):
        # resources 2.5: 200, no effect
        create()

        sesv2_client.put_email_identity_dkim_attributes(
            EmailIdentity="nobody@example.com", SigningEnabled=False
        )

        assert dkim()["SigningEnabled"] is True
        assert dkim()["Status"] == "SUCCESS"

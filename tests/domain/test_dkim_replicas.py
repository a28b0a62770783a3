"""Domains that sign with the keys of another region. Rows are those of "resources"."""

from __future__ import annotations

import copy

import boto3
import pytest

from tests.domain.signing_domains import NOON, create, dkim, identity, own_key, put
from tests.installed import needs_member
from tests.refusing import refusal_with_status

pytestmark = pytest.mark.usefixtures("ses")


@pytest.fixture
def needs_replicas():
    needs_member(
        "sesv2", "CreateEmailIdentity", "DkimSigningAttributes.DomainSigningAttributesOrigin"
    )


FROM_VIRGINIA = {"DomainSigningAttributesOrigin": "AWS_SES_US_EAST_1"}


@pytest.mark.usefixtures("needs_replicas")
class TestReplicas:
    """Deterministic Easy DKIM: resources 2.5."""

    @pytest.mark.ses(verified={"us-east-1": ["example.com"]}, verification="manual")
    def test_a_replica_shares_tokens_and_is_verified_without_records_of_its_own(self, ses):
        answer = create(region="eu-west-1", **FROM_VIRGINIA)  # nobody was in Virginia before

        primary = dkim()
        assert answer["Tokens"] == primary["Tokens"]
        assert identity(region="eu-west-1")["VerifiedForSendingStatus"] is True
        assert dkim(region="eu-west-1") == {
            **primary,
            "SigningAttributesOrigin": "AWS_SES_US_EAST_1",
        }

    @pytest.mark.ses(verification="manual")
    def test_a_replica_waits_with_its_primary(self, ses):
        create()
        create(region="eu-west-1", **FROM_VIRGINIA)
        assert dkim(region="eu-west-1")["Status"] == "PENDING"

        ses.region("us-east-1").verify("example.com")

        assert dkim(region="eu-west-1")["Status"] == "SUCCESS"
        assert identity(region="eu-west-1")["VerificationStatus"] == "SUCCESS"

    @pytest.mark.ses(verification="dns")
    def test_who_reads_a_replica_leaves_the_region_of_its_primary_as_it_is(self, ses):
        """What changes there changes under the lock of that region, which nobody holds here."""
        create()
        create(region="eu-west-1", **FROM_VIRGINIA)
        there = ses.accounts.open("123456789012", "us-east-1").identities.find("example.com")
        before = copy.deepcopy(there.verifications)

        ses.clock.advance(hours=72)
        assert dkim(region="eu-west-1")["Status"] == "FAILED"

        assert there.verifications == before
        assert dkim()["Status"] == "FAILED"

    def test_new_keys_of_the_primary_are_the_replicas_too(self):
        create()
        create(region="eu-west-1", **FROM_VIRGINIA)

        tokens = put("AWS_SES", NextSigningKeyLength="RSA_1024_BIT")["DkimTokens"]

        assert dkim(region="eu-west-1")["Tokens"] == tokens

    def test_why_keys_cannot_be_shared_is_told(self, ses):
        ses.clock.freeze(NOON)
        create("own.org", **own_key())
        create("chain.org", DomainSigningAttributesOrigin="AWS_SES_US_WEST_2")
        boto3.client("ses").verify_domain_identity(Domain="plain.org")

        def told(name: str, region: str = "eu-west-1") -> tuple[str, str]:
            create(name, region, **FROM_VIRGINIA)
            read = identity(name, region)
            return read["VerificationStatus"], read["VerificationInfo"]["ErrorType"]

        assert told("nowhere.org") == ("PENDING", "REPLICATION_PRIMARY_NOT_FOUND")
        assert told("plain.org") == ("PENDING", "REPLICATION_PRIMARY_NOT_FOUND")
        assert told("own.org") == ("PENDING", "REPLICATION_PRIMARY_BYO_DKIM_NOT_SUPPORTED")
        assert told("chain.org") == ("PENDING", "REPLICATION_REPLICA_AS_PRIMARY_NOT_SUPPORTED")
        assert told("here.org", "us-east-1") == ("PENDING", "REPLICATION_PRIMARY_INVALID_REGION")
        ses.clock.advance(hours=72)
        assert identity("own.org", "eu-west-1")["VerificationStatus"] == "FAILED"
        create("nowhere.org")  # at last
        assert identity("nowhere.org", "eu-west-1")["VerificationStatus"] == "SUCCESS"
        assert "ErrorType" not in identity("nowhere.org", "eu-west-1")["VerificationInfo"]

    def test_two_replicas_of_each_other_do_not_turn_in_circles(self):
        create(region="us-east-1", DomainSigningAttributesOrigin="AWS_SES_EU_WEST_1")
        create(region="eu-west-1", **FROM_VIRGINIA)

        for region in ("us-east-1", "eu-west-1"):
            info = identity(region=region)["VerificationInfo"]
            assert info["ErrorType"] == "REPLICATION_REPLICA_AS_PRIMARY_NOT_SUPPORTED"

    def test_a_domain_may_become_a_replica_and_stays_verified(self, ses):
        ses.region("us-east-1").verify("example.com")
        create(region="eu-west-1")

        answer = put("AWS_SES_EU_WEST_1")

        assert answer["DkimTokens"] == dkim(region="eu-west-1")["Tokens"]
        assert answer["DkimStatus"] == "SUCCESS"

    def test_the_origin_is_not_named_twice(self, ses):
        ses.verify("example.com")

        assert refusal_with_status(put, "AWS_SES_EU_WEST_1", **FROM_VIRGINIA) == (
            "BadRequestException",
            "DomainSigningAttributesOrigin is not allowed here; use SigningAttributesOrigin.",
            400,
        )

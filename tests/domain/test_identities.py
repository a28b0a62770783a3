"""Verification over time, and what deletion does: through both APIs where both have it."""

from __future__ import annotations

import boto3
import pytest
from botocore.exceptions import ClientError


def status(name: str) -> str | None:
    answer = boto3.client("ses").get_identity_verification_attributes(Identities=[name])
    return answer["VerificationAttributes"].get(name, {}).get("VerificationStatus")


@pytest.mark.ses(verification="manual")
class TestExpiry:
    """facts: resources, section 2.1: 24 hours for the link, 72 for the records."""

    @pytest.mark.parametrize(
        ("name", "hours"), [("ann@example.com", 24), ("example.com", 72)], ids=["address", "domain"]
    )
    def test_what_nobody_confirms_fails(self, ses, sesv2_client, name, hours):
        ses.clock.freeze()
        sesv2_client.create_email_identity(EmailIdentity=name)

        ses.clock.advance(hours=hours - 1)
        assert status(name) == "Pending"
        ses.clock.advance(hours=1)
        assert status(name) == "Failed"
        [listed] = sesv2_client.list_email_identities()["EmailIdentities"]
        assert listed["VerificationStatus"] == "FAILED"

    def test_asking_again_begins_anew(self, ses, ses_client):
        ses.clock.freeze()
        ses_client.verify_email_identity(EmailAddress="ann@example.com")
        ses.clock.advance(hours=24)

        ses_client.verify_email_identity(EmailAddress="ann@example.com")

        assert status("ann@example.com") == "Pending"
        ses.clock.advance(hours=23)
        assert status("ann@example.com") == "Pending"

    def test_dkim_has_72_hours_of_its_own_and_begins_anew_when_asked_again(self, ses, ses_client):
        def dkim() -> str:
            answer = ses_client.get_identity_dkim_attributes(Identities=["example.com"])
            return answer["DkimAttributes"]["example.com"]["DkimVerificationStatus"]

        ses.clock.freeze()
        ses.verify("shop.org")  # another domain, to be left alone
        ses_client.verify_domain_identity(Domain="example.com")
        ses.verify("example.com")  # by its own token; DKIM was not asked for yet
        ses.clock.advance(days=30)

        for _ in range(2):
            ses_client.verify_domain_dkim(Domain="example.com")
            assert dkim() == "Pending"
            ses.clock.advance(hours=71)
            assert dkim() == "Pending"
            ses.clock.advance(hours=1)
            assert dkim() == "Failed"
        assert status("example.com") == "Success"

    def test_what_is_verified_does_not_expire(self, ses, ses_client):
        ses_client.verify_email_identity(EmailAddress="ann@example.com")
        ses.verify("ann@example.com")

        ses.clock.advance(days=365)
        ses_client.verify_email_identity(EmailAddress="ann@example.com")

        assert status("ann@example.com") == "Success"


@pytest.mark.ses(verified=["example.com", "ann@example.com"])
class TestDeletion:
    def test_a_deleted_identity_cannot_send_any_more(self, ses_client):
        ses_client.delete_identity(Identity="example.com")

        with pytest.raises(ClientError, match="Email address is not verified"):
            ses_client.send_email(
                Source="shop@example.com",
                Destination={"ToAddresses": ["ann@example.com"]},
                Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}},
            )

    @pytest.mark.parametrize("operation", ["delete_identity", "delete_verified_email_address"])
    def test_v1_deletes_what_is_not_there_without_a_word(self, ses_client, operation):
        # facts: resources 2.2
        parameter = "Identity" if operation == "delete_identity" else "EmailAddress"

        getattr(ses_client, operation)(**{parameter: "nobody@example.org"})

        assert len(ses_client.list_identities()["Identities"]) == 2

    def test_a_list_may_be_emptied_page_by_page(self, ses, ses_client):
        ses.verify(*(f"u{n}@example.org" for n in range(7)))

        for page in ses_client.get_paginator("list_identities").paginate(
            PaginationConfig={"PageSize": 2}
        ):
            for name in page["Identities"]:
                ses_client.delete_identity(Identity=name)

        assert ses_client.list_identities()["Identities"] == []

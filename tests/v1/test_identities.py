"""Identities through v1. Rows named are those of the fact sheet "resources"."""

from __future__ import annotations

from base64 import b64encode

import boto3
import pytest

from tests.refusing import refusal


def test_an_address_is_verified_and_listed(ses_client):
    ses_client.verify_email_identity(EmailAddress="ann@example.com")

    assert ses_client.list_identities()["Identities"] == ["ann@example.com"]


def test_verifying_twice_makes_one_identity(ses_client):
    for _ in range(2):
        ses_client.verify_email_identity(EmailAddress="ann@example.com")

    assert ses_client.list_identities()["Identities"] == ["ann@example.com"]


@pytest.mark.parametrize("address", ["ann", "ann@", "@example.com", "a b@example.com"])
def test_what_is_no_address_is_refused(ses_client, address):
    # Section 2.2: no space before the bracket
    answer = refusal(ses_client.verify_email_identity, EmailAddress=address)

    assert answer == ("InvalidParameterValue", f"Invalid email address<{address}>.")
    assert ses_client.list_identities()["Identities"] == []


@pytest.mark.ses(verified=["example.com", "ann@example.com"])
@pytest.mark.parametrize(
    ("wanted", "found"), [("EmailAddress", ["ann@example.com"]), ("Domain", ["example.com"])]
)
def test_a_list_may_be_of_one_type(ses_client, wanted, found):
    assert ses_client.list_identities(IdentityType=wanted)["Identities"] == found


NAMES = [f"u{n}@example.com" for n in range(5)]


@pytest.mark.ses(verified=NAMES)
class TestPaging:
    """Section 1."""

    def test_pages_hold_what_was_asked_for_and_the_last_one_no_token(self, ses_client):
        pages = [
            (page["Identities"], "NextToken" in page)
            for page in ses_client.get_paginator("list_identities").paginate(
                PaginationConfig={"PageSize": 2}
            )
        ]

        assert pages == [(NAMES[:2], True), (NAMES[2:4], True), (NAMES[4:], False)]

    def test_a_page_that_the_last_item_fills_has_no_token(self, ses_client):
        assert "NextToken" not in ses_client.list_identities(MaxItems=5)

    @pytest.mark.parametrize("size", [0, 1001])
    def test_a_size_out_of_range_is_refused(self, ses_client, size):
        answer = refusal(ses_client.list_identities, MaxItems=size)

        assert answer == (
            "InvalidParameterValue",
            f"Value {size} for parameter MaxItems is invalid. MaxItems must be between 1 and 1000.",
        )

    @pytest.mark.parametrize(
        "token",
        [
            "nonsense",
            "W10=",
            "WzEsMiwzXQ==",
            "é",
            b64encode(b'["identities", "us-east-1", 2]').decode(),
            b64encode(b'["identities", "us-east-1", null]').decode(),
            b64encode(b"[" * 100_000).decode(),
        ],
        ids=str.__len__,
    )
    def test_a_token_that_is_none_is_refused(self, ses_client, token):
        answer = refusal(ses_client.list_identities, NextToken=token)

        assert answer == ("InvalidParameterValue", f"Invalid NextToken <{token}>.")

    def test_a_token_is_good_in_v2_too_but_not_in_another_region(self, ses_client, sesv2_client):
        token = ses_client.list_identities(MaxItems=3)["NextToken"]

        page = sesv2_client.list_email_identities(NextToken=token)["EmailIdentities"]
        elsewhere = boto3.client("ses", region_name="eu-west-1")

        assert [identity["IdentityName"] for identity in page] == NAMES[3:]
        assert refusal(elsewhere.list_identities, NextToken=token)[0] == "InvalidParameterValue"


def test_an_unknown_type_is_refused_in_amazons_words(ses_client):
    assert refusal(ses_client.list_identities, IdentityType="Phone") == (
        "ValidationError",
        "1 validation error detected: Value at 'identityType' failed to satisfy constraint: "
        "Member must satisfy enum value set: [EmailAddress, Domain]",
    )


class TestDomains:
    def test_a_domain_has_one_token_and_no_dkim_until_it_is_asked_for(self, ses_client):
        # facts: resources 2.4: 44 characters of base64; DKIM is not started by this
        token = ses_client.verify_domain_identity(Domain="Example.com")["VerificationToken"]

        assert len(token) == 44
        assert token.endswith("=")
        again = ses_client.verify_domain_identity(Domain="example.com")["VerificationToken"]
        assert again == token
        assert attributes(ses_client, "verification", "example.com") == {
            "VerificationStatus": "Success",
            "VerificationToken": token,
        }
        assert attributes(ses_client, "dkim", "example.com") == {
            "DkimEnabled": False,
            "DkimVerificationStatus": "NotStarted",
        }

    @pytest.mark.ses(verification="manual")
    def test_dkim_tokens_are_the_same_each_time_and_register_the_domain(self, ses, ses_client):
        tokens = ses_client.verify_domain_dkim(Domain="example.com")["DkimTokens"]

        assert ses_client.verify_domain_dkim(Domain="example.com")["DkimTokens"] == tokens
        assert attributes(ses_client, "dkim", "example.com") == {
            "DkimEnabled": True,
            "DkimVerificationStatus": "Pending",
            "DkimTokens": tokens,
        }
        ses.verify("example.com")
        assert attributes(ses_client, "dkim", "example.com")["DkimVerificationStatus"] == "Success"

    def test_what_is_no_domain_is_refused(self, ses_client):
        for call in (ses_client.verify_domain_identity, ses_client.verify_domain_dkim):
            assert refusal(call, Domain="foo.123") == (
                "InvalidParameterValue",
                "Invalid domain name foo.123.",
            )

    def test_dkim_is_switched_for_the_domain_only(self, ses_client):
        ses_client.verify_domain_dkim(Domain="example.com")
        ses_client.verify_email_identity(EmailAddress="ann@example.com")

        ses_client.set_identity_dkim_enabled(Identity="ann@example.com", DkimEnabled=False)
        assert attributes(ses_client, "dkim", "ann@example.com")["DkimEnabled"]
        ses_client.set_identity_dkim_enabled(Identity="example.com", DkimEnabled=False)
        assert not attributes(ses_client, "dkim", "ann@example.com")["DkimEnabled"]

    @pytest.mark.ses(verified=["ann@shop.org"])
    @pytest.mark.parametrize("name", ["ann@shop.org", "shop.org"])
    def test_dkim_needs_a_domain_that_is_set_up(self, ses_client, name):
        answer = refusal(ses_client.set_identity_dkim_enabled, Identity=name, DkimEnabled=True)

        assert answer == (
            "InvalidParameterValue",
            "Domain shop.org is not verified for DKIM signing.",
        )


@pytest.mark.ses(verified=["ann@example.com", "example.com"])
class TestAttributes:
    def test_unknown_identities_are_left_out(self, ses_client):
        assert attributes(ses_client, "verification", "bob@example.com") is None
        assert attributes(ses_client, "dkim", "bob@example.com") is None

    def test_an_address_has_no_token(self, ses_client):
        assert attributes(ses_client, "verification", "ann@example.com") == {
            "VerificationStatus": "Success"
        }

    def test_a_hundred_may_be_asked_for_and_no_more(self, ses_client):
        names = [f"u{n}@example.com" for n in range(100)]
        for call in (
            ses_client.get_identity_verification_attributes,
            ses_client.get_identity_dkim_attributes,
        ):
            assert call(Identities=names)
            assert refusal(call, Identities=[*names, "one@more.org"])[0] == "InvalidParameterValue"

    def test_an_identity_may_be_named_by_its_arn(self, ses_client):
        arn = "arn:aws:ses:us-east-1:123456789012:identity/example.com"

        assert attributes(ses_client, "verification", arn)["VerificationStatus"] == "Success"
        ses_client.delete_identity(Identity=arn)
        assert ses_client.list_identities()["Identities"] == ["ann@example.com"]

    @pytest.mark.parametrize(
        "arn",
        [
            "arn:aws:ses:us-east-1:999999999999:identity/example.com",
            "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
            "arn:aws:ses:us-east-1:123456789012:template/x",
        ],
    )
    def test_an_arn_of_elsewhere_is_refused(self, ses_client, arn):
        assert refusal(ses_client.delete_identity, Identity=arn)[0] == "InvalidParameterValue"
        assert len(ses_client.list_identities()["Identities"]) == 2

    def test_the_waiter_finds_verified_identities(self, ses_client):
        ses_client.get_waiter("identity_exists").wait(Identities=["ann@example.com"])


def attributes(client, kind: str, name: str) -> dict | None:
    answer = getattr(client, f"get_identity_{kind}_attributes")(Identities=[name])
    return answer[f"{kind.capitalize()}Attributes"].get(name)


@pytest.mark.ses(verified=["example.com"], verification="manual")
def test_the_oldest_calls_still_work(ses, ses_client):
    ses_client.verify_email_address(EmailAddress="ann@example.com")
    ses_client.verify_email_address(EmailAddress="bob@example.com")
    ses.verify("ann@example.com")

    assert ses_client.list_verified_email_addresses()["VerifiedEmailAddresses"] == [
        "ann@example.com"
    ]
    ses_client.delete_verified_email_address(EmailAddress="ann@example.com")
    assert ses_client.list_verified_email_addresses()["VerifiedEmailAddresses"] == []

"""Identities through v1. Rows named are those of the fact sheet "resources"."""

from __future__ import annotations

import boto3
import pytest
from botocore.exceptions import ClientError


def refusal(call, **parameters) -> tuple[str, str]:
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


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

    @pytest.mark.parametrize("token", ["nonsense", "W10=", "WzEsMiwzXQ==", "é"])
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

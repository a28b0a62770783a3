"""What users of moto have met, one by one: each was a fault there and must not be one here.

What belongs to clients, endpoints and credentials is in tests/adapters.
"""

from __future__ import annotations

import boto3
import pytest

from sesfake import mock_ses
from tests.refusing import refusal

RAW = "From: shop@example.com\r\nTo: b@example.com\r\n\r\nHi"


@mock_ses(verified=["example.com"])
def test_raw_mail_with_destinations_and_a_to_header_is_counted_once(ses, ses_client):
    ses_client.send_raw_email(
        RawMessage={"Data": RAW}, Destinations=["a@example.com", "b@example.com"]
    )

    assert ses.outbox.last.recipients == ["a@example.com", "b@example.com"]
    assert ses_client.get_send_quota()["SentLast24Hours"] == 2


@mock_ses(verified=["example.com"])
def test_bytes_that_are_not_utf_8_leave_no_python_exception(ses, ses_client):
    ses_client.send_raw_email(RawMessage={"Data": RAW.encode() + b"\xe9\xff\x00"})

    assert len(ses.outbox) == 1


@mock_ses(verified=["example.com"])
def test_raw_mail_of_40_megabytes_is_too_much_for_v1(ses, ses_client):
    code, text = refusal(
        ses_client.send_raw_email, RawMessage={"Data": RAW.encode() + b"\r\n" * (20 * 1024**2)}
    )

    assert code == "InvalidParameterValue"
    assert text.startswith("Message length is more than 10485760 bytes long")
    assert ses.outbox == []


@mock_ses(verified=["example.com"])
@pytest.mark.parametrize(
    "fault",
    [
        {"Destination": {}},
        {"Message": {"Subject": {"Data": "Hi"}, "Body": {}}},
        {"ConfigurationSetName": "unknown"},
    ],
)
def test_what_cannot_be_sent_is_not_accepted(ses, ses_client, fault):
    call = {
        "Source": "shop@example.com",
        "Destination": {"ToAddresses": ["a@example.com"]},
        "Message": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}},
    }

    refusal(ses_client.send_email, **(call | fault))

    assert ses.outbox == []
    assert ses_client.get_send_quota()["SentLast24Hours"] == 0


@mock_ses
def test_deleting_a_configuration_set_that_is_missing_is_amazons_error(ses_client):
    assert refusal(ses_client.delete_configuration_set, ConfigurationSetName="missing") == (
        "ConfigurationSetDoesNotExist",
        "Configuration set <missing> does not exist.",
    )


@mock_ses(verified=["example.com"])
def test_deleting_an_address_of_a_verified_domain_is_no_error(ses_client):
    ses_client.delete_identity(Identity="user@example.com")

    assert ses_client.list_identities()["Identities"] == ["example.com"]


@mock_ses(verified=["Example.COM"])
def test_domains_compare_without_case_and_cover_subdomains(ses, ses_client):
    ses_client.send_raw_email(RawMessage={"Data": RAW.replace("shop@", "shop@Mail.")})

    assert len(ses.outbox) == 1


@mock_ses(verified=["a.org", "b.org", "c.org"])
def test_list_identities_pages(ses_client):
    pages = ses_client.get_paginator("list_identities").paginate(PaginationConfig={"PageSize": 1})

    assert [page["Identities"] for page in pages] == [["a.org"], ["b.org"], ["c.org"]]


@mock_ses
def test_a_verified_identity_says_so_in_every_field(sesv2_client):
    sesv2_client.create_email_identity(EmailIdentity="a@b.org")

    identity = sesv2_client.get_email_identity(EmailIdentity="a@b.org")
    assert (identity["VerificationStatus"], identity["VerifiedForSendingStatus"]) == (
        "SUCCESS",
        True,
    )


@mock_ses
def test_a_new_configuration_set_sends(sesv2_client):
    sesv2_client.create_configuration_set(ConfigurationSetName="new")

    found = sesv2_client.get_configuration_set(ConfigurationSetName="new")
    assert found["SendingOptions"] == {"SendingEnabled": True}


@mock_ses
def test_there_is_no_data_point_without_traffic(ses_client):
    assert ses_client.get_send_statistics()["SendDataPoints"] == []


@mock_ses
def test_unverified_senders_get_amazons_text(ses_client):
    assert refusal(ses_client.send_raw_email, RawMessage={"Data": RAW}) == (
        "MessageRejected",
        "Email address is not verified. The following identities failed the check in region "
        "US-EAST-1: shop@example.com, b@example.com",
    )


@mock_ses(verified=["a@b.org"])
def test_an_identity_verified_in_v2_sends_in_v1_and_the_other_way_round(ses):
    v1, v2 = boto3.client("ses"), boto3.client("sesv2")
    v2.create_email_identity(EmailIdentity="v2@b.org")
    v1.verify_email_identity(EmailAddress="v1@b.org")
    body = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}

    v1.send_email(Source="v2@b.org", Destination={"ToAddresses": ["a@b.org"]}, Message=body)
    v2.send_email(
        FromEmailAddress="v1@b.org",
        Destination={"ToAddresses": ["a@b.org"]},
        Content={"Simple": body},
    )

    assert [(m.api, m.source) for m in ses.outbox] == [("ses", "v2@b.org"), ("sesv2", "v1@b.org")]

"""A walk through the guide's page "Managing tenant suppression list entries".

https://docs.aws.amazon.com/ses/latest/dg/tenant-suppression-list-manage.html
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3
import pytest

from sesfake.domain.suppression.rules import note_bounce, note_complaint, note_not_spam
from tests.installed import needs_operation
from tests.refusing import refusal_with_status

ANN = "recipient@example.com"
NOON = datetime(2026, 3, 10, 12, tzinfo=timezone.utc)
DAY = timedelta(days=1)
FEEDBACK = "0100018e1234abce-12345678-abcd-1234-abcd-123456789012-000000"
pytestmark = pytest.mark.ses(production=True)

BAD_TOKEN = ("InvalidNextTokenException", "Token is invalid.", 400)


@pytest.fixture(autouse=True)
def tenants_are_known():
    needs_operation("sesv2", "CreateTenant")


@pytest.fixture
def client(ses, sesv2_client):
    """Prerequisites: the tenant exists, and tenant-level suppression is enabled for it."""
    ses.verify("shop.example")
    ses.clock.freeze(NOON)
    sesv2_client.create_tenant(
        TenantName="MyTenant",
        SuppressionAttributes={
            "SuppressionScope": "TENANT",
            "SuppressedReasons": ["BOUNCE", "COMPLAINT"],
        },
    )
    sesv2_client.create_tenant_resource_association(
        TenantName="MyTenant",
        ResourceArn="arn:aws:ses:us-east-1:123456789012:identity/shop.example",
    )
    return sesv2_client


def put(client, address=ANN, reason="BOUNCE", tenant="MyTenant"):
    return client.put_suppressed_destination(EmailAddress=address, Reason=reason, TenantName=tenant)


def get(client, address=ANN, tenant="MyTenant"):
    answer = client.get_suppressed_destination(EmailAddress=address, TenantName=tenant)
    return answer["SuppressedDestination"]


def delete(client, address=ANN, tenant="MyTenant"):
    return client.delete_suppressed_destination(EmailAddress=address, TenantName=tenant)


def listed(client, **given):
    answer = client.list_suppressed_destinations(**{"TenantName": "MyTenant", **given})
    return [entry["EmailAddress"] for entry in answer["SuppressedDestinationSummaries"]]


def of_account(client):
    answer = client.list_suppressed_destinations()
    return [entry["EmailAddress"] for entry in answer["SuppressedDestinationSummaries"]]


def send(ses, to=ANN):
    boto3.client("sesv2").send_email(
        FromEmailAddress="a@shop.example",
        Destination={"ToAddresses": [to]},
        Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}},
        TenantName="MyTenant",
    )
    return ses.outbox.last


@pytest.fixture
def account(ses):
    return ses.accounts.open("123456789012", "us-east-1")


def test_without_a_tenants_name_the_operations_target_the_accounts_list(client):
    put(client)

    client.put_suppressed_destination(EmailAddress="bob@example.com", Reason="BOUNCE")

    assert listed(client) == [ANN]
    assert of_account(client) == ["bob@example.com"]


def test_adding_checking_and_removing_an_address(client):
    answer = put(client)
    assert answer.pop("ResponseMetadata")["HTTPStatusCode"] == 200
    assert answer == {}  # "The command produces no output on success"

    # A hand-made entry has no Attributes; one of a tenant has its name (events 7.2, Get output).
    assert get(client) == {
        "EmailAddress": ANN,
        "Reason": "BOUNCE",
        "LastUpdateTime": NOON,
        "TenantName": "MyTenant",
    }

    assert set(delete(client)) == {"ResponseMetadata"}
    assert listed(client) == []


def test_the_same_address_with_a_different_reason(ses, client):
    # "You can add the same address with different reasons": the new one takes the old one's place.
    put(client, reason="BOUNCE")
    ses.clock.advance(days=1)

    put(client, reason="COMPLAINT")

    assert get(client)["Reason"] == "COMPLAINT"
    assert get(client)["LastUpdateTime"] == NOON + DAY
    assert listed(client) == [ANN]


def test_management_compares_the_exact_case_and_sending_does_not(ses, client):
    put(client, "Recipient@example.com")

    assert listed(client) == ["Recipient@example.com"]
    for call in (get, delete):
        assert refusal_with_status(call, client, ANN) == (
            "NotFoundException",
            f"Email address {ANN} does not exist on your tenant suppression list.",
            404,
        )
    assert send(ses, to="RECIPIENT@example.com").outcome == {"RECIPIENT@example.com": "bounce"}


@pytest.mark.parametrize("call", [get, delete])
def test_an_address_of_the_accounts_list_is_not_on_the_tenants(client, call):
    # events 7.2, tenant variant
    client.put_suppressed_destination(EmailAddress=ANN, Reason="BOUNCE")

    answer = refusal_with_status(call, client)

    assert answer == (
        "NotFoundException",
        f"Email address {ANN} does not exist on your tenant suppression list.",
        404,
    )
    assert of_account(client) == [ANN]


def test_each_list_is_managed_independently(client):
    client.create_tenant(TenantName="Other")
    client.put_suppressed_destination(EmailAddress=ANN, Reason="BOUNCE")
    put(client)
    put(client, tenant="Other")

    delete(client)

    assert listed(client) == []
    assert of_account(client) == listed(client, TenantName="Other") == [ANN]


def test_listing_gives_summaries(ses, client):
    put(client, "bounce@example.com", "BOUNCE")
    ses.clock.advance(days=2)
    put(client, "complaint@example.com", "COMPLAINT")

    answer = client.list_suppressed_destinations(TenantName="MyTenant")

    assert answer["SuppressedDestinationSummaries"] == [
        {"EmailAddress": "bounce@example.com", "Reason": "BOUNCE", "LastUpdateTime": NOON},
        {
            "EmailAddress": "complaint@example.com",
            "Reason": "COMPLAINT",
            "LastUpdateTime": NOON + 2 * DAY,
        },
    ]
    assert listed(client, Reasons=["BOUNCE"]) == ["bounce@example.com"]
    assert listed(client, StartDate=NOON + DAY) == ["complaint@example.com"]
    assert listed(client, EndDate=NOON + DAY) == ["bounce@example.com"]
    both = {"StartDate": NOON, "EndDate": NOON + DAY, "Reasons": ["COMPLAINT"]}
    assert listed(client, **both) == []


def test_a_page_leads_to_the_next_of_the_same_tenant_only(client):
    # resources 1: the token is bound to its filter, and so to its list
    client.create_tenant(TenantName="Other")
    for name in "abc":
        put(client, f"{name}@example.com")
        put(client, f"{name}@example.com", tenant="Other")
        client.put_suppressed_destination(EmailAddress=f"{name}@example.com", Reason="BOUNCE")

    page = client.list_suppressed_destinations(TenantName="MyTenant", PageSize=2)

    token = page["NextToken"]
    assert listed(client, NextToken=token) == ["c@example.com"]
    assert refusal_with_status(listed, client, NextToken=token, TenantName="Other") == BAD_TOKEN
    assert refusal_with_status(client.list_suppressed_destinations, NextToken=token) == BAD_TOKEN


def test_events_add_entries_beside_those_made_by_hand(ses, client, account):
    put(client, "hand@example.com")
    message = send(ses)

    note_bounce(account, message, ANN, FEEDBACK)

    assert listed(client) == ["hand@example.com", ANN]
    assert get(client)["Attributes"] == {"MessageId": message.id, "FeedbackId": FEEDBACK}
    assert "Attributes" not in get(client, "hand@example.com")
    assert of_account(client) == []


def test_a_not_spam_report_removes_a_complaint(ses, client, account):
    message = send(ses)
    note_complaint(account, message, ANN, FEEDBACK)
    assert get(client)["Reason"] == "COMPLAINT"

    note_not_spam(account, message, ANN)

    assert listed(client) == []


def test_the_list_is_there_before_tenant_level_suppression_is_enabled(ses, sesv2_client):
    # A decision: the page lists it as a prerequisite, but no error is documented for it, and a
    # configuration set may put the list to use without.
    sesv2_client.create_tenant(TenantName="MyTenant")

    put(sesv2_client)

    assert listed(sesv2_client) == [ANN]

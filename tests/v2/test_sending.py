"""Sending through v2: what is its own."""

from __future__ import annotations

import pytest

from tests.installed import needs_member
from tests.refusing import refusal_with_status

SIMPLE = {"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}}
TO_ANN = {"ToAddresses": ["ann@example.com"]}


def refusal(client, **parameters) -> tuple[str, str | None, int]:
    given = {"FromEmailAddress": "shop@example.com", "Destination": TO_ANN, "Content": SIMPLE}
    return refusal_with_status(
        client.send_email, **{k: v for k, v in (given | parameters).items() if v is not None}
    )


@pytest.fixture(autouse=True)
def verified(ses):
    ses.verify("example.com")
    yield
    assert ses.outbox == []


def test_simple_content_without_a_sender_is_refused_without_a_text(sesv2_client):
    # facts: sending, section 5
    code, text, status = refusal(sesv2_client, FromEmailAddress=None)

    assert (code, status) == ("BadRequestException", 400)
    assert not text


@pytest.mark.parametrize("content", [{}, {"Raw": {"Data": b"x"}, **SIMPLE}])
def test_content_is_of_exactly_one_kind(sesv2_client, content):
    assert refusal(sesv2_client, Content=content)[0] == "BadRequestException"


def test_a_body_needs_text_or_html(sesv2_client):
    content = {"Simple": {"Subject": {"Data": "Hi"}, "Body": {}}}

    assert refusal(sesv2_client, Content=content)[0] == "BadRequestException"


def test_a_tenant_that_does_not_exist_is_refused(sesv2_client):
    # facts: resources, section 8.1
    needs_member("sesv2", "SendEmail", "TenantName")

    assert refusal(sesv2_client, TenantName="acme") == (
        "NotFoundException",
        "Tenant acme for AwsAccountId 123456789012 not found.",
        404,
    )


def test_a_contact_list_that_does_not_exist_is_refused(sesv2_client):
    # facts: resources, section 6
    answer = refusal(sesv2_client, ListManagementOptions={"ContactListName": "news"})

    assert answer == ("NotFoundException", "List with name: news doesn't exist.", 404)


def test_too_many_and_badly_named_headers_are_reported_together(sesv2_client):
    needs_member("sesv2", "SendEmail", "Content.Simple.Headers")
    headers = [{"Name": "X-Fine", "Value": "x"}] * 15 + [{"Name": "bad name", "Value": "é"}]
    content = {"Simple": {**SIMPLE["Simple"], "Headers": headers}}

    code, text, status = refusal(sesv2_client, Content=content)

    assert (code, status) == ("BadRequestException", 400)
    assert text.startswith("3 validation errors detected: Value at 'content.simple.headers' failed")
    assert "Value at 'content.simple.headers.16.member.name'" in text
    assert "Value at 'content.simple.headers.16.member.value'" in text

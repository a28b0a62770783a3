"""Whom a call names, for faults: read before anything is checked, so out of any JSON."""

from __future__ import annotations

import json

import boto3
import pytest

from tests.refusing import refusal

SIMPLE = {"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}}
TEMPLATE = {"Template": {"TemplateName": "welcome", "TemplateData": "{}"}}
NO_ELEMENT = "failed to satisfy constraint: Member must satisfy constraint: "


def client_that_says(body):
    """A client that botocore does not check: whatever is called, it says this."""
    client = boto3.client("sesv2")

    def say(request, **_):
        request.data = json.dumps(body).encode()

    client.meta.events.register("before-sign.sesv2", say)
    return client


@pytest.mark.parametrize(
    ("addresses", "path"),
    [
        ({"ToAddresses": [None]}, "toAddresses"),
        ({"CcAddresses": ["ann@example.com", None]}, "ccAddresses"),
    ],
)
def test_an_address_that_is_null_names_nobody(ses, addresses, path):
    ses.fail("SendEmail", "Throttling", to="bob@example.com")
    client = client_that_says({"Content": SIMPLE, "Destination": addresses})

    assert refusal(client.send_email, Content=SIMPLE) == (
        "BadRequestException",
        f"1 validation error detected: Value at 'destination.{path}' {NO_ELEMENT}"
        "[Member must not be null]",
    )


def test_an_envelope_with_a_null_in_it_names_the_others(ses):
    ses.fail("SendEmail", "Throttling", recipient="ann@example.com")
    content = {"Raw": {"Data": ""}}
    client = client_that_says(
        {"Content": content, "Destination": {"ToAddresses": [None, "ann@example.com"]}}
    )

    code, _ = refusal(client.send_email, Content=SIMPLE)

    assert code == "TooManyRequestsException"


def test_an_entry_that_is_null_names_nobody(ses):
    ses.fail("SendBulkEmail", "Throttling", to="bob@example.com")
    client = client_that_says({"DefaultContent": TEMPLATE, "BulkEmailEntries": [None]})

    assert refusal(
        client.send_bulk_email, DefaultContent=TEMPLATE, BulkEmailEntries=[{"Destination": {}}]
    ) == (
        "BadRequestException",
        f"1 validation error detected: Value at 'bulkEmailEntries' {NO_ELEMENT}"
        "[Member must not be null]",
    )

"""IP filters. Rows named are those of the fact sheet "resources"."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from tests.refusing import refusal

NULL = "failed to satisfy constraint: Member must not be null"


def given(name="office", cidr="10.0.0.1/24", policy="Allow"):
    return {"Filter": {"Name": name, "IpFilter": {"Policy": policy, "Cidr": cidr}}}


def listed(client):
    return client.list_receipt_filters()["Filters"]


def test_filters_are_listed_as_they_were_given(ses_client):
    office, world = given(), given("world", "::/0", "Block")

    for one in (office, world):
        ses_client.create_receipt_filter(**one)

    assert listed(ses_client) == [office["Filter"], world["Filter"]]


def test_without_filters_the_list_is_empty(ses_client):
    assert listed(ses_client) == []


def test_a_filter_is_deleted_and_that_there_is_none_is_no_error(ses_client):
    # 5.4: delete is idempotent
    ses_client.create_receipt_filter(**given())

    for _ in range(2):
        ses_client.delete_receipt_filter(FilterName="office")

    assert listed(ses_client) == []


def test_a_name_is_taken_once(ses_client):
    # 5.4
    ses_client.create_receipt_filter(**given())

    with pytest.raises(ses_client.exceptions.AlreadyExistsException) as caught:
        ses_client.create_receipt_filter(**given(cidr="10.0.0.2"))

    response = caught.value.response
    assert response["Error"]["Code"] == "AlreadyExists"
    assert response["Error"]["Message"] == "Filter already exists: office"
    assert response["Name"] == "office"
    assert listed(ses_client) == [given()["Filter"]]


def test_there_are_100_at_most(ses_client):
    # 5.1
    for number in range(100):
        ses_client.create_receipt_filter(**given(f"office{number}"))

    refused = refusal(ses_client.create_receipt_filter, **given("office100"))

    assert refused == ("LimitExceeded", "Too many filters")
    assert len(listed(ses_client)) == 100


@pytest.mark.parametrize(
    ("name", "text"),
    [
        # 5.4; dots, as in other names, and the check on deletion are guesses
        ("", "filterName must not be empty"),
        ("a b", "Not a valid filterName: a b"),
        ("_a", "Not a valid filterName: _a"),
        ("a.", "Not a valid filterName: a."),
        ("é", "Not a valid filterName: é"),
        ("a" * 65, f"Not a valid filterName: {'a' * 65}"),
    ],
)
def test_names_are_those_of_rules(ses_client, name, text):
    for call, parameters in (
        (ses_client.create_receipt_filter, given(name)),
        (ses_client.delete_receipt_filter, {"FilterName": name}),
    ):
        assert refusal(call, **parameters) == ("InvalidParameterValue", text)


@pytest.mark.parametrize("name", ["a", "a.b_c-d", "a" * 64])
def test_names_of_these_kinds_are_good(ses_client, name):
    ses_client.create_receipt_filter(**given(name))

    assert listed(ses_client)[0]["Name"] == name


@pytest.mark.parametrize("cidr", ["", "10.0.0", "10.0.0.1/33", "[::1]", "::ffff:10.0.0.1"])
def test_a_range_must_be_one(ses_client, cidr):
    # 5.4; the forms are in tests/domain/receiving/test_ranges.py
    assert refusal(ses_client.create_receipt_filter, **given(cidr=cidr)) == (
        "InvalidParameterValue",
        f"Invalid CIDR block: {cidr}",
    )
    assert listed(ses_client) == []


@pytest.mark.parametrize(
    ("operation", "parameters", "violation"),
    [
        # 5.4
        ("create_receipt_filter", {}, f"at 'filter' {NULL}"),
        ("create_receipt_filter", {"Filter": {"Name": "a"}}, f"at 'filter.ipFilter' {NULL}"),
        (
            "create_receipt_filter",
            {"Filter": {"Name": "a", "IpFilter": {"Cidr": "::1"}}},
            f"at 'filter.ipFilter.policy' {NULL}",
        ),
        (
            "create_receipt_filter",
            {"Filter": {"Name": "a", "IpFilter": {"Policy": "Allow"}}},
            f"at 'filter.ipFilter.cidr' {NULL}",
        ),
        (
            "create_receipt_filter",
            given(policy="Deny"),
            "at 'filter.ipFilter.policy' failed to satisfy constraint: Member must satisfy enum "
            "value set: [Allow, Block]",
        ),
        ("delete_receipt_filter", {}, f"at 'filterName' {NULL}"),
    ],
)
def test_all_parts_must_be_given(ses, operation, parameters, violation):
    client = boto3.client("ses", config=Config(parameter_validation=False))

    assert refusal(getattr(client, operation), **parameters) == (
        "ValidationError",
        f"1 validation error detected: Value {violation}",
    )

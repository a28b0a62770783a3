"""Contacts through v2, the only API that has them. Rows: facts "resources" 6.2 and 1."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tests.refusing import refusal, refusal_with_status

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
ANN = {"ContactListName": "news", "EmailAddress": "ann@example.com"}
OPERATIONS = ["create_contact", "get_contact", "update_contact", "delete_contact"]
NO_OBJECT = ("BadRequestException", "AttributesData must be a valid JSON object.")


def said(**preferences):
    return [
        {"TopicName": name, "SubscriptionStatus": status} for name, status in preferences.items()
    ]


@pytest.fixture
def client(ses, sesv2_client):
    """A client whose account has a list of two topics, at noon."""
    ses.clock.freeze(NOON)
    sesv2_client.create_contact_list(
        ContactListName="news",
        Topics=[
            {
                "TopicName": name,
                "DisplayName": name,
                "DefaultSubscriptionStatus": status,
            }
            for name, status in [("Sports", "OPT_IN"), ("Cycling", "OPT_OUT")]
        ],
    )
    return sesv2_client


def listed(client, **asked):
    found = client.list_contacts(ContactListName="news", **asked)["Contacts"]
    return [one["EmailAddress"].partition("@")[0] for one in found]


def test_a_contact_is_shown_as_it_was_made(client):
    # resources 6.2, TopicDefaultPreferences, AttributesData
    made = client.create_contact(
        **ANN,
        TopicPreferences=said(Cycling="OPT_IN"),
        UnsubscribeAll=True,
        AttributesData='{ "name":  "Ann" }',
    )

    assert set(made) == {"ResponseMetadata"}
    shown = client.get_contact(**ANN)
    del shown["ResponseMetadata"]
    assert shown == {
        **ANN,
        "TopicPreferences": said(Cycling="OPT_IN"),
        "TopicDefaultPreferences": said(Sports="OPT_IN"),
        "UnsubscribeAll": True,
        "AttributesData": '{ "name":  "Ann" }',
        "CreatedTimestamp": NOON,
        "LastUpdatedTimestamp": NOON,
    }


def test_a_listing_shows_less(client):
    # resources 6.2, ListContacts items
    client.create_contact(**ANN, AttributesData="{}")

    assert client.list_contacts(ContactListName="news")["Contacts"] == [
        {
            "EmailAddress": "ann@example.com",
            "TopicPreferences": [],
            "TopicDefaultPreferences": said(Sports="OPT_IN", Cycling="OPT_OUT"),
            "UnsubscribeAll": False,
            "LastUpdatedTimestamp": NOON,
        }
    ]


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("address", ["ann", "Ann <ann@example.com>", "a@b c"])
def test_what_is_no_address(client, operation, address):
    # resources 6.2, address
    answer = refusal(getattr(client, operation), ContactListName="news", EmailAddress=address)

    assert answer == ("BadRequestException", f"EmailAddress <{address}> is invalid")


def test_a_blank_address(client):
    answer = refusal(client.create_contact, ContactListName="news", EmailAddress=" ")

    assert answer == ("BadRequestException", "EmailAddress can't be blank.")


@pytest.mark.parametrize("spelling", ["ann@example.com", "Ann@Example.com"])
def test_a_contact_that_is_there_already(client, spelling):
    # resources 6.2, duplicate; that case does not count is a guess
    client.create_contact(**ANN)

    answer = refusal_with_status(
        client.create_contact, ContactListName="news", EmailAddress=spelling
    )

    assert answer == ("AlreadyExistsException", f"{spelling} already exists in List.", 400)


@pytest.mark.parametrize("operation", OPERATIONS[1:])
def test_a_contact_that_is_not_there(client, operation):
    # resources 6.2, missing
    answer = refusal_with_status(getattr(client, operation), **ANN)

    assert answer == ("NotFoundException", "ann@example.com doesn't exist in List.", 404)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_list_that_is_not_there(sesv2_client, operation):
    answer = refusal_with_status(getattr(sesv2_client, operation), **ANN)

    assert answer == ("NotFoundException", "List with name: news doesn't exist.", 404)


def test_the_order_of_checks(client):
    # resources 6.2: modelled, address, list exists, topics
    wrong = {
        "ContactListName": "no",
        "EmailAddress": "ann",
        "TopicPreferences": said(Chess="OPT_IN"),
    }

    def said_of(**better):
        return refusal(client.create_contact, **{**wrong, **better})[1]

    assert said_of(TopicPreferences=said(Chess="MAYBE")) == (
        "1 validation error detected: Value at 'topicPreferences.1.member.subscriptionStatus' "
        "failed to satisfy constraint: Member must satisfy enum value set: [OPT_OUT, OPT_IN]"
    )
    assert said_of() == "EmailAddress <ann> is invalid"
    assert said_of(EmailAddress="ann@example.com") == "List with name: no doesn't exist."
    assert said_of(EmailAddress="ann@example.com", ContactListName="news") == (
        "List: news doesn't contain Topic: Chess"
    )


def test_an_update_merges_topics_and_replaces_the_rest(ses, client):
    # resources 6.2, UpdateContact; 12, trap 9
    client.create_contact(
        **ANN,
        TopicPreferences=said(Sports="OPT_OUT"),
        UnsubscribeAll=True,
        AttributesData='{"name": "Ann"}',
    )
    ses.clock.advance(hours=1)

    client.update_contact(**ANN, TopicPreferences=said(Cycling="OPT_IN"))

    shown = client.get_contact(**ANN)
    assert shown["TopicPreferences"] == said(Sports="OPT_OUT", Cycling="OPT_IN")
    assert shown["TopicDefaultPreferences"] == []
    assert shown["UnsubscribeAll"] is False
    assert "AttributesData" not in shown
    assert shown["CreatedTimestamp"] == NOON
    assert shown["LastUpdatedTimestamp"] == NOON + timedelta(hours=1)


def test_an_update_with_an_unknown_topic_changes_nothing(client):
    client.create_contact(**ANN, AttributesData="{}")

    answer = refusal(
        client.update_contact,
        **ANN,
        TopicPreferences=said(Sports="OPT_OUT", Chess="OPT_IN"),
    )

    assert answer == ("BadRequestException", "List: news doesn't contain Topic: Chess")
    shown = client.get_contact(**ANN)
    assert (shown["TopicPreferences"], shown["AttributesData"]) == ([], "{}")


@pytest.mark.parametrize("data", ["{", "[]", '"Ann"', "null", "[" * 100_000])
@pytest.mark.parametrize("operation", ["create_contact", "update_contact"])
def test_attributes_that_are_no_json_object(client, operation, data):
    # resources 6.2, AttributesData
    assert refusal(getattr(client, operation), **ANN, AttributesData=data) == NO_OBJECT


def test_a_contact_is_deleted_in_whatever_case(client):
    client.create_contact(**ANN)

    client.delete_contact(ContactListName="news", EmailAddress="ANN@example.com")

    assert listed(client) == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["ann", "bob", "cyd", "dan"]),
        ({"FilteredStatus": "OPT_IN"}, ["ann", "bob", "cyd"]),
        ({"FilteredStatus": "OPT_OUT"}, ["dan"]),
        ({"FilteredStatus": "OPT_IN", "TopicFilter": {"TopicName": "Sports"}}, ["ann"]),
        ({"FilteredStatus": "OPT_OUT", "TopicFilter": {"TopicName": "Sports"}}, ["bob"]),
        (
            {
                "FilteredStatus": "OPT_IN",
                "TopicFilter": {"TopicName": "Sports", "UseDefaultIfPreferenceUnavailable": True},
            },
            ["ann", "cyd", "dan"],
        ),
        (
            {
                "FilteredStatus": "OPT_OUT",
                "TopicFilter": {"TopicName": "Sports", "UseDefaultIfPreferenceUnavailable": True},
            },
            ["bob"],
        ),
        ({"TopicFilter": {"TopicName": "Sports"}}, ["ann", "bob", "cyd", "dan"]),
    ],
)
def test_a_listing_by_what_contacts_want(client, asked, expected):
    # resources 6.2, filters
    for name, more in {
        "ann": {"TopicPreferences": said(Sports="OPT_IN")},
        "bob": {"TopicPreferences": said(Sports="OPT_OUT")},
        "cyd": {},
        "dan": {"UnsubscribeAll": True},
    }.items():
        client.create_contact(ContactListName="news", EmailAddress=f"{name}@example.com", **more)

    assert listed(client, Filter=asked) == expected


def test_a_listing_by_an_unknown_topic(client):
    answer = refusal(
        client.list_contacts,
        ContactListName="news",
        Filter={"FilteredStatus": "OPT_IN", "TopicFilter": {"TopicName": "Chess"}},
    )

    assert answer == ("BadRequestException", "List: news doesn't contain Topic: Chess")


def test_a_page_has_50_contacts_unless_asked(client):
    # resources 1, ListContacts
    for n in range(51):
        client.create_contact(ContactListName="news", EmailAddress=f"c{n}@example.com")

    first = client.list_contacts(ContactListName="news")
    second = client.list_contacts(ContactListName="news", NextToken=first["NextToken"])

    assert len(first["Contacts"]) == 50
    assert [one["EmailAddress"] for one in second["Contacts"]] == ["c50@example.com"]
    assert "NextToken" not in second
    assert len(listed(client, PageSize=1000)) == 51


@pytest.mark.parametrize("size", [0, 1001])
def test_a_page_size_out_of_range(client, size):
    answer = refusal(client.list_contacts, ContactListName="news", PageSize=size)

    assert answer == ("BadRequestException", "The page size must be between 1 and 1000")


def test_a_token_of_another_list_is_none(client):
    for token in ["", "x"]:
        answer = refusal(client.list_contacts, ContactListName="news", NextToken=token)

        assert answer == ("BadRequestException", "Provided NextToken is invalid")

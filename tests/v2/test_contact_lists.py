"""Contact lists through v2, the only API that has them. Rows: facts "resources" 6.1, 1, and 10."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3
import pytest
from botocore.config import Config

from tests.refusing import refusal, refusal_with_status

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
ARN = "arn:aws:ses:us-east-1:123456789012:contact-list/news"
MISSING = ("NotFoundException", "List with name: news doesn't exist.", 404)
BAD_NAME = (
    "{} can contain up to 64 characters. Only alphanumeric characters, underscores(_) and "
    "hyphens(-) are allowed."
)
SPORTS = {
    "TopicName": "Sports",
    "DisplayName": "Sports of all kinds",
    "Description": "Weekly",
    "DefaultSubscriptionStatus": "OPT_IN",
}
CYCLING = {
    "TopicName": "Cycling",
    "DisplayName": "Cycling",
    "DefaultSubscriptionStatus": "OPT_OUT",
}


@pytest.fixture(autouse=True)
def it_is_noon(ses):
    ses.clock.freeze(NOON)


def bad(text):
    return ("BadRequestException", text)


def topic(name, display_name="x", status="OPT_IN"):
    return {
        "TopicName": name,
        "DisplayName": display_name,
        "DefaultSubscriptionStatus": status,
    }


def without_metadata(answer):
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def test_a_list_is_shown_as_it_was_made(sesv2_client):
    made = sesv2_client.create_contact_list(
        ContactListName="news",
        Topics=[SPORTS, CYCLING],
        Description="All our news",
        Tags=[{"Key": "team", "Value": "a"}],
    )

    assert without_metadata(made) == {}
    assert without_metadata(sesv2_client.get_contact_list(ContactListName="news")) == {
        "ContactListName": "news",
        "Topics": [SPORTS, CYCLING],
        "Description": "All our news",
        "CreatedTimestamp": NOON,
        "LastUpdatedTimestamp": NOON,
        "Tags": [{"Key": "team", "Value": "a"}],
    }
    assert sesv2_client.list_contact_lists()["ContactLists"] == [
        {"ContactListName": "news", "LastUpdatedTimestamp": NOON}
    ]


def test_a_list_needs_no_more_than_a_name(sesv2_client):
    sesv2_client.create_contact_list(ContactListName="news")

    assert without_metadata(sesv2_client.get_contact_list(ContactListName="news")) == {
        "ContactListName": "news",
        "Topics": [],
        "CreatedTimestamp": NOON,
        "LastUpdatedTimestamp": NOON,
        "Tags": [],
    }


@pytest.mark.parametrize("name", ["news", "others"])
def test_a_second_list_is_refused_whatever_its_name(sesv2_client, name):
    # resources 6.1, second list; 12, trap 10
    sesv2_client.create_contact_list(ContactListName="news")

    answer = refusal_with_status(sesv2_client.create_contact_list, ContactListName=name)

    assert answer == ("BadRequestException", "A maximum of 1 Lists allowed per account.", 400)


def test_every_region_has_a_list_of_its_own(sesv2_client):
    elsewhere = boto3.client("sesv2", region_name="eu-west-1")
    sesv2_client.create_contact_list(ContactListName="news")

    elsewhere.create_contact_list(ContactListName="others")

    assert [one["ContactListName"] for one in elsewhere.list_contact_lists()["ContactLists"]] == [
        "others"
    ]


@pytest.mark.parametrize(
    "operation", ["get_contact_list", "update_contact_list", "delete_contact_list", "list_contacts"]
)
def test_a_list_that_does_not_exist(sesv2_client, operation):
    # resources 6.1, missing
    call = getattr(sesv2_client, operation)

    assert refusal_with_status(call, ContactListName="news") == MISSING


@pytest.mark.parametrize("name", ["a b", "news!", "né", "x" * 65])
@pytest.mark.parametrize(
    "operation",
    ["create_contact_list", "get_contact_list", "update_contact_list", "delete_contact_list"],
)
def test_a_name_that_cannot_be_one(sesv2_client, operation, name):
    # resources 6.1, name
    call = getattr(sesv2_client, operation)

    assert refusal(call, ContactListName=name) == bad(BAD_NAME.format("ContactListName"))


@pytest.mark.parametrize("name", ["", "  "])
def test_a_blank_name(sesv2_client, name):
    answer = refusal(sesv2_client.create_contact_list, ContactListName=name)

    assert answer == bad("ContactListName can't be blank.")


def test_a_name_of_64_characters_is_one(sesv2_client):
    sesv2_client.create_contact_list(ContactListName="a_-9" * 16)

    assert sesv2_client.get_contact_list(ContactListName="a_-9" * 16)["Topics"] == []


@pytest.mark.parametrize(
    ("topics", "text"),
    [
        ([topic(f"t{n}") for n in range(21)], "Maximum of <20> topics allowed per ContactList"),
        ([topic("")], "TopicName can't be blank."),
        ([topic("a b")], BAD_NAME.format("TopicName")),
        ([topic("x" * 65)], BAD_NAME.format("TopicName")),
        ([topic("a", "x" * 129)], "Topic DisplayName can contain up to <128> characters."),
        ([topic("a"), topic("a")], "Duplicate topic names are not allowed within a List."),
    ],
)
@pytest.mark.parametrize("operation", ["create_contact_list", "update_contact_list"])
def test_topics_that_cannot_be_there(sesv2_client, operation, topics, text):
    # resources 6.1, topics
    call = getattr(sesv2_client, operation)

    assert refusal(call, ContactListName="news", Topics=topics) == bad(text)


def test_the_most_that_a_list_can_have(sesv2_client):
    topics = [topic(f"{n:0>64}", "x" * 128) for n in range(20)]

    sesv2_client.create_contact_list(ContactListName="news", Topics=topics, Description="x" * 500)

    assert sesv2_client.get_contact_list(ContactListName="news")["Topics"] == topics


def test_a_description_that_is_too_long(sesv2_client):
    # resources 6.1, description
    answer = refusal(
        sesv2_client.create_contact_list, ContactListName="news", Description="x" * 501
    )

    assert answer == bad("List description can contain up to 500 characters.")


def test_the_order_of_checks(sesv2_client):
    # resources 6.1: modelled, list name, topics, description
    call = sesv2_client.create_contact_list
    wrong = {"ContactListName": "a b", "Topics": [topic("a b")], "Description": "x" * 501}

    status = refusal(call, **{**wrong, "Topics": [topic("a b", status="MAYBE")]})
    name = refusal(call, **wrong)
    topics = refusal(call, **{**wrong, "ContactListName": "news"})

    assert status == bad(
        "1 validation error detected: Value at 'topics.1.member.defaultSubscriptionStatus' failed "
        "to satisfy constraint: Member must satisfy enum value set: [OPT_OUT, OPT_IN]"
    )
    assert name == bad(BAD_NAME.format("ContactListName"))
    assert topics == bad(BAD_NAME.format("TopicName"))


def test_an_update_keeps_what_it_leaves_out(ses, sesv2_client):
    # resources 6.1, Update
    sesv2_client.create_contact_list(ContactListName="news", Topics=[SPORTS], Description="All")
    ses.clock.advance(hours=1)

    sesv2_client.update_contact_list(ContactListName="news")

    shown = sesv2_client.get_contact_list(ContactListName="news")
    assert (shown["Topics"], shown["Description"]) == ([SPORTS], "All")
    assert shown["CreatedTimestamp"] == NOON
    assert shown["LastUpdatedTimestamp"] == NOON + timedelta(hours=1)


def test_an_update_replaces_what_it_gives(sesv2_client):
    sesv2_client.create_contact_list(ContactListName="news", Topics=[SPORTS], Description="All")

    sesv2_client.update_contact_list(ContactListName="news", Topics=[CYCLING], Description="Some")

    shown = sesv2_client.get_contact_list(ContactListName="news")
    assert (shown["Topics"], shown["Description"]) == ([CYCLING], "Some")


def test_what_contacts_said_about_a_topic_goes_with_the_topic(sesv2_client):
    sesv2_client.create_contact_list(ContactListName="news", Topics=[SPORTS, CYCLING])
    wish = [{"TopicName": "Sports", "SubscriptionStatus": "OPT_OUT"}]
    contact = {"ContactListName": "news", "EmailAddress": "ann@example.com"}
    sesv2_client.create_contact(**contact, TopicPreferences=wish)

    sesv2_client.update_contact_list(ContactListName="news", Topics=[CYCLING])

    shown = sesv2_client.get_contact(**contact)
    assert shown["TopicPreferences"] == []
    assert shown["TopicDefaultPreferences"] == [
        {"TopicName": "Cycling", "SubscriptionStatus": "OPT_OUT"}
    ]


def test_a_list_goes_with_its_contacts(sesv2_client):
    # resources 6.1, Delete
    sesv2_client.create_contact_list(ContactListName="news")
    sesv2_client.create_contact(ContactListName="news", EmailAddress="ann@example.com")

    sesv2_client.delete_contact_list(ContactListName="news")

    assert sesv2_client.list_contact_lists()["ContactLists"] == []
    sesv2_client.create_contact_list(ContactListName="news")
    assert sesv2_client.list_contacts(ContactListName="news")["Contacts"] == []


def test_a_list_is_tagged(sesv2_client):
    # resources 10
    sesv2_client.create_contact_list(ContactListName="news", Tags=[{"Key": "a", "Value": "1"}])

    sesv2_client.tag_resource(ResourceArn=ARN, Tags=[{"Key": "b", "Value": "2"}])
    sesv2_client.untag_resource(ResourceArn=ARN, TagKeys=["a"])

    expected = [{"Key": "b", "Value": "2"}]
    assert sesv2_client.list_tags_for_resource(ResourceArn=ARN)["Tags"] == expected
    assert sesv2_client.get_contact_list(ContactListName="news")["Tags"] == expected


def test_bad_tags_make_no_list(sesv2_client):
    answer = refusal(
        sesv2_client.create_contact_list,
        ContactListName="news",
        Tags=[{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}],
    )

    assert answer == bad("Cannot provide multiple tags with the same key")
    assert sesv2_client.list_contact_lists()["ContactLists"] == []


@pytest.mark.parametrize("size", [0, 1001])
def test_a_page_size_out_of_range(sesv2_client, size):
    # resources 1, ListContactLists
    answer = refusal(sesv2_client.list_contact_lists, PageSize=size)

    assert answer == bad("The page size must be between 1 and 1000")


@pytest.mark.parametrize("size", [1, 1000])
def test_a_page_size_in_range(sesv2_client, size):
    assert sesv2_client.list_contact_lists(PageSize=size)["ContactLists"] == []


@pytest.mark.parametrize("token", ["", "x"])
def test_a_token_that_is_none(ses, token):
    client = boto3.client("sesv2", config=Config(parameter_validation=False))

    answer = refusal(client.list_contact_lists, NextToken=token)

    assert answer == bad("Provided NextToken is invalid")

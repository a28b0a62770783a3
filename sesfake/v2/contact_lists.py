"""Contact lists in v2; v1 has no calls for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.contacts.contact_lists import LIST_PAGES, MAX_PAGE
from sesfake.domain.contacts.syntax import (
    Topic,
    check_description,
    check_list_name,
    check_topics,
)
from sesfake.v2.pages import checked_size, page_of
from sesfake.v2.tags import given_tags, shown_tags

UNKNOWN_PAGE = "Provided NextToken is invalid"  # facts: resources 1


def create_contact_list(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    name, topics, description = _given(request)
    account.contact_lists.add(name, topics or (), description, given_tags(request))
    return {}


def get_contact_list(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found = account.contact_lists.get(checked_list_name(request))
    return {
        "ContactListName": found.name,
        "Topics": [
            {
                "TopicName": topic.name,
                "DisplayName": topic.display_name,
                "Description": topic.description,
                "DefaultSubscriptionStatus": topic.default,
            }
            for topic in found.topics.values()
        ],
        "Description": found.description,
        "CreatedTimestamp": found.created_at,
        "LastUpdatedTimestamp": found.updated_at,
        "Tags": shown_tags(found.tags),
    }


def list_contact_lists(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size = checked_size(request, MAX_PAGE, MAX_PAGE)
    page = page_of(
        account, LIST_PAGES, account.contact_lists, size, request.get("NextToken"), UNKNOWN_PAGE
    )
    return {
        "ContactLists": [
            {"ContactListName": found.name, "LastUpdatedTimestamp": found.updated_at}
            for found in page.items
        ],
        "NextToken": page.next_token,
    }


def update_contact_list(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    name, topics, description = _given(request)
    account.contact_lists.get(name).update(topics, description)
    return {}


def delete_contact_list(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    account.contact_lists.delete(checked_list_name(request))
    return {}


def checked_list_name(request: Mapping[str, Any]) -> str:
    """The name of a list that a call is about; raises InvalidParameter."""
    name: str = request["ContactListName"]
    check_list_name(name)
    return name


def _given(request: Mapping[str, Any]) -> tuple[str, list[Topic] | None, str | None]:
    """Name, topics and description; raises InvalidParameter."""
    name = checked_list_name(request)
    topics = None
    if "Topics" in request:
        topics = [
            Topic(
                topic["TopicName"],
                topic["DisplayName"],
                topic["DefaultSubscriptionStatus"],
                topic.get("Description"),
            )
            for topic in request["Topics"]
        ]
        check_topics(topics)
    description = request.get("Description")
    check_description(description)
    return name, topics, description

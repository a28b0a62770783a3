"""Contacts in v2; v1 has no calls for them.

Checks run in this order: list name and address, attributes, whether the list exists, whether the
contact does, whether topics do (facts: resources 6.2; that of the attributes is a guess).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.contacts.contact_lists import DEFAULT_PAGE, MAX_PAGE, ContactList, contact_pages
from sesfake.domain.contacts.contacts import Contact, ContactFilter
from sesfake.domain.contacts.syntax import check_address, check_attributes
from sesfake.v2.contact_lists import UNKNOWN_PAGE, checked_list_name
from sesfake.v2.pages import checked_size, page_of


def create_contact(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found, address = _list_and_address(account, request)
    found.add(
        address,
        _preferences(request),
        is_unsubscribed=request.get("UnsubscribeAll", False),
        attributes=request.get("AttributesData"),
    )
    return {}


def get_contact(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found, address = _list_and_address(account, request)
    contact = found.get(address)
    return {
        "ContactListName": found.name,
        **_shown(found, contact),
        "AttributesData": contact.attributes,
        "CreatedTimestamp": contact.created_at,
    }


def list_contacts(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    name = checked_list_name(request)
    size = checked_size(request, DEFAULT_PAGE, MAX_PAGE)
    found = account.contact_lists.get(name)
    asked = _filter(found, request.get("Filter", {}))
    selected = filter(asked.selects, found)
    page = page_of(
        account, contact_pages(found), selected, size, request.get("NextToken"), UNKNOWN_PAGE
    )
    return {
        "Contacts": [_shown(found, contact) for contact in page.items],
        "NextToken": page.next_token,
    }


def update_contact(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found, address = _list_and_address(account, request)
    found.update_contact(
        found.get(address),
        _preferences(request),
        is_unsubscribed=request.get("UnsubscribeAll", False),
        attributes=request.get("AttributesData"),
    )
    return {}


def delete_contact(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found, address = _list_and_address(account, request)
    found.delete(address)
    return {}


def _list_and_address(account: Account, request: Mapping[str, Any]) -> tuple[ContactList, str]:
    name = checked_list_name(request)
    address: str = request["EmailAddress"]
    check_address(address)
    check_attributes(request.get("AttributesData"))
    return account.contact_lists.get(name), address


def _preferences(request: Mapping[str, Any]) -> dict[str, str]:
    # Of a topic named twice the last counts (a guess).
    return {
        given["TopicName"]: given["SubscriptionStatus"]
        for given in request.get("TopicPreferences", ())
    }


def _filter(found: ContactList, given: Mapping[str, Any]) -> ContactFilter:
    by_topic = given.get("TopicFilter", {})
    topic = by_topic.get("TopicName")
    return ContactFilter(
        given.get("FilteredStatus"),
        None if topic is None else found.topic(topic),
        by_topic.get("UseDefaultIfPreferenceUnavailable", False),
    )


def _shown(found: ContactList, contact: Contact) -> dict[str, Any]:
    return {
        "EmailAddress": contact.address,
        "TopicPreferences": _shown_preferences(contact.preferences),
        "TopicDefaultPreferences": _shown_preferences(contact.defaults(found.topics)),
        "UnsubscribeAll": contact.is_unsubscribed,
        "LastUpdatedTimestamp": contact.updated_at,
    }


def _shown_preferences(preferences: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"TopicName": name, "SubscriptionStatus": status} for name, status in preferences.items()
    ]

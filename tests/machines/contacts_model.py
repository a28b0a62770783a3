"""The contact list as facts: resources 6.1, 6.2 and events 8 tell it, in dicts."""

from __future__ import annotations

import re
from typing import Any

from tests.machines.running import Refused, invalid

CHARACTERS = (
    "can contain up to 64 characters. Only alphanumeric characters, underscores(_) and hyphens(-) "
    "are allowed."
)
OUT, IN = "OPT_OUT", "OPT_IN"


def bad_name(name: str, what: str = "ContactListName") -> Refused | None:
    if not name.strip():
        return invalid(f"{what} can't be blank.")
    return None if re.fullmatch(r"[\w-]{1,64}", name) else invalid(f"{what} {CHARACTERS}")


class Lists:
    """The one list that an account may have, and who is on it."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.topics: dict[str, str] = {}
        self.description: str | None = None
        self.contacts: dict[str, dict[str, Any]] = {}

    def creation(self, name: str, topics: list[tuple[str, str]]) -> Refused | None:
        refusal = bad_name(name) or self.bad_topics(topics)
        if refusal is None and self.name is not None:
            return invalid("A maximum of 1 Lists allowed per account.")
        return refusal

    def bad_topics(self, topics: list[tuple[str, str]]) -> Refused | None:
        for name, _ in topics:
            if bad_name(name, "TopicName"):
                return bad_name(name, "TopicName")
        if len({name for name, _ in topics}) < len(topics):
            return invalid("Duplicate topic names are not allowed within a List.")
        return None

    def asked_for(self, name: str) -> Refused | None:
        refusal = bad_name(name)
        if refusal is None and name != self.name:
            text = f"List with name: {name} doesn't exist."
            return Refused("-", "NotFoundException", text)
        return refusal

    def without_topics(self, topics: list[str]) -> Refused | None:
        for topic in topics:
            if topic not in self.topics:
                return invalid(f"List: {self.name} doesn't contain Topic: {topic}")
        return None

    def contact(self, list_: str, address: str) -> Refused | None:
        refusal = self.address(list_, address)
        if refusal is None and address not in self.contacts:
            return Refused("-", "NotFoundException", f"{address} doesn't exist in List.")
        return refusal

    def address(self, list_: str, address: str) -> Refused | None:
        if bad_name(list_):
            return bad_name(list_)
        if not address.strip():
            return invalid("EmailAddress can't be blank.")
        if "@" not in address:
            return invalid(f"EmailAddress <{address}> is invalid")
        return self.asked_for(list_)

    def addition(self, list_: str, address: str, topics: list[str]) -> Refused | None:
        refusal = self.address(list_, address) or self.without_topics(topics)
        if refusal is None and address in self.contacts:
            text = f"{address} already exists in List."
            return Refused("-", "AlreadyExistsException", text)
        return refusal

    def add(self, address: str, preferences: dict[str, str], is_out: bool, data: Any) -> None:
        self.contacts[address] = {"said": dict(preferences), "all": is_out, "data": data}

    def update(self, address: str, preferences: dict[str, str], is_out: bool, data: Any) -> None:
        """What is said of topics is merged, the rest is replaced."""
        one = self.contacts[address]
        one["said"].update(preferences)
        one["all"], one["data"] = is_out, data

    def delete(self) -> None:
        self.name, self.topics, self.description, self.contacts = None, {}, None, {}

    def defaults(self, address: str) -> dict[str, str]:
        said = self.contacts[address]["said"]
        return {name: status for name, status in self.topics.items() if name not in said}

    def selected(self, status: str | None, topic: str | None, with_defaults: bool) -> set[str]:
        if status is None:
            return set(self.contacts)
        if topic is None:
            return {who for who, one in self.contacts.items() if one["all"] is (status == OUT)}
        default = self.topics[topic] if with_defaults else None
        return {
            who for who, one in self.contacts.items() if one["said"].get(topic, default) == status
        }

    def managed(self, address: str, topic: str | None) -> bool:
        """Whether a mail to somebody, who is a contact from now on, is kept back."""
        if address not in self.contacts:
            self.add(address, {}, False, None)
        one = self.contacts[address]
        return one["all"] or (
            topic is not None and one["said"].get(topic, self.topics[topic]) == OUT
        )

    def opt_out(self, address: str, topic: str | None) -> None:
        if address not in self.contacts:
            self.add(address, {}, False, None)
        if topic is None:
            self.contacts[address]["all"] = True
        else:
            self.contacts[address]["said"][topic] = OUT

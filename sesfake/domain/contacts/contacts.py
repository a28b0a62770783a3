"""Contacts: what each address of a list wants, and who is selected by it.

A contact is shown as its address was first written and found without case, so that a send to
`Ann@example.com` meets the wish of `ann@example.com` (a guess).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sesfake.domain.contacts.syntax import Topic

_OPT_OUT = "OPT_OUT"


@dataclass(eq=False)
class Contact:
    """One contact of a list; `preferences` are the topics about which it has said something."""

    address: str
    place: str  # in the list
    created_at: datetime
    updated_at: datetime
    preferences: dict[str, str] = field(default_factory=dict)
    is_unsubscribed: bool = False  # from all there is
    attributes: str | None = None

    def defaults(self, topics: Mapping[str, Topic]) -> dict[str, str]:
        """What counts for the topics about which it has not said anything."""
        return {
            topic.name: topic.default
            for topic in topics.values()
            if topic.name not in self.preferences
        }

    def is_opted_out(self, topic: Topic | None) -> bool:
        """Whether it gets no mail about a topic, or none at all (facts: events 8)."""
        if self.is_unsubscribed or topic is None:
            return self.is_unsubscribed
        return self.preferences.get(topic.name, topic.default) == _OPT_OUT

    def opt_out(self, topic: str | None, at: datetime) -> None:
        """Want no more of a topic, or of anything."""
        if topic is None:
            self.is_unsubscribed = True
        else:
            self.preferences[topic] = _OPT_OUT
        self.updated_at = at


class ContactFilter(NamedTuple):
    """What a listing asks for; no status is any."""

    status: str | None = None
    topic: Topic | None = None
    uses_default: bool = False

    def selects(self, contact: Contact) -> bool:
        if self.status is None:
            return True
        if self.topic is None:
            return contact.is_unsubscribed == (self.status == _OPT_OUT)
        default = self.topic.default if self.uses_default else None
        return contact.preferences.get(self.topic.name, default) == self.status

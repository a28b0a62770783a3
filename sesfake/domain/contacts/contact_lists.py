"""The contact list of an account in one region, for there is one at the most.

What a contact says about topics is merged into what it has said before; whether it wants nothing at
all, and its attributes, are replaced (facts: resources 6.2).
https://docs.aws.amazon.com/ses/latest/dg/sending-email-list-management.html
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sesfake.clock import Clock
from sesfake.domain.contacts.contacts import Contact
from sesfake.domain.contacts.syntax import Topic
from sesfake.domain.paging import Pager, place
from sesfake.errors import (
    ContactAlreadyExists,
    ContactListNotFound,
    ContactNotFound,
    InvalidParameter,
)
from sesfake.mail.addresses import folded

MAX_LISTS = 1
MAX_PAGE = 1000
DEFAULT_PAGE = 50  # of contacts


class ContactList:
    """One list: its topics by name, in their order, and its contacts as they came."""

    def __init__(
        self,
        name: str,
        clock: Clock,
        topics: Iterable[Topic],
        description: str | None,
        tags: dict[str, str],
    ) -> None:
        self.name = name
        self.description = description
        self.tags = tags
        self.created_at = self.updated_at = clock.now()
        self._clock = clock
        self._topics = {topic.name: topic for topic in topics}
        self._contacts: dict[str, Contact] = {}  # by address, without case
        self._places = itertools.count()

    def __iter__(self) -> Iterator[Contact]:
        return iter(self._contacts.values())

    @property
    def topics(self) -> Mapping[str, Topic]:
        return self._topics

    def topic(self, name: str) -> Topic:
        """The topic of a name; raises InvalidParameter."""
        found = self._topics.get(name)
        if found is None:
            raise InvalidParameter(f"List: {self.name} doesn't contain Topic: {name}")
        return found

    def update(self, topics: Iterable[Topic] | None, description: str | None) -> None:
        """Replace what is given; what contacts have said about topics that go is forgotten."""
        if topics is not None:
            self._topics = {topic.name: topic for topic in topics}
            for contact in self:
                for name in contact.preferences.keys() - self._topics.keys():
                    del contact.preferences[name]
        if description is not None:
            self.description = description
        self.updated_at = self._clock.now()

    def find(self, address: str) -> Contact | None:
        return self._contacts.get(folded(address))

    def get(self, address: str) -> Contact:
        """The contact of an address; raises ContactNotFound."""
        found = self.find(address)
        if found is None:
            raise ContactNotFound(address)
        return found

    def add(
        self,
        address: str,
        preferences: Mapping[str, str] | None = None,
        *,
        is_unsubscribed: bool = False,
        attributes: str | None = None,
        at: datetime | None = None,
    ) -> Contact:
        """Make a new contact; raises InvalidParameter for unknown topics, ContactAlreadyExists."""
        for name in preferences or ():
            self.topic(name)
        if self.find(address) is not None:
            raise ContactAlreadyExists(address)
        now = at or self._clock.now()
        new = self._contacts[folded(address)] = Contact(
            address,
            place(next(self._places)),
            now,
            now,
            dict(preferences or {}),
            is_unsubscribed,
            attributes,
        )
        return new

    def put(
        self,
        address: str,
        preferences: Mapping[str, str],
        *,
        is_unsubscribed: bool,
        attributes: str | None,
        at: datetime,
    ) -> None:
        """Have a contact as of a time, which forgets what it has said before.

        Raises InvalidParameter for unknown topics.
        """
        for name in preferences:
            self.topic(name)
        contact = self.find(address) or self.add(address, at=at)
        contact.preferences = dict(preferences)
        contact.is_unsubscribed = is_unsubscribed
        contact.attributes = attributes
        contact.updated_at = at

    def update_contact(
        self,
        contact: Contact,
        preferences: Mapping[str, str],
        *,
        is_unsubscribed: bool,
        attributes: str | None,
    ) -> None:
        """Merge preferences, replace the rest; raises InvalidParameter for unknown topics."""
        for name in preferences:
            self.topic(name)
        contact.preferences.update(preferences)
        contact.is_unsubscribed = is_unsubscribed
        contact.attributes = attributes
        contact.updated_at = self._clock.now()

    def delete(self, address: str) -> None:
        """Forget a contact; raises ContactNotFound."""
        self.get(address)
        del self._contacts[folded(address)]


class ContactLists:
    """The contact lists of one account in one region."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._by_name: dict[str, ContactList] = {}

    def __iter__(self) -> Iterator[ContactList]:
        return iter(self._by_name.values())

    def find(self, name: str) -> ContactList | None:
        return self._by_name.get(name)

    def get(self, name: str) -> ContactList:
        """The list of a name; raises ContactListNotFound."""
        found = self.find(name)
        if found is None:
            raise ContactListNotFound(name)
        return found

    def add(
        self, name: str, topics: Iterable[Topic], description: str | None, tags: dict[str, str]
    ) -> ContactList:
        """Make the list; raises InvalidParameter if there is one, of whatever name."""
        if len(self._by_name) >= MAX_LISTS:
            raise InvalidParameter(f"A maximum of {MAX_LISTS} Lists allowed per account.")
        new = self._by_name[name] = ContactList(name, self._clock, topics, description, tags)
        return new

    def delete(self, name: str) -> None:
        """Forget a list with its contacts; raises ContactListNotFound."""
        self.get(name)
        del self._by_name[name]


LIST_PAGES: Pager[ContactList] = Pager("contact-lists", position=lambda found: found.name)


def contact_pages(contact_list: ContactList) -> Pager[Contact]:
    """The pages of the contacts of a list, as they came."""
    return Pager(f"contacts {contact_list.name}", position=lambda contact: contact.place)

"""What moto keeps of contacts: lists, and the contacts of each."""

from __future__ import annotations

from typing import Any

from sesfake.compat.moto.asking import Stored, ask
from sesfake.domain.account import Account


class _Dated:
    """What GetContactList and GetContact answer alike: when it was made, and changed last."""

    @property
    def response_object(self) -> dict[str, Any]:
        raise NotImplementedError

    @property
    def created_timestamp(self) -> str:
        return str(self.response_object["CreatedTimestamp"].isoformat())

    @property
    def last_updated_timestamp(self) -> str:
        return str(self.response_object["LastUpdatedTimestamp"].isoformat())


class ContactList(_Dated):
    """A contact list; `contacts` are by address."""

    def __init__(self, account: Account, name: str) -> None:
        self._account = account
        self.contact_list_name = name

    @property
    def response_object(self) -> dict[str, Any]:
        name = self.contact_list_name
        return ask(self._account, "sesv2", "GetContactList", ContactListName=name)

    @property
    def description(self) -> str | None:
        return self.response_object.get("Description")

    @property
    def topics(self) -> list[dict[str, str]]:
        return self.response_object.get("Topics") or []

    @property
    def contacts(self) -> Stored[Contact]:
        account, name = self._account, self.contact_list_name
        return Stored(
            lambda: [contact.address for contact in account.contact_lists.get(name)],
            lambda address: Contact(account, name, address),
            lambda address: ask(
                account, "sesv2", "DeleteContact", ContactListName=name, EmailAddress=address
            ),
        )

    def list_contacts(self) -> list[Contact]:
        return list(self.contacts.values())

    def get_contact(self, email: str) -> Contact:
        """The contact of an address; raises ContactNotFound."""
        self._account.contact_lists.get(self.contact_list_name).get(email)
        return Contact(self._account, self.contact_list_name, email)


class Contact(_Dated):
    """One contact of a list."""

    def __init__(self, account: Account, contact_list_name: str, email_address: str) -> None:
        self._account = account
        self.contact_list_name = contact_list_name
        self.email_address = email_address

    @property
    def response_object(self) -> dict[str, Any]:
        return ask(
            self._account,
            "sesv2",
            "GetContact",
            ContactListName=self.contact_list_name,
            EmailAddress=self.email_address,
        )

    @property
    def topic_preferences(self) -> list[dict[str, str]]:
        return list(self.response_object["TopicPreferences"])

    @property
    def topic_default_preferences(self) -> list[dict[str, str]]:
        return list(self.response_object["TopicDefaultPreferences"])

    @property
    def unsubscribe_all(self) -> bool:
        return bool(self.response_object["UnsubscribeAll"])

    @property
    def attributes_data(self) -> str | None:
        return self.response_object.get("AttributesData")

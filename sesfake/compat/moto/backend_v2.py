"""`sesv2_backends[account][region]`: in moto a second door to the state of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sesfake.compat.moto.backend import SESBackend
from sesfake.compat.moto.contacts import Contact, ContactList
from sesfake.compat.moto.resources import ConfigurationSet, EmailIdentity

if TYPE_CHECKING:
    from sesfake.fake import SESFake


class SESV2Backend:
    """A view of the active fake; `core_backend` has all of it."""

    def __init__(self, account_id: str, region_name: str) -> None:
        self.account_id = account_id
        self.region_name = region_name
        self.core_backend = SESBackend(account_id, region_name)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.account_id} in {self.region_name}>"

    @property
    def fake(self) -> SESFake:
        """The view of sesfake that is shown here."""
        return self.core_backend.fake

    def reset(self) -> None:
        self.core_backend.reset()

    def get_email_identity(self, email_identity: str) -> EmailIdentity:
        return self.core_backend.email_identities[email_identity]

    def list_email_identities(self) -> list[EmailIdentity]:
        return list(self.core_backend.email_identities.values())

    def get_email_identity_policies(self, email_identity: str) -> dict[str, str]:
        return self.get_email_identity(email_identity).policies

    def get_configuration_set(self, configuration_set_name: str) -> ConfigurationSet:
        return self.core_backend.config_sets[configuration_set_name]

    def list_configuration_sets(self) -> list[ConfigurationSet]:
        return list(self.core_backend.config_sets.values())

    def get_contact_list(self, contact_list_name: str) -> ContactList:
        return self.core_backend.contacts_lists[contact_list_name]

    def list_contact_lists(self) -> list[ContactList]:
        return list(self.core_backend.contacts_lists.values())

    def get_contact(self, email: str, contact_list_name: str) -> Contact:
        return self.get_contact_list(contact_list_name).get_contact(email)

    def list_contacts(self, contact_list_name: str) -> list[Contact]:
        return self.get_contact_list(contact_list_name).list_contacts()

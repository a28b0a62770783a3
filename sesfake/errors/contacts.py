"""Errors of contact lists and contacts."""

from __future__ import annotations

from sesfake.errors.base import AlreadyExists, NotFound


def how_to_make_list(name: str) -> str:
    return (
        f"To mend the test: `create_contact_list(ContactListName={name!r})` of a `sesv2` client, "
        "in the same region and account."
    )


class ContactListNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"List with name: {name} doesn't exist.",
            hint=how_to_make_list(name),
        )


class ContactNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} doesn't exist in List.")


class ContactAlreadyExists(AlreadyExists):
    def __init__(self, address: str) -> None:
        super().__init__(f"{address} already exists in List.")

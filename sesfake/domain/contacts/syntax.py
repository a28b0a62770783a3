"""What may be in a contact list and a contact, in the order in which SES finds fault.

Of a list: its name, its topics, its description (facts: resources 6.1).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from sesfake.domain.identities.syntax import check_email_address
from sesfake.errors import InvalidParameter
from sesfake.guesses.recipients import ATTRIBUTES_NO_OBJECT

MAX_TOPICS = 20
MAX_NAME = 64
MAX_DISPLAY_NAME = 128
MAX_DESCRIPTION = 500
_NAME = re.compile(r"[A-Za-z0-9_-]+")


class Topic(NamedTuple):
    """What contacts may want mail about; `default` counts where one has not said."""

    name: str
    display_name: str
    default: str  # OPT_IN, OPT_OUT
    description: str | None = None


def check_list_name(name: str) -> None:
    """Raise InvalidParameter for what cannot be the name of a list."""
    _check_name("ContactListName", name)


def check_topics(topics: Sequence[Topic]) -> None:
    """Raise InvalidParameter for what cannot be the topics of a list."""
    if len(topics) > MAX_TOPICS:
        raise InvalidParameter(f"Maximum of <{MAX_TOPICS}> topics allowed per ContactList")
    for topic in topics:
        _check_name("TopicName", topic.name)
        if len(topic.display_name) > MAX_DISPLAY_NAME:
            raise InvalidParameter(
                f"Topic DisplayName can contain up to <{MAX_DISPLAY_NAME}> characters."
            )
    if len({topic.name for topic in topics}) < len(topics):
        raise InvalidParameter("Duplicate topic names are not allowed within a List.")


def check_description(description: str | None) -> None:
    """Raise InvalidParameter for a description that is too long."""
    if description is not None and len(description) > MAX_DESCRIPTION:
        raise InvalidParameter(f"List description can contain up to {MAX_DESCRIPTION} characters.")


def check_address(address: str) -> None:
    """Raise InvalidParameter for what is not an address, and nothing but one."""
    if not address.strip():
        raise InvalidParameter("EmailAddress can't be blank.")
    try:
        check_email_address(address)
    except InvalidParameter:
        raise InvalidParameter(f"EmailAddress <{address}> is invalid") from None


def check_attributes(data: str | None) -> None:
    """Raise InvalidParameter for attributes that are not a JSON object; an empty text is none."""
    if not data:
        return
    try:
        attributes = json.loads(data)
    except (ValueError, RecursionError):
        attributes = None
    if not isinstance(attributes, dict):
        raise InvalidParameter(ATTRIBUTES_NO_OBJECT)


def _check_name(member: str, name: str) -> None:
    if not name.strip():
        raise InvalidParameter(f"{member} can't be blank.")
    if len(name) > MAX_NAME or not _NAME.fullmatch(name):
        raise InvalidParameter(
            f"{member} can contain up to {MAX_NAME} characters. Only alphanumeric characters, "
            "underscores(_) and hyphens(-) are allowed."
        )

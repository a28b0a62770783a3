"""What a record of an import says about a contact, in the words of CSV or of JSON.

CSV has a column for each topic, `topicPreferences.Sports`. JSON has a list of topics, as the calls
for contacts have; the names of those columns are taken, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sesfake.errors import InvalidParameter
from sesfake.guesses.import_jobs import BAD_VALUE

_UNSUBSCRIBED, _ATTRIBUTES, _PREFERENCES = "unsubscribeAll", "attributesData", "topicPreferences"
_STATUSES = ("OPT_IN", "OPT_OUT")


class ContactRecord(NamedTuple):
    preferences: dict[str, str]
    is_unsubscribed: bool
    attributes: str | None


def read_contact(values: Mapping[str, Any]) -> ContactRecord:
    """All but the address; raises InvalidParameter."""
    attributes = values.get(_ATTRIBUTES)
    if not (attributes is None or isinstance(attributes, str)):
        raise _bad(_ATTRIBUTES)
    preferences = {}
    for topic, status in _said(values):
        if not isinstance(topic, str) or status not in _STATUSES:
            raise _bad(_PREFERENCES)
        preferences[topic] = status
    return ContactRecord(preferences, _is_unsubscribed(values.get(_UNSUBSCRIBED)), attributes)


def _said(values: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    listed = values.get(_PREFERENCES) or []
    if not (isinstance(listed, list) and all(isinstance(said, dict) for said in listed)):
        raise _bad(_PREFERENCES)
    for said in listed:
        yield said.get("topicName"), said.get("subscriptionStatus")
    for name, status in values.items():
        before, dot, topic = name.partition(".")
        if before == _PREFERENCES and dot:
            yield topic, status


def _is_unsubscribed(value: Any) -> bool:
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if value is None or isinstance(value, bool):
        return bool(value)
    raise _bad(_UNSUBSCRIBED)


def _bad(member: str) -> InvalidParameter:
    return InvalidParameter(BAD_VALUE.format(member=member))

"""The X-SES-* headers, by which a mail asks for what API calls have parameters for.

Of each only the first counts, and none is delivered (facts: sending 12). Blank ones say nothing.
A tag without `=` is a tag with an empty value, which the rules for tags then refuse.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

PREFIX = "x-ses-"


class SesHeaders(NamedTuple):
    """What the headers ask for; a parameter of the call goes before any of it."""

    configuration_set: str | None
    tags: tuple[tuple[str, str], ...]
    list_management: tuple[str, str | None] | None  # name of the list, topic
    source_arn: str | None
    from_arn: str | None
    return_path_arn: str | None
    tenant: str | None


def read_ses_headers(first: Callable[[str], str | None]) -> SesHeaders:
    """Of a mail whose headers can be asked for the first of a lower-case name."""
    return SesHeaders(
        configuration_set=first("x-ses-configuration-set") or None,
        tags=_tags(first("x-ses-message-tags")),
        list_management=_list_management(first("x-ses-list-management-options")),
        source_arn=first("x-ses-source-arn") or None,
        from_arn=first("x-ses-from-arn") or None,
        return_path_arn=first("x-ses-return-path-arn") or None,
        tenant=first("x-ses-tenant") or None,
    )


def is_ses_header(name: str) -> bool:
    return name.lower().startswith(PREFIX)


def _tags(text: str | None) -> tuple[tuple[str, str], ...]:
    if not text:
        return ()
    pairs = (pair.partition("=") for pair in text.split(",") if pair.strip())
    return tuple((name.strip(), value.strip()) for name, _, value in pairs)


def _list_management(text: str | None) -> tuple[str, str | None] | None:
    """`list; topic=name`, or `contactListName=list; topicName=name` as some clients write it."""
    if not text:
        return None
    name, topic = None, None
    for position, option in enumerate(text.split(";")):
        key, equals, value = option.partition("=")
        key, value = key.strip().lower(), value.strip()
        if equals and key == "contactlistname":
            name = name or value
        elif equals and key in ("topic", "topicname"):
            topic = topic or value
        elif position == 0:
            name = option.strip()
    return (name, topic or None) if name else None

"""Recipients, tags and plain content of a mail: the members that both APIs call the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

from sesfake.domain.drafts.draft import DEFAULT_CHARSET, Attachment, SimpleContent, Text

Pairs = tuple[tuple[str, str], ...]
Texts = tuple[str, ...]


class Addressees(TypedDict):
    """The recipients of a mail, by header."""

    to: Texts
    cc: Texts
    bcc: Texts


def addressees(destination: Mapping[str, Sequence[str]]) -> tuple[Texts, Texts, Texts]:
    """The recipients that a Destination names: To, Cc and Bcc."""
    return (
        tuple(destination.get("ToAddresses", ())),
        tuple(destination.get("CcAddresses", ())),
        tuple(destination.get("BccAddresses", ())),
    )


def all_addressees(destinations: Iterable[Mapping[str, Sequence[str | None]]]) -> Addressees:
    """The recipients that several name; nothing has been checked, so an address may be null."""
    found = list(destinations)

    def of(member: str) -> Texts:
        return tuple(
            address
            for destination in found
            for address in destination.get(member, ())
            if address is not None
        )

    return {"to": of("ToAddresses"), "cc": of("CcAddresses"), "bcc": of("BccAddresses")}


def tags(given: Sequence[Mapping[str, str]]) -> Pairs:
    """The tags of a message, in the order given."""
    return tuple([(tag["Name"], tag["Value"]) for tag in given]) if given else ()


def simple_content(
    message: Mapping[str, Any], headers: Pairs = (), attachments: tuple[Attachment, ...] = ()
) -> SimpleContent:
    """A Message, and what v2 alone has in one."""
    body = message["Body"]
    return SimpleContent(
        subject=_text(message["Subject"]),
        text=_text(body["Text"]) if "Text" in body else None,
        html=_text(body["Html"]) if "Html" in body else None,
        headers=headers,
        attachments=attachments,
    )


def _text(content: Mapping[str, Any]) -> Text:
    return Text(content["Data"], content.get("Charset", DEFAULT_CHARSET))

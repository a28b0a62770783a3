"""A message in the words of the call that sent it, for those who show it as other fakes do.

The calls of both APIs ask for the same in other words; here they are read alike.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sesfake.domain.drafts.draft import Draft, TemplatedContent
from sesfake.mail.raw_mail import RawMail

_BULK = frozenset({"SendBulkTemplatedEmail", "SendBulkEmail"})


def is_bulk(draft: Draft) -> bool:
    """Whether its call asked for several messages."""
    return draft.operation in _BULK


def destination(draft: Draft) -> dict[str, list[str]]:
    """To whom: as the call says it, or one entry of it."""
    given: Mapping[str, list[str]] | None = draft.request.get("Destination")
    if given is not None:
        return {member: list(addresses) for member, addresses in given.items()}
    parts = {"ToAddresses": draft.to, "CcAddresses": draft.cc, "BccAddresses": draft.bcc}
    return {member: list(addresses) for member, addresses in parts.items() if addresses}


def destinations(draft: Draft) -> list[Mapping[str, Any]]:
    """The entries of a bulk call."""
    request = draft.request
    found: list[Mapping[str, Any]] = request.get("Destinations") or request["BulkEmailEntries"]
    return list(found)


def raw_text(draft: Draft) -> str | None:
    """The mail of a raw call; what is not UTF-8 is replaced."""
    content = draft.content
    return content.data.decode("utf-8", "replace") if isinstance(content, RawMail) else None


def template_data(draft: Draft) -> str:
    """The data of a templated call in JSON, as it gives them; of a bulk call the default ones."""
    request = draft.request
    if draft.api == "ses":
        found = request.get("DefaultTemplateData" if is_bulk(draft) else "TemplateData")
    else:
        content = request["DefaultContent" if is_bulk(draft) else "Content"]
        found = content["Template"].get("TemplateData")
    return found or "{}"


def data_of_message(draft: Draft) -> str:
    """The data that this message was made with, in JSON; of a bulk call, with its entry's own."""
    if is_bulk(draft) and isinstance(draft.content, TemplatedContent):
        return json.dumps(draft.content.data)
    return template_data(draft)

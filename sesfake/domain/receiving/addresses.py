"""The addresses in the headers of mail from anywhere: read leniently, for nobody has checked it."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import getaddresses

from sesfake.errors import InvalidParameter
from sesfake.mail.mailboxes import Mailbox, parse_mailboxes


def addresses(fields: Iterable[tuple[str, str]], *names: str) -> list[Mailbox]:
    """All that stand in headers of these names, given in lower case; what is none is left out."""
    return [box for name, value in fields if name.lower() in names for box in _read(value)]


def _read(text: str) -> list[Mailbox]:
    try:
        return parse_mailboxes(text)
    except InvalidParameter:
        found = [(name, address) for name, address in getaddresses([text]) if "@" in address]
        return [Mailbox(address, name or None, address) for name, address in found]

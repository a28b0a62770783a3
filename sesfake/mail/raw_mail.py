"""A whole message as a caller hands it in, and the rules for its header (facts: sending 5).

Only the header section is read here, and the body is left alone: a raw mail may be large, and this
is on the way of every send. `mime_rules` looks at the parts.

What is decided here, for want of an example: an mbox `From ` line is an illegal header; a name may
be followed by blanks; a message that starts with a blank line has no headers at all.
"""

from __future__ import annotations

import re
from collections.abc import KeysView

from sesfake.errors import InvalidParameter
from sesfake.guesses.mail import EMPTY_FROM
from sesfake.mail.header_names import ONCE_ONLY
from sesfake.mail.header_section import read_header_section

_NAME = re.compile(r"[!-9;-~]+")
_NAMES = re.compile(r"[!-9;-~]+(?:\n[!-9;-~]+)*")
_ILLEGAL_CONTENT = "Illegal content."


class RawMail:
    """A message with its header read: `fields` in order, names as written, values unfolded."""

    __slots__ = ("_values", "body_at", "data", "fields")

    def __init__(self, data: bytes, fields: list[tuple[str, str]], body_at: int) -> None:
        self.data = data
        self.fields = fields
        self.body_at = body_at
        self._values: dict[str, list[str]] = {}
        for name, value in fields:
            self._values.setdefault(name.lower(), []).append(value)

    @property
    def body(self) -> bytes:
        return self.data[self.body_at :]

    @property
    def names(self) -> KeysView[str]:
        """The names of its fields, in lower case."""
        return self._values.keys()

    def first(self, name: str) -> str | None:
        """The value of the first field of this name, looked up without case."""
        values = self._values.get(name.lower())
        return values[0] if values else None

    def all(self, name: str) -> list[str]:
        """The values of every field of this name, looked up without case."""
        return list(self._values.get(name.lower(), ()))

    def has_repeated(self) -> bool:
        """Whether any name comes more than once."""
        return len(self._values) < len(self.fields)


def read_raw_mail(data: bytes) -> RawMail:
    """Read the header section; raises InvalidParameter if it is none."""
    fields, stray, body_at = read_header_section(data, 0, len(data))
    if stray is not None:
        raise InvalidParameter(f"Illegal header '{stray}'." if fields else _ILLEGAL_CONTENT)
    return RawMail(data, fields, body_at)


def check_header_rules(mail: RawMail) -> None:
    """Every field has a legal name, and those on Amazon's list come once only."""
    names = [name for name, _ in mail.fields]
    if not _NAMES.fullmatch("\n".join(names)):
        _check_names(names)
    if mail.has_repeated():
        _check_once_only(mail)


def check_required(mail: RawMail, *, has_source: bool, has_destinations: bool) -> None:
    """There is a sender and somebody to send to, in the call's parameters or in the header."""
    senders, recipients = mail.all("From"), mail.all("To")
    if not senders and not has_source:
        raise InvalidParameter("Missing required header 'From'.")
    if senders and not any(senders):
        raise InvalidParameter(EMPTY_FROM)
    if not recipients and not has_destinations:
        raise InvalidParameter("Missing required header 'To'.")
    if recipients and not any(recipients):
        raise InvalidParameter("Empty required header 'To'.")
    if not mail.fields:
        raise InvalidParameter(_ILLEGAL_CONTENT)


def _check_names(names: list[str]) -> None:
    for name in names:
        if not name.strip():
            raise InvalidParameter("Empty header names are illegal.")
        if not _NAME.fullmatch(name):
            raise InvalidParameter(f"Illegal header '{name}'.")


def _check_once_only(mail: RawMail) -> None:
    seen = set()
    for name, _ in mail.fields:
        key = name.lower()
        if key in seen and key in ONCE_ONLY:
            raise InvalidParameter(f"Duplicate header '{name}'.")
        seen.add(key)

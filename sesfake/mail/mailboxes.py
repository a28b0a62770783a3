"""Addresses as callers write them, read the way SES reads them: `Ann <ann@example.com>`.

Wrong ones are refused in the words of JavaMail, without a final period, or of SES, with one
(facts: sending 4). Nothing that is read here holds a line break any more, whatever the caller
wrote, so no address can end one header and begin another.

Most addresses are plain. They are recognised by one regular expression, which says nothing but
what the long way (`address_lists.py`, `address_checks.py`) would say too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sesfake.errors import InvalidParameter
from sesfake.mail.address_checks import check_address
from sesfake.mail.address_lists import Entry, entries
from sesfake.mail.encoded_words import decode_words

MAX_LENGTH = 320

# Two dots in a row are looked for apart, which is quicker.
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-][A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]*(?<!\.)"
_ADDRESS = _LOCAL + r"@[A-Za-z0-9-][A-Za-z0-9.-]*(?<!\.)"
_CONTROLS = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_NO_PHRASE = rf'{_CONTROLS}()<>\[\],:;\\"'
_MAILBOX = (
    rf'({_ADDRESS})|(?:"([^ {_CONTROLS}"\\][^{_CONTROLS}"\\]*)" *'
    rf"|([^ {_NO_PHRASE}][^{_NO_PHRASE}]*))?<({_ADDRESS})>"
)
_plain = re.compile(_MAILBOX).fullmatch
_plain_entry = re.compile(rf"[ \t\r\n]*({_MAILBOX})[ \t\r\n]*(?:,|\Z)[ \t\r\n]*").match

_new = tuple.__new__  # a named tuple's own takes twice as long

# All that ends a line, for a mail program or for Python.
_LINE_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+[ \t]*")
_NEEDS_BRACKETS = re.compile(r'[()<>,;:\\"\[\]]')
_NEEDS_QUOTES = re.compile(r'[()<>@,;:\\".\[\]]|[^\t\r\n -~]')
_NEEDS_BACKSLASH = re.compile(r'["\\]')


class Mailbox(NamedTuple):
    """One address as it is written: its bare form, its display name, and the text itself.

    The name is without the caller's quotes; an encoded-word in it stands as it is.
    """

    address: str
    name: str | None
    text: str

    @property
    def normalised(self) -> str:
        """Name and address as SES writes them: quotes only where the name needs them."""
        if self.name is None:
            return f"<{self.address}>" if _NEEDS_BRACKETS.search(self.address) else self.address
        name = self.name
        if _NEEDS_QUOTES.search(name):
            name = f'"{_NEEDS_BACKSLASH.sub(_behind_backslash, name)}"'
        return f"{name} <{self.address}>"

    @property
    def decoded(self) -> Mailbox:
        """The same, with the encoded-words of its name read."""
        return self if self.name is None else self._replace(name=decode_words(self.name))


def parse_mailbox(text: str) -> Mailbox:
    """The only address of a text: a sender, one recipient, a return path.

    A group is no address, even one with a single member: JavaMail's check of what was read finds
    the colon. (A guess: its newer versions let a group pass, and what SES does then is unknown.)
    """
    if ".." not in text and (plain := _plain(text)):
        bare, quoted, phrase, address = plain.groups()
        if bare:
            return _new(Mailbox, (bare, None, bare))
        return _new(Mailbox, (address, quoted or (phrase and phrase.rstrip(" ")), text))
    return _parse_odd_mailbox(text)


def parse_mailboxes(text: str) -> list[Mailbox]:
    """The addresses of a raw message's header, members of groups one by one."""
    plain = _plain_mailboxes(text)
    return _parse_odd_mailboxes(text) if plain is None else plain


def check_length(mailbox: Mailbox) -> None:
    """Refuse an address that is too long, name and all (facts: sending 4.4).

    Apart from the syntax, because SES looks at it only after the configuration set.
    """
    if len(mailbox.text) < MAX_LENGTH // 5:
        return  # a character takes two units at most, and perhaps a backslash
    written = mailbox.normalised
    if _utf16_units(written) > MAX_LENGTH:
        raise InvalidParameter(
            f"Address length is more than {MAX_LENGTH} characters long: '{written}'."
        )


def _parse_odd_mailbox(text: str) -> Mailbox:
    if not text:
        raise InvalidParameter(f"Invalid email address {text}.")
    found = entries(text)
    if len(found) != 1:
        raise InvalidParameter("Illegal address")
    return _checked(found[0])


def _plain_mailboxes(text: str) -> list[Mailbox] | None:
    """The addresses, if all of them are plain."""
    if ".." in text:
        return None
    found: list[Mailbox] = []
    index = 0
    while plain := _plain_entry(text, index):
        whole, bare, quoted, phrase, address = plain.groups()
        name = quoted or (phrase and phrase.rstrip(" "))
        found.append(_new(Mailbox, (bare or address, name, whole)))
        index = plain.end()
        if index == len(text):
            return found
    return None


def _parse_odd_mailboxes(text: str) -> list[Mailbox]:
    found: list[Mailbox] = []
    for entry in entries(text):
        if entry.members is None:
            found.append(_checked(entry))
        else:
            found.extend(parse_mailboxes(entry.members))
    return found


def _checked(entry: Entry) -> Mailbox:
    check_address(entry.address, route=True, complete=True)
    return Mailbox(
        _on_one_line(entry.address),
        None if entry.name is None else _on_one_line(entry.name),
        _on_one_line(entry.text),
    )


def _on_one_line(text: str) -> str:
    return _LINE_BREAK.sub(" ", text)


def _behind_backslash(char: re.Match[str]) -> str:
    return "\\" + char[0]


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

"""A message that SES has accepted: the same object for every way of sending.

What was asked for and what was decided are frozen facts; `events` and `outcome` tell what has
happened to it since. What is written in it is read in `content`.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sesfake.domain.configuration_sets.event_destinations import ENGAGEMENT
from sesfake.domain.events.event import Event
from sesfake.domain.events.vocabulary import BounceSubType
from sesfake.domain.messages.as_json import as_dict
from sesfake.domain.messages.assertions import MessageAssertions
from sesfake.domain.messages.codes import DIGITS, find_code
from sesfake.domain.messages.localstack_json import localstack_json
from sesfake.mail.addresses import folded
from sesfake.mail.encoded_words import decode_words
from sesfake.mail.mailboxes import Mailbox
from sesfake.mail.printable import printable

_SHOWN = 5  # recipients in a repr
_WIDTH = 200
_LISTS = {
    BounceSubType.ON_ACCOUNT_SUPPRESSION_LIST: "the account's",
    BounceSubType.ON_TENANT_SUPPRESSION_LIST: "the tenant's",
}
_NEEDS_QUOTES = re.compile(r'[()<>@,;:\\"\[\]]')


@dataclass(frozen=True, eq=False, repr=False)
class Message(MessageAssertions):
    """One accepted message. Addresses are texts as the sender wrote them, display names and all.

    Two are equal if their ids are. What is written in it is read, filled in or composed when it is
    first asked for, and never fails.
    """

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, Message) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        to = self.to + self.cc + self.bcc
        if len(to) > _SHOWN:
            to[_SHOWN:] = [f"{len(to) - _SHOWN} more"]
        why = self.undelivered
        lost = f" NOT DELIVERED: {why}{self._rendered_from}" if why else ""
        what = f"{_short(self.subject)!r} from {self.from_} to {_short(', '.join(to))}"
        return printable(f"<Message {what}{lost}>")

    @property
    def operation(self) -> str:
        """The AWS operation that sent it, such as `SendEmail`."""
        return self.draft.operation

    @property
    def api(self) -> str:
        """`"ses"` or `"sesv2"`."""
        return self.draft.api

    @property
    def request(self) -> Mapping[str, Any]:
        """The call's parameters as SES read them, in AWS's spelling; a copy, not to be changed."""
        return MappingProxyType(copy.deepcopy(dict(self.draft.request)))

    @property
    def source(self) -> str:
        """The sender that was checked: the call's, or that of a raw mail's From header."""
        return self.addressing.senders[0].text

    @property
    def from_(self) -> str:
        """The From header."""
        return ", ".join(_texts(self.addressing.from_)) or self.source

    @property
    def to(self) -> list[str]:
        """The addresses of the To header."""
        return _texts(self.addressing.to)

    @property
    def cc(self) -> list[str]:
        """The addresses of the Cc header."""
        return _texts(self.addressing.cc)

    @property
    def bcc(self) -> list[str]:
        """Recipients that no header names."""
        addressing = self.addressing
        named = {folded(mailbox.address) for mailbox in addressing.to + addressing.cc}
        hidden = addressing.destinations or addressing.bcc
        return _texts(mailbox for mailbox in hidden if folded(mailbox.address) not in named)

    @property
    def recipients(self) -> list[str]:
        """The envelope, apart from the headers: every bare address it goes to."""
        return [mailbox.address for mailbox in self.addressing.recipients]

    @property
    def reply_to(self) -> list[str]:
        """The addresses of the Reply-To header."""
        return _texts(self.addressing.reply_to)

    @property
    def return_path(self) -> str:
        """Where SES sends bounces to: the return path, or else the sender."""
        return self.addressing.bounces_to

    @property
    def tags(self) -> dict[str, str]:
        """The caller's message tags, by name."""
        return dict(self.draft.tags)

    @property
    def tenant(self) -> str | None:
        """The name of the tenant it was sent for."""
        return self.draft.tenant

    @property
    def events(self) -> tuple[Event, ...]:
        """What has happened to it so far, oldest first: it was sent and delivered, or was not."""
        return self.life.events(self)

    @property
    def kept_back(self) -> frozenset[str]:
        """Recipients to whom SES itself delivers nothing: suppressed, unsubscribed, doubtful."""
        return self.unsubscribed.union(self.failed_validation, self.suppressed)

    @property
    def undelivered(self) -> str | None:
        """Why nobody could receive it, or None if somebody could.

        Its template could not be filled in, it carries a virus, every recipient is on the
        suppression list, has unsubscribed or is too doubtful for Auto Validation, or
        `ses.reject(...)` said so.
        """
        if self.suppressed and self.suppressed.keys() >= set(self.recipients):
            whose = _LISTS.get(self.suppressed_by, "Amazon's")
            return f"every recipient is on {whose} suppression list"
        if self.unsubscribed.issuperset(self.recipients):
            return "the recipient has unsubscribed"
        if self.failed_validation and self.kept_back.issuperset(self.recipients):
            return "no recipient has passed Auto Validation"
        if self.has_virus:
            return "it carries a virus"
        if any(event.type == "Reject" for event in self.life.later):
            return "it was rejected"
        return self.rendering_failure

    @property
    def outcome(self) -> dict[str, str]:
        """What became of it for each recipient: the last event that names them, in lower case.

        That they opened it, followed a link or unsubscribed does not count.
        """
        return {
            recipient: event.type.lower()
            for event in self.events
            if event.details.event_type not in ENGAGEMENT
            for recipient in event.recipients
        }

    def code(self, pattern: str | re.Pattern[str] = DIGITS) -> str:
        """The first match in subject, text and html, by default of 4 to 8 digits.

            message.code(r"coupon ([A-Z]+)")

        It is the pattern's first group, if it has one; html is searched as somebody reads it. An
        AssertionError shows the texts where there is none.
        """
        __tracebackhide__ = True  # in pytest, the test is where it failed
        return find_code(pattern, self.subject, self.text, self.html)

    def to_dict(self) -> dict[str, Any]:
        """Everything worth showing, ready for JSON."""
        return as_dict(self)

    def to_localstack(self) -> dict[str, Any]:
        """The JSON that LocalStack has of it at `/_aws/ses`: what was asked for, not delivered."""
        return localstack_json(self.id, self.region, self.source, self.sent_at, self.draft)

    def save_eml(self, path: str | Path, *, delivered: bool = False) -> Path:
        """Write the message to a file that mail programs open; gives the path, or an OSError.

        Its links are the sender's, so that no mail program calls Amazon. `delivered=True` writes it
        as it arrives: signed, with tracked links and the pixel.
        """
        target = Path(path)
        target.write_bytes(self.delivered.raw if delivered else self.raw)
        return target


def _texts(mailboxes: Iterable[Mailbox]) -> list[str]:
    return [_shown(mailbox) for mailbox in mailboxes]


def _shown(mailbox: Mailbox) -> str:
    if mailbox.name is None or "=?" not in mailbox.name:
        return mailbox.text
    name = decode_words(mailbox.name)
    if _NEEDS_QUOTES.search(name):
        name = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return f"{name} <{mailbox.address}>"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"

"""A call as a fault sees it, before SES does: what `when` is given, and what criteria compare.

The words are those of the outbox (`Outbox.find`), as far as a call that nobody has checked yet can
tell. What cannot be read is left out; SES itself says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sesfake.domain.mails.matching import Vocabulary
from sesfake.errors import InvalidParameter
from sesfake.mail.addresses import bare
from sesfake.mail.mailboxes import Mailbox, parse_mailboxes
from sesfake.mail.raw_mail import RawMail, read_raw_mail


@dataclass(frozen=True)
class Named:
    """Whom and what a request names, each as it is written there."""

    source: str | None = None
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()  # the envelope of a raw mail, where the call gives one
    raw: bytes | None = None
    configuration_set: str | None = None
    tenant: str | None = None


@dataclass(frozen=True)
class Call:
    """One attempt to call SES.

    ses.fail("SendEmail", 500, when=lambda call: "ann@example.com" in call.recipients)
    """

    api: str  # "ses" or "sesv2"
    operation: str
    account_id: str
    region: str
    parse: Callable[[], Mapping[str, Any]]
    names: Callable[[Mapping[str, Any]], Named]

    @cached_property
    def request(self) -> Mapping[str, Any]:
        """The call's parameters in AWS's spelling; none of them has been checked."""
        return self.parse()

    @property
    def to(self) -> list[str]:
        """The addresses of the To header; in a bulk send, those of all entries."""
        return [*self._named.to, *self._in_header("To")]

    @property
    def cc(self) -> list[str]:
        """The addresses of the Cc header."""
        return [*self._named.cc, *self._in_header("Cc")]

    @property
    def bcc(self) -> list[str]:
        """Recipients that no header names."""
        shown = {bare(address) for address in (*self.to, *self.cc)}
        hidden = self._named.destinations or (*self._named.bcc, *self._in_header("Bcc"))
        return [address for address in hidden if bare(address) not in shown]

    @property
    def recipients(self) -> list[str]:
        """The envelope: every bare address that the mail would go to."""
        return list(map(bare, self._named.destinations or (*self.to, *self.cc, *self.bcc)))

    @property
    def source(self) -> str:
        """The sender that the call names, or else a raw mail's From header."""
        return self._named.source or next(iter(self._in_header("From")), "")

    @property
    def from_(self) -> str:
        """The From header."""
        return next(iter(self._in_header("From")), self.source)

    @property
    def configuration_set(self) -> str | None:
        return self._named.configuration_set

    @property
    def tenant(self) -> str | None:
        return self._named.tenant

    @cached_property
    def _named(self) -> Named:
        return self.names(self.request)

    @cached_property
    def _mail(self) -> RawMail | None:
        try:
            return None if self._named.raw is None else read_raw_mail(self._named.raw)
        except InvalidParameter:
            return None

    def _in_header(self, name: str) -> list[str]:
        values = [] if self._mail is None else self._mail.all(name)
        return [mailbox.text for value in values for mailbox in _mailboxes(value)]


def _mailboxes(text: str) -> Iterable[Mailbox]:
    try:
        return parse_mailboxes(text)
    except InvalidParameter:
        return ()


_ANY_OF: dict[str, Callable[[Call], list[str]]] = {
    "to": lambda call: call.to,
    "cc": lambda call: call.cc,
    "bcc": lambda call: call.bcc,
    "recipient": lambda call: call.recipients,
    "source": lambda call: [call.source],
    "from_": lambda call: [call.from_],
}
CALLS = Vocabulary("Calls", _ANY_OF, frozenset({"api", "configuration_set", "tenant"}))

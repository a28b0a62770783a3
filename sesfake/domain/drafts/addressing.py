"""Who a message is from and to: on the envelope and in the headers.

A message that SES composes has one set of addresses for both. A raw mail has its own headers: the
call's destinations, where it gives any, are the envelope, and the headers are only shown; where it
gives none, every address of To, Cc and Bcc is a recipient.
https://docs.aws.amazon.com/ses/latest/dg/send-email-raw.html
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sesfake.domain.drafts.draft import Draft
from sesfake.errors import InvalidParameter
from sesfake.mail.mailboxes import MAX_LENGTH, Mailbox, parse_mailbox, parse_mailboxes
from sesfake.mail.raw_mail import RawMail

Mailboxes = tuple[Mailbox, ...]


class Addressing(NamedTuple):
    """The addresses of one message, all of them of good syntax."""

    from_: Mailboxes
    source: Mailbox | None = None  # the sender that a call names beside a raw mail's From header
    to: Mailboxes = ()
    cc: Mailboxes = ()
    bcc: Mailboxes = ()
    reply_to: Mailboxes = ()
    feedback: Mailbox | None = None  # where the call wants bounces to go
    sender: Mailboxes = ()  # of the header Sender
    return_path: Mailboxes = ()  # of the header Return-Path of a raw mail
    destinations: Mailboxes = ()  # the envelope of a raw mail, where the call gives one

    @property
    def recipients(self) -> Mailboxes:
        """The envelope."""
        return self.destinations or self.to + self.cc + self.bcc

    @property
    def senders(self) -> Mailboxes:
        """Whoever the message claims to come from: each must be verified."""
        source = () if self.source is None else (self.source,)
        feedback = () if self.feedback is None else (self.feedback,)
        return source + self.from_ + self.sender + feedback + self.return_path

    @property
    def author(self) -> str:
        """The bare address that readers see: the From header's first."""
        return (self.from_ or self.senders)[0].address

    @property
    def bounces_to(self) -> str:
        """The bare address bounces go to: the call's word counts before the headers'."""
        said = [self.feedback, self.source, *self.return_path, *self.from_]
        return next(mailbox.address for mailbox in said if mailbox is not None)

    @property
    def everybody(self) -> Iterator[Mailbox]:
        """Every address there is, of the envelope and of the headers; some come twice."""
        return itertools.chain(
            self.senders, self.to, self.cc, self.bcc, self.reply_to, self.destinations
        )


def read_addressing(draft: Draft) -> Addressing:
    """The addresses of a draft; raises InvalidParameter for the first of bad syntax.

    The order is Amazon's (facts: sending 4.4).
    """
    if isinstance(draft.content, RawMail):
        return _of_raw_mail(draft, draft.content)
    return Addressing(
        from_=(_parse_sender(draft.source or ""),),
        to=_each(draft.to),
        cc=_each(draft.cc),
        bcc=_each(draft.bcc),
        feedback=None if draft.return_path is None else parse_mailbox(draft.return_path),
        reply_to=_each(draft.reply_to),
        sender=_sender(draft.content.headers) if draft.content.headers else (),
    )


def _parse_sender(text: str) -> Mailbox:
    return _usual_sender(text) if len(text) <= MAX_LENGTH else parse_mailbox(text)


# The same few come with every call, and need not be kept more than once.
_usual_sender = lru_cache(maxsize=256)(parse_mailbox)


def _of_raw_mail(draft: Draft, mail: RawMail) -> Addressing:
    source = None if draft.source is None else parse_mailbox(draft.source)
    from_ = _in_header(mail, "From")
    if source is None and not from_:  # an empty group names nobody
        raise InvalidParameter("Missing required header 'From'.")
    return Addressing(
        from_,
        source,
        destinations=_each(draft.recipients),
        feedback=None if draft.return_path is None else parse_mailbox(draft.return_path),
        to=_in_header(mail, "To"),
        cc=_in_header(mail, "Cc"),
        bcc=_in_header(mail, "Bcc"),
        reply_to=_in_header(mail, "Reply-To"),
        sender=_in_header(mail, "Sender"),
        return_path=_in_header(mail, "Return-Path"),
    )


def _sender(headers: tuple[tuple[str, str], ...]) -> Mailboxes:
    values = [value for name, value in headers if name.lower() == "sender"]
    return tuple(mailbox for value in values for mailbox in parse_mailboxes(value))


def _each(texts: tuple[str, ...]) -> Mailboxes:
    return tuple(map(parse_mailbox, texts)) if texts else ()


def _in_header(mail: RawMail, name: str) -> Mailboxes:
    texts = mail.all(name)
    if not texts:
        return ()
    if name == "Return-Path":
        texts = [text for text in texts if text != "<>"]  # nobody: what bounces itself say
    return tuple(mailbox for text in texts for mailbox in parse_mailboxes(text))

"""Notices: the mails that AWS itself sends to people, as the owner of an address gets them.

    notice = ses.notices.one(to="ann@example.com")
    ses.follow(notice.links[0])

They are none of the account's own mail: no outbox holds them, and no quota counts them but for
custom verification mails, which Amazon sends in the account's name. Text and mail are written when
somebody first reads them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from email.message import EmailMessage
from functools import cached_property

from sesfake.domain.drafts.addressing import Addressing
from sesfake.domain.drafts.draft import SimpleContent, Text
from sesfake.domain.drafts.mime import as_bytes, compose
from sesfake.domain.ids import Ids
from sesfake.domain.mails.mails import Mails
from sesfake.domain.mails.matching import Vocabulary
from sesfake.domain.messages.raw_view import RawView
from sesfake.mail.links import find_links
from sesfake.mail.mailboxes import Mailbox
from sesfake.mail.printable import printable
from sesfake.mail.stamps import Stamp

SENDER = "no-reply-aws@amazon.com"


@dataclass(frozen=True, eq=False, repr=False)
class Notice:
    """One mail from AWS.

    `kind` says what it is about: `"verification"`, or `"custom-verification"` if it is in the
    account's own words. Those are in `html`, and have the id that the sending call answered with.
    A `"bounce"` or a `"complaint"` is feedback that SES forwards; its id is the feedback id.
    `"production-access"`, `"probation"`, `"suspension"`, `"appeal"` and `"reinstatement"` go to the
    owner of the account.
    """

    kind: str
    """What it is about, in one of these words."""
    to: str
    """The address it was sent to."""
    subject: str
    """The subject."""
    account_id: str
    """The account it is about."""
    region: str
    """The region it is about."""
    timestamp: float
    write: Callable[[], str]
    sender: str = SENDER
    """The address it comes from: Amazon's, or that of a custom verification mail."""
    write_html: Callable[[], str] | None = None
    message_id: str | None = None
    """The id that the sending call answered with, or the id of the feedback."""
    write_raw: Callable[[], bytes] | None = None  # if it is more than text and html
    case_id: str | None = None
    """The case of AWS Support that it is about."""

    def __repr__(self) -> str:
        return printable(f"<Notice {self.subject!r} from {self.sender} to {self.to}>")

    @cached_property
    def sent_at(self) -> datetime:
        """When AWS sent it, in UTC."""
        return datetime.fromtimestamp(self.timestamp, timezone.utc)

    @cached_property
    def text(self) -> str:
        """The plain text."""
        return self.write()

    @cached_property
    def html(self) -> str | None:
        """The html, if it has any."""
        return None if self.write_html is None else self.write_html()

    @cached_property
    def raw(self) -> bytes:
        """The whole mail as it is delivered."""
        return self._compose() if self.write_raw is None else self.write_raw()

    @property
    def mime(self) -> EmailMessage:
        """The same, parsed; a copy, which may be changed."""
        return self._view.mime

    @cached_property
    def _view(self) -> RawView:
        return RawView(self.raw)

    @property
    def links(self) -> list[str]:
        """The links in text and html; the first is the one that the mail is about."""
        # The text's come first: html that an account has written may have any.
        return list(dict.fromkeys([*find_links(self.text, None), *find_links(None, self.html)]))

    def _compose(self) -> bytes:
        sender, to = (Mailbox(address, None, address) for address in (self.sender, self.to))
        html = None if self.html is None else Text(self.html)
        content = SimpleContent(Text(self.subject), Text(self.text), html)
        stamp = Stamp(self.message_id or self._some_id(), self.region, self.sent_at)
        return as_bytes(*compose(Addressing(from_=(sender,), to=(to,)), content, stamp))

    def _some_id(self) -> str:
        """For the Message-ID of a mail whose id nobody has been told."""
        about = f"{self.account_id}\n{self.kind}\n{self.to}\n{self.text}"
        seed = int(hashlib.sha256(about.encode("utf-8", "replace")).hexdigest(), 16)
        return Ids(seed).message_id(self.region, self.timestamp)


class Notices(Mails[Notice]):
    """A live sequence of notices, oldest first. Slices and `find` give lists that stay."""

    _noun = "notice"
    _none = "there are no notices"
    _vocabulary = Vocabulary(
        "Notices",
        any_of={"to": lambda notice: [notice.to], "sender": lambda notice: [notice.sender]},
        values=frozenset(
            {"kind", "subject", "text", "html", "links", "message_id", "account_id", "region"}
            | {"case_id"}
        ),
    )

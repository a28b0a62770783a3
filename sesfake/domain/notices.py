"""Notices: the mails that AWS itself sends to people, as the owner of an address gets them.

    notice = ses.notices.one(to="ann@example.com")
    ses.follow(notice.links[0])

They are none of the account's own mail: no outbox holds them, and no quota counts them but for
custom verification mails, which Amazon sends in the account's name. The text is written when
somebody first reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cached_property

from sesfake.domain.mails import Mails
from sesfake.domain.matching import Vocabulary
from sesfake.mail.links import find_links

SENDER = "no-reply-aws@amazon.com"


@dataclass(frozen=True, eq=False, repr=False)
class Notice:
    """One mail from AWS.

    `kind` says what it is about: `"verification"`, or `"custom-verification"` if it is in the
    account's own words. Those are in `html`, and have the id that the sending call answered with.
    """

    kind: str
    to: str
    subject: str
    account_id: str
    region: str
    timestamp: float
    write: Callable[[], str]
    sender: str = SENDER
    write_html: Callable[[], str] | None = None
    message_id: str | None = None

    def __repr__(self) -> str:
        return f"<Notice {self.subject!r} from {self.sender} to {self.to}>"

    @cached_property
    def sent_at(self) -> datetime:
        """When AWS sent it, in UTC."""
        return datetime.fromtimestamp(self.timestamp, timezone.utc)

    @cached_property
    def text(self) -> str:
        return self.write()

    @cached_property
    def html(self) -> str | None:
        return None if self.write_html is None else self.write_html()

    @cached_property
    def links(self) -> list[str]:
        """The links in text and html; the first is the one that the mail is about."""
        # The text's come first: html that an account has written may have any.
        return list(dict.fromkeys([*find_links(self.text, None), *find_links(None, self.html)]))


class Notices(Mails[Notice]):
    """A live sequence of notices, oldest first. Slices and `find` give lists that stay."""

    _noun = "notice"
    _none = "there are no notices"
    _vocabulary = Vocabulary(
        "Notices",
        any_of={"to": lambda notice: [notice.to], "sender": lambda notice: [notice.sender]},
        values=frozenset(
            {"kind", "subject", "text", "html", "links", "message_id", "account_id", "region"}
        ),
    )

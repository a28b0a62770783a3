"""Notices: the mails that AWS itself sends to people, as the owner of an address gets them.

    notice = ses.notices.one(to="ann@example.com")
    ses.follow(notice.links[0])

They are none of the account's own mail: no quota counts them, no outbox holds them. The text is
written when somebody first reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cached_property

from sesfake.domain.links import find_links
from sesfake.domain.mails import Mails
from sesfake.domain.matching import Vocabulary

SENDER = "no-reply-aws@amazon.com"


@dataclass(frozen=True, eq=False, repr=False)
class Notice:
    """One mail from AWS. `kind` says what it is about: `"verification"`."""

    kind: str
    to: str
    subject: str
    account_id: str
    region: str
    timestamp: float
    write: Callable[[], str]
    sender: str = SENDER

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
    def links(self) -> list[str]:
        """The links in the text; the first is the one that the mail is about."""
        return find_links(self.text, None)


class Notices(Mails[Notice]):
    """A live sequence of notices, oldest first. Slices and `find` give lists that stay."""

    _noun = "notice"
    _none = "there are no notices"
    _vocabulary = Vocabulary(
        "Notices",
        any_of={"to": lambda notice: [notice.to], "sender": lambda notice: [notice.sender]},
        values=frozenset({"kind", "subject", "text", "links", "account_id", "region"}),
    )

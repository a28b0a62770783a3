"""A mail that another server has handed in, or has tried to, and what became of it.

    received = ses.receive(raw)
    [stored, told] = received.actions
    assert stored.object_key == f"inbound/{received.message_id}"

What was handed in and what SES thinks of it are frozen facts; `rules` tells what its receipt rules
have done so far, which is all of it when `ses.receive` returns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.message import EmailMessage
from functools import cached_property

from sesfake.domain.drafts.draft import Attachment
from sesfake.domain.messages.delivered import first_headers
from sesfake.domain.messages.message import Message
from sesfake.domain.messages.raw_view import RawView
from sesfake.domain.receiving.admitting import SmtpRefusal
from sesfake.domain.receiving.notification import ReceiptNotification
from sesfake.domain.receiving.rule_outcomes import ActionOutcome, RuleOutcome
from sesfake.domain.receiving.verdicts import Verdicts
from sesfake.mail.printable import printable


@dataclass(frozen=True, eq=False, repr=False)
class Received:
    """One mail from outside, and what became of it."""

    account_id: str
    """The account that it came to."""
    region: str
    """The region that it came to."""
    timestamp: float
    """When it came, in seconds since the epoch; `received_at` as a datetime."""
    sender: str
    """Of the envelope; empty where nobody wants to hear of bounces."""
    recipients: tuple[str, ...]
    """Of the envelope, as far as SES takes mail for them."""
    refused: Mapping[str, SmtpRefusal]
    """The other recipients, each with what SES answered."""
    ip: str
    """The address of the other server."""
    tls: bool
    """Whether the other server spoke TLS."""
    original: bytes
    """The mail as the other server sent it."""
    raw: bytes
    """The mail with SES's headers on top."""
    message_id: str | None = None
    """The id that SES gave it; None if it was refused."""
    verdicts: Verdicts | None = None
    """What SES thinks of it: spam, virus, SPF, DKIM and DMARC; None if it was refused."""
    rule_set: str | None = None
    """The receipt rule set that was active."""
    rules: list[RuleOutcome] = field(default_factory=list)
    """What each rule of the set has done, in order."""

    def __repr__(self) -> str:
        what = f"<Received {self.subject!r} from {self.sender or '<>'}"
        if not self.is_accepted:
            return printable(f"{what}, REFUSED: {self.refusal}>")
        failed = "".join(f"; {outcome!r}" for outcome in self.failures)
        return printable(f"{what} to {', '.join(self.recipients)}{failed}>")

    @property
    def is_accepted(self) -> bool:
        """Whether SES has taken it, for any recipient."""
        return self.message_id is not None

    @property
    def refusal(self) -> str | None:
        """Why SES has not taken it, for nobody."""
        return None if self.is_accepted else str(next(iter(self.refused.values())))

    @cached_property
    def received_at(self) -> datetime:
        """When it came, in UTC, to the millisecond."""
        at = datetime.fromtimestamp(self.timestamp, timezone.utc)
        return at.replace(microsecond=at.microsecond // 1000 * 1000)

    @property
    def actions(self) -> list[ActionOutcome]:
        """What the actions of all rules have done, in order."""
        return [action for rule in self.rules for action in rule.actions]

    @property
    def failures(self) -> list[ActionOutcome]:
        """The actions that have failed."""
        return [action for action in self.actions if action.failure is not None]

    @property
    def notifications(self) -> list[ReceiptNotification]:
        """What topics were told, in order."""
        return [action.notification for action in self.actions if action.notification is not None]

    @property
    def bounces(self) -> list[Message]:
        """The mails that were sent back by Bounce actions."""
        return [action.bounce for action in self.actions if action.bounce is not None]

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return self._view.subject

    @property
    def text(self) -> str | None:
        """The plain text body, decoded."""
        return self._view.text

    @property
    def html(self) -> str | None:
        """The html body, decoded."""
        return self._view.html

    @property
    def attachments(self) -> Sequence[Attachment]:
        """Its files."""
        return tuple(self._view.attachments)

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """Its headers with SES's, looked up without case; the first of each name."""
        return first_headers(self.raw)

    @property
    def mime(self) -> EmailMessage:
        """The mail with SES's headers, parsed; a copy, which may be changed."""
        return self._view.mime

    def assert_no_failures(self) -> None:
        """Raise what a function of the test has raised, or an AssertionError for other failures."""
        __tracebackhide__ = True  # in pytest, the test is where it failed
        for outcome in self.failures:
            if outcome.exception is not None:
                raise outcome.exception
        if self.refusal is not None or self.failures:
            raise AssertionError(f"It was not received without failures: {self!r}")

    @cached_property
    def _view(self) -> RawView:
        return RawView(self.raw)

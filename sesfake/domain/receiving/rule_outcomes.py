"""What the receipt rules and their actions have done to one mail, or why they have not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sesfake.domain.messages.message import Message
from sesfake.domain.receiving.action_facts import object_key, type_of
from sesfake.domain.receiving.notification import ReceiptNotification
from sesfake.domain.receiving.rules import ReceiptAction, ReceiptRule, S3Action
from sesfake.mail.printable import printable


class Stages(NamedTuple):
    """A mail and the headers that actions have put on top of it, the newest first.

    The mail itself is kept once, however many actions there are.
    """

    below: bytes
    top: tuple[bytes, ...] = ()

    @property
    def mail(self) -> bytes:
        return b"".join([*self.top, self.below]) if self.top else self.below

    def with_header(self, line: bytes) -> Stages:
        return Stages(self.below, (line, *self.top))


@dataclass(frozen=True, eq=False, repr=False)
class ActionOutcome:
    """What one action has done, or why it has not."""

    action: ReceiptAction
    """The action as the rule has it."""
    message_id: str
    """The mail's."""
    stages: Stages
    failure: str | None = None
    """Why it has failed; None if it has not."""
    notification: ReceiptNotification | None = None
    """What the topic of the action was told."""
    event: Mapping[str, Any] | None = None
    """The event that a function was given."""
    answer: Any = None
    """What a function has returned, if it was waited for."""
    exception: Exception | None = None
    """What a function of the test has raised."""
    bounce: Message | None = None
    """The mail that a Bounce action has sent back."""
    stops: str | None = None
    """`rule` or `rule set`, if the action ends that."""

    def __repr__(self) -> str:
        failed = "" if self.failure is None else f" FAILED: {self.failure}"
        return printable(f"<{self.type}{failed}>")

    @property
    def raw(self) -> bytes:
        """The mail as this action had it, or has left it."""
        return self.stages.mail

    @property
    def type(self) -> str:
        """`S3`, `SNS`, `Lambda`, `Bounce`, `AddHeader`, `Stop`, `WorkMail` or `Connect`."""
        return type_of(self.action)

    @property
    def bucket(self) -> str | None:
        """Where an S3 action has put the mail."""
        return self.action.bucket if isinstance(self.action, S3Action) else None

    @property
    def object_key(self) -> str | None:
        """The key that an S3 action has put it under."""
        action = self.action
        return object_key(action, self.message_id) if isinstance(action, S3Action) else None


@dataclass(eq=False, repr=False)
class RuleOutcome:
    """What one rule has done, or why it was not applied."""

    rule: ReceiptRule
    """The rule as it was when the mail came."""
    recipients: tuple[str, ...] = ()
    """The recipients of the mail that the rule is for."""
    skipped: str | None = None
    """Why it was not applied; None if it was."""
    actions: list[ActionOutcome] = field(default_factory=list)
    """What its actions have done, in order."""

    def __repr__(self) -> str:
        what = f"skipped: {self.skipped}" if self.skipped else repr(self.actions)
        return f"<Rule {self.name}: {what}>"

    @property
    def name(self) -> str:
        """The rule's."""
        return self.rule.name

    @property
    def is_applied(self) -> bool:
        """Whether its actions were carried out."""
        return self.skipped is None

"""What the actions of receipt rules do. No account's lock is held here but for a bounce.

What goes to another service is handed over where a fake of it is active, and told in any case. A
function that the test has given with `ses.add_function` is called itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.accounts import Accounts
from sesfake.domain.events.delivery_status import SUBJECT
from sesfake.domain.mails.notices import Notice
from sesfake.domain.neighbours.parcels import Invocation, Parcel, S3Object, Undeliverable
from sesfake.domain.receiving.action_facts import object_key
from sesfake.domain.receiving.bouncing import bounce_by_rule
from sesfake.domain.receiving.dsn import Dsn, FailedRecipient, dsn_mail
from sesfake.domain.receiving.function_context import FunctionContext
from sesfake.domain.receiving.notification import Receipt, ReceiptNotification, event, record
from sesfake.domain.receiving.received import Received
from sesfake.domain.receiving.rule_outcomes import ActionOutcome, Stages
from sesfake.domain.receiving.rules import (
    REQUEST_RESPONSE,
    AddHeaderAction,
    BounceAction,
    LambdaAction,
    ReceiptAction,
    S3Action,
    SnsAction,
    StopAction,
)
from sesfake.domain.receiving.top_headers import header_line
from sesfake.errors import SESError
from sesfake.guesses.receiving import TOO_LARGE_FOR_TOPIC
from sesfake.mail.mailboxes import Mailbox
from sesfake.mail.stamps import home

# https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-sns.html
MAX_IN_TOPIC = 150 * 1024
RULE, RULE_SET = "rule", "rule set"
_DISPOSITIONS = {"STOP_RULE": RULE, "STOP_RULE_SET": RULE_SET}


@dataclass
class Course:
    """A mail on its way through one rule; `stages` is what its actions have made of it so far."""

    accounts: Accounts
    account: Account
    received: Received
    recipients: tuple[str, ...]
    stages: Stages

    @property
    def raw(self) -> bytes:
        return self.stages.mail

    def carry_out(self, action: ReceiptAction) -> ActionOutcome:
        """Do what an action says, and tell its topic."""
        outcome = ActionOutcome(action, self.received.message_id or "", self.stages)
        act = _ACTS.get(type(action))
        if act is not None:
            outcome = act(self, action, outcome)
        topic = None if isinstance(action, SnsAction) else getattr(action, "topic_arn", None)
        if topic is None or outcome.failure is not None:
            return outcome
        return self._tell(topic, outcome)

    def _tell(self, topic: str, outcome: ActionOutcome) -> ActionOutcome:
        has_content = isinstance(outcome.action, SnsAction)
        told = ReceiptNotification(
            topic,
            record(self._receipt, outcome.action, with_content=has_content),
            self.account.region,
            self.account.clock.now(),
        )
        failure = self._hand_over(told.parcel)
        if failure is not None and not has_content:
            failure = f"done, but its topic is not told: {failure}"
        return replace(outcome, notification=told, failure=failure)

    def store(self, action: S3Action, outcome: ActionOutcome) -> ActionOutcome:
        key = object_key(action, outcome.message_id)
        return replace(outcome, failure=self._hand_over(S3Object(action.bucket, key, self.raw)))

    def publish(self, action: SnsAction, outcome: ActionOutcome) -> ActionOutcome:
        if len(self.raw) <= MAX_IN_TOPIC:
            return self._tell(action.topic_arn, outcome)
        reply = TOO_LARGE_FOR_TOPIC.format(maximum=MAX_IN_TOPIC)
        if self.received.sender:
            self.account.notify(self._own_bounce(reply))
        return replace(outcome, failure=reply)

    def invoke(self, action: LambdaAction, outcome: ActionOutcome) -> ActionOutcome:
        told = event(self._receipt, action)
        outcome = replace(outcome, event=told)
        is_awaited = action.invocation_type == REQUEST_RESPONSE
        handler = self.accounts.declared.functions.get(action.function_arn)
        try:
            if handler is not None:
                context = FunctionContext(action.function_arn, self.account.ids.uuid())
                answer = _copy(handler(_copy(told), context))
            elif self.accounts.surroundings.is_there("lambda"):
                invocation = Invocation(action.function_arn, told, is_synchronous=is_awaited)
                answer = self.accounts.neighbours.invoke(invocation)
            else:
                return outcome
        except Undeliverable as reason:
            is_declared = action.function_arn in self.accounts.declared.arns
            return outcome if is_declared else replace(outcome, failure=str(reason))
        except Exception as raised:  # noqa: BLE001 - it is the function's own
            failure = f"{type(raised).__name__}: {raised}"
            return replace(outcome, failure=failure, exception=raised)
        if not is_awaited:
            return outcome
        return replace(outcome, answer=answer, stops=_stops(answer))

    def send_back(self, action: BounceAction, outcome: ActionOutcome) -> ActionOutcome:
        account = self.account
        try:
            with account.lock:
                account.called_by(None, None)
                sent = bounce_by_rule(account, self.received, action, self.recipients)
        except SESError as error:
            hint = f" {error.hint}" if error.hint else ""
            return replace(outcome, failure=f"{error.message}{hint}")
        self.accounts.deliver_post()
        return replace(outcome, bounce=sent)

    def add_header(self, action: AddHeaderAction, outcome: ActionOutcome) -> ActionOutcome:
        self.stages = self.stages.with_header(header_line(action.name, action.value))
        return replace(outcome, stages=self.stages)

    def stop(self, action: StopAction, outcome: ActionOutcome) -> ActionOutcome:  # noqa: ARG002
        return replace(outcome, stops=RULE_SET)

    @property
    def _receipt(self) -> Receipt:
        received = self.received
        if received.message_id is None or received.verdicts is None:
            raise TypeError("A mail that was refused has no receipt.")
        return Receipt(
            received.message_id,
            received.received_at,
            received.sender,
            self.recipients,
            received.verdicts,
            self.raw,
            self.account.clock.now(),
        )

    def _hand_over(self, parcel: Parcel) -> str | None:
        """Why a parcel cannot be handed over, or None if it can, or if nobody is there."""
        surroundings, account = self.accounts.surroundings, self.account
        if not surroundings.is_there(parcel.service):
            return None
        try:
            surroundings.deliver(parcel, account.id, account.region)
        except Undeliverable as reason:
            return str(reason)
        return None

    def _own_bounce(self, reply: str) -> Notice:
        received = self.received
        daemon = f"MAILER-DAEMON@{home(received.region)}"
        failed = [
            FailedRecipient(one, reply.split()[1], f"smtp; {reply}") for one in self.recipients
        ]
        dsn = Dsn(Mailbox(daemon, None, daemon), reply, failed)
        return Notice(
            kind="bounce",
            to=received.sender,
            subject=SUBJECT,
            account_id=received.account_id,
            region=received.region,
            timestamp=self.account.clock.timestamp(),
            write=lambda: reply,
            sender=daemon,
            write_raw=lambda: header_line("Return-Path", "<>") + dsn_mail(received, dsn),
        )


Act = Callable[[Course, Any, ActionOutcome], ActionOutcome]

# WorkMail and Connect are told of only.
_ACTS: dict[type, Act] = {
    S3Action: Course.store,
    SnsAction: Course.publish,
    LambdaAction: Course.invoke,
    BounceAction: Course.send_back,
    AddHeaderAction: Course.add_header,
    StopAction: Course.stop,
}


def _stops(answer: Any) -> str | None:
    """What is over when a function has answered; whatever else it says, SES goes on."""
    disposition = answer.get("disposition") if isinstance(answer, dict) else None
    return _DISPOSITIONS.get(disposition) if isinstance(disposition, str) else None


def _copy(told: Any) -> Any:
    """As JSON, which is how Lambda hands over events and answers."""
    return json.loads(json.dumps(told))

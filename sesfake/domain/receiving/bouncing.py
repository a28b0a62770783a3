"""Sending a mail back to where it came from: for a Bounce action, and for SendBounce.

The bounce is a message of the account's own. It goes through `sending.send` like any other, so its
sender must be verified, in the sandbox the one it goes to as well, and it counts in the quota; that
SES does so for bounces, too, is a guess. Mail with an empty return path is not bounced, or two
servers might write to each other for ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any, NamedTuple

from sesfake.domain.account import Account
from sesfake.domain.drafts.draft import Draft
from sesfake.domain.messages.message import Message
from sesfake.domain.receiving.dsn import Dsn, FailedRecipient, dsn_mail
from sesfake.domain.receiving.received import Received
from sesfake.domain.receiving.rules import BounceAction
from sesfake.domain.sending import send
from sesfake.errors import NoReturnPath, NotOriginalRecipient, OriginalMessageNotFound
from sesfake.guesses import bounces as guesses
from sesfake.mail.addresses import folded
from sesfake.mail.mailboxes import parse_mailbox
from sesfake.mail.raw_mail import read_raw_mail

MAX_AGE = timedelta(hours=24)  # facts: sending 11
SEND_BOUNCE, BOUNCE_ACTION = "SendBounce", "BounceAction"

_NO_MEMBERS: Mapping[str, Any] = MappingProxyType({})


class Reason(NamedTuple):
    """A kind of bounce: its status code, and what a server would say."""

    status: str
    diagnostic_code: str


def _reason(reply: str) -> Reason:
    return Reason(reply.split()[1], f"smtp; {reply}")


REASONS = {
    "DoesNotExist": _reason(guesses.DOES_NOT_EXIST),
    "MessageTooLarge": _reason(guesses.MESSAGE_TOO_LARGE),
    "ExceededQuota": _reason(guesses.EXCEEDED_QUOTA),
    "ContentRejected": _reason(guesses.CONTENT_REJECTED),
    "Undefined": _reason(guesses.UNDEFINED),
    "TemporaryFailure": _reason(guesses.TEMPORARY_FAILURE),
}


class Call(NamedTuple):
    """How a bounce is asked for."""

    operation: str
    request: Mapping[str, Any] = _NO_MEMBERS
    sender_arn: str | None = None


def find_original(account: Account, message_id: str) -> Received:
    """The mail to bounce; raises OriginalMessageNotFound."""
    found = account.inbox.find(message_id, account.scope)
    if found is None:
        hint = "No mail of this id was received in this region; take it from ses.receive(...)."
        raise OriginalMessageNotFound(message_id, hint=hint)
    at = datetime.fromtimestamp(found.timestamp, timezone.utc)  # `received_at` is cut off
    if account.clock.now() - at > MAX_AGE:
        hint = f"It was received at {found.received_at}, which is more than 24 hours ago."
        raise OriginalMessageNotFound(message_id, hint=hint)
    return found


def bounce(account: Account, received: Received, dsn: Dsn, call: Call) -> Message:
    """Send a mail back, or raise the error that SES would answer with."""
    if not received.sender:
        raise NoReturnPath(received.message_id or "")
    known = {folded(address) for address in received.recipients}
    for recipient in dsn.recipients:
        named = recipient.named or recipient.address  # either will do
        if known.isdisjoint({folded(named), folded(recipient.address)}):
            raise NotOriginalRecipient(named, received.recipients)
    draft = Draft(
        api="ses",
        operation=call.operation,
        request=call.request,
        source=None,
        content=read_raw_mail(dsn_mail(received, dsn)),
        to=(received.sender,),
        source_arn=call.sender_arn,
    )
    return send(account, draft)


def bounce_by_rule(
    account: Account, received: Received, action: BounceAction, recipients: Sequence[str]
) -> Message:
    """Send a mail back as a Bounce action says."""
    code, status, text = action.smtp_reply_code, action.status_code, action.message
    diagnostic_code = " ".join(["smtp;", *filter(None, (code, status, text))])
    failed = [
        FailedRecipient(one, status or f"{code[0]}.0.0", diagnostic_code) for one in recipients
    ]
    dsn = Dsn(parse_mailbox(action.sender), text, failed)
    return bounce(account, received, dsn, Call(BOUNCE_ACTION))

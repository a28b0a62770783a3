"""What a send is for policies to judge: its action, and what their conditions may ask for.

Addresses are bare. What cannot be read as an address is taken as it is written: that it is none is
for a later check to say (facts: sending 8).
https://docs.aws.amazon.com/ses/latest/dg/sending-authorization-policies.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sesfake.domain.account import Account
from sesfake.domain.authorization.conditions import Context
from sesfake.domain.authorization.evaluation import Attempt
from sesfake.domain.drafts.draft import Draft, TemplatedContent, TemplateReference
from sesfake.domain.events.mail_object import SOURCE_IP
from sesfake.errors import InvalidParameter
from sesfake.mail.encoded_words import decode_words
from sesfake.mail.mailboxes import Mailbox, parse_mailboxes
from sesfake.mail.raw_mail import RawMail


class SendAttempt(NamedTuple):
    """A send, for policies to judge it by one resource after the other."""

    account: Account
    action: str
    context: Context

    def on(self, resource: str) -> Attempt:
        """The attempt to send with one resource, named by its ARN."""
        return Attempt(self.account.caller, self.action, resource, self.context)


def send_attempt(account: Account, draft: Draft) -> SendAttempt:
    """What the caller of now attempts with a draft."""
    return SendAttempt(account, permission(draft), _context(account, draft))


def permission(draft: Draft) -> str:
    """The IAM action, which goes by the content: in v2, too, raw mail needs its own.

    That v2's templates need those of v1 is a guess: policies of identities have only these four
    actions (facts: sending 7, resources 11).
    """
    if draft.operation == "SendBounce":
        return "ses:SendBounce"
    if isinstance(draft.content, RawMail):
        return "ses:SendRawEmail"
    if draft.operation == "SendBulkEmail":
        return "ses:SendBulkTemplatedEmail"
    is_templated = isinstance(draft.content, (TemplateReference, TemplatedContent))
    if draft.operation == "SendEmail" and is_templated:
        return "ses:SendTemplatedEmail"
    return f"ses:{draft.operation}"


def senders(draft: Draft) -> list[Mailbox]:
    """Those of the From header."""
    content = draft.content
    texts = content.all("From") if isinstance(content, RawMail) else []
    return list(_read(texts or ([] if draft.source is None else [draft.source])))


def recipients(draft: Draft) -> list[Mailbox]:
    """The envelope."""
    content = draft.content
    texts: Iterable[str] = draft.recipients
    if not texts and isinstance(content, RawMail):
        texts = [text for name in ("To", "Cc", "Bcc") for text in content.all(name)]
    return list(_read(texts))


def stored_template(draft: Draft) -> str | None:
    """The name of the template, unless the call brings it along."""
    content = draft.content
    if isinstance(content, TemplateReference):
        return None if content.inline is not None else content.name
    return content.template.name if isinstance(content, TemplatedContent) else None


def call_context(account: Account) -> dict[str, list[str]]:
    """What conditions may ask of any call."""
    caller, request, now = account.caller, account.request, account.clock.now()
    agent = None if request is None else request.header("User-Agent")
    is_secure = request is None or not request.url.startswith("http:")
    kind = (
        "Account" if caller.arn.endswith(":root") else "AssumedRole" if caller.role_arn else "User"
    )
    return {
        "aws:currenttime": [now.isoformat()],
        "aws:epochtime": [str(int(now.timestamp()))],
        "aws:principalaccount": [caller.account_id],
        "aws:principalarn": [caller.role_arn or caller.arn],
        "aws:principaltype": [kind],
        "aws:requestedregion": [account.region],
        "aws:securetransport": ["true" if is_secure else "false"],
        "aws:sourceip": [SOURCE_IP],
        "aws:useragent": [] if agent is None else [agent],
        "aws:username": [caller.name] if kind == "User" else [],
        "aws:viaawsservice": ["false"],
    }


def _context(account: Account, draft: Draft) -> Context:
    from_ = senders(draft)
    return {
        "ses:apiversion": ["1" if draft.api == "ses" else "2"],
        "ses:feedbackaddress": [box.address for box in _feedback(draft)],
        "ses:fromaddress": [box.address for box in from_],
        "ses:fromdisplayname": [decode_words(box.name) for box in from_ if box.name],
        "ses:recipients": [box.address for box in recipients(draft)],
        **call_context(account),
    }


def _feedback(draft: Draft) -> list[Mailbox]:
    """Where bounces go, as in `Addressing.bounces_to`."""
    content = draft.content
    said = draft.return_path or draft.source
    if said is None and isinstance(content, RawMail):
        said = content.first("return-path") or content.first("from")
    return [] if said is None else list(_read([said]))[:1]


def _read(texts: Iterable[str]) -> Iterator[Mailbox]:
    for text in texts:
        yield from _mailboxes(text)


def _mailboxes(text: str) -> list[Mailbox]:
    try:
        return parse_mailboxes(text)
    except InvalidParameter:
        return [Mailbox(text, None, text)]

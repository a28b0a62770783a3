"""What the identities behind a sender allow, and what they bring along.

From, Source, Sender and return path must be verified, and in the sandbox the recipients too, but
for the mailbox simulator. The most granular identity that has a setting decides: an address before
its domain, a subdomain before its parent.
https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sesfake.domain.account import Account
from sesfake.domain.addressing import Addressing
from sesfake.domain.drafts import Draft
from sesfake.domain.identity import Identity
from sesfake.domain.identity_names import check_answers_for
from sesfake.domain.verification_hints import how_to_verify
from sesfake.errors import IdentityNotVerified, MailFromDomainNotVerified
from sesfake.mail.addresses import is_simulator
from sesfake.mail.mailboxes import Mailbox
from sesfake.mail.raw_mail import RawMail


def check_verified(
    account: Account, given: Sequence[Mailbox], recipients: Sequence[Mailbox]
) -> None:
    """Raise IdentityNotVerified, naming whoever is not."""
    covering = account.identities.covering
    senders = [box for box in given if covering(box.address) is None]
    strangers = []
    if not account.is_in_production:
        strangers = [
            box
            for box in recipients
            if not is_simulator(box.address) and covering(box.address) is None
        ]
    if senders or strangers:
        failed = dict.fromkeys(box.text for box in senders + strangers)
        hint = how_to_verify(account, senders, strangers)
        raise IdentityNotVerified(list(failed), account.region, hint=hint)


def default_configuration_set(identities: Iterable[Identity]) -> str | None:
    """The name of the set that applies to messages that name none."""
    for identity in identities:
        if identity.configuration_set:
            return identity.configuration_set
    return None


def check_mail_from(identities: Iterable[Identity]) -> str | None:
    """The custom MAIL FROM domain that can be used; raises MailFromDomainNotVerified."""
    for identity in identities:
        mail_from = identity.mail_from
        if mail_from.domain is None:
            continue
        if mail_from.has_succeeded:
            return mail_from.domain
        if mail_from.rejects_without_mx:
            raise MailFromDomainNotVerified
        return None
    return None


def check_arns(account: Account, draft: Draft, addressing: Addressing) -> None:
    """Raise NotAuthorized where an ARN names an identity that does not answer for its address."""
    action = f"ses:{permission(draft)}"
    if draft.source_arn is not None:
        check_answers_for(account, draft.source_arn, [addressing.senders[0].address], action)
    if draft.from_arn is not None:
        addresses = [mailbox.address for mailbox in addressing.from_]
        check_answers_for(account, draft.from_arn, addresses, action)
    if draft.return_path_arn is not None:
        check_answers_for(account, draft.return_path_arn, [addressing.bounces_to], action)


def permission(draft: Draft) -> str:
    """The IAM action: in v2, too, raw mail needs its own (facts: sending 7)."""
    return "SendRawEmail" if isinstance(draft.content, RawMail) else draft.operation

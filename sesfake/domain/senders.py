"""What the identities behind a sender allow, and what they bring along.

From, Source, Sender and return path must be verified, and in the sandbox the recipients too, but
for the mailbox simulator. The most granular identity that has a setting decides: an address before
its domain, a subdomain before its parent.
https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sesfake.domain.account import Account
from sesfake.domain.identity import Identity
from sesfake.domain.verification_hints import how_to_verify
from sesfake.errors import IdentityNotVerified, MailFromDomainNotVerified
from sesfake.mail.addresses import is_simulator
from sesfake.mail.mailboxes import Mailbox


def check_verified(
    account: Account,
    given: Sequence[Mailbox],
    recipients: Sequence[Mailbox],
    borrowed: Collection[str] = (),
    lender_in_sandbox: Account | None = None,
) -> None:
    """Raise IdentityNotVerified, naming whoever is not.

    `borrowed` are senders that other accounts have verified. If one of these is in the sandbox, its
    rule holds, too (facts: sending 7); that the recipients then count that are verified in the
    account which sends is a guess.
    """
    covering = account.identities.covering
    senders = [b for b in given if covering(b.address) is None and b.address not in borrowed]
    strangers = []
    if not account.is_in_production or lender_in_sandbox is not None:
        strangers = [
            box
            for box in recipients
            if not is_simulator(box.address) and covering(box.address) is None
        ]
    if senders or strangers:
        failed = dict.fromkeys(box.text for box in senders + strangers)
        hint = how_to_verify(account, senders, strangers)
        if strangers and account.is_in_production and lender_in_sandbox is not None:
            hint = f"Account {lender_in_sandbox.id}, in whose name it is, is in the sandbox. {hint}"
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

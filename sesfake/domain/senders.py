"""What the identities behind a sender allow, and what they bring along.

From, Source, Sender and return path must be verified, and in the sandbox the recipients too, but
for the mailbox simulator. The most granular identity that has a setting decides: an address before
its domain, a subdomain before its parent.
https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
"""

from __future__ import annotations

from collections.abc import Iterable

from sesfake.domain.account import Account
from sesfake.domain.authorization.delegation import NO_DELEGATION, Delegation
from sesfake.domain.drafts.addressing import Addressing
from sesfake.domain.identities.hints import how_to_verify, how_to_verify_mail_from
from sesfake.domain.identities.identity import Identity
from sesfake.errors import IdentityNotVerified, MailFromDomainNotVerified
from sesfake.mail.addresses import is_simulator
from sesfake.mail.mailboxes import Mailbox

_NOBODY: frozenset[str] = frozenset()


def check_verified(
    account: Account,
    addressing: Addressing,
    senders: Iterable[Mailbox],
    delegation: Delegation,
) -> None:
    """Raise IdentityNotVerified, naming whoever is not.

    `senders` are those of the message of whom it is not known yet. They may be verified in the
    account that lends them. If that is in the sandbox, its rule holds, too (facts: sending 7); that
    the recipients then count that are verified in the account which sends is a guess.
    """
    is_open, lent, remark = account.is_in_production, _NOBODY, ""
    if delegation is not NO_DELEGATION:
        is_open = is_open and not delegation.is_in_sandbox
        lent, remark = delegation.covered(addressing), delegation.remark
    covering = account.identities.covering
    senders = [box for box in senders if covering(box.address) is None and box.address not in lent]
    strangers = []
    if not is_open:
        strangers = [
            box
            for box in addressing.recipients
            if not is_simulator(box.address) and covering(box.address) is None
        ]
    if senders or strangers:
        failed = dict.fromkeys(box.text for box in senders + strangers)
        hint = how_to_verify(account, senders, strangers)
        raise IdentityNotVerified(list(failed), account.region, hint=f"{remark}{hint}")


def default_configuration_set(identities: Iterable[Identity]) -> str | None:
    """The name of the set that applies to messages that name none."""
    for identity in identities:
        if identity.configuration_set:
            return identity.configuration_set
    return None


def check_mail_from(owner: Account, identities: Iterable[Identity]) -> str | None:
    """The custom MAIL FROM domain that can be used; raises MailFromDomainNotVerified."""
    for identity in identities:
        mail_from = identity.mail_from
        if mail_from.domain is None:
            continue
        if mail_from.has_succeeded:
            return mail_from.domain
        if mail_from.rejects_without_mx:
            raise MailFromDomainNotVerified(hint=how_to_verify_mail_from(owner, identity))
        return None
    return None

"""Which suppression list applies to a message, what it does, and what events write on it.

There are three levels: a tenant's own list, the account's, and Amazon's global one. Scope and
reasons are told apart, each by the first who says something: the configuration set, the tenant, the
account (facts: events 7.1). The scope says whose list counts, and no other is looked at. The
reasons gate both, what an event puts on the list and what is kept from being delivered; no reasons
are no list.

Amazon's own list stands in where no other protects it: for bounces, where BOUNCE is none of the
reasons. That goes for a configuration set that has switched suppression off as for an account that
has (of the set, a guess).
https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSet
from sesfake.domain.events.vocabulary import BounceSubType
from sesfake.domain.messages.message import Message
from sesfake.domain.suppression.suppression_list import SuppressionList
from sesfake.domain.tenants.tenants import Tenant
from sesfake.mail.addresses import is_simulator
from sesfake.mail.mailboxes import Mailbox

_BOUNCE, _COMPLAINT = "BOUNCE", "COMPLAINT"
_ON_ACCOUNT = BounceSubType.ON_ACCOUNT_SUPPRESSION_LIST
_ON_TENANT = BounceSubType.ON_TENANT_SUPPRESSION_LIST


class Effective(NamedTuple):
    """The list and the reasons that count, and what a bounce of who is on it is called."""

    entries: SuppressionList
    reasons: tuple[str, ...]
    sub_type: BounceSubType

    @property
    def leaves_bounces_to_amazon(self) -> bool:
        """Whether the global list is in use."""
        return _BOUNCE not in self.reasons


class Verdict(NamedTuple):
    """Recipients to whom nothing is delivered, with the reasons, and what the bounce is called."""

    suppressed: Mapping[str, str]
    sub_type: BounceSubType


_NOBODY = Verdict(MappingProxyType({}), _ON_ACCOUNT)


def effective(
    account: Account, configuration_set: ConfigurationSet | None, tenant: Tenant | None
) -> Effective:
    """What counts for a message of a configuration set and a tenant, of either, or of neither."""
    said = [
        configuration_set and configuration_set.suppression,
        tenant and tenant.preference,
    ]
    scope = next((one.scope for one in said if one and one.scope is not None), "ACCOUNT")
    reasons = next(
        (one.reasons for one in said if one and one.reasons is not None),
        account.suppression.reasons,
    )
    if scope == "TENANT" and tenant is not None:  # a set may ask for the list of no tenant
        return Effective(tenant.suppression, reasons, _ON_TENANT)
    return Effective(account.suppression, reasons, _ON_ACCOUNT)


def judge(
    account: Account,
    recipients: Sequence[Mailbox],
    configuration_set: ConfigurationSet | None,
    tenant: Tenant | None,
) -> Verdict:
    """Who of the recipients is suppressed; the send succeeds all the same."""
    if tenant is None and not account.suppression and not account.global_suppression:
        return _NOBODY
    entries, reasons, sub_type = applying = effective(account, configuration_set, tenant)
    found = {
        box.address: entry.reason
        for box in recipients
        if (entry := entries.find_for_sending(box.address, reasons)) is not None
    }
    if not applying.leaves_bounces_to_amazon:
        return Verdict(found, sub_type)
    elsewhere = {
        box.address: _BOUNCE
        for box in recipients
        if box.address not in found and account.global_suppression.holds(box.address)
    }
    # One sub type for all: of a message with complainers of one list and bouncers of the other, the
    # bounces are called after the own list, too.
    if elsewhere and not found:
        sub_type = BounceSubType.SUPPRESSED
    return Verdict({**found, **elsewhere}, sub_type)


def note_bounce(account: Account, message: Message, address: str, feedback_id: str) -> None:
    """Let a hard bounce put an address on the lists that are kept now."""
    if is_simulator(address):
        return
    with account.lock:
        applying = _applying_now(account, message)
        if _BOUNCE in applying.reasons:
            _put(applying.entries, message, address, _BOUNCE, feedback_id)
        account.global_suppression.note(address)


def note_complaint(account: Account, message: Message, address: str, feedback_id: str) -> None:
    """Let a complaint put an address on the list that is kept now.

    With the account's list the global one gets it, too, as the guide says (facts: events 7.1).
    """
    if is_simulator(address):
        return
    with account.lock:
        applying = _applying_now(account, message)
        if _COMPLAINT in applying.reasons:
            _put(applying.entries, message, address, _COMPLAINT, feedback_id)
            if applying.sub_type is _ON_ACCOUNT:
                account.global_suppression.note(address)


def note_not_spam(account: Account, message: Message, address: str) -> None:
    """Let a report that a mail was no spam take away a complaint, in whatever case it stands."""
    with account.lock:
        entries = _applying_now(account, message).entries
        while (entry := entries.find_for_sending(address, (_COMPLAINT,))) is not None:
            entries.delete(entry.address)


def _applying_now(account: Account, message: Message) -> Effective:
    """By the message's set and tenant as they are now; what is gone says nothing."""
    return effective(
        account,
        account.configuration_sets.find(message.configuration_set or ""),
        account.tenants.sender(message.tenant, message.tenant_id),
    )


def _put(
    entries: SuppressionList, message: Message, address: str, reason: str, feedback_id: str
) -> None:
    entries.put(address, reason, message_id=message.id, feedback_id=feedback_id)

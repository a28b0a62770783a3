"""Whether SES takes a mail at all, said in the SMTP dialogue: before it has seen the mail.

First the IP filters: what Allow names passes, whatever Block says. Then every recipient by itself:
its domain is verified, and an enabled rule of the active rule set is for it. Whoever is refused
gets nothing, and the others do not suffer from that (facts: events 11).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import ip_address, ip_network
from typing import NamedTuple

from sesfake.domain.identities.identities import Identities
from sesfake.domain.receiving.filters import BLOCK, ReceiptFilter
from sesfake.domain.receiving.matching import is_of_verified_domain, recipients_of
from sesfake.domain.receiving.rule_sets import ReceiptRuleSet
from sesfake.domain.receiving.rules import REQUIRE
from sesfake.guesses.receiving import ADDRESS_BLOCKED, NO_SUCH_MAILBOX, TLS_WANTED, TOO_LARGE

MAX_MAIL = 40 * 1024 * 1024  # https://docs.aws.amazon.com/ses/latest/dg/quotas.html


class SmtpRefusal(NamedTuple):
    """Why a recipient gets no mail: what the sender's server hears, and what a tester should."""

    reply: str
    why: str

    def __str__(self) -> str:
        return f"{self.reply} ({self.why})"


class Offer(NamedTuple):
    """A mail as another server offers it."""

    recipients: Sequence[str]
    ip: str
    uses_tls: bool
    size: int


Refusals = dict[str, SmtpRefusal]


def refusals(
    offer: Offer,
    filters: Iterable[ReceiptFilter],
    rule_set: ReceiptRuleSet | None,
    identities: Identities,
    region: str,
) -> Refusals:
    """Who of the recipients does not get it, and why."""
    everybody = _by_filter(offer, filters) or _by_size(offer)
    if everybody is not None:
        return dict.fromkeys(offer.recipients, everybody)
    found = {}
    for recipient in offer.recipients:
        if not is_of_verified_domain(identities, recipient):
            found[recipient] = _unverified(recipient, region)
            continue
        refusal = _by_rules(recipient, rule_set, uses_tls=offer.uses_tls)
        if refusal is not None:
            found[recipient] = refusal
    return found


def _by_filter(offer: Offer, filters: Iterable[ReceiptFilter]) -> SmtpRefusal | None:
    address = ip_address(offer.ip)
    of_it = [f for f in filters if address in ip_network(f.cidr, strict=False)]
    blocking = next((f for f in of_it if f.policy == BLOCK), None)
    if blocking is None or any(f.policy != BLOCK for f in of_it):
        return None
    reply = ADDRESS_BLOCKED.format(ip=offer.ip)
    return SmtpRefusal(reply, f"the IP filter {blocking.name!r} blocks {blocking.cidr}")


def _by_size(offer: Offer) -> SmtpRefusal | None:
    if offer.size <= MAX_MAIL:
        return None
    return SmtpRefusal(TOO_LARGE, f"it has {offer.size} bytes, and {MAX_MAIL} are the most")


def _unverified(recipient: str, region: str) -> SmtpRefusal:
    domain = recipient.rpartition("@")[2]
    why = f"the domain is not verified in {region}; to mend the test: ses.verify({domain!r})"
    return SmtpRefusal(NO_SUCH_MAILBOX, why)


def _by_rules(
    recipient: str, rule_set: ReceiptRuleSet | None, *, uses_tls: bool
) -> SmtpRefusal | None:
    if rule_set is None:
        why = "no receipt rule set is active; to mend the test: set_active_receipt_rule_set(...)"
        return SmtpRefusal(NO_SUCH_MAILBOX, why)
    of_it = [rule for rule in rule_set.rules if recipients_of(rule, [recipient])]
    enabled = [rule for rule in of_it if rule.is_enabled]
    if not enabled:
        why = f"no rule of the active rule set {rule_set.name!r} is for it"
        if of_it:
            names = ", ".join(repr(rule.name) for rule in of_it)
            why = f"what is for it in the active rule set {rule_set.name!r} is disabled: {names}"
        return SmtpRefusal(NO_SUCH_MAILBOX, why)
    strict = next((rule for rule in enabled if rule.tls_policy == REQUIRE), None)
    if strict is None or uses_tls:
        return None
    return SmtpRefusal(TLS_WANTED, f"the rule {strict.name!r} requires TLS")

"""What a tester is told when a send fails for want of a verified identity.

First what stands in the way of each address, if that can be told: its identity is still waiting for
its owner, it is written otherwise, or it is verified in another region. Then how to mend the test.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sesfake.domain.account import Account
from sesfake.domain.identities.identity import Identity
from sesfake.domain.identities.verification import VerificationStatus
from sesfake.mail.addresses import split, without_label
from sesfake.mail.mailboxes import Mailbox


def how_to_verify(
    account: Account, senders: Sequence[Mailbox], strangers: Sequence[Mailbox]
) -> str:
    """How to mend a test whose senders, or recipients in the sandbox, are not verified."""
    addresses = list(dict.fromkeys(box.address for box in (*senders, *strangers)))
    said = list(_in_the_way(account, addresses))
    names = ", ".join(map(repr, addresses))
    hint = f"To mend the test: `ses.verify({names})` or `mock_ses(verified=[{names}])`"
    if strangers:
        leave = "`mock_ses(production=True)` to leave the sandbox, where recipients are checked too"
        hint += f", or {leave}{'; senders always are' if senders else ''}"
    return " ".join([*said, f"{hint}."])


def _in_the_way(account: Account, addresses: Sequence[str]) -> Iterator[str]:
    """A sentence for each identity that might have answered for some address."""
    spellings = {
        identity.name.lower(): identity.name
        for identity in account.identities
        if identity.is_verified and not identity.is_domain
    }
    waiting: dict[str, Identity] = {}
    misspelt: dict[str, str] = {}
    elsewhere: dict[str, list[str]] = {}
    for address in addresses:
        identity = next(account.identities.answering_for(address), None)
        verified = spellings.get(address.lower()) or spellings.get(_unlabelled(address).lower())
        if identity is not None:
            waiting[identity.name] = identity
        elif verified is not None:
            misspelt[address] = verified
        else:
            for region, identities in account.elsewhere():
                covering = identities.covering(address)
                if covering is not None:
                    regions = elsewhere.setdefault(covering.name, [])
                    regions += [] if region in regions else [region]
    for identity in waiting.values():
        yield _waits(identity, follows_dns=account.identities.follow_dns)
    for address, verified in misspelt.items():
        yield (
            f"{verified!r} is verified, {address!r} is not: addresses are compared letter for "
            "letter."
        )
    for name, regions in elsewhere.items():
        yield f"{name!r} is verified in {', '.join(regions)}, not in {account.region}."


def _waits(identity: Identity, *, follows_dns: bool) -> str:
    name = repr(identity.name)
    if identity.status is VerificationStatus.PENDING:
        verify = f"`ses.verify({name})`"
        if identity.is_domain:
            if follows_dns:
                return f"{name} is Pending: `ses.dns.publish_all({name})` publishes its records."
            return f"{name} is Pending: {verify} confirms it as its records in DNS would."
        follow = f"`ses.follow(ses.notices.find(to={name})[-1].links[0])`"
        return f"{name} is Pending: {follow} follows the link as its owner would, or {verify}."
    hours = identity.verification.window.total_seconds() / 3600
    what = "published its records" if identity.is_domain else "followed the link"
    return f"{name} is {identity.status.value}: its owner has not {what} in {hours:g} hours."


def _unlabelled(address: str) -> str:
    local, domain = split(address)
    return f"{without_label(local)}@{domain}"

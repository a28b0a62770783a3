"""What a tester is told when a send fails for want of a verified identity.

First what stands in the way of each address, if that can be told: its identity is still waiting for
its owner, it is written otherwise, or it is verified in another region. Then how to mend the test.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sesfake.domain.account import Account
from sesfake.domain.identities.dkim import OwnKey
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
    hint = f"To mend the test: `{account.hand}.verify({names})`"
    if account.is_default:
        hint += f" or `mock_ses(verified=[{names}])`"
    if strangers:
        leave = "`mock_ses(production=True)`"
        if not account.is_default:
            leave += f" or `{account.hand}.grant_production_access()`"
        hint += f", or {leave} to leave the sandbox, where recipients are checked too"
        hint += "; senders always are" if senders else ""
    return " ".join([*said, f"{hint}."])


def how_to_verify_mail_from(owner: Account, identity: Identity) -> str:
    """How to mend a test whose sender's MAIL FROM domain has no record."""
    mail_from, name, hand = identity.mail_from, repr(identity.name), owner.hand
    verify = f"`{hand}.verify({name})`"
    if owner.identities.follow_dns:
        verify = f"`{hand}.dns.publish_all({name})`"
        if not mail_from.is_pending and not mail_from.is_confirmed:
            verify = f"ask for it again as below, then {verify}"
    return (
        f"{mail_from.domain!r}, the MAIL FROM domain of {name}, is {mail_from.status.value}. To "
        f"mend the test: {verify}; or have Amazon's own used instead, with "
        "`set_identity_mail_from_domain(..., BehaviorOnMXFailure='UseDefaultValue')` of a `ses` "
        "client or `put_email_identity_mail_from_attributes(..., "
        "BehaviorOnMxFailure='USE_DEFAULT_VALUE')` of a `sesv2` client."
    )


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
        identity = next(iter(account.identities.answering_for(address)), None)
        verified = spellings.get(address.lower()) or spellings.get(_unlabelled(address).lower())
        if identity is not None:
            waiting[identity.name] = identity
        elif verified is not None:
            misspelt[address] = verified
        else:
            for region, identities in account.elsewhere():
                covering = identities.seen.covering(address)
                if covering is not None:
                    regions = elsewhere.setdefault(covering.name, [])
                    regions += [] if region in regions else [region]
    for identity in waiting.values():
        yield _waits(identity, account)
    for address, verified in misspelt.items():
        yield (
            f"{verified!r} is verified, {address!r} is not: addresses are compared letter for "
            "letter."
        )
    for name, regions in elsewhere.items():
        yield f"{name!r} is verified in {', '.join(regions)}, not in {account.region}."


def _waits(identity: Identity, account: Account) -> str:
    name, hand = repr(identity.name), account.hand
    follows_dns = account.identities.follow_dns
    if _has_useless_key(identity):
        return (
            f"{name} is {identity.status.value}: its own DKIM key is unusable, it has to be an RSA "
            "private key of 1024 to 2048 bits, the base64 of a PEM file without its first and "
            "last line."
        )
    if identity.status is VerificationStatus.PENDING:
        verify = f"`{hand}.verify({name})`"
        if identity.is_domain:
            if follows_dns:
                return f"{name} is Pending: `{hand}.dns.publish_all({name})` publishes its records."
            return f"{name} is Pending: {verify} confirms it as its records in DNS would."
        follow = f"`ses.follow(ses.notices.find(to={name})[-1].links[0])`"
        return f"{name} is Pending: {follow} follows the link as its owner would, or {verify}."
    hours = identity.verification.window.total_seconds() / 3600
    what = f"its owner has not followed the link in {hours:g} hours"
    if identity.is_domain:
        what = f"its owner has not published its records in {hours:g} hours"
        if identity.verification.missing_since is not None:
            what = f"its records have been missing for {hours:g} hours"
    said = f"{name} is {identity.status.value}: {what}."
    if identity.is_domain and follows_dns:
        again = "`put_email_identity_dkim_signing_attributes(...)` of a `sesv2` client"
        if identity.is_token_asked_for:
            again = "`verify_domain_identity(...)` or `verify_domain_dkim(...)` of a `ses` client"
        publish = f"`{hand}.dns.publish_all({name})`"
        said += f" Records count again once it is asked for again, by {again}; then {publish}."
    return said


def _has_useless_key(identity: Identity) -> bool:
    method = identity.dkim.method
    if identity.is_token_asked_for or not isinstance(method, OwnKey):
        return False
    return identity.is_domain and not method.can_sign


def _unlabelled(address: str) -> str:
    local, domain = split(address)
    return f"{without_label(local)}@{domain}"

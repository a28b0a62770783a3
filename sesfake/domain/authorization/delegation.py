"""Sends in the name of another account's identity, which its owner has to allow by a policy.

A call names such identities by ARN: one for its source, one for the From header, one for where
bounces go; where only the first is named, it is taken for all three (facts: sending 7). An ARN may
as well be one of the account's own, and then says nothing new.

The identity brings along what is set for it: its MAIL FROM domain, its topics, feedback forwarding.
The rest is the account's own that sends: quota, statistics, suppression, configuration set (facts:
resources 11). That the owner's topics hear of it, and that the owner's default configuration set
does not apply, are guesses, as is that an identity whose policy allows the send but that is not
verified fails in the words for identities that are not.
https://docs.aws.amazon.com/ses/latest/dg/sending-authorization.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sesfake.domain.account import Account
from sesfake.domain.authorization.attempts import SendAttempt, permission, send_attempt
from sesfake.domain.authorization.evaluation import Decision, evaluate, not_understood, unmet
from sesfake.domain.drafts.addressing import Addressing
from sesfake.domain.drafts.draft import Draft
from sesfake.domain.identities.identity import Identity
from sesfake.domain.identities.lookup import Seen
from sesfake.domain.identities.names import parse_arn
from sesfake.errors import NotAuthorized


class Borrowed(NamedTuple):
    """An identity as it is now, and the account that it belongs to.

    Who borrows does not hold the lock of the owner, and changes nothing there.
    """

    owner: Account
    identity: Identity

    @property
    def identities(self) -> Seen:
        """All of the owner's."""
        return self.owner.identities.seen

    def answers_for(self, address: str) -> bool:
        """Whether a bare address falls under it, verified or not."""
        name = self.identity.name
        return any(one.name == name for one in self.identities.answering_for(address))


class Delegation(NamedTuple):
    """The identities of other accounts that a message is sent in the name of."""

    source: Borrowed | None = None
    from_: Borrowed | None = None
    return_path: Borrowed | None = None

    @property
    def everything(self) -> Iterator[Borrowed]:
        """All that is borrowed; the same identity may come several times."""
        return (borrowed for borrowed in self if borrowed is not None)

    def covered(self, addressing: Addressing) -> frozenset[str]:
        """The senders that are verified in the accounts that they are borrowed from."""
        bounces_to = [box for box in (addressing.feedback, *addressing.return_path) if box]
        roles = (
            (self.source, [addressing.senders[0], *addressing.sender]),
            (self.from_, addressing.from_),
            (self.return_path, bounces_to),
        )
        return frozenset(
            box.address
            for borrowed, boxes in roles
            if borrowed is not None and borrowed.identity.is_verified
            for box in boxes
            if borrowed.answers_for(box.address)
        )

    @property
    def is_in_sandbox(self) -> bool:
        """Whether some owner is: that holds for whoever sends in their name, too."""
        return not all(one.owner.is_in_production for one in self.everything)

    @property
    def remark(self) -> str:
        """What a tester should know of the owners if a send fails."""
        sentences = []
        for owner, identity in self.everything:
            fake, name = f"ses.account({owner.id!r})", repr(identity.name)
            if not identity.is_verified:
                status = identity.status.value
                sentences.append(f"{name} is {status} in its account: `{fake}.verify({name})`. ")
            if not owner.is_in_production:
                sentences.append(f"Account {owner.id}, which lends {name}, is in the sandbox. ")
        return "".join(sentences)


NO_DELEGATION = Delegation()

# What each of the ARNs is for, among what conditions may ask for.
_ADDRESSES = ("ses:fromaddress", "ses:fromaddress", "ses:feedbackaddress")


def check_delegation(account: Account, draft: Draft) -> Delegation:
    """The identities that ARNs name; raises InvalidParameter, NotAuthorized."""
    arns = (draft.source_arn, draft.from_arn, draft.return_path_arn)
    if arns == (None, None, None):
        return NO_DELEGATION
    attempt = None
    found: list[Borrowed | None] = []
    for arn, key in zip(arns, _ADDRESSES, strict=True):
        named = None if arn is None else _named(account, draft, arn)
        if named is None or named.owner is account:
            found.append(None)
            continue
        attempt = attempt or send_attempt(account, draft)
        _check_policies(named, attempt, arn or "", attempt.context[key])
        found.append(named)
    source, from_, return_path = found
    return Delegation(
        source,
        from_ if draft.from_arn else source,
        return_path if draft.return_path_arn else source,
    )


def check_arns(account: Account, draft: Draft, addressing: Addressing) -> None:
    """Raise NotAuthorized where an ARN names an identity that does not answer for its address."""
    if draft.source_arn is not None:
        _check_answers(account, draft, draft.source_arn, [addressing.senders[0].address])
    if draft.from_arn is not None:
        _check_answers(account, draft, draft.from_arn, (box.address for box in addressing.from_))
    if draft.return_path_arn is not None:
        _check_answers(account, draft, draft.return_path_arn, [addressing.bounces_to])


def _named(account: Account, draft: Draft, arn: str) -> Borrowed:
    """The identity of an ARN; one that does not exist is denied like one that is not lent."""
    region, owner_id, name = parse_arn(arn)
    owner = account if owner_id == account.id else account.other(owner_id)
    identity = None
    if owner is not None and region == account.region:
        identity = owner.identities.seen.find(name)
    if owner is None or identity is None:
        raise _denied(account, draft, arn, _how_to_have(account, region, owner_id, name))
    return Borrowed(owner, identity)


def _check_policies(
    named: Borrowed, attempt: SendAttempt, arn: str, addresses: Iterable[str]
) -> None:
    owner, identity = _deciding(named, addresses)
    policies = identity.policies.parsed()
    one = attempt.on(owner.arn(f"identity/{identity.name}"))
    decision = evaluate(policies, one)
    if decision is Decision.ALLOWED:
        return
    unknown = not_understood(policies, one)
    raise NotAuthorized(
        one.caller.arn,
        one.action,
        arn,
        hint=f"Of account {owner.id}, the identity {identity.name!r} has "
        f"{len(policies) or 'no'} {'policy' if len(policies) == 1 else 'policies'}; "
        f"the send is {decision.value}."
        + (f" sesfake does not know the condition {', '.join(unknown)}." if unknown else "")
        + unmet(policies, one)
        + (
            " To mend the test: its owner takes the statement that denies it away by "
            if decision is Decision.FORBIDDEN
            else f" To mend the test: its owner allows {one.action} to {one.caller.arn} by "
        )
        + "`put_identity_policy(...)` of a `ses` client with the owner's access key.",
    )


def _deciding(named: Borrowed, addresses: Iterable[str]) -> Borrowed:
    """An address's own policies go before those of its domain (facts: resources 11)."""
    owner, identity = named
    for address in addresses:
        for closer in named.identities.answering_for(address):
            if closer.name == identity.name:
                break
            if closer.policies.parsed() and named.answers_for(address):
                return Borrowed(owner, closer)
    return named


def _check_answers(account: Account, draft: Draft, arn: str, addresses: Iterable[str]) -> None:
    named = _named(account, draft, arn)
    for address in addresses:
        if not named.answers_for(address):
            name = named.identity.name
            raise _denied(account, draft, arn, f"{name!r} does not answer for {address!r}.")


def _denied(account: Account, draft: Draft, arn: str, hint: str) -> NotAuthorized:
    return NotAuthorized(account.caller.arn, permission(draft), arn, hint=hint)


def _how_to_have(account: Account, region: str, owner_id: str, name: str) -> str:
    if region != account.region:
        return f"The identity must be in the region of the call, {account.region}, not in {region}."
    fake = account.hand if owner_id == account.id else f"ses.account({owner_id!r})"
    return (
        f"Account {owner_id} has no identity {name!r} in {region}. To mend the test: "
        f"`{fake}.verify({name!r})`"
        + ("." if owner_id == account.id else ", and a policy that allows the send.")
    )

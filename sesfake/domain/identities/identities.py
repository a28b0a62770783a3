"""Identities: the addresses and domains an account may send from, one store for both APIs.

A verified domain covers all its addresses and all its subdomains; a verified address covers itself
and its `+label` forms. The most granular verified identity answers for an address.
https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
"""

from __future__ import annotations

import base64
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

from sesfake.clock import Clock
from sesfake.domain.dns.watch import Watch
from sesfake.domain.identities.dkim import Dkim, EasyDkim, Method, Replica, ReplicationError
from sesfake.domain.identities.identity import Identity, IdentityType
from sesfake.domain.identities.keys import domains_from, key_of
from sesfake.domain.identities.lookup import Lookup, Seen
from sesfake.domain.identities.mail_from import check_mail_from
from sesfake.domain.identities.syntax import check_domain, check_email_address, check_name
from sesfake.domain.identities.verification import (
    LINK_WINDOW,
    RECORDS_WINDOW,
    Verification,
    VerificationStatus,
)
from sesfake.domain.ids import Ids
from sesfake.errors import IdentityLimitExceeded, InvalidParameter
from sesfake.mail.addresses import split

# https://docs.aws.amazon.com/ses/latest/dg/quotas.html
MAX_IDENTITIES = 10_000
_PENDING = VerificationStatus.PENDING


class Identities(Lookup):
    """The identities of one account in one region, in the order they were made.

    `ask_owner` writes to the owner of an address; `elsewhere` gives the account's identities in
    another region, and None for this one. With a `watch`, what its owner publishes in DNS counts.
    """

    def __init__(  # noqa: PLR0913  # all by name
        self,
        clock: Clock,
        ids: Ids,
        *,
        verify_at_once: bool,
        ask_owner: Callable[[Identity], None],
        elsewhere: Callable[[str], Identities | None],
        watch: Watch | None = None,
    ) -> None:
        super().__init__({})
        self._clock = clock
        self._ids = ids
        self._verify_at_once = verify_at_once
        self._ask_owner = ask_owner
        self._elsewhere = elsewhere
        self._watch = watch
        self._numbers = itertools.count()

    @property
    def follow_dns(self) -> bool:
        """Whether the records count that are published."""
        return self._watch is not None

    @property
    def seen(self) -> Seen:
        """For who does not hold the lock of their account, and so changes nothing."""
        return Seen(self._by_key, self._seen)

    def __iter__(self) -> Iterator[Identity]:
        return map(self._as_of_now, list(self._by_key.values()))

    def __len__(self) -> int:
        return len(self._by_key)

    def look(self) -> None:
        """Let the statuses of all identities be what they are by now."""
        for identity in list(self._by_key.values()):
            self._as_of_now(identity)

    def request_email_address(
        self, name: str, ask_owner: Callable[[Identity], None] | None = None
    ) -> Identity:
        """Ask the owner of an address to verify it, again if need be.

        `ask_owner` writes to the owner instead of what usually does. Raises InvalidParameter,
        IdentityLimitExceeded.
        """
        check_email_address(name)
        identity = self._requested(name)
        (ask_owner or self._ask_owner)(identity)
        return self._confirmed_at_once(identity, identity.verification)

    def request_domain(self, name: str) -> Identity:
        """Ask the owner of a domain to publish its token; raises as for an address."""
        check_domain(name)
        identity = self._requested(name)
        identity.is_token_asked_for = True
        return self._confirmed_at_once(identity, identity.verification)

    def request_dkim(self, name: str, method: Method | None = None) -> Identity:
        """Ask the owner of a domain to publish DKIM records, Easy DKIM's if no method is named.

        They are the same each time. Once they are found, the domain is verified too. Raises
        InvalidParameter, IdentityLimitExceeded.
        """
        check_domain(name)
        return self.set_up_dkim(self._requested(name), method or EasyDkim())

    def set_up_dkim(self, identity: Identity, method: Method) -> Identity:
        """Let a domain sign in a certain way; raises InvalidParameter."""
        identity.dkim.set_up(method, self._ids, self._clock.now())
        if identity.dkim.is_pending:
            identity.verification.request(self._clock.now())
        if isinstance(method, Replica):  # waits for its primary, not for its owner
            return self._as_of_now(identity)
        return self._confirmed_at_once(identity, identity.dkim)

    def create(self, name: str, method: Method | None = None) -> Identity:
        """The identity of an address, or of a domain with DKIM; raises as the requests do."""
        if "@" in name:
            return self.request_email_address(name)
        return self.request_dkim(name, method)

    def confirm(self, identity: Identity) -> bool:
        """Verify an address whose owner has followed a link, if it is still waiting to be."""
        if self.find(identity.name) is not identity:
            return False  # deleted since
        if identity.verification.is_pending:
            identity.verification.succeed(self._clock.now())
        return identity.is_verified

    def delete(self, name: str) -> Identity | None:
        """Forget an identity; gives it, if there was one."""
        return self._by_key.pop(key_of(name), None)

    def verify(self, name: str) -> Identity:
        """The identity, made if it is new, with everything confirmed that waits for its owner.

        This is the tester's word: nobody is written to, and no limit counts.
        """
        check_name(name)
        now = self._clock.now()
        identity = self._by_key.get(key_of(name))
        if identity is None:
            identity = self._made(name)
            if identity.is_domain:
                identity.dkim.set_up(EasyDkim(), self._ids, now)
        for verification in identity.verifications:
            verification.decree(now)
        return identity

    def dkim_of(self, identity: Identity) -> Dkim:
        """An address mirrors the identity of its exact domain, if there is one."""
        parent = None if identity.is_domain else self.find(split(identity.name)[1])
        return identity.dkim if parent is None else parent.dkim

    def enable_dkim(self, name: str, enabled: bool) -> None:
        """Switch DKIM of a domain; raises InvalidParameter where it is not set up.

        An address signs as its domain does: naming one changes nothing (facts: resources 2.5).
        """
        domain = name.rpartition("@")[2]
        identity = self.find(domain)
        if identity is None or identity.dkim.method is None:
            raise InvalidParameter(f"Domain {domain} is not verified for DKIM signing.")
        if "@" not in name:
            identity.dkim.signing_enabled = enabled

    def as_primary(self, name: str) -> Dkim | ReplicationError:
        """DKIM of a domain, for a replica in another region to share; it changes nothing here."""
        identity = self._by_key.get(name)
        if identity is None or identity.dkim.method is None:
            return ReplicationError.PRIMARY_NOT_FOUND
        if isinstance(identity.dkim.method, Replica):  # not asked any further: no circles
            return ReplicationError.REPLICA_AS_PRIMARY_NOT_SUPPORTED
        if not isinstance(identity.dkim.method, EasyDkim):
            return ReplicationError.PRIMARY_BYO_DKIM_NOT_SUPPORTED
        return self._seen(identity).dkim

    def set_mail_from(self, name: str, domain: str | None, *, rejects_without_mx: bool) -> None:
        """Choose a MAIL FROM domain, or none, for an identity; raises InvalidParameter."""
        identity = self.find(name)
        if identity is None:
            raise InvalidParameter(f"Identity <{name}> does not exist.")
        if not domain:
            identity.mail_from.clear()
            return
        check_mail_from(domain, identity.name)
        known = [identity, *filter(None, map(self.find, domains_from(domain)))]
        if not any(i.is_verified or i.verification.is_pending for i in known):
            raise InvalidParameter(
                f"Provided MAIL-FROM domain <{domain}> or its parents are not verified for "
                f"identity <{identity.name}>."
            )
        identity.mail_from.choose(domain.lower(), rejects_without_mx, self._clock.now())
        self._confirmed_at_once(identity, identity.mail_from)

    def _requested(self, name: str) -> Identity:
        identity = self.find(name)
        if identity is None:
            if len(self) >= MAX_IDENTITIES:
                raise IdentityLimitExceeded(MAX_IDENTITIES)
            return self._made(name)
        identity.verification.request(self._clock.now())
        return identity

    def _made(self, name: str) -> Identity:
        is_domain = "@" not in name
        verification = Verification(RECORDS_WINDOW if is_domain else LINK_WINDOW)
        verification.restart(self._clock.now())
        identity = self._by_key[key_of(name)] = Identity(
            number=next(self._numbers),
            name=key_of(name),
            type=IdentityType.DOMAIN if is_domain else IdentityType.EMAIL_ADDRESS,
            verification_token=base64.b64encode(self._ids.bytes(32)).decode(),
            verification=verification,
        )
        return identity

    def _confirmed_at_once(self, identity: Identity, verification: Verification) -> Identity:
        """The identity, its owner having confirmed something, where owners are that quick."""
        if self._verify_at_once:
            verification.succeed(self._clock.now())
        return self._as_of_now(identity)

    def _as_of_now(self, identity: Identity) -> Identity:
        if self._may_change(identity):
            self._change(identity)
            if self._watch is not None:
                self._watch.tell(identity)
        return identity

    def _seen(self, identity: Identity) -> Identity:
        """What an identity is by now, while itself it stays as it is, and nobody is told."""
        if not self._may_change(identity):
            return identity
        seen = replace(
            identity,
            verification=replace(identity.verification),
            dkim=replace(identity.dkim),
            mail_from=replace(identity.mail_from),
        )
        self._change(seen)
        return seen

    def _may_change(self, identity: Identity) -> bool:
        """Whether time, a record or another region may have made it another."""
        dkim = identity.dkim
        return (
            self._watch is not None
            or identity.verification.status is _PENDING
            or dkim.status is _PENDING
            or identity.mail_from.status is _PENDING
            or isinstance(dkim.method, Replica)
        )

    def _change(self, identity: Identity) -> None:
        dkim, now = identity.dkim, self._clock.now()
        if isinstance(dkim.method, Replica):
            dkim.replicate(self._primary(identity.name, dkim.method), now)
        if dkim.has_succeeded:  # which alone verifies the domain (facts: resources 2.6)
            identity.verification.succeed(now)
        for verification in identity.verifications:
            verification.expire(now)
        if self._watch is not None:
            self._watch.look(identity, now)

    def _primary(self, name: str, replica: Replica) -> Dkim | ReplicationError:
        identities = self._elsewhere(replica.primary_region)
        if identities is None:
            return ReplicationError.PRIMARY_INVALID_REGION
        return identities.as_primary(name)

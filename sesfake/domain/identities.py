"""Identities: the addresses and domains an account may send from, one store for both APIs.

A verified domain covers all its addresses and all its subdomains; a verified address covers itself
and its `+label` forms. The most granular verified identity answers for an address.
https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
"""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from sesfake.clock import Clock
from sesfake.domain.addresses import split, without_label
from sesfake.domain.ids import Ids
from sesfake.domain.notifications import Notifications
from sesfake.domain.paging import Pager
from sesfake.domain.policies import Policies
from sesfake.errors import InvalidParameter

# Refused: `_name`, `name-`, `a..b`, an all-digit top level, a label of 64, a trailing dot;
# accepted: `a_b.example.com` (facts: resources 2.1). That one label alone is refused is a guess.
_LABEL = r"(?!-)[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?"
_DOMAIN_NAME = re.compile(
    rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\.(?!\d+\Z){_LABEL}\Z", re.IGNORECASE
)
# The part of JavaMail's rules that an identity cannot do without; the rest belongs to sending.
_EMAIL_ADDRESS = re.compile(r"(?:\"[^\"]+\"|[^\s@<>,;]+)@[^\s@<>,;]+\Z")


# Where the CNAME records of Easy DKIM point to.
DKIM_HOSTED_ZONE = "dkim.amazonses.com"


class IdentityType(Enum):
    EMAIL_ADDRESS = "EmailAddress"
    DOMAIN = "Domain"


# How long the owner has: to click the link, to publish the records. Then the status is Failed.
EMAIL_ADDRESS_WINDOW = timedelta(hours=24)
DOMAIN_WINDOW = timedelta(hours=72)


class VerificationStatus(Enum):
    PENDING = "Pending"
    SUCCESS = "Success"
    FAILED = "Failed"
    TEMPORARY_FAILURE = "TemporaryFailure"
    NOT_STARTED = "NotStarted"


@dataclass
class Dkim:
    """Easy DKIM of an identity; an address shows what its own domain identity has."""

    signing_enabled: bool = False
    status: VerificationStatus = VerificationStatus.NOT_STARTED
    tokens: tuple[str, ...] = ()
    requested_at: datetime | None = None

    def request(self, now: datetime) -> None:
        """Wait for the records, from now on, unless they have been found."""
        if self.status is not VerificationStatus.SUCCESS:
            self.status, self.requested_at = VerificationStatus.PENDING, now

    def expire(self, now: datetime) -> None:
        """Fail if the records have been awaited for too long."""
        is_pending = self.status is VerificationStatus.PENDING
        if is_pending and self.requested_at and now >= self.requested_at + DOMAIN_WINDOW:
            self.status = VerificationStatus.FAILED


@dataclass
class Identity:
    number: int
    name: str
    type: IdentityType
    verification_token: str
    requested_at: datetime
    status: VerificationStatus = VerificationStatus.PENDING
    dkim: Dkim = field(default_factory=Dkim)
    notifications: Notifications = field(default_factory=Notifications)
    policies: Policies = field(default_factory=Policies)
    tags: dict[str, str] = field(default_factory=dict)
    # The set of messages that name none; an explicit "" is kept, as Amazon does.
    configuration_set: str | None = None

    @property
    def is_verified(self) -> bool:
        return self.status is VerificationStatus.SUCCESS

    @property
    def is_domain(self) -> bool:
        return self.type is IdentityType.DOMAIN

    def succeed(self) -> None:
        """Verify it, as if the owner had clicked the link and set the DNS records."""
        self.status = VerificationStatus.SUCCESS
        if self.dkim.tokens:
            self.dkim.status = VerificationStatus.SUCCESS

    def expire(self, now: datetime) -> None:
        """Fail what has been pending for too long."""
        window = DOMAIN_WINDOW if self.is_domain else EMAIL_ADDRESS_WINDOW
        if self.status is VerificationStatus.PENDING and now >= self.requested_at + window:
            self.status = VerificationStatus.FAILED
        self.dkim.expire(now)


IDENTITY_PAGES: Pager[Identity] = Pager(
    "identities", position=lambda identity: f"{identity.number:09d}"
)


class Identities:
    """The identities of one account in one region, in the order they were made."""

    def __init__(self, clock: Clock, ids: Ids, *, verify_at_once: bool) -> None:
        self._clock = clock
        self._ids = ids
        self._verify_at_once = verify_at_once
        self._by_key: dict[str, Identity] = {}
        self._numbers = itertools.count()

    def __iter__(self) -> Iterator[Identity]:
        return map(self._as_of_now, list(self._by_key.values()))

    def __len__(self) -> int:
        return len(self._by_key)

    def find(self, name: str) -> Identity | None:
        identity = self._by_key.get(_key(name))
        return None if identity is None else self._as_of_now(identity)

    def request_email_address(self, name: str) -> Identity:
        """Ask the owner of an address to verify it, again if need be; raises InvalidParameter."""
        check_email_address(name)
        return self._requested(name, IdentityType.EMAIL_ADDRESS)

    def request_domain(self, name: str) -> Identity:
        """Ask the owner of a domain to publish its token; raises InvalidParameter."""
        check_domain(name)
        return self._requested(name.lower(), IdentityType.DOMAIN)

    def request_dkim(self, name: str) -> Identity:
        """Ask the owner of a domain to publish its DKIM tokens, the same each time."""
        identity = self.request_domain(name)
        if not identity.dkim.tokens:
            identity.dkim = Dkim(signing_enabled=True, tokens=self._ids.dkim_tokens())
        identity.dkim.request(self._clock.now())
        if self._verify_at_once:
            identity.succeed()
        return identity

    def create(self, name: str) -> Identity:
        """The identity of an address, or of a domain with Easy DKIM; raises InvalidParameter."""
        return self.request_email_address(name) if "@" in name else self.request_dkim(name)

    def delete(self, name: str) -> Identity | None:
        """Forget an identity; gives it, if there was one."""
        return self._by_key.pop(_key(name), None)

    def verify(self, name: str) -> Identity:
        """The identity, made if it is new, and verified."""
        identity = self.create(name)
        identity.succeed()
        return identity

    def covering(self, address: str) -> Identity | None:
        """The most granular verified identity that answers for a bare address."""
        return next((i for i in self.answering_for(address) if i.is_verified), None)

    def answering_for(self, address: str) -> Iterator[Identity]:
        """The identities a bare address falls under, the most granular first."""
        local, domain = split(address)
        candidates = [address]
        if "+" in local:
            candidates.append(f"{without_label(local)}@{domain}")
        candidates += _domains_from(domain)
        for candidate in candidates:
            identity = self.find(candidate)
            if identity is not None:
                yield identity

    def dkim_of(self, identity: Identity) -> Dkim:
        """An address mirrors the identity of its exact domain, if there is one."""
        parent = None if identity.is_domain else self.find(split(identity.name)[1])
        return identity.dkim if parent is None else parent.dkim

    def enable_dkim(self, name: str, enabled: bool) -> None:
        """Switch Easy DKIM of a domain; raises InvalidParameter where it is not set up.

        An address signs as its domain does: naming one changes nothing (facts: resources 2.5).
        """
        domain = name.rpartition("@")[2]
        identity = self.find(domain)
        if identity is None or not identity.dkim.tokens:
            raise InvalidParameter(f"Domain {domain} is not verified for DKIM signing.")
        if "@" not in name:
            identity.dkim.signing_enabled = enabled

    def _requested(self, name: str, type_: IdentityType) -> Identity:
        identity = self.find(name)
        if identity is None:
            identity = self._by_key[_key(name)] = Identity(
                number=next(self._numbers),
                name=name,
                type=type_,
                verification_token=base64.b64encode(self._ids.bytes(32)).decode(),
                requested_at=self._clock.now(),
            )
        elif not identity.is_verified:
            identity.requested_at = self._clock.now()
            identity.status = VerificationStatus.PENDING
        if self._verify_at_once:
            identity.succeed()
        return identity

    def _as_of_now(self, identity: Identity) -> Identity:
        if VerificationStatus.PENDING in (identity.status, identity.dkim.status):
            identity.expire(self._clock.now())
        return identity


def check_name(name: str) -> None:
    """Raise InvalidParameter for what is neither an address nor a domain, told apart by the `@`."""
    if "@" in name:
        check_email_address(name)
    else:
        check_domain(name)


def check_domain(name: str) -> None:
    """Raise InvalidParameter for what is not a domain."""
    if not _DOMAIN_NAME.match(name):
        raise InvalidParameter(f"Invalid domain name {name}.")


def check_email_address(name: str) -> None:
    """Raise InvalidParameter for what is not an address."""
    if not _EMAIL_ADDRESS.match(name):
        raise InvalidParameter(f"Invalid email address<{name}>.")  # no space: Amazon's


def _key(name: str) -> str:
    # Address identities are compared as they are written, domains without case.
    return name if "@" in name else name.lower()


def _domains_from(domain: str) -> Iterator[str]:
    """`a.b.example.com` -> itself, `b.example.com`, `example.com`, `com`."""
    while domain:
        yield domain
        domain = domain.partition(".")[2]

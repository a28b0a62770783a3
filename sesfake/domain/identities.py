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
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sesfake.clock import Clock
from sesfake.domain.addresses import split, without_label
from sesfake.domain.ids import Ids
from sesfake.domain.paging import Pager
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


class VerificationStatus(Enum):
    PENDING = "Pending"
    SUCCESS = "Success"
    FAILED = "Failed"
    TEMPORARY_FAILURE = "TemporaryFailure"
    NOT_STARTED = "NotStarted"


@dataclass
class Dkim:
    """Easy DKIM of an identity; an address shows what its own domain identity has."""

    signing_enabled: bool
    status: VerificationStatus
    tokens: tuple[str, ...] = ()


@dataclass
class Identity:
    number: int
    name: str
    type: IdentityType
    status: VerificationStatus
    created_at: datetime
    verification_token: str
    dkim: Dkim

    @property
    def is_verified(self) -> bool:
        return self.status is VerificationStatus.SUCCESS

    def succeed(self) -> None:
        """Verify it, as if the owner had clicked the link and set the DNS records."""
        self.status = VerificationStatus.SUCCESS
        if self.dkim.tokens:
            self.dkim.status = VerificationStatus.SUCCESS


IDENTITY_PAGES: Pager[Identity] = Pager("identities", position=lambda identity: identity.number)


class Identities:
    """The identities of one account in one region, in the order they were made."""

    def __init__(self, clock: Clock, ids: Ids, *, verify_at_once: bool) -> None:
        self._clock = clock
        self._ids = ids
        self._verify_at_once = verify_at_once
        self._by_key: dict[str, Identity] = {}
        self._numbers = itertools.count()

    def __iter__(self) -> Iterator[Identity]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def find(self, name: str) -> Identity | None:
        return self._by_key.get(_key(name))

    def create_email_address(self, name: str) -> Identity:
        """The identity of an address, made if it is new; raises InvalidParameter."""
        check_email_address(name)
        return self._create(name, IdentityType.EMAIL_ADDRESS)

    def create(self, name: str) -> Identity:
        """The identity of an address or a domain, made if it is new; raises InvalidParameter."""
        check_name(name)
        if "@" in name:
            return self._create(name, IdentityType.EMAIL_ADDRESS)
        return self._create(name.lower(), IdentityType.DOMAIN)

    def verify(self, name: str) -> Identity:
        """The identity, made if it is new, and verified."""
        identity = self.create(name)
        identity.succeed()
        return identity

    def covering(self, address: str) -> Identity | None:
        """The most granular verified identity that answers for a bare address."""
        local, domain = split(address)
        candidates = [address]
        if "+" in local:
            candidates.append(f"{without_label(local)}@{domain}")
        candidates += _domains_from(domain)
        for candidate in candidates:
            identity = self.find(candidate)
            if identity is not None and identity.is_verified:
                return identity
        return None

    def dkim_of(self, identity: Identity) -> Dkim:
        """An address mirrors the identity of its exact domain, if there is one."""
        if identity.type is IdentityType.EMAIL_ADDRESS:
            parent = self.find(split(identity.name)[1])
            if parent is not None:
                return parent.dkim
        return identity.dkim

    def _create(self, name: str, type_: IdentityType) -> Identity:
        known = self.find(name)
        if known is not None:
            return known
        is_domain = type_ is IdentityType.DOMAIN
        identity = Identity(
            number=next(self._numbers),
            name=name,
            type=type_,
            status=VerificationStatus.PENDING,
            created_at=self._clock.now(),
            verification_token=base64.b64encode(self._ids.bytes(32)).decode(),
            dkim=Dkim(
                signing_enabled=is_domain,
                status=VerificationStatus.PENDING if is_domain else VerificationStatus.NOT_STARTED,
                tokens=self._ids.dkim_tokens() if is_domain else (),
            ),
        )
        if self._verify_at_once:
            identity.succeed()
        self._by_key[_key(name)] = identity
        return identity


def check_name(name: str) -> None:
    """Raise InvalidParameter for what is neither an address nor a domain, told apart by the `@`."""
    if "@" in name:
        check_email_address(name)
    elif not _DOMAIN_NAME.match(name):
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

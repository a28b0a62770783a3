"""The options of a configuration set: what they hold, and what they refer to.

An option that was never given is None, and is not shown; one that was given empty is shown empty.
An archive is kept and told, and does nothing to a message.
https://docs.aws.amazon.com/ses/latest/dg/creating-configuration-sets.html
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import Enum

from sesfake.domain.identities.identities import Identities
from sesfake.domain.suppression.suppression_list import REASONS
from sesfake.errors import InvalidParameter, RedirectDomainNotVerified, SendingPoolNotFound


class HttpsPolicy(Enum):
    """Which links of open and click tracking are HTTPS."""

    OPTIONAL = "the pixel is HTTP, links keep their protocol"
    REQUIRE = "both are HTTPS"
    REQUIRE_OPEN_ONLY = "the pixel is HTTPS, links keep their protocol"


@dataclass(frozen=True)
class Tracking:
    """The domain that links and the pixel point to, in place of awstrack.me."""

    domain: str
    https: HttpsPolicy | None = None


class TlsPolicy(Enum):
    OPTIONAL = "Optional"
    REQUIRE = "Require"


@dataclass(frozen=True)
class Delivery:
    tls: TlsPolicy | None = None
    pool: str | None = None
    max_seconds: int | None = None


@dataclass(frozen=True)
class AutoValidation:
    """Whether SES judges each recipient before delivery, and how sure it must be."""

    is_enabled: bool
    threshold: str | None = None  # MEDIUM, HIGH, MANAGED


@dataclass(frozen=True)
class Suppression:
    """Which suppression applies to messages of the set; what is None is the tenant's or account's.

    No reasons at all, `()`, is no suppression.
    """

    reasons: tuple[str, ...] | None = None
    scope: str | None = None  # ACCOUNT, TENANT
    validation: AutoValidation | None = None


@dataclass(frozen=True)
class Vdm:
    """The Virtual Deliverability Manager for messages of the set; what is None is the account's."""

    engagement_metrics: bool | None = None
    optimized_shared_delivery: bool | None = None


@dataclass(frozen=True)
class Archiving:
    """The Mail Manager archive that sent messages are kept in."""

    archive_arn: str | None = None


@dataclass(frozen=True)
class Signing:
    """Whether messages are signed with S/MIME."""

    is_smime: bool
    signature_format: str | None = None  # DETACHED


def check_redirect_domain(identities: Identities, domain: str, hand: str = "ses") -> None:
    """Raise RedirectDomainNotVerified unless the domain itself is a verified identity."""
    identity = identities.find(domain)
    if identity is None or not identity.is_domain or not identity.is_verified:
        raise RedirectDomainNotVerified(domain, hand)


def check_pool_name(pool: str) -> None:
    """Raise InvalidParameter for a blank name."""
    if not pool.strip():
        raise InvalidParameter("sendingPoolName can't be blank.")


def check_pool(pools: Container[str], pool: str) -> None:
    """Raise SendingPoolNotFound unless there is such a pool."""
    if pool not in pools:
        raise SendingPoolNotFound(pool)


def check_reasons(reasons: Iterable[str | None]) -> None:
    """Raise InvalidParameter for what is no reason to suppress an address."""
    for reason in reasons:
        if reason not in REASONS:
            shown = "null" if reason is None else reason  # as Java says it
            raise InvalidParameter(
                f"Reason {shown} is invalid, must be one of [{', '.join(REASONS)}]."
            )

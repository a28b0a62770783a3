"""Options of configuration sets in v1, which knows a redirect domain and a TLS policy.

What only v2 can set beside them (the HTTPS policy, the pool) stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sesfake.alike.configuration_sets import given_name
from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSet, check_name
from sesfake.domain.configuration_sets.options import (
    Delivery,
    TlsPolicy,
    Tracking,
    check_redirect_domain,
)
from sesfake.errors import (
    ConstraintViolated,
    InvalidTrackingOptions,
    TrackingOptionsAlreadyExist,
    TrackingOptionsNotFound,
)


def create_configuration_set_tracking_options(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name, domain = _given_tracking(account, request)
    found = account.configuration_sets.get(name)
    if found.tracking is not None:
        raise TrackingOptionsAlreadyExist(name)
    found.tracking = Tracking(domain)
    return {}


def update_configuration_set_tracking_options(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name, domain = _given_tracking(account, request)
    found = account.configuration_sets.get(name)
    found.tracking = replace(_tracking(found), domain=domain)
    return {}


def delete_configuration_set_tracking_options(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    found = account.configuration_sets.named(given_name(request))
    _tracking(found)
    found.tracking = None
    return {}


def put_configuration_set_delivery_options(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    found = account.configuration_sets.named(given_name(request))
    given = request.get("DeliveryOptions", {}).get("TlsPolicy")
    tls = None if given is None else TlsPolicy(given)
    delivery = replace(found.delivery or Delivery(), tls=tls)
    found.delivery = None if delivery == Delivery() else delivery
    return {}


def shown_tracking(tracking: Tracking | None) -> dict[str, Any] | None:
    """Tracking options as DescribeConfigurationSet tells them."""
    return None if tracking is None else {"CustomRedirectDomain": tracking.domain}


def shown_delivery(delivery: Delivery | None) -> dict[str, Any] | None:
    """Delivery options as DescribeConfigurationSet tells them, if they have a TLS policy."""
    if delivery is None or delivery.tls is None:
        return None
    return {"TlsPolicy": delivery.tls.value}


def _given_tracking(account: Account, request: Mapping[str, Any]) -> tuple[str, str]:
    """The name of the set and the domain, which is checked before the set is looked for."""
    options = request["TrackingOptions"]
    if "CustomRedirectDomain" not in options:
        raise ConstraintViolated(
            ["Value at 'trackingOptions' failed to satisfy constraint: Member must not be null"]
        )
    name = given_name(request)
    check_name(name)
    domain: str = options["CustomRedirectDomain"]
    if not domain.strip():
        raise InvalidTrackingOptions("At least one field of TrackingOptions must contain a value.")
    check_redirect_domain(account.identities, domain, account.hand)
    return name, domain


def _tracking(configuration_set: ConfigurationSet) -> Tracking:
    if configuration_set.tracking is None:
        raise TrackingOptionsNotFound(configuration_set.name)
    return configuration_set.tracking

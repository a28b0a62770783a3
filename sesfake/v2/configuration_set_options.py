"""Options of configuration sets in v2.

To put an option without a word takes it away. The form of a block is checked before the set is
looked for, the set before what the block refers to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.alike.configuration_sets import given_name
from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSet, check_name
from sesfake.domain.configuration_sets.options import (
    Archiving,
    Delivery,
    Suppression,
    Vdm,
    check_pool,
    check_reasons,
    check_redirect_domain,
)
from sesfake.errors import InternalFailure
from sesfake.v2.option_blocks import (
    given_archiving,
    given_delivery,
    given_redirect_domain,
    given_signing,
    given_suppression,
    given_tracking,
    given_vdm,
)


def give_options(account: Account, new: ConfigurationSet, request: Mapping[str, Any]) -> None:
    """Set the options that a new set is made with: all forms first, then what they refer to."""
    if "DeliveryOptions" in request:
        new.delivery = given_delivery(request["DeliveryOptions"])
    if "SuppressionOptions" in request:
        if not {"SuppressedReasons", "SuppressionScope"} & set(request["SuppressionOptions"]):
            raise InternalFailure  # so it was seen (facts: resources 3.2)
        new.suppression = given_suppression(request["SuppressionOptions"])
    if "VdmOptions" in request:
        new.vdm = given_vdm(request["VdmOptions"])
    if "ArchivingOptions" in request:
        new.archiving = given_archiving(request["ArchivingOptions"])
    new.signing = given_signing(request.get("MessageSecurityOptions", {}))
    tracking = request.get("TrackingOptions", {})
    domain = given_redirect_domain(tracking)
    if domain is not None:
        check_redirect_domain(account.identities, domain, account.hand)
        new.tracking = given_tracking(domain, tracking)
    _check_pool(account, new.delivery)


def put_configuration_set_tracking_options(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = _checked_name(request)
    domain = given_redirect_domain(request)
    found = account.configuration_sets.get(name)
    if domain is None:
        found.tracking = None
    else:
        check_redirect_domain(account.identities, domain, account.hand)
        found.tracking = given_tracking(domain, request)
    return {}


def put_configuration_set_delivery_options(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = _checked_name(request)
    delivery = given_delivery(request)
    found = account.configuration_sets.get(name)
    _check_pool(account, delivery)
    found.delivery = None if delivery == Delivery() else delivery
    return {}


def put_configuration_set_suppression_options(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = _checked_name(request)
    check_reasons(request.get("SuppressedReasons", ()))
    suppression = given_suppression(request)
    found = account.configuration_sets.get(name)
    found.suppression = None if suppression == Suppression() else suppression
    return {}


def put_configuration_set_vdm_options(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    found = account.configuration_sets.named(given_name(request))
    vdm = given_vdm(request.get("VdmOptions", {}))
    found.vdm = None if vdm == Vdm() else vdm
    return {}


def put_configuration_set_archiving_options(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    found = account.configuration_sets.named(given_name(request))
    archiving = given_archiving(request)
    found.archiving = None if archiving == Archiving() else archiving
    return {}


def update_configuration_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    # What is left out stays as it is, unlike in the calls above.
    name = _checked_name(request)
    signing = given_signing(request.get("MessageSecurityOptions", {}))
    found = account.configuration_sets.get(name)
    found.signing = signing or found.signing
    return {}


def _check_pool(account: Account, delivery: Delivery | None) -> None:
    if delivery is not None and delivery.pool is not None:
        check_pool(account.dedicated_ips.pools, delivery.pool)


def _checked_name(request: Mapping[str, Any]) -> str:
    name = given_name(request)
    check_name(name)
    return name

"""Configuration sets in v1, where reputation metrics are off until somebody asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.alike.configuration_sets import given_name
from sesfake.domain import deletion
from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.configuration_sets import (
    CONFIGURATION_SET_PAGES,
    DEFAULT_PAGE,
    MAX_PAGE,
    ConfigurationSet,
)
from sesfake.domain.paging import BadToken
from sesfake.errors import InvalidParameter
from sesfake.v1.configuration_set_options import shown_delivery, shown_tracking
from sesfake.v1.event_destinations import shown_destination


def create_configuration_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    name = request.get("ConfigurationSet", {}).get("Name", "")
    account.configuration_sets.add(ConfigurationSet(name))
    return {}


def describe_configuration_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found = account.configuration_sets.named(given_name(request))
    answer: dict[str, Any] = {"ConfigurationSet": {"Name": found.name}}
    wanted = request.get("ConfigurationSetAttributeNames", ())
    if "eventDestinations" in wanted:
        answer["EventDestinations"] = [
            shown_destination(item) for item in found.event_destinations.values()
        ]
    if "trackingOptions" in wanted:
        answer["TrackingOptions"] = shown_tracking(found.tracking)
    if "deliveryOptions" in wanted:
        answer["DeliveryOptions"] = shown_delivery(found.delivery)
    if "reputationOptions" in wanted:
        answer["ReputationOptions"] = {
            "SendingEnabled": found.is_sending_enabled,
            "ReputationMetricsEnabled": found.reputation_metrics_enabled,
            "LastFreshStart": found.last_fresh_start,
        }
    return answer


def list_configuration_sets(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    # A size out of range is not refused but overlooked, a bad token refused without a word
    # (facts: resources 1).
    size = request.get("MaxItems", DEFAULT_PAGE)
    if not 1 <= size <= MAX_PAGE:
        size = DEFAULT_PAGE
    try:
        page = CONFIGURATION_SET_PAGES.page(
            account.configuration_sets, account.region, size, request.get("NextToken")
        )
    except BadToken:
        raise InvalidParameter from None
    return {
        "ConfigurationSets": [{"Name": found.name} for found in page.items],
        "NextToken": page.next_token,
    }


def delete_configuration_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    deletion.delete_configuration_set(account, given_name(request))
    return {}


def update_configuration_set_sending_enabled(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    account.configuration_sets.switch_sending(given_name(request), request["Enabled"])
    return {}


def update_configuration_set_reputation_metrics_enabled(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    found = account.configuration_sets.named(given_name(request))
    found.reputation_metrics_enabled = request["Enabled"]
    return {}

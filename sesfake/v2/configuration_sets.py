"""Configuration sets in v2, where reputation metrics are on unless somebody says no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sesfake.alike.configuration_sets import given_name
from sesfake.domain import deletion
from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.configuration_sets import (
    CONFIGURATION_SET_PAGES,
    DEFAULT_PAGE,
    MAX_PAGE,
    ConfigurationSet,
    check_name,
)
from sesfake.errors import InvalidParameter
from sesfake.v2.configuration_set_options import give_options
from sesfake.v2.option_blocks import shown_options
from sesfake.v2.pages import checked_size, page_of
from sesfake.v2.tags import given_tags, shown_tags

_NAME_FILTER = "CONFIGURATION_SET_NAME_CONTAINS"
_SHORTEST_FILTER, _LONGEST_FILTER = 3, 64


def create_configuration_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    name = given_name(request)
    check_name(name)
    new = ConfigurationSet(
        name,
        is_sending_enabled=_switch(request, "SendingOptions", "SendingEnabled"),
        reputation_metrics_enabled=_switch(
            request, "ReputationOptions", "ReputationMetricsEnabled"
        ),
        tags=given_tags(request),
    )
    give_options(account, new, request)
    account.configuration_sets.add(new)
    return {}


def get_configuration_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found = account.configuration_sets.named(given_name(request))
    return {
        "ConfigurationSetName": found.name,
        "ReputationOptions": {
            "ReputationMetricsEnabled": found.reputation_metrics_enabled,
            "LastFreshStart": found.last_fresh_start,
        },
        "SendingOptions": {"SendingEnabled": found.is_sending_enabled},
        "Tags": shown_tags(found.tags),
        **shown_options(found),
    }


def list_configuration_sets(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size = checked_size(request, DEFAULT_PAGE, MAX_PAGE)
    found = _filtered(account.configuration_sets, request.get("Filter", {}))
    token = request.get("NextToken")
    bad_token = f"invalid nextToken {token}"
    page = page_of(account, CONFIGURATION_SET_PAGES, found, size, token, bad_token)
    return {
        "ConfigurationSets": [configuration_set.name for configuration_set in page.items],
        "NextToken": page.next_token,
    }


def delete_configuration_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    deletion.delete_configuration_set(account, given_name(request))
    return {}


def put_configuration_set_sending_options(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    # A switch that is left out is off (facts: resources 0.3).
    account.configuration_sets.switch_sending(
        given_name(request), request.get("SendingEnabled", False)
    )
    return {}


def put_configuration_set_reputation_options(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    found = account.configuration_sets.named(given_name(request))
    found.reputation_metrics_enabled = request.get("ReputationMetricsEnabled", False)
    return {}


def _switch(request: Mapping[str, Any], block: str, member: str) -> bool:
    # On without the block; in a block, a switch that is left out is off (facts: resources 3.2).
    return block not in request or bool(request[block].get(member, False))


def _filtered(
    sets: Iterable[ConfigurationSet], filters: Mapping[str, str]
) -> Iterable[ConfigurationSet]:
    part = filters.get(_NAME_FILTER)
    if part is None:
        return sets
    if not _SHORTEST_FILTER <= len(part) <= _LONGEST_FILTER:
        raise InvalidParameter(
            f"{_NAME_FILTER} must be between {_SHORTEST_FILTER} and {_LONGEST_FILTER} characters"
        )
    return [found for found in sets if part.lower() in found.name.lower()]

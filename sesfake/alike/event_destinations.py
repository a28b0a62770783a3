"""Event destinations: the same calls in both APIs, with other names for what they are about.

What an API has no name for is left out of its answers: v1 knows fewer types of events and fewer
kinds of targets than v2, and shows destinations that v2 has made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.configuration_sets import check_name
from sesfake.domain.configuration_sets.event_destinations import (
    CloudWatchTarget,
    Dimension,
    DimensionSource,
    EventDestination,
    EventType,
    Home,
    Target,
    check_destination_name,
    checked_destination,
)

_CLOUDWATCH = "CloudWatchDestination"


@dataclass(frozen=True)
class Dialect:
    """An API's names: of types of events, of sources of dimensions, of kinds of targets.

    A kind of target has its class, and the member that each field of the class comes from.
    """

    types: Mapping[str, EventType]
    sources: Mapping[str, DimensionSource]
    targets: Mapping[str, tuple[Callable[..., Target], Mapping[str, str]]]

    def create(self, account: Account, request: Mapping[str, Any], name: str) -> None:
        """Make the destination that a request describes; raises as the domain does."""
        of, new = self._given(account, request, name)
        account.configuration_sets.get(of).add_destination(new, account.targets)

    def update(self, account: Account, request: Mapping[str, Any], name: str) -> None:
        """Define a destination anew, as a whole; raises as the domain does."""
        of, new = self._given(account, request, name)
        account.configuration_sets.get(of).replace_destination(new, account.targets)

    def shown(self, destination: EventDestination) -> dict[str, Any]:
        """A destination as answers tell it."""
        spellings = {type_: spelling for spelling, type_ in self.types.items()}
        return {
            "Name": destination.name,
            "Enabled": destination.enabled,
            "MatchingEventTypes": [
                spellings[type_] for type_ in destination.event_types if type_ in spellings
            ],
            **self._shown_target(destination.target),
        }

    def _given(
        self, account: Account, request: Mapping[str, Any], name: str
    ) -> tuple[str, EventDestination]:
        """The name of the set and the destination, before either is looked for."""
        of = request.get("ConfigurationSetName", "")
        check_name(of)
        given = request["EventDestination"]
        return of, checked_destination(
            Home(account.id, account.region, of),
            name,
            [self.types[spelling] for spelling in given.get("MatchingEventTypes", ())],
            self._targets(given),
            enabled=given.get("Enabled", False),
        )

    def _targets(self, given: Mapping[str, Any]) -> list[Target]:
        # Only Pinpoint's member can be left out: then it is "null", as Java and the refusal say it.
        targets: list[Target] = [
            make(**{field: given[kind].get(member, "null") for field, member in fields.items()})
            for kind, (make, fields) in self.targets.items()
            if kind in given
        ]
        if _CLOUDWATCH in given:
            dimensions = given[_CLOUDWATCH]["DimensionConfigurations"]
            targets.append(CloudWatchTarget(tuple(map(self._dimension, dimensions))))
        return targets

    def _dimension(self, given: Mapping[str, str]) -> Dimension:
        source = self.sources[given["DimensionValueSource"]]
        return Dimension(given["DimensionName"], source, given["DefaultDimensionValue"])

    def _shown_target(self, target: Target) -> dict[str, Any]:
        if isinstance(target, CloudWatchTarget):
            sources = {source: spelling for spelling, source in self.sources.items()}
            dimensions = [
                {
                    "DimensionName": dimension.name,
                    "DimensionValueSource": sources[dimension.source],
                    "DefaultDimensionValue": dimension.default,
                }
                for dimension in target.dimensions
            ]
            return {_CLOUDWATCH: {"DimensionConfigurations": dimensions}}
        for kind, (make, fields) in self.targets.items():
            if type(target) is make:
                return {kind: {member: getattr(target, field) for field, member in fields.items()}}
        return {}


def delete_configuration_set_event_destination(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = request.get("ConfigurationSetName", "")
    check_name(name)
    check_destination_name(request["EventDestinationName"])
    account.configuration_sets.get(name).remove_destination(request["EventDestinationName"])
    return {}

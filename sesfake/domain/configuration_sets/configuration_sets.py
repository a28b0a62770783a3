"""Configuration sets: names under which messages are sent with rules of their own.

One store for both APIs. Names are compared as they are written, lists are in order of name. A set
whose sending was stopped and started again has had a fresh start: its reputation counts from then.
https://docs.aws.amazon.com/ses/latest/dg/using-configuration-sets.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sesfake.clock import Clock
from sesfake.domain.configuration_sets.event_destinations import (
    MAX_EVENT_DESTINATIONS,
    EventDestination,
)
from sesfake.domain.configuration_sets.options import (
    Archiving,
    Delivery,
    Signing,
    Suppression,
    TlsPolicy,
    Tracking,
    Vdm,
)
from sesfake.domain.neighbours.targets import Targets
from sesfake.domain.paging import Pager
from sesfake.domain.plain_names import check_plain_name
from sesfake.errors import (
    ConfigurationSetAlreadyExists,
    ConfigurationSetLimitExceeded,
    ConfigurationSetNotFound,
    EventDestinationAlreadyExists,
    EventDestinationLimitExceeded,
    EventDestinationNotFound,
)

# https://docs.aws.amazon.com/ses/latest/dg/quotas.html
MAX_CONFIGURATION_SETS = 10_000
# The pages of both APIs' lists.
DEFAULT_PAGE, MAX_PAGE = 50, 1000


@dataclass
class ConfigurationSet:
    name: str
    is_sending_enabled: bool = True
    reputation_metrics_enabled: bool = False
    tags: dict[str, str] = field(default_factory=dict)
    last_fresh_start: datetime | None = None
    event_destinations: dict[str, EventDestination] = field(default_factory=dict)
    tracking: Tracking | None = None
    delivery: Delivery | None = None
    suppression: Suppression | None = None
    vdm: Vdm | None = None
    archiving: Archiving | None = None
    signing: Signing | None = None

    @property
    def requires_tls(self) -> bool:
        """Whether only servers that speak TLS get its mail."""
        return self.delivery is not None and self.delivery.tls is TlsPolicy.REQUIRE

    def switch_sending(self, enabled: bool, now: datetime) -> None:
        """Stop or start sending; to start what was stopped is a fresh start."""
        if enabled and not self.is_sending_enabled:
            self.last_fresh_start = now
        self.is_sending_enabled = enabled

    def add_destination(self, new: EventDestination, targets: Targets) -> None:
        """Publish there, too; raises EventDestinationAlreadyExists,
        EventDestinationLimitExceeded, or what `targets` has against it.
        """
        if new.name in self.event_destinations:
            raise EventDestinationAlreadyExists(new.name, self.name)
        if len(self.event_destinations) >= MAX_EVENT_DESTINATIONS:
            raise EventDestinationLimitExceeded(self.name, MAX_EVENT_DESTINATIONS)
        targets.check_destination(new, self.name)
        self.event_destinations[new.name] = new

    def replace_destination(self, new: EventDestination, targets: Targets) -> None:
        """Define a destination anew, as a whole; raises EventDestinationNotFound, or what
        `targets` has against it.
        """
        self._check_has(new.name)
        targets.check_destination(new, self.name)
        self.event_destinations[new.name] = new

    def remove_destination(self, name: str) -> None:
        """Publish there no more; raises EventDestinationNotFound."""
        self._check_has(name)
        del self.event_destinations[name]

    def _check_has(self, destination: str) -> None:
        if destination not in self.event_destinations:
            raise EventDestinationNotFound(destination, self.name)


CONFIGURATION_SET_PAGES: Pager[ConfigurationSet] = Pager(
    "configuration-sets", position=lambda configuration_set: configuration_set.name
)


class ConfigurationSets:
    """The configuration sets of one account in one region, in order of name."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._by_name: dict[str, ConfigurationSet] = {}

    def __iter__(self) -> Iterator[ConfigurationSet]:
        return iter([self._by_name[name] for name in sorted(self._by_name)])

    def __len__(self) -> int:
        return len(self._by_name)

    def find(self, name: str) -> ConfigurationSet | None:
        return self._by_name.get(name)

    def get(self, name: str) -> ConfigurationSet:
        """The set of a name; raises ConfigurationSetNotFound."""
        found = self.find(name)
        if found is None:
            raise ConfigurationSetNotFound(name)
        return found

    def named(self, name: str) -> ConfigurationSet:
        """The set that a management call names: the name is checked before it is looked up."""
        check_name(name)
        return self.get(name)

    def add(self, new: ConfigurationSet) -> None:
        """Keep a new set; raises InvalidParameter, ConfigurationSetAlreadyExists, or
        ConfigurationSetLimitExceeded.
        """
        check_name(new.name)
        if new.name in self._by_name:
            raise ConfigurationSetAlreadyExists(new.name)
        if len(self) >= MAX_CONFIGURATION_SETS:
            raise ConfigurationSetLimitExceeded(MAX_CONFIGURATION_SETS)
        self._by_name[new.name] = new

    def delete(self, name: str) -> None:
        """Forget a set; that there is none is an error in both APIs."""
        del self._by_name[self.named(name).name]

    def switch_sending(self, name: str, enabled: bool) -> None:
        """Stop or start sending through a set."""
        self.named(name).switch_sending(enabled, self._clock.now())


def check_name(name: str) -> None:
    """Raise InvalidParameter for what cannot be the name of a set."""
    missing = "The configuration set name must be specified."
    check_plain_name(name, "configuration set name", missing=missing)

"""Predictive inbox placement tests: a mail to mailboxes at the big providers, and where it arrives.

A test is over after 24 hours. What arrives is in the inbox, unless the tester says where it is;
what bounces, or is never delivered, is missing. SPF and DKIM are as they were when it was sent.
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateDeliverabilityTestReport.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sesfake.clock import Clock
from sesfake.domain.deliverability.arrivals import in_spam
from sesfake.domain.deliverability.seeds import seeds_by_provider
from sesfake.domain.deliverability.statistics import percentage
from sesfake.domain.events.stages import arrived
from sesfake.domain.ids import Ids
from sesfake.domain.paging import Pager, place
from sesfake.errors import PlacementTestNotFound

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

DURATION = timedelta(hours=24)
MAX_PAGE = 1000


class Placement(NamedTuple):
    """Where mail is, in percent."""

    inbox: float
    spam: float

    @property
    def missing(self) -> float:
        return max(0.0, 100 - self.inbox - self.spam)


@dataclass
class PlacementTest:
    id: str
    number: int
    name: str | None
    message: Message
    passes_spf: bool
    created_at: datetime
    tags: dict[str, str]
    said: dict[str, Placement] = field(default_factory=dict)  # by the tester, of a provider

    @property
    def passes_dkim(self) -> bool:
        """Whether the sender's own domain signs; Amazon does so always."""
        return self.message.signer is not None

    def is_completed(self, now: datetime) -> bool:
        return now >= self.created_at + DURATION

    def placements(self) -> dict[str, Placement]:
        """Where the mail is at each provider."""
        have_it, spam = set(arrived(self.message)), in_spam(self.message)
        found = {}
        for provider, seeds in seeds_by_provider():
            marked = len(have_it.intersection(seeds, spam))
            taken = len(have_it.intersection(seeds))
            found[provider] = Placement(
                percentage(taken - marked, len(seeds)), percentage(marked, len(seeds))
            )
        return {**found, **self.said}


class PlacementTests:
    """The tests of one account in one region, as they were made."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._by_id: dict[str, PlacementTest] = {}

    def __iter__(self) -> Iterator[PlacementTest]:
        return iter(self._by_id.values())

    def add(
        self, name: str | None, message: Message, tags: dict[str, str], *, passes_spf: bool
    ) -> PlacementTest:
        """Note a test whose mail was accepted."""
        new = PlacementTest(
            self._ids.uuid(),
            len(self._by_id),
            name,
            message,
            passes_spf,
            self._clock.now(),
            tags,
        )
        self._by_id[new.id] = new
        return new

    def find(self, test_id: str) -> PlacementTest | None:
        return self._by_id.get(test_id)

    def get(self, test_id: str) -> PlacementTest:
        """The test of an id; raises PlacementTestNotFound."""
        found = self.find(test_id)
        if found is None:
            raise PlacementTestNotFound(test_id)
        return found


def overall(placements: Sequence[Placement]) -> Placement:
    """The mean of all providers: each has as many mailboxes as the others."""
    count = len(placements)
    return Placement(
        sum(one.inbox for one in placements) / count, sum(one.spam for one in placements) / count
    )


TEST_PAGES: Pager[PlacementTest] = Pager(
    "placement-tests", position=lambda test: place(test.number)
)

"""The global suppression list: Amazon's own, one for all accounts and regions.

Hard bounces of any customer fill it. An address stays for a short time, longer with each further
bounce, and nobody can look it up. It is in use only where an account's or a tenant's own list is
not (facts: events 7.1). https://docs.aws.amazon.com/ses/latest/dg/sending-email-global-suppression-list.html
"""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import NamedTuple

from sesfake.clock import Clock
from sesfake.mail.addresses import folded

# "up to 14 days", says the guide; how it begins and grows is a guess.
FIRST_STAY = timedelta(days=1)
GROWTH = 2
LONGEST_STAY = timedelta(days=14)


class _Stay(NamedTuple):
    length: timedelta
    until: float  # epoch seconds


class GlobalSuppressionList:
    """Addresses that bounced lately, whoever wrote to them; compared without case."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()  # many accounts, each with a lock of its own
        self._stays: dict[str, _Stay] = {}

    def __len__(self) -> int:
        """How many addresses were ever on it."""
        return len(self._stays)

    def note(self, address: str) -> None:
        """Keep an address for a while, longer than the last time."""
        key = folded(address)
        with self._lock:
            before = self._stays.get(key)
            length = FIRST_STAY if before is None else min(before.length * GROWTH, LONGEST_STAY)
            self._stays[key] = _Stay(length, self._clock.timestamp() + length.total_seconds())

    def holds(self, address: str) -> bool:
        """Whether an address is on it now."""
        stay = self._stays.get(folded(address))
        return stay is not None and self._clock.timestamp() < stay.until

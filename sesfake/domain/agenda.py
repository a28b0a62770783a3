"""What is to happen later, on the clock, unless something comes between.

Nothing runs in the background: whoever looks first after the time has come lets it happen, as of
that time.
"""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from sesfake.clock import Clock
from sesfake.domain.scope import Scope


class _Item(NamedTuple):
    due: datetime
    number: int
    scope: Scope
    action: Callable[[datetime], object]


class Agenda:
    """What is planned, soonest first; of the same time, in the order of planning."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._items: list[_Item] = []
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._happening = threading.RLock()  # held first of all locks
        self._under_way = 0

    def plan(self, due: datetime, scope: Scope, action: Callable[[datetime], object]) -> None:
        """Let something happen; it is told the time for which it was planned."""
        with self._lock:
            heapq.heappush(self._items, _Item(due, next(self._numbers), scope, action))

    def catch_up(self) -> bool:
        """Let everything happen whose time has come; whether anything did.

        In order, and one thread at a time: who comes while another is at it finds all done.
        """
        if not (self._is_any_due() or self._under_way):  # in this order
            return False
        has_happened = False
        with self._happening:
            self._under_way += 1
            try:
                while (item := self._next()) is not None:
                    item.action(item.due)
                    has_happened = True
            finally:
                self._under_way -= 1
        return has_happened

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let nothing happen meanwhile; not to be done under an account's lock."""
        with self._happening:
            yield

    def forget(self, scope: Scope) -> None:
        """Plan nothing any more in a part of the world."""
        with self._lock:
            self._items = [item for item in self._items if not scope.includes(item.scope)]
            heapq.heapify(self._items)

    def _is_any_due(self) -> bool:
        if not self._items:
            return False
        with self._lock:
            return bool(self._items) and self._items[0].due <= self._clock.now()

    def _next(self) -> _Item | None:
        with self._lock:
            if self._items and self._items[0].due <= self._clock.now():
                return heapq.heappop(self._items)
            return None

"""How things are timed, and how much of it: the sizes of a quick run and of a thorough one."""

from __future__ import annotations

import gc
import itertools
import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import NamedTuple

Call = Callable[[int], object]
numbers = itertools.count()


class Sizes(NamedTuple):
    """How often calls are timed, and how full things are."""

    pairs: int
    outbox: int
    events: int
    suppressed: int
    templates: int


QUICK = Sizes(pairs=300, outbox=5_000, events=1_000, suppressed=100_000, templates=10_000)
THOROUGH = Sizes(pairs=1_500, outbox=100_000, events=10_000, suppressed=100_000, templates=10_000)


class Figure(NamedTuple):
    """One line of the page. A target is the most that design section 9, or an issue, allows."""

    what: str
    value: float
    unit: str = ""  # none: a ratio
    moto: float | None = None
    target: float | None = None


class Medians(NamedTuple):
    """Of calls made in turns, in seconds."""

    floor: float
    call: float

    @property
    def ratio(self) -> float:
        return self.call / self.floor


def timed(call: Call) -> float:
    """Seconds of the processor for one call, different from every other; none of them waits."""
    n = next(numbers)
    start = time.thread_time()
    call(n)
    return time.thread_time() - start


def paired(floor: Call, call: Call, pairs: int) -> Medians:
    """The medians of two calls made in turns, after a few to warm up."""
    for _ in range(20):
        timed(floor), timed(call)
    sides = zip(*((timed(floor), timed(call)) for _ in range(pairs)), strict=True)
    return Medians(*map(statistics.median, sides))


def median_of(measure: Callable[[], float], times: int) -> float:
    return statistics.median(measure() for _ in range(times))


def once(call: Callable[[], object]) -> float:
    """Seconds of the processor for a single call."""
    start = time.thread_time()
    call()
    return time.thread_time() - start


def bytes_kept(calls: Callable[[], object]) -> int:
    """Memory that is held after calls and was not before."""
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    calls()
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return after - before

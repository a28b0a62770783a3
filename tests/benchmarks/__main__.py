"""Runs the benchmarks and prints them as they come. See the package's docstring."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator

from tests.benchmarks import coming_and_going, events, holding, sends
from tests.benchmarks.measuring import QUICK, THOROUGH, Figure, Sizes
from tests.benchmarks.page import PAGE, line, page

MEASURES: list[Callable[[Sizes], Iterator[Figure]]] = [
    sends.sends,
    sends.decoding,
    sends.with_a_full_outbox,
    sends.with_many_suppressed,
    events.events,
    sends.bulk,
    sends.handle_alone,
    coming_and_going.enter_and_exit,
    coming_and_going.imports,
    holding.memory,
    holding.suppression_list,
    holding.templates,
    events.events_with_moto,
]
BUSY = 0.7  # programs that want a processor besides this one


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller lists")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} of the docs")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    figures = []
    for measure in MEASURES:
        for figure in measure(QUICK if chosen.quick else THOROUGH):
            print(line(figure), flush=True)
            figures.append(figure)
    if chosen.write:
        PAGE.write_text(page(figures, "busy" if load > BUSY else "quiet"))


if __name__ == "__main__":
    main()

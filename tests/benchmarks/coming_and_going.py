"""Entering a fake and leaving it, and importing sesfake at all."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

from sesfake import mock_ses
from tests.benchmarks.measuring import Figure, Sizes, median_of

ENTER_TARGET, IMPORT_TARGET = 0.5, 40.0  # ms
_IMPORT = (
    "import time, botocore.session; start = time.thread_time(); import sesfake; "
    "print(time.thread_time() - start)"
)


def enter_and_exit(_: Sizes) -> Iterator[Figure]:
    def once() -> float:
        start = time.thread_time()
        with mock_ses():
            pass
        return time.thread_time() - start

    once()
    took = median_of(once, 200) * 1e3
    yield Figure("enter and exit", took, "ms", target=ENTER_TARGET)


def imports(_: Sizes) -> Iterator[Figure]:
    def once() -> float:
        return float(subprocess.check_output([sys.executable, "-c", _IMPORT]))

    took = median_of(once, 7) * 1e3
    what = "`import sesfake`, over `import botocore.session`"
    yield Figure(what, took, "ms", target=IMPORT_TARGET)

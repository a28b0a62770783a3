"""A pytest plugin for the run on changed code: nothing is remembered from the code as it was.

Changed code is tried in a fork of a process that has run every test already. What a cache kept
there was computed by the unchanged code, and would hide the change.
"""

from __future__ import annotations

import os
import resource
import sys

import pytest

_MOST_MEMORY = 4 << 30  # a change may make a loop endless, and the loop may collect


def _forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "sesfake":
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def pytest_sessionstart() -> None:
    _forget()
    if "__mutmut_" in os.environ.get("MUTANT_UNDER_TEST", ""):
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":  # which test reaches what
        _forget()

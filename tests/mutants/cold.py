"""A pytest plugin for the run on changed code: nothing is remembered from the code as it was.

Changed code is tried in a fork of a process that has run every test already. What a cache kept
there was computed by the unchanged code, and would hide the change; so would what modules computed
when they were imported. Caches are emptied always. Modules are imported anew only for what has
survived without (`SESFAKE_AFRESH`), since that takes longer than most tests.
"""

from __future__ import annotations

import os
import resource
import sys

import pytest

_MOST_MEMORY = 4 << 30  # a change may make a loop endless, and the loop may collect
_KEPT = ("tests", "tests.mutants", __name__)

_while_importing: set[str] = set()


def _state() -> str:
    return os.environ.get("MUTANT_UNDER_TEST", "")


def _forget_modules() -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] in ("sesfake", "tests") and name not in _KEPT:
            del sys.modules[name]


def _forget_results() -> None:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "sesfake":
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
                writers = getattr(getattr(value, "_output", None), "_writers", None)
                if isinstance(writers, dict):
                    writers.clear()


def pytest_plugin_registered(plugin: object) -> None:
    # This one is registered before all that import sesfake.
    if plugin is sys.modules[__name__] and "__mutmut_" in _state():
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        if "SESFAKE_AFRESH" in os.environ:
            _forget_modules()


def pytest_sessionstart() -> None:
    _forget_results()


def pytest_collection_finish() -> None:
    if _state() == "stats":
        from mutmut.state import state

        _while_importing.update(state()._stats)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    if _state() == "stats":  # which test reaches what
        _forget_results()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    if _state() == "stats":  # what runs on import, every test relies on
        from mutmut.state import state

        state()._stats.update(_while_importing)

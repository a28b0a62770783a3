"""A pytest plugin that tries changed code: in a fork, for each change, of one session.

The session collects the tests of the family once, and runs them twice: to see which test reaches
which function, and to see how long each takes. Who does not pass twice is left out. A fork
takes up one change and runs the tests that reach it until one fails: first what has failed for its
neighbours, then the quick ones. It asks no more of pytest than to run the items it has.

Nothing may be remembered there from the code as it was. Caches are emptied always. Modules are
imported anew, which takes longer than most tests, for what has survived without, if it runs on
import, or in so few tests that it may run once and be remembered by hand.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import NoReturn

import pytest
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.format_utils import mangled_name_from_mutant_name

from tests.mutants import numbers

TO_TRY = Path("to-try.txt")  # see trying.py
TRIED = Path("tried.txt")
NOTICED, SURVIVED, UNREACHED, BY_TIME = 1, 0, 33, 36

_MOST_MEMORY = 4 << 30  # a change may make a loop endless, and the loop may collect
_LEAST_TIME = 5  # seconds of the processor, where tests are quick
_TIME_TO_IMPORT = 20
_FEW = 20
_KEPT = ("tests", "tests.mutants", numbers.__name__, __name__)
_TERMINAL = os.dup(2)

_while_importing: set[str] = set()


def _forget_modules() -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] in ("sesfake", "tests") and name not in _KEPT:
            del sys.modules[name]


@cache
def _remembering(modules: int) -> list[Callable[[], object]]:
    """What empties the caches there are, with as many modules imported."""
    emptying = []
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "sesfake":
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    emptying.append(value.cache_clear)
                writers = getattr(getattr(value, "_output", None), "_writers", None)
                if isinstance(writers, dict):
                    emptying.append(writers.clear)
    return emptying


def _forget_results() -> None:
    for empty in _remembering(len(sys.modules)):
        empty()


def pytest_collection_finish() -> None:
    _while_importing.update(state()._stats)


def pytest_runtestloop(session: pytest.Session) -> bool:
    trials = _Trials(session)
    names = TO_TRY.read_text().split()
    with TRIED.open("a", buffering=1) as tried:
        for count, name in enumerate(names, start=1):
            is_number = "#" in name
            result = trials.result_of_number(name) if is_number else trials.result(name)
            print(name, result, file=tried)
            if count % 20 == 0 or count == len(names):
                os.write(_TERMINAL, f"\r{count} of {len(names)} ".encode())
    os.write(_TERMINAL, b"\n")
    return True


class _Chosen:
    """Lets a session run these tests, in this order. (As arguments, some names are not found.)"""

    def __init__(self, names: list[str]) -> None:
        self._places = {name: place for place, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self._places]
        items[:] = sorted(chosen, key=lambda item: self._places[item.nodeid])


class _Trials:
    """The tests of a session, and which of them to run for a change."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        self._reached_by: dict[str, list[int]] = {}
        self._noticed_by: dict[str, list[int]] = {}  # by function and module, the last one last
        self._durations: list[float] = []
        self._run_for_reach()
        set_mutant_under_test("")
        gc.collect()
        gc.freeze()
        if session.testsfailed:
            raise session.Failed("The tests have to pass first.")
        _, said = self._forked(self._time)
        self._durations, failed = json.loads(said)
        for index in failed:
            os.write(_TERMINAL, f"passes but once: {session.items[index].nodeid}\n".encode())
        for function, tests in self._reached_by.items():
            self._reached_by[function] = [test for test in tests if test not in failed]

    def _run_for_reach(self) -> None:
        for index in range(len(self._session.items)):
            _forget_results()
            state()._stats.clear()
            self._run(index, index + 1)
            for function in state()._stats | _while_importing:
                self._reached_by.setdefault(function, []).append(index)

    def _time(self, sending: int) -> NoReturn:
        """How long each takes, and which fail, when they are run again."""
        _forget_results()
        durations, failed = [], []
        for index in range(len(self._session.items)):
            start, before = time.perf_counter(), self._session.testsfailed
            self._run(index, index + 1)
            durations.append(time.perf_counter() - start)
            if self._session.testsfailed > before:
                failed.append(index)
        with os.fdopen(sending, "w") as pipe:
            json.dump([durations, failed], pipe)
        os._exit(0)

    def _run(self, index: int, following: int | None) -> None:
        items = self._session.items
        after = None if following is None or following >= len(items) else items[following]
        items[index].ihook.pytest_runtest_protocol(item=items[index], nextitem=after)

    def result(self, name: str) -> int:
        """What came of a change, as a number of mutmut's."""
        function = mangled_name_from_mutant_name(name)
        tests = set(self._reached_by.get(function, ()))
        if not tests:
            return UNREACHED
        by_function = self._noticed_by.setdefault(function, [])
        by_module = self._noticed_by.setdefault(function.rpartition(".")[0], [])
        quick = sorted(tests, key=self._durations.__getitem__)
        # In order, and each once.
        order = dict.fromkeys([*reversed(by_function), *reversed(by_module), *quick])
        change = partial(set_mutant_under_test, name)
        order = [one for one in order if one in tests]
        code, noticing = self._forked(partial(self._try, order, change))
        if noticing:
            by_function.append(int(noticing))
            by_module.append(int(noticing))
        if code == SURVIVED and (function in _while_importing or len(tests) <= _FEW):
            code, _ = self._forked(partial(self._try_afresh, quick, change))
        return BY_TIME if code in (-signal.SIGXCPU, -signal.SIGALRM) else code

    def _try(self, tests: list[int], change: Callable[[], None], sending: int) -> NoReturn:
        change()
        self._limit(tests, _LEAST_TIME)
        _forget_results()
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            self._run(test, following)
            if self._session.testsfailed:
                os.write(sending, str(test).encode())
                os._exit(NOTICED)
        os._exit(SURVIVED)

    def _try_afresh(self, tests: list[int], change: Callable[[], None], _: int) -> NoReturn:
        change()
        self._limit(tests, _LEAST_TIME + _TIME_TO_IMPORT)
        _forget_modules()
        chosen = _Chosen([self._session.items[test].nodeid for test in tests])
        arguments = ["--rootdir=.", "-xq", "-p", "no:cacheprovider", *self._session.config.args]
        code = pytest.main(arguments, plugins=[chosen])
        os._exit(NOTICED if code else SURVIVED)  # what cannot be imported is noticed, too

    def result_of_number(self, name: str) -> int:
        """The same of a number that a module names.

        Tests that know its name may have computed from it what they ask for: they count only where
        they are imported anew, too.
        """
        made = numbers.change(name)
        reaching = [
            set(found)
            for function, found in self._reached_by.items()
            if function.rpartition(".")[0] == made.module
        ]
        quick = sorted(set().union(*reaching), key=self._durations.__getitem__)
        others = [one for one in quick if not self._knows(one, made.names)]
        if not quick:
            return UNREACHED
        code, _ = self._forked(partial(self._try, others, partial(numbers.apply, made)))
        if code == SURVIVED:
            run = partial(self._try_afresh, quick, partial(numbers.apply_on_import, made))
            code, _ = self._forked(run)
        return BY_TIME if code in (-signal.SIGXCPU, -signal.SIGALRM) else code

    def _knows(self, test: int, names: list[str]) -> bool:
        item = self._session.items[test]
        return any(hasattr(item.module, name) for name in names)

    def _forked(self, run: Callable[[int], NoReturn]) -> tuple[int, str]:
        """How a fork ended, and what it has said."""
        receiving, sending = os.pipe()
        process = os.fork()
        if process == 0:
            run(sending)
        os.close(sending)
        with os.fdopen(receiving) as pipe:
            said = pipe.read()
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), said

    def _limit(self, tests: list[int], seconds: int) -> None:
        """An end for what loops, and for what waits; a busy machine is no reason for either."""
        seconds += int(4 * sum(self._durations[test] for test in tests))
        most = int(time.process_time()) + seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(4 * seconds)

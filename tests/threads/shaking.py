"""Threads that are made to get in each other's way, and a watch over those that stand still."""

from __future__ import annotations

import faulthandler
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.effort import TIMES

_PATIENCE = 300.0 * TIMES  # seconds; whoever takes longer waits for somebody who waits for them

Work = Callable[[], Any]


@contextmanager
def shaken() -> Iterator[None]:
    """Let Python change from thread to thread wherever it can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def at_once(*works: Work) -> list[Any]:
    """Do all of it at the same time, each in a thread of its own; gives what each gave.

    Raises the first thing that was raised. An AssertionError with all stacks if they do not end.
    """
    begin = threading.Barrier(len(works))
    given: list[Any] = [None] * len(works)
    raised: list[BaseException] = []

    def run(place: int, work: Work) -> None:
        try:
            begin.wait()
            given[place] = work()
        except BaseException as error:
            raised.append(error)

    threads = [
        threading.Thread(target=run, args=each, name=f"worker {each[0]}", daemon=True)
        for each in enumerate(works)
    ]
    with shaken():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(_PATIENCE)
            assert not thread.is_alive(), f"It stands still:\n{_stacks()}"
    if raised:
        raise raised[0]
    return given


def _stacks() -> str:
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_traceback(file)
        file.seek(0)
        return file.read()

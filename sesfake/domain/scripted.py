"""Faults that a test has scripted: the next calls of an operation answer with them."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

from sesfake.errors import ScriptedFault


@dataclass
class _Script:
    operation: str
    shapes: dict[str, str]  # by service: its name for the error
    message: str | None
    times: int


class ScriptedFaults:
    """A queue of scripts; the oldest that fits a call answers it."""

    def __init__(self) -> None:
        self._scripts: deque[_Script] = deque()
        self._lock = threading.Lock()

    def add(self, operation: str, shapes: dict[str, str], message: str | None, times: int) -> None:
        self._scripts.append(_Script(operation, shapes, message, times))

    def meet(self, service: str, operation: str) -> None:
        """Raise the fault scripted for this call, if there is one, and cross it off."""
        if not self._scripts:
            return
        with self._lock:
            for script in self._scripts:
                if script.operation == operation and service in script.shapes:
                    script.times -= 1
                    if not script.times:
                        self._scripts.remove(script)
                    raise ScriptedFault(script.shapes[service], script.message)

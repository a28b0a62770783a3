"""Faults that a test has scripted: the next calls of an operation answer with them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from sesfake.domain.scope import Scope
from sesfake.errors import ScriptedFault, usual_text


@dataclass
class _Script:
    scope: Scope
    operation: str
    shapes: dict[str, str]  # by service: its name for the error
    message: str | None
    times: int
    forgotten: list[Scope] = field(default_factory=list)  # parts of the scope

    def fits(self, service: str, operation: str, account_id: str, region: str) -> bool:
        return (
            self.operation == operation
            and service in self.shapes
            and self.scope.holds(account_id, region)
            and not any(scope.holds(account_id, region) for scope in self.forgotten)
        )


class ScriptedFaults:
    """A queue of scripts; the oldest that fits a call answers it."""

    def __init__(self) -> None:
        self._scripts: list[_Script] = []
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._scripts)

    def add(
        self,
        scope: Scope,
        operation: str,
        shapes: dict[str, str],
        message: str | None,
        times: int,
    ) -> None:
        """Let the next calls that lie in a scope fail."""
        with self._lock:
            self._scripts.append(_Script(scope, operation, shapes, message, times))

    def meet(self, service: str, operation: str, account_id: str, region: str) -> None:
        """Raise the fault scripted for this call, if there is one, and cross it off."""
        if not self._scripts:
            return
        with self._lock:
            for script in self._scripts:
                if script.fits(service, operation, account_id, region):
                    script.times -= 1
                    if not script.times:
                        self._scripts.remove(script)
                    shape = script.shapes[service]
                    raise ScriptedFault(shape, script.message or usual_text(shape))

    def forget(self, scope: Scope) -> None:
        """Let no call that lies in a scope fail any more."""
        with self._lock:
            self._scripts = [s for s in self._scripts if not scope.includes(s.scope)]
            for script in self._scripts:
                if scope not in script.forgotten:
                    script.forgotten.append(scope)

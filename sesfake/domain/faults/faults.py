"""All faults that a test has asked for: the oldest that fits a call is what it meets.

A fault for the nth call counts every call that fits it, also those that an older one has answered.
"""

from __future__ import annotations

import threading

from sesfake.domain.faults.call import Call
from sesfake.domain.faults.fault import Fault, Which
from sesfake.domain.faults.mishap import Mishap
from sesfake.domain.scope import Scope


class Faults:
    """Those that still wait for calls, and those that are over and were not met as planned."""

    def __init__(self) -> None:
        self.active: tuple[Fault, ...] = ()  # replaced, never changed
        self._over: list[Fault] = []
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.active)

    def add(self, mishap: Mishap, which: Which, scope: Scope, words: str) -> Fault:
        """Let calls that lie in a scope fail; `words` are those of the test."""
        fault = Fault(mishap, which, scope, words, self._stop)
        with self._lock:
            self.active = (*self.active, fault)
        return fault

    def meet(self, call: Call) -> Mishap | None:
        """What goes wrong with this call, if anything."""
        met: Mishap | None = None
        for fault in self.active:
            # Not under the lock: who decides may be the test's own function.
            if not fault.fits(call):
                continue
            with self._lock:
                if met is not None and fault.which.times is not None:
                    continue
                if fault.is_stopped or not fault.is_due():
                    continue
                if met is None:
                    met = fault.mishap
                    fault.met += 1
                if fault.is_over:
                    self._end(fault)
        return met

    def seen(self, scope: Scope) -> list[Fault]:
        """Those of a part of the world that wait for calls."""
        return [fault for fault in self.active if scope.includes(fault.scope)]

    def unmet(self, scope: Scope | None = None) -> list[Fault]:
        """Those of a part of the world, or all, that were not met as planned, by now."""
        scope = scope or Scope()
        with self._lock:
            known = [*self._over, *self.active]
        return [fault for fault in known if fault.unmet and scope.includes(fault.scope)]

    def forget(self, scope: Scope) -> None:
        """Let no call that lies in a scope fail any more."""
        with self._lock:
            for fault in self.active:
                fault.is_stopped = fault.is_stopped or scope.includes(fault.scope)
                if scope not in fault.forgotten:
                    fault.forgotten.append(scope)
            self.active = tuple(fault for fault in self.active if not fault.is_stopped)
            self._over = [fault for fault in self._over if not scope.includes(fault.scope)]

    def _stop(self, fault: Fault) -> None:
        with self._lock:
            if not fault.is_stopped:
                self._end(fault)

    def _end(self, fault: Fault) -> None:
        fault.is_stopped = True
        self.active = tuple(other for other in self.active if other is not fault)
        if fault.unmet:
            self._over.append(fault)

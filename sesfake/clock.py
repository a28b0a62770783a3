"""The one clock of a fake.

Time is `time.time()` plus an offset, read here and nowhere else, so freezegun and time-machine hold
it like any other Python clock. A test may also move it (`advance`) or stop it (`freeze`).

A clock that nobody holds moves by itself over a retry's back-off: botocore would have slept, we do
not, and the world behind the fake should have aged all the same. A held clock never moves by
itself.
"""

from __future__ import annotations

import sys
import threading
import time
from datetime import datetime, timedelta, timezone

# Datetimes end with the year 9999, and something may be planned for a year later.
_LAST = datetime(9998, 12, 31, tzinfo=timezone.utc).timestamp()


class Clock:
    """The time inside a fake: `now()`, `advance(hours=24)`, `freeze()`, `unfreeze()`."""

    def __init__(self) -> None:
        self._offset = 0.0
        self._frozen_at: float | None = None
        self._lock = threading.Lock()

    def timestamp(self) -> float:
        """Seconds since the epoch."""
        frozen_at = self._frozen_at  # read once: another thread may let it run on
        return time.time() + self._offset if frozen_at is None else frozen_at

    def now(self) -> datetime:
        """The time as an aware datetime in UTC."""
        return datetime.fromtimestamp(self.timestamp(), timezone.utc)

    def of_others(self) -> datetime:
        """The time as the program's own clock has it, without what was done to this one."""
        return datetime.fromtimestamp(time.time(), timezone.utc)

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Move the clock forward, to the year 9998 at most.

        Time does not run backwards: a negative sum is a ValueError.
        """
        step = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds).total_seconds()
        if step < 0:
            raise ValueError(
                "ses.clock.advance() moves forward only; make a new fake to start earlier."
            )
        with self._lock:
            if self.timestamp() + step > _LAST:
                raise ValueError("ses.clock.advance() goes to the year 9998 and no further.")
            if self._frozen_at is None:
                self._offset += step
            else:
                self._frozen_at += step

    def freeze(self, at: datetime | None = None) -> None:
        """Stop the clock, now or at an aware datetime. It then moves only by `advance`."""
        if not (at is None or isinstance(at, datetime)):
            raise TypeError(f"ses.clock.freeze(at) takes an aware datetime, not {at!r}.")
        if at is not None and at.tzinfo is None:
            raise ValueError(
                "ses.clock.freeze(at) needs an aware datetime, such as "
                "datetime(..., tzinfo=timezone.utc)."
            )
        with self._lock:
            self._frozen_at = self.timestamp() if at is None else at.timestamp()

    def unfreeze(self) -> None:
        """Let a frozen clock run on from where it stands."""
        with self._lock:
            if self._frozen_at is not None:
                self._offset = self._frozen_at - time.time()
                self._frozen_at = None

    @property
    def is_held(self) -> bool:
        """Whether freezegun, time-machine or `freeze` holds the clock."""
        return self._frozen_at is not None or _freezegun_is_active() or _time_machine_is_active()

    def pass_backoff(self, answered_at: float, delay: float) -> None:
        """Let the back-off after an answer, or the wait for one, have passed, unless it is held.

        Two threads that wait at the same time wait once, so this moves to a time, not by a time.
        """
        with self._lock:
            if not self.is_held:
                self._offset += max(0.0, answered_at + delay - self.timestamp())


def _freezegun_is_active() -> bool:
    return getattr(time.time, "__module__", None) == "freezegun.api"


def _time_machine_is_active() -> bool:
    time_machine = sys.modules.get("time_machine")
    return time_machine is not None and bool(time_machine.escape_hatch.is_travelling())

"""A rate limit: so many tokens a second, at most one second's worth in store."""

from __future__ import annotations

import math

from sesfake.clock import Clock

_ROUNDING = 1e-6


class TokenBucket:
    """Starts full. It may go into debt: a large call passes, and later ones wait for it."""

    def __init__(self, clock: Clock, rate: float) -> None:
        self._clock = clock
        self._rate = rate
        self._tokens = rate
        self._filled_at = clock.timestamp()

    @property
    def is_empty(self) -> bool:
        """Whether not one whole token is left (of a rate below one, not a full bucket)."""
        self._refill()
        return not self._rate or self._tokens < min(1.0, self._rate) - _ROUNDING

    @property
    def seconds_to_wait(self) -> float:
        """How long nothing may be taken before it is no longer empty; at no rate, for ever."""
        if not self._rate:
            return math.inf
        self._refill()
        return max(0.0, (min(1.0, self._rate) - self._tokens) / self._rate)

    def take(self, tokens: float) -> None:
        """Take tokens out, whether they are there or not."""
        self._refill()
        self._tokens -= tokens

    def _refill(self) -> None:
        now = self._clock.timestamp()
        passed = max(0.0, now - self._filled_at)  # a test may set its clock back
        self._tokens = min(self._rate, self._tokens + passed * self._rate)
        self._filled_at = now

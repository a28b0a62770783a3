"""The limit on calls that do not send: one a second for each operation.

https://docs.aws.amazon.com/ses/latest/dg/quotas.html, "Amazon SES API quotas"
"""

from __future__ import annotations

from sesfake.clock import Clock
from sesfake.domain.quota.token_bucket import TokenBucket
from sesfake.errors import RequestRateExceeded

UNLIMITED_OPERATIONS = frozenset({"SendEmail", "SendRawEmail", "SendTemplatedEmail"})


class RequestRate:
    """Counts the calls of one account in one region."""

    def __init__(self, clock: Clock, *, enforced: bool) -> None:
        self._clock = clock
        self._enforced = enforced
        self._buckets: dict[str, TokenBucket] = {}

    def spend(self, operation: str) -> None:
        """Count a call, or raise RequestRateExceeded."""
        if not self._enforced or operation in UNLIMITED_OPERATIONS:
            return
        bucket = self._buckets.get(operation)
        if bucket is None:
            bucket = self._buckets[operation] = TokenBucket(self._clock, rate=1.0)
        if bucket.is_empty:
            raise RequestRateExceeded(operation)
        bucket.take(1)

"""The send quota: a rolling 24-hour window and a per-second rate.

Recipients are counted, not messages: a mail to ten people spends ten. A message that is refused
spends nothing, and recipients of the mailbox simulator count against the rate only.
https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html
"""

from __future__ import annotations

from collections import deque

from sesfake.clock import Clock
from sesfake.domain.quota.token_bucket import TokenBucket
from sesfake.errors import DailyQuotaExceeded, SendRateExceeded

UNLIMITED = -1.0
DAY = 24 * 60 * 60
# Max24HourSend and MaxSendRate (facts: sending, section 9).
SANDBOX = (200.0, 1.0)
PRODUCTION = (50_000.0, 14.0)


class Quota:
    """What one account may still send in one region."""

    def __init__(
        self, clock: Clock, *, max_24_hour_send: float, max_send_rate: float, enforce_rate: bool
    ) -> None:
        self.max_24_hour_send = max_24_hour_send
        self.max_send_rate = max_send_rate
        self._clock = clock
        self._window: deque[tuple[float, int]] = deque()
        self._in_window = 0
        self._enforce_rate = enforce_rate
        self._bucket = self._full_bucket()

    @property
    def limits(self) -> tuple[float, float]:
        """Recipients in 24 hours, and in a second."""
        return self.max_24_hour_send, self.max_send_rate

    def set_limits(self, max_24_hour_send: float, max_send_rate: float) -> None:
        """Have other limits from now on; what was sent stays counted."""
        if (max_24_hour_send, max_send_rate) != self.limits:
            self.max_24_hour_send, self.max_send_rate = max_24_hour_send, max_send_rate
            self._bucket = self._full_bucket()

    @property
    def sent_last_24_hours(self) -> int:
        """Recipients accepted in the 24 hours before now."""
        horizon = self._clock.timestamp() - DAY
        while self._window and self._window[0][0] <= horizon:
            self._in_window -= self._window.popleft()[1]
        return self._in_window

    def check(self, recipients: int) -> None:
        """Raise DailyQuotaExceeded or SendRateExceeded if a call may not go through.

        `recipients` are those that count against the day. A call that would exceed what is left of
        it is refused whole; the rate may go into debt, and later calls wait until it is paid back.
        """
        if self.max_24_hour_send != UNLIMITED:
            sent = self.sent_last_24_hours
            if sent + recipients > self.max_24_hour_send:
                raise DailyQuotaExceeded(sent, self.max_24_hour_send, recipients)
        if self._bucket is not None and self._bucket.is_empty:
            raise SendRateExceeded(self.max_send_rate, self._bucket.seconds_to_wait)

    def spend(self, recipients: int, *, simulated: int) -> None:
        """Count an accepted call; `simulated` recipients count against the rate only."""
        if recipients:
            self._window.append((self._clock.timestamp(), recipients))
            self._in_window += recipients
        if self._bucket is not None:
            self._bucket.take(recipients + simulated)

    def _full_bucket(self) -> TokenBucket | None:
        has_rate = self._enforce_rate and self.max_send_rate != UNLIMITED
        return TokenBucket(self._clock, self.max_send_rate) if has_rate else None

"""Verification: what the owner of an identity has to confirm, and how long that may take.

An address is confirmed by a link, good for 24 hours; a domain, its DKIM keys and its MAIL FROM
domain by records in DNS, looked for during 72 hours. Then the status is Failed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

LINK_WINDOW = timedelta(hours=24)
RECORDS_WINDOW = timedelta(hours=72)


class VerificationStatus(Enum):
    PENDING = "Pending"
    SUCCESS = "Success"
    FAILED = "Failed"
    TEMPORARY_FAILURE = "TemporaryFailure"
    NOT_STARTED = "NotStarted"


@dataclass
class Verification:
    """A status that follows the owner and the clock."""

    window: timedelta = RECORDS_WINDOW
    status: VerificationStatus = VerificationStatus.NOT_STARTED
    requested_at: datetime | None = None
    checked_at: datetime | None = None
    succeeded_at: datetime | None = None

    @property
    def is_pending(self) -> bool:
        return self.status is VerificationStatus.PENDING

    @property
    def has_succeeded(self) -> bool:
        return self.status is VerificationStatus.SUCCESS

    def restart(self, now: datetime) -> None:
        """Wait from now on, whatever was found before."""
        self.status = VerificationStatus.PENDING
        self.requested_at = self.checked_at = now

    def request(self, now: datetime) -> None:
        """Wait from now on, unless it is confirmed."""
        if not self.has_succeeded:
            self.restart(now)

    def succeed(self, now: datetime) -> None:
        """The owner has confirmed."""
        if not self.has_succeeded:
            self.status = VerificationStatus.SUCCESS
            self.checked_at = self.succeeded_at = now

    def expire(self, now: datetime) -> None:
        """Fail if the owner has taken too long."""
        if self.is_pending and self.requested_at and now - self.requested_at >= self.window:
            self.status = VerificationStatus.FAILED
            self.checked_at = self.requested_at + self.window

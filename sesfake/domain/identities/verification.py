"""Verification: what the owner of an identity has to confirm, and how long that may take.

An address is confirmed by a link, good for 24 hours; a domain, its DKIM keys and its MAIL FROM
domain by records in DNS, looked for during 72 hours. Then the status is Failed. Records that vanish
later may come back during another 72 hours, in which nothing is taken away yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from sesfake.domain.dns.zone import Trouble

LINK_WINDOW = timedelta(hours=24)
RECORDS_WINDOW = timedelta(hours=72)


class VerificationStatus(Enum):
    PENDING = "Pending"
    SUCCESS = "Success"
    FAILED = "Failed"
    TEMPORARY_FAILURE = "TemporaryFailure"
    NOT_STARTED = "NotStarted"


_CONFIRMED = (VerificationStatus.SUCCESS, VerificationStatus.TEMPORARY_FAILURE)


@dataclass
class Verification:
    """A status that follows the owner and the clock."""

    window: timedelta = RECORDS_WINDOW
    status: VerificationStatus = VerificationStatus.NOT_STARTED
    requested_at: datetime | None = None
    checked_at: datetime | None = None
    succeeded_at: datetime | None = None
    missing_since: datetime | None = None  # records that had been found
    trouble: Trouble | None = None  # why they were not found at the last look
    is_by_decree: bool = False  # the tester's word: no record is looked for
    told: VerificationStatus = VerificationStatus.NOT_STARTED  # the last that its owner heard of

    @property
    def is_pending(self) -> bool:
        return self.status is VerificationStatus.PENDING

    @property
    def has_succeeded(self) -> bool:
        return self.status is VerificationStatus.SUCCESS

    @property
    def is_confirmed(self) -> bool:
        """Whether it counts: it has succeeded, and has not been lost for good."""
        return self.status in _CONFIRMED

    def restart(self, now: datetime) -> None:
        """Wait from now on, whatever was found before."""
        self.status = self.told = VerificationStatus.PENDING
        self.requested_at = self.checked_at = now
        self.missing_since = self.trouble = None
        self.is_by_decree = False

    def request(self, now: datetime) -> None:
        """Wait from now on, unless it is confirmed."""
        if not self.is_confirmed:
            self.restart(now)

    def succeed(self, now: datetime) -> None:
        """The owner has confirmed."""
        if not self.has_succeeded:
            self.status = VerificationStatus.SUCCESS
            self.checked_at = self.succeeded_at = now

    def decree(self, now: datetime) -> None:
        """The tester says that the owner has confirmed."""
        self.succeed(now)
        self.is_by_decree = self.has_succeeded
        self.told = self.status

    def observe(self, trouble: Trouble | None, now: datetime) -> None:
        """Take note of a look at the records: found, or why not. Failed stays so."""
        if self.is_by_decree or not (self.is_pending or self.is_confirmed):
            return
        if trouble is None:
            self.succeed(now)
            self.succeeded_at = now
            self.missing_since = None
        elif self.has_succeeded:
            self.status = VerificationStatus.TEMPORARY_FAILURE
            self.missing_since = now
        self.trouble, self.checked_at = trouble, now

    def fail(self, trouble: Trouble, now: datetime) -> None:
        """What was found will never do."""
        if not self.is_by_decree and (self.is_pending or self.is_confirmed):
            self.status, self.trouble, self.checked_at = VerificationStatus.FAILED, trouble, now

    def expire(self, now: datetime) -> None:
        """Fail if the owner has taken too long."""
        since = self.missing_since or self.requested_at
        if self.has_succeeded or not (self.is_pending or self.is_confirmed) or since is None:
            return
        if now - since >= self.window:
            self.status = VerificationStatus.FAILED
            self.checked_at = since + self.window

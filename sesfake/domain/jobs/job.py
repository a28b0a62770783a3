"""What jobs have in common: an id, a status that follows the clock, a place in a list.

    CREATED ── first look ──> PROCESSING ──> COMPLETED, FAILED
       └──────────────────────────┴───────> CANCELLED

A job is done a second after it was made, by the clock of the fake: the agenda lets it run then, on
what is there at that time. Nobody sees CREATED, as in AWS: who looks finds it under way (facts:
resources 9.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Generic, TypeVar

from sesfake.clock import Clock
from sesfake.domain.paging import Pager, place_from_newest

LASTS = timedelta(seconds=1)  # minutes, in AWS


class JobStatus(Enum):
    CREATED = "CREATED"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


_OVER = frozenset({JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED})


class DataFormat(Enum):
    """Of a job's file; the value is how its name ends."""

    CSV = "csv"
    JSON = "json"


@dataclass(kw_only=True, eq=False)
class Job:
    """One job, and how far it is."""

    id: str
    created_at: datetime
    number: int = 0  # in the order of making
    status: JobStatus = JobStatus.CREATED
    completed_at: datetime | None = None
    error: str | None = None  # why it has failed

    @property
    def is_over(self) -> bool:
        return self.status in _OVER

    def look(self, clock: Clock) -> None:
        """Be asked about: it is under way by then.

        Who asks would wait and ask again. As after a retry's back-off a clock that nobody holds
        moves over that time, so that the next question finds the job done.
        """
        if self.status is JobStatus.CREATED:
            self.status = JobStatus.PROCESSING
        if not self.is_over:
            clock.pass_backoff(self.created_at.timestamp(), LASTS.total_seconds())

    def complete(self, at: datetime) -> None:
        self.status, self.completed_at = JobStatus.COMPLETED, at

    def fail(self, at: datetime, why: str) -> None:
        self.status, self.completed_at, self.error = JobStatus.FAILED, at, why

    def cancel(self) -> None:
        self.status = JobStatus.CANCELLED


J = TypeVar("J", bound=Job)


class Jobs(Generic[J]):
    """The jobs of one kind of an account in one region, newest first; they are never forgotten."""

    def __init__(self) -> None:
        self._by_id: dict[str, J] = {}

    def __iter__(self) -> Iterator[J]:
        return reversed(list(self._by_id.values()))

    def __len__(self) -> int:
        return len(self._by_id)

    def find(self, job_id: str) -> J | None:
        return self._by_id.get(job_id)

    def add(self, job: J) -> None:
        job.number = len(self._by_id)
        self._by_id[job.id] = job


def pages(kind: str) -> Pager[J]:
    """The pages of a list of jobs."""
    return Pager(kind, position=lambda job: place_from_newest(job.number))

"""Import jobs of an account in one region: what is to be imported, and what has become of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from sesfake.domain.jobs.files import presigned
from sesfake.domain.jobs.job import DataFormat, Job, Jobs, pages
from sesfake.domain.paging import Pager
from sesfake.errors import ImportJobLimitExceeded, ImportJobNotFound

MAX_RUNNING = 20
_FOR_A_WEEK = 604_800  # seconds; the longest that S3 allows


class Action(Enum):
    PUT = "PUT"
    DELETE = "DELETE"


class Destination(NamedTuple):
    """What an import changes: a contact list, or the account's suppression list."""

    action: Action
    contact_list: str | None = None


class FailedRecord(NamedTuple):
    """A record that was not imported: its line in the file, its text, and why."""

    line: int
    text: str
    error: str


@dataclass(kw_only=True, eq=False)
class ImportJob(Job):
    """One import; the file is what is at `url` when the job runs."""

    destination: Destination
    url: str
    data_format: DataFormat
    processed: int = 0  # failed ones among them
    failed: list[FailedRecord] = field(default_factory=list)

    def failed_records_url(self, region: str) -> str:
        """Where they could be fetched from; nobody answers there."""
        name, at = f"{self.id}/failed-records", self.completed_at or self.created_at
        return presigned("ses-imports", name, region, at, _FOR_A_WEEK)


class ImportJobs(Jobs[ImportJob]):
    """The import jobs of one account in one region, newest first."""

    def get(self, job_id: str) -> ImportJob:
        """The job of an id; raises ImportJobNotFound."""
        found = self.find(job_id)
        if found is None:
            raise ImportJobNotFound(job_id)
        return found

    def check_room(self) -> None:
        """Raise ImportJobLimitExceeded if no more can run."""
        if sum(not job.is_over for job in self) >= MAX_RUNNING:
            raise ImportJobLimitExceeded


def import_job_pages(asked: str) -> Pager[ImportJob]:
    """The pages of a list; `asked` is what it was asked for."""
    return pages(f"import-jobs {asked}")

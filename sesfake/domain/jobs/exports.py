"""Exports: jobs that write what SES knows of the account's mail into a file.

A job runs by the agenda, on what is known then; who made it asks until it is COMPLETED. There is no
bucket: the file is kept with the job, and the test reads it.
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateExportJob.html
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Protocol

from sesfake.domain.insights.messages import sent_by
from sesfake.domain.jobs.files import Extract, presigned, stamp, written
from sesfake.domain.jobs.job import LASTS, DataFormat, Job, Jobs, JobStatus, pages
from sesfake.domain.messages.message import Message
from sesfake.domain.paging import Pager
from sesfake.errors import ExportJobLimitExceeded, ExportJobNotFound, InvalidParameter

if TYPE_CHECKING:
    from sesfake.domain.account import Account

MAX_RUNNING = 5  # of one type at once (a guess)
MAX_PAGE = 100
_EXPIRES = 300  # seconds (facts: events 7.3)


class Source(Protocol):
    """What is exported. `type` is AWS's word for it."""

    type: ClassVar[str]

    def extract(self, newest_first: Iterable[Message]) -> Extract:
        """What to write, of all that the account has sent."""
        ...

    def object_name(self, job_id: str, at: str) -> str:
        """What the object in S3 is called, without its ending (facts: resources 9.3)."""
        ...


@dataclass(kw_only=True, eq=False)
class ExportJob(Job):
    source: Source
    data_format: DataFormat
    extract: Extract | None = None  # once it has run

    @property
    def file(self) -> bytes | None:
        """What it has written, once it is done."""
        return None if self.extract is None else written(self.extract, self.data_format)

    def url(self, region: str, now: datetime) -> str | None:
        """Where the file could be fetched from, once it is done."""
        if self.status is not JobStatus.COMPLETED or self.completed_at is None:
            return None
        name = self.source.object_name(self.id, stamp(self.completed_at))
        full_name = f"{name}.{self.data_format.value}"
        return presigned("ses-exports", full_name, region, now, _EXPIRES)


class ExportJobs(Jobs[ExportJob]):
    """The export jobs of one account in one region."""

    def get(self, job_id: str) -> ExportJob:
        """The job of an id; raises ExportJobNotFound."""
        found = self.find(job_id)
        if found is None:
            raise ExportJobNotFound
        return found

    def cancel(self, job_id: str) -> None:
        """Let a job write nothing; raises ExportJobNotFound, InvalidParameter if it is over."""
        job = self.get(job_id)
        if job.is_over:
            raise InvalidParameter(
                f"Cannot cancel an export job that has a <{job.status.value}> status."
            )
        job.cancel()


EXPORT_JOB_PAGES: Pager[ExportJob] = pages("export-jobs")


def export(account: Account, source: Source, data_format: DataFormat) -> ExportJob:
    """Make a job; raises ExportJobLimitExceeded."""
    jobs = account.export_jobs
    running = sum(not job.is_over and job.source.type == source.type for job in jobs)
    if running >= MAX_RUNNING:
        raise ExportJobLimitExceeded(source.type)
    now = account.clock.now()
    job = ExportJob(id=account.ids.uuid(), created_at=now, source=source, data_format=data_format)
    jobs.add(job)

    def run(due: datetime) -> None:
        with account.lock:
            if not job.is_over:
                job.extract = source.extract(sent_by(account))
                job.complete(due)

    account.agenda.plan(now + LASTS, account.scope, run)
    return job

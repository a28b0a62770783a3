"""What a test has in S3 for jobs that import, and what they leave of it."""

from __future__ import annotations

import re

from sesfake.domain.jobs.imports import FailedRecord
from sesfake.fake.view import View

_URL = re.compile(r"s3://([^/]+)/(.+)", re.DOTALL)


class Storing(View):
    """The part of a fake that stands for S3."""

    __slots__ = ()

    def add_object(self, url: str, data: str | bytes) -> None:
        r"""Have an object in S3, though no other fake may know it.

            ses.add_object("s3://imports/bounced.csv", "ann@example.com,BOUNCE\n")

        It is there for all regions and accounts of the fake, in place of the one at the same URL. A
        ValueError for what is no URL of an object.
        """
        if not isinstance(url, str) or not isinstance(data, (str, bytes)):
            raise TypeError(
                "an object has a URL and a text or bytes, as in ses.add_object("
                f"'s3://bucket/key', 'ann@example.com,BOUNCE'), not {url!r}, {data!r}."
            )
        found = _URL.fullmatch(url)
        if found is None:
            raise ValueError(f"{url!r} is no object in S3; write it as in 's3://bucket/key'.")
        self.accounts.declared.objects[found[1], found[2]] = (
            data.encode() if isinstance(data, str) else data
        )

    def failed_records(self, job_id: str) -> list[FailedRecord]:
        """The records of a file that an import job could not import: line, text and error each.

            assert ses.failed_records(job_id)[0].error == "EmailAddress <ann> is invalid"

        A ValueError if there is no such job in view.
        """
        self.accounts.catch_up()
        for account in self.accounts.existing(self._scope):
            with account.lock:
                job = account.import_jobs.find(job_id)
                if job is not None:
                    return list(job.failed)
        raise ValueError(f"there is no import job {job_id!r}; create_import_job answers with ids.")

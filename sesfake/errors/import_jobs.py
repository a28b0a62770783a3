"""Errors of import jobs."""

from __future__ import annotations

from sesfake.errors.base import NotFound, SESError
from sesfake.errors.contacts import how_to_make_list
from sesfake.guesses import import_jobs as guesses


class ImportJobNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, job_id: str) -> None:
        super().__init__(guesses.NO_SUCH_JOB.format(job_id=job_id))


class ListToImportNotFound(NotFound):
    """A contact list that does not exist, in the words of import jobs."""

    v1 = "InvalidParameterValue"

    def __init__(self, name: str) -> None:
        super().__init__(f"ContactList <{name}> doesn't exist", hint=how_to_make_list(name))


class ImportJobLimitExceeded(SESError):
    v1 = "InvalidParameterValue"
    v2 = "LimitExceededException"

    def __init__(self) -> None:
        super().__init__(guesses.TOO_MANY_JOBS)

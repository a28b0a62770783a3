"""Guessed texts of import jobs."""

from __future__ import annotations

from sesfake.guesses import guess

ONE_DESTINATION = guess(
    "an import job with none or several destinations",
    "Exactly one of SuppressionListDestination and ContactListDestination must be specified.",
)
NO_SUCH_JOB = guess("an import job that does not exist", "Import job {job_id} does not exist.")
TOO_MANY_JOBS = guess(
    "more import jobs at once than an account may have",
    "There are too many import jobs running - wait for one of them to complete before "
    "resubmitting.",
)
OBJECT_UNREADABLE = guess(
    "why an import job has failed whose file SES cannot read",
    "Unable to access the object {url}.",
)
TOO_MANY_RECORDS = guess(
    "why an import job has failed whose file has too many records",
    "The file has more than {maximum} records.",
)
NO_ADDRESS_COLUMN = guess(
    "why an import job for contacts has failed whose CSV file has no header line",
    "The header line must have the column emailAddress.",
)
BAD_CSV = guess(
    "a record of an import job that is no line of CSV, or has more values than the header",
    "The record is not valid CSV.",
)
BAD_JSON = guess(
    "a record of an import job that is not a JSON object", "The record is not a JSON object."
)
BAD_VALUE = guess(
    "a record of an import job with a value that is not what it should be",
    "The value of {member} is invalid.",
)

"""Import jobs in v2; v1 has no calls for them.

The sandbox may use them, too, as it may change the suppression list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.jobs.importing import begin
from sesfake.domain.jobs.imports import Action, Destination, ImportJob, import_job_pages
from sesfake.domain.jobs.job import DataFormat
from sesfake.errors import InvalidParameter
from sesfake.guesses.import_jobs import ONE_DESTINATION
from sesfake.v2.constrained_pages import page_of, paging
from sesfake.v2.contact_lists import checked_list_name

_SUPPRESSION, _CONTACTS = "SuppressionListDestination", "ContactListDestination"
_TYPES = {"SUPPRESSION_LIST": False, "CONTACT_LIST": True}  # whether it is one of contacts


def create_import_job(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    destination = _destination(request["ImportDestination"])
    source = request["ImportDataSource"]
    job = begin(account, destination, source["S3Url"], DataFormat[source["DataFormat"]])
    return {"JobId": job.id}


def get_import_job(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    job = account.import_jobs.get(request["JobId"])
    job.look(account.clock)
    return {
        **_summary(job),
        "ImportDataSource": {"S3Url": job.url, "DataFormat": job.data_format.name},
        "FailureInfo": _failure(account, job),
        "CompletedTimestamp": job.completed_at,
    }


def list_import_jobs(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size, token = paging(request)
    asked = request.get("ImportDestinationType")
    found = [
        job
        for job in account.import_jobs
        if asked is None or (job.destination.contact_list is not None) is _TYPES[asked]
    ]
    page = page_of(account, import_job_pages(asked or ""), found, size, token)
    for job in page.items:
        job.look(account.clock)
    return {"ImportJobs": [_summary(job) for job in page.items], "NextToken": page.next_token}


def _destination(given: Mapping[str, Any]) -> Destination:
    if len(given) != 1:
        raise InvalidParameter(ONE_DESTINATION)
    if _SUPPRESSION in given:
        return Destination(Action[given[_SUPPRESSION]["SuppressionListImportAction"]])
    contacts = given[_CONTACTS]
    return Destination(Action[contacts["ContactListImportAction"]], checked_list_name(contacts))


def _summary(job: ImportJob) -> dict[str, Any]:
    return {
        "JobId": job.id,
        "ImportDestination": _shown(job.destination),
        "JobStatus": job.status.name,
        "CreatedTimestamp": job.created_at,
        "ProcessedRecordsCount": job.processed,
        "FailedRecordsCount": len(job.failed),
    }


def _shown(destination: Destination) -> dict[str, Any]:
    action, name = destination
    if name is None:
        return {_SUPPRESSION: {"SuppressionListImportAction": action.name}}
    return {_CONTACTS: {"ContactListName": name, "ContactListImportAction": action.name}}


def _failure(account: Account, job: ImportJob) -> dict[str, Any] | None:
    if job.error is not None:
        return {"ErrorMessage": job.error}
    if job.failed:
        return {"FailedRecordsS3Url": job.failed_records_url(account.region)}
    return None

"""Export jobs in v2, the only API that has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.jobs.exports import EXPORT_JOB_PAGES, MAX_PAGE, ExportJob, Source, export
from sesfake.domain.jobs.job import DataFormat
from sesfake.domain.jobs.messages_export import Filters, MessagesSource
from sesfake.domain.jobs.metrics_export import ExportMetric, MetricsSource
from sesfake.domain.vdm import is_on
from sesfake.errors import InvalidParameter, VdmNotEnabledForExports
from sesfake.v2.pages import page_of
from sesfake.v2.vdm import check_dimensions

_FILTERS = (
    "FromEmailAddress",
    "Destination",
    "Subject",
    "Isp",
    "TenantName",
    "LastDeliveryEvent",
    "LastEngagementEvent",
)


def create_export_job(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    """The order of the checks, but for the first, is a guess."""
    if not is_on(account.vdm):
        raise VdmNotEnabledForExports
    given, destination = request["ExportDataSource"], request["ExportDestination"]
    if len(given) != 1:
        raise InvalidParameter("One data source must be provided")
    if "S3Url" in destination:
        raise InvalidParameter("Providing a custom S3 URL is not supported")
    job = export(account, _given_source(given), DataFormat[destination["DataFormat"]])
    return {"JobId": job.id}


def get_export_job(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    job = account.export_jobs.get(request["JobId"])
    job.look(account.clock)
    extract = job.extract
    return {
        **_summary(job),
        "ExportDestination": {
            "DataFormat": job.data_format.name,
            "S3Url": job.url(account.region, account.clock.now()),
        },
        "ExportDataSource": _shown_source(job.source),
        "FailureInfo": None if job.error is None else {"ErrorMessage": job.error},
        "Statistics": extract
        and {
            "ProcessedRecordsCount": extract.processed,
            "ExportedRecordsCount": len(extract.rows),
        },
    }


def list_export_jobs(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size = request.get("PageSize", MAX_PAGE)
    if not 1 <= size <= MAX_PAGE:
        raise InvalidParameter(f"PageSize must be between 1 and {MAX_PAGE}")
    type_, status = request.get("ExportSourceType"), request.get("JobStatus")
    found = []
    for job in account.export_jobs:
        job.look(account.clock)
        if type_ in (None, job.source.type) and status in (None, job.status.value):
            found.append(job)
    token = request.get("NextToken")
    page = page_of(account, EXPORT_JOB_PAGES, found, size, token, "Failed to deserialize token. ")
    return {
        "ExportJobs": [_summary(job) for job in page.items],
        "NextToken": page.next_token,
    }


def cancel_export_job(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    account.export_jobs.cancel(request["JobId"])
    return {}


def _summary(job: ExportJob) -> dict[str, Any]:
    return {
        "JobId": job.id,
        "ExportSourceType": job.source.type,
        "JobStatus": job.status.value,
        "CreatedTimestamp": job.created_at,
        "CompletedTimestamp": job.completed_at,
    }


def _given_source(given: Mapping[str, Any]) -> Source:
    """Raises InvalidParameter."""
    if "MetricsDataSource" in given:
        block = given["MetricsDataSource"]
        metrics = MetricsSource(
            block["Namespace"],
            block["Dimensions"],
            [ExportMetric(one.get("Name"), one.get("Aggregation")) for one in block["Metrics"]],
            block["StartDate"],
            block["EndDate"],
        )
        metrics.check()
        for name, values in metrics.dimensions.items():
            for value in values:
                if value != "*":
                    check_dimensions({name: value})
        return metrics
    block = given["MessageInsightsDataSource"]
    messages = MessagesSource(
        block["StartDate"],
        block["EndDate"],
        _given_filters(block.get("Include")),
        _given_filters(block.get("Exclude")),
        block.get("MaxResults"),
    )
    messages.check()
    return messages


def _given_filters(block: Mapping[str, Any] | None) -> Filters | None:
    if block is None:
        return None
    return {name: tuple(block[name]) for name in _FILTERS if name in block}


def _shown_source(source: Source) -> dict[str, Any]:
    if isinstance(source, MetricsSource):
        return {
            "MetricsDataSource": {
                "Namespace": source.namespace,
                "Dimensions": {name: list(values) for name, values in source.dimensions.items()},
                "Metrics": [
                    {"Name": metric.name, "Aggregation": metric.aggregation}
                    for metric in source.metrics
                ],
                "StartDate": source.start,
                "EndDate": source.end,
            }
        }
    if isinstance(source, MessagesSource):
        return {
            "MessageInsightsDataSource": {
                "StartDate": source.start,
                "EndDate": source.end,
                "Include": _shown_filters(source.include),
                "Exclude": _shown_filters(source.exclude),
                "MaxResults": source.max_results,
            }
        }
    raise TypeError(f"There is no such source: {source!r}.")


def _shown_filters(filters: Filters | None) -> dict[str, list[str]] | None:
    return None if filters is None else {name: list(values) for name, values in filters.items()}

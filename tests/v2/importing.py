"""Import jobs, as tests begin them and look at what came of them."""

from __future__ import annotations

from datetime import datetime, timezone

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
BUCKET = "s3://imports/"
SUPPRESS = {"SuppressionListDestination": {"SuppressionListImportAction": "PUT"}}


def contacts(action="PUT", name="news"):
    return {"ContactListDestination": {"ContactListName": name, "ContactListImportAction": action}}


def begin(client, destination, url=BUCKET + "file", data_format="CSV"):
    source = {"S3Url": url, "DataFormat": data_format}
    return client.create_import_job(ImportDestination=destination, ImportDataSource=source)["JobId"]


def imported(ses, client, destination, data, data_format="CSV"):
    """A job for some data, as it stands when it is over."""
    ses.add_object(BUCKET + "file", data)
    job_id = begin(client, destination, data_format=data_format)
    ses.clock.advance(seconds=1)
    return shown(client, job_id)


def shown(client, job_id):
    found = client.get_import_job(JobId=job_id)
    del found["ResponseMetadata"]
    return found


def counts(job):
    return job["JobStatus"], job["ProcessedRecordsCount"], job["FailedRecordsCount"]


def suppressed(client):
    listed = client.list_suppressed_destinations()["SuppressedDestinationSummaries"]
    return {entry["EmailAddress"]: entry["Reason"] for entry in listed}


def with_list(client):
    """The client, whose account has a list of two topics."""
    client.create_contact_list(
        ContactListName="news",
        Topics=[
            {"TopicName": name, "DisplayName": name, "DefaultSubscriptionStatus": "OPT_IN"}
            for name in ("Sports", "Cycling")
        ],
    )
    return client

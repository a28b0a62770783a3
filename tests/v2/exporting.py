"""Export jobs, as tests create them and read what they have written."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3

SHOP = "shop@example.com"
ANN, BOB = "ann@gmail.com", "bob@example.net"
NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
MONDAY = datetime(2026, 3, 2, tzinfo=timezone.utc)
DAY = timedelta(days=1)


def send(*to, subject="Hi", client=None, **more):
    text = {"Subject": {"Data": subject}, "Body": {"Html": {"Data": "<p>Hi</p>"}}}
    answer = (client or boto3.client("sesv2")).send_email(
        FromEmailAddress=SHOP,
        Destination={"ToAddresses": list(to or [ANN])},
        Content={"Simple": text},
        **more,
    )
    return answer["MessageId"]


def messages(start=MONDAY, end=MONDAY + DAY, **more):
    return {"MessageInsightsDataSource": {"StartDate": start, "EndDate": end, **more}}


def metrics(*names, start=MONDAY, end=MONDAY + 7 * DAY, **dimensions):
    return {
        "MetricsDataSource": {
            "Namespace": "VDM",
            "Dimensions": dimensions or {"EMAIL_IDENTITY": ["example.com"]},
            "Metrics": [
                dict(zip(("Name", "Aggregation"), name.split("/"), strict=False))
                for name in names or ["SEND/VOLUME"]
            ],
            "StartDate": start,
            "EndDate": end,
        }
    }


def create(source=None, data_format="JSON"):
    answer = boto3.client("sesv2").create_export_job(
        ExportDataSource=source or messages(), ExportDestination={"DataFormat": data_format}
    )
    return answer["JobId"]


def job(job_id):
    answer = boto3.client("sesv2").get_export_job(JobId=job_id)
    del answer["ResponseMetadata"]
    return answer


def with_vdm(client):
    client.put_account_vdm_attributes(
        VdmAttributes={
            "VdmEnabled": "ENABLED",
            "DashboardAttributes": {"EngagementMetrics": "ENABLED"},
        }
    )
    return client

"""Export jobs. Rows: facts "resources" 1 and 9.3, "events" 7.3."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import boto3
import pytest

from tests.installed import needs_operation
from tests.refusing import refusal, refusal_with_status
from tests.v2.exporting import (
    BOB,
    DAY,
    MONDAY,
    NOON,
    create,
    job,
    messages,
    metrics,
    send,
    with_vdm,
)

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture(autouse=True)
def _newer_botocore():
    needs_operation("sesv2", "CreateExportJob")


@pytest.fixture
def vdm(ses, sesv2_client):
    ses.clock.freeze(NOON)
    return with_vdm(sesv2_client)


class TestLife:
    def test_it_is_processing_and_then_completed(self, ses, vdm):
        # resources 9.3: states
        send()
        job_id = create()

        assert job(job_id) == {
            "JobId": job_id,
            "ExportSourceType": "MESSAGE_INSIGHTS",
            "JobStatus": "PROCESSING",
            "ExportDestination": {"DataFormat": "JSON"},
            "ExportDataSource": messages(),
            "CreatedTimestamp": NOON,
        }

        ses.clock.advance(seconds=1)

        found = job(job_id)
        assert found["JobStatus"] == "COMPLETED"
        assert found["CompletedTimestamp"] == NOON + timedelta(seconds=1)
        assert found["Statistics"] == {"ProcessedRecordsCount": 1, "ExportedRecordsCount": 1}

    def test_who_asks_again_finds_it_done(self, ses, vdm):
        ses.clock.unfreeze()
        job_id = create()

        assert [job(job_id)["JobStatus"] for _ in range(2)] == ["PROCESSING", "COMPLETED"]

    def test_its_id_is_a_uuid(self, vdm):
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", create())

    @pytest.mark.parametrize(
        ("source", "name"),
        [
            (messages(), r"/20260302_120001_[0-9a-f]{10}\.csv\?"),
            (metrics(), r"/ses-metrics-20260302_120001-JOB\.csv\?"),
        ],
    )
    def test_the_url_is_presigned_and_a_new_one_each_time(self, ses, vdm, source, name):
        # resources 9.3: the object; events 7.3: 5 minutes
        job_id = create(source, "CSV")
        ses.clock.advance(seconds=1)

        first = job(job_id)["ExportDestination"]["S3Url"]
        ses.clock.advance(seconds=1)

        assert re.search(name.replace("JOB", job_id), first)
        assert "X-Amz-Expires=300&" in first
        assert job(job_id)["ExportDestination"]["S3Url"] != first

    def test_it_tells_what_was_asked_for(self, vdm):
        source = messages(Include={"Subject": ["Hi*"]}, Exclude={"Isp": ["Gmail"]}, MaxResults=7)
        asked = metrics("SEND/VOLUME", "OPEN/RATE", ISP=["*"])

        assert job(create(source))["ExportDataSource"] == source
        assert job(create(asked))["ExportDataSource"] == asked

    def test_it_writes_what_is_known_when_it_runs(self, ses, vdm):
        message_id = send()
        job_id = create()
        ses.bounce(ses.outbox.last)
        ses.clock.advance(seconds=1)
        send(BOB)

        [row] = json.loads(ses.exported(job_id))

        assert (row["MessageId"], row["LastDeliveryEvent"]) == (message_id, "PERMANENT_BOUNCE")

    def test_one_that_is_cancelled_writes_nothing(self, ses, vdm):
        job_id = create()
        vdm.cancel_export_job(JobId=job_id)
        ses.clock.advance(seconds=1)

        assert job(job_id)["JobStatus"] == "CANCELLED"
        assert "CompletedTimestamp" not in job(job_id)
        with pytest.raises(ValueError, match="has no file: it is CANCELLED"):
            ses.exported(job_id)

    def test_a_file_is_there_when_the_job_is_done(self, ses, vdm):
        job_id = create()

        with pytest.raises(ValueError, match=r"ses\.clock\.advance\(seconds=1\)"):
            ses.exported(job_id)
        with pytest.raises(ValueError, match="there is no export job 'x' in view of"):
            ses.exported("x")

    def test_a_reset_forgets_jobs(self, ses, vdm):
        job_id = create()

        ses.region("us-east-1").reset()

        assert refusal(vdm.get_export_job, JobId=job_id) == ("BadRequestException", "Invalid JobId")


class TestRefusals:
    def test_it_must_be_enabled(self, sesv2_client):
        # resources 9.2: 400 here
        answer = refusal_with_status(
            sesv2_client.create_export_job,
            ExportDataSource=messages(),
            ExportDestination={"DataFormat": "CSV"},
        )

        assert answer == (
            "BadRequestException",
            "To use this feature you must enable Virtual Deliverability Manager",
            400,
        )

    @pytest.mark.parametrize(
        ("source", "destination", "text"),
        [
            ({}, {}, "One data source must be provided"),
            ({**messages(), **metrics()}, {}, "One data source must be provided"),
            (
                messages(),
                {"S3Url": "s3://bucket/key"},
                "Providing a custom S3 URL is not supported",
            ),
            (messages(NOON, NOON - timedelta(seconds=1)), {}, "Invalid date range"),
            (metrics(start=MONDAY, end=MONDAY), {}, "Invalid date range"),
            (
                metrics(start=NOON, end=MONDAY + DAY),
                {},
                "To get daily aggregated data you must not specify partial-day timestamps. Please "
                "make your interval go from midnight to midnight UTC.",
            ),
            (
                metrics(ISP=["*"], EMAIL_IDENTITY=["a.example", "b.example"]),
                {},
                "If one dimension has the * value, other dimensions can only contain one value.",
            ),
            (metrics(ISP=["Nobody"]), {}, "Invalid ISP name provided."),
            (metrics(EMAIL_IDENTITY=["no identity"]), {}, "Invalid email identity provided."),
        ],
    )
    @pytest.mark.usefixtures("vdm")
    def test_what_makes_no_sense_is_refused(self, sesv2_client, source, destination, text):
        # resources 9.3
        answer = refusal(
            sesv2_client.create_export_job,
            ExportDataSource=source,
            ExportDestination={"DataFormat": "CSV", **destination},
        )

        assert answer == ("BadRequestException", text)
        assert sesv2_client.list_export_jobs()["ExportJobs"] == []

    def test_a_metric_needs_a_name(self, vdm):
        source = metrics()
        source["MetricsDataSource"]["Metrics"] = [{"Aggregation": "RATE"}]

        assert refusal(create, source) == (
            "BadRequestException",
            "The name of a metric must be specified.",
        )

    @pytest.mark.usefixtures("vdm")
    def test_the_model_is_kept(self):
        code, text = refusal(create, messages(MaxResults=10_001))

        assert code == "BadRequestException"
        assert "'exportDataSource.messageInsightsDataSource.maxResults'" in text

    @pytest.mark.parametrize("operation", ["get_export_job", "cancel_export_job"])
    def test_an_unknown_job_is_a_bad_request(self, vdm, operation):
        # resources 9.3: not 404
        assert refusal_with_status(getattr(vdm, operation), JobId="x") == (
            "BadRequestException",
            "Invalid JobId",
            400,
        )

    @pytest.mark.parametrize("status", ["COMPLETED", "CANCELLED"])
    def test_a_job_that_is_over_cannot_be_cancelled(self, ses, vdm, status):
        job_id = create()
        if status == "CANCELLED":
            vdm.cancel_export_job(JobId=job_id)
        ses.clock.advance(seconds=1)

        assert refusal(vdm.cancel_export_job, JobId=job_id) == (
            "BadRequestException",
            f"Cannot cancel an export job that has a <{status}> status.",
        )

    def test_too_many_of_one_type_at_once(self, ses, vdm):
        for _ in range(5):
            last = create()
        create(metrics())

        assert refusal(create) == (
            "LimitExceededException",
            "There are too many <MESSAGE_INSIGHTS> export jobs running - either cancel one of the "
            "jobs or wait for it to complete before resubmitting.",
        )

        vdm.cancel_export_job(JobId=last)
        create()
        ses.clock.advance(seconds=1)
        create()


def listed(client, **given):
    return [one["JobId"] for one in client.list_export_jobs(**given)["ExportJobs"]]


class TestList:
    def test_the_newest_comes_first(self, ses, vdm):
        # resources 1: order
        first, second = create(), create(metrics())
        vdm.cancel_export_job(JobId=first)
        ses.clock.advance(seconds=1)

        assert vdm.list_export_jobs()["ExportJobs"] == [
            {
                "JobId": second,
                "ExportSourceType": "METRICS_DATA",
                "JobStatus": "COMPLETED",
                "CreatedTimestamp": NOON,
                "CompletedTimestamp": NOON + timedelta(seconds=1),
            },
            {
                "JobId": first,
                "ExportSourceType": "MESSAGE_INSIGHTS",
                "JobStatus": "CANCELLED",
                "CreatedTimestamp": NOON,
            },
        ]

    def test_filters(self, ses, vdm):
        first, second = create(), create(metrics())
        vdm.cancel_export_job(JobId=first)

        assert listed(vdm, ExportSourceType="METRICS_DATA") == [second]
        assert listed(vdm, JobStatus="CANCELLED") == [first]
        assert listed(vdm, JobStatus="PROCESSING") == [second]
        assert listed(vdm, JobStatus="PROCESSING", ExportSourceType="MESSAGE_INSIGHTS") == []

    def test_pages_of_one(self, vdm):
        made = [create() for _ in range(3)]
        found, more = [], {}
        while more is not None:
            answer = vdm.list_export_jobs(PageSize=1, **more)
            found += [one["JobId"] for one in answer["ExportJobs"]]
            more = {"NextToken": answer["NextToken"]} if "NextToken" in answer else None

        assert found == made[::-1]

    @pytest.mark.parametrize(
        ("given", "text"),
        [
            ({"PageSize": 0}, "PageSize must be between 1 and 100"),
            ({"PageSize": 101}, "PageSize must be between 1 and 100"),
            ({"NextToken": "x"}, "Failed to deserialize token. "),
            ({"NextToken": ""}, "Failed to deserialize token. "),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, vdm, given, text):
        # resources 1
        assert refusal(vdm.list_export_jobs, **given) == ("BadRequestException", text)

    def test_other_regions_have_their_own(self, vdm):
        create()

        assert listed(boto3.client("sesv2", "eu-west-1")) == []

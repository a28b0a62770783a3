"""Export jobs. Rows: facts "resources" 1 and 9.3, "events" 7.3."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime, timedelta, timezone

import boto3
import pytest

from sesfake.domain.jobs.messages_export import matches_in_part
from tests.installed import needs_member, needs_operation
from tests.refusing import refusal, refusal_with_status

SHOP = "shop@example.com"
ANN, BOB = "ann@gmail.com", "bob@example.net"
NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
MONDAY = datetime(2026, 3, 2, tzinfo=timezone.utc)
DAY = timedelta(days=1)

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture(autouse=True)
def _newer_botocore():
    needs_operation("sesv2", "CreateExportJob")


@pytest.fixture
def vdm(ses, sesv2_client):
    ses.clock.freeze(NOON)
    sesv2_client.put_account_vdm_attributes(
        VdmAttributes={
            "VdmEnabled": "ENABLED",
            "DashboardAttributes": {"EngagementMetrics": "ENABLED"},
        }
    )
    return sesv2_client


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


def rows(ses, source):
    job_id = create(source)
    ses.clock.advance(seconds=1)
    return json.loads(ses.exported(job_id))


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


class TestMessages:
    @pytest.mark.parametrize("data_format", ["JSON", "CSV"])
    def test_a_line_for_each_recipient_the_newest_first(self, ses, vdm, data_format):
        first = send(subject="One, two")
        ses.open(ses.outbox.last)
        ses.clock.advance(minutes=1)
        second = send(BOB, "cat@yahoo.com", subject="Half \ud83d")

        job_id = create(messages(), data_format)
        ses.clock.advance(seconds=1)
        file = ses.exported(job_id).decode()

        found = (
            json.loads(file) if data_format == "JSON" else list(csv.DictReader(io.StringIO(file)))
        )
        nothing = None if data_format == "JSON" else ""
        of_all = {"FromEmailAddress": SHOP, "TenantName": nothing}
        of_second = of_all | {
            "MessageId": second,
            "SendTimestamp": "2026-03-02T12:01:00.000Z",
            "Subject": "Half ?",
            "LastDeliveryEvent": "SEND",
            "LastEngagementEvent": nothing,
        }
        assert found == [
            of_second | {"Destination": BOB, "Isp": "UNKNOWN_ISP"},
            of_second | {"Destination": "cat@yahoo.com", "Isp": "Yahoo"},
            of_all
            | {
                "MessageId": first,
                "SendTimestamp": "2026-03-02T12:00:00.000Z",
                "Destination": ANN,
                "Subject": "One, two",
                "Isp": "Gmail",
                "LastDeliveryEvent": "DELIVERY",
                "LastEngagementEvent": "OPEN",
            },
        ]

    def test_both_ends_of_the_interval_belong_to_it(self, ses, vdm):
        # the model: "The start date is inclusive", "The end date is inclusive"
        send()

        assert len(rows(ses, messages(NOON, NOON))) == 1
        assert rows(ses, messages(NOON + timedelta(seconds=1), NOON + DAY)) == []
        assert rows(ses, messages(MONDAY, NOON - timedelta(seconds=1))) == []

    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({"Destination": [ANN, "nobody@example.net"]}, [ANN]),
            ({"Destination": ["*@EXAMPLE.net"]}, []),
            ({"Destination": ["*@example.net"]}, [BOB]),
            ({"FromEmailAddress": [SHOP]}, [BOB, ANN]),
            ({"Subject": ["To*"], "Destination": ["*@gmail.com"]}, [ANN]),
            ({"Isp": ["Gmail", "Yahoo"]}, [ANN]),
            ({"TenantName": ["acme"]}, []),
            ({"LastDeliveryEvent": ["COMPLAINT"]}, [BOB]),
            ({"LastEngagementEvent": ["OPEN", "CLICK"]}, [ANN]),
            ({}, [BOB, ANN]),
        ],
    )
    def test_filters_select(self, ses, vdm, filters, found):
        # the model's text of MessageInsightsFilters
        for name in filters:
            path = f"ExportDataSource.MessageInsightsDataSource.Include.{name}"
            needs_member("sesv2", "CreateExportJob", path)
        send(subject="To Ann")
        ses.open(ses.outbox.last)
        send(BOB, subject="To Bob")
        ses.complain(ses.outbox.last)

        included = [row["Destination"] for row in rows(ses, messages(Include=filters))]
        excluded = [row["Destination"] for row in rows(ses, messages(Exclude=filters))]

        assert included == found
        assert excluded == (
            [one for one in (BOB, ANN) if one not in found] if filters else [BOB, ANN]
        )

    @pytest.mark.parametrize(
        ("asked", "value", "fits"),
        [
            ("Hi", "Hi", True),
            ("Hi", "hi", False),
            ("Hi*", "Hi there", True),
            ("*there", "Hi there", True),
            ("*i t*", "Hi there", True),
            ("*", "anything", True),
            ("**", "anything", True),
            (r"\*", "*", True),
            (r"\*", "x", False),
            (r"Hi\*", "Hi*", True),
            (r"Hi\*", "Hi there", False),
            (r"Hi\\*", "Hi\\ there", True),
            ("H*i", "H*i", True),
            ("H*i", "Hxi", False),
        ],
    )
    def test_a_part_matches_with_a_star(self, asked, value, fits):
        assert matches_in_part(asked, value) is fits

    def test_at_most_1000_or_as_many_as_asked_for(self, ses, vdm):
        # events 7.3: "<= 10,000, default 1,000 rows"
        for _ in range(1001):
            send(client=vdm)
        job_id = create()
        ses.clock.advance(seconds=1)

        assert len(json.loads(ses.exported(job_id))) == 1000
        assert job(job_id)["Statistics"] == {
            "ProcessedRecordsCount": 1001,
            "ExportedRecordsCount": 1000,
        }
        assert len(rows(ses, messages(MaxResults=1001))) == 1001


class TestMetrics:
    def test_sums_and_rates_by_day(self, ses, vdm):
        send()
        send()
        ses.bounce(ses.outbox.last)
        ses.clock.advance(days=1)
        send(BOB)

        found = rows(ses, metrics("SEND/VOLUME", "PERMANENT_BOUNCE/RATE", "DELIVERY"))

        assert found == [
            {
                "Date": day,
                "EMAIL_IDENTITY": "example.com",
                "SEND_VOLUME": sent,
                "PERMANENT_BOUNCE_RATE": rate,
                "DELIVERY_VOLUME": delivered,
            }
            for day, sent, rate, delivered in [("2026-03-02", 2, 0.5, 1), ("2026-03-03", 1, 0.0, 1)]
        ]

    def test_mail_of_other_days_is_not_processed(self, ses, vdm):
        send()
        ses.clock.advance(days=1)
        for _ in range(2):
            send()
        job_id = create(metrics(start=MONDAY + DAY, end=MONDAY + 2 * DAY))
        ses.clock.advance(seconds=1)

        assert [row["SEND_VOLUME"] for row in json.loads(ses.exported(job_id))] == [2]
        assert job(job_id)["Statistics"] == {"ProcessedRecordsCount": 2, "ExportedRecordsCount": 1}

    def test_mail_of_which_something_is_told_in_the_interval_is_processed(self, ses, vdm):
        send()
        ses.clock.advance(days=1)
        ses.complain(ses.outbox.last)
        job_id = create(metrics("COMPLAINT", start=MONDAY + DAY, end=MONDAY + 2 * DAY))
        ses.clock.advance(seconds=1)

        assert [row["COMPLAINT_VOLUME"] for row in json.loads(ses.exported(job_id))] == [1]
        assert job(job_id)["Statistics"] == {"ProcessedRecordsCount": 1, "ExportedRecordsCount": 1}

    def test_a_star_is_a_line_for_each_value(self, ses, vdm):
        send()
        send(BOB)
        send(BOB)

        found = rows(ses, metrics(ISP=["*"], EMAIL_IDENTITY=["example.com"]))

        assert [(row["ISP"], row["SEND_VOLUME"]) for row in found] == [
            ("Gmail", 1),
            ("UNKNOWN_ISP", 2),
        ]

    def test_values_select(self, ses, vdm):
        send()
        send(BOB)

        assert len(rows(ses, metrics(ISP=["Gmail", "Yahoo"]))) == 1
        assert rows(ses, metrics(CONFIGURATION_SET=["*"])) == []  # none was used

    def test_a_csv_file_has_a_header(self, ses, vdm):
        send()
        job_id = create(metrics(), "CSV")
        ses.clock.advance(seconds=1)

        assert ses.exported(job_id) == (
            b"Date,EMAIL_IDENTITY,SEND_VOLUME\n2026-03-02,example.com,1\n"
        )


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

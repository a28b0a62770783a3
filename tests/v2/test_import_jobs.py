"""Import jobs through v2, the only API that has them. Rows: facts "resources" 6.4, "events" 7.3.

What they bring in is in test_imported.py.
"""

from __future__ import annotations

import time
from datetime import timedelta

import boto3
import pytest

from sesfake import mock_ses
from tests.refusing import refusal, refusal_with_status
from tests.v2.importing import (
    BUCKET,
    NOON,
    SUPPRESS,
    begin,
    contacts,
    counts,
    imported,
    shown,
    suppressed,
    with_list,
)


@pytest.fixture
def client(ses, sesv2_client):
    """A client at noon, on a clock that is held."""
    ses.clock.freeze(NOON)
    return sesv2_client


@pytest.fixture
def news(client):
    return with_list(client)


class TestLife:
    def test_a_job_is_processing_and_a_second_later_completed(self, ses, client):
        # resources 6.4: JobId, states, counts
        ses.add_object(BUCKET + "file", "ann@example.com,BOUNCE\n")

        job_id = begin(client, SUPPRESS)
        before = shown(client, job_id)
        ses.clock.advance(seconds=1)
        after = shown(client, job_id)

        assert before == {
            "JobId": job_id,
            "ImportDestination": SUPPRESS,
            "ImportDataSource": {"S3Url": BUCKET + "file", "DataFormat": "CSV"},
            "JobStatus": "PROCESSING",
            "CreatedTimestamp": NOON,
            "ProcessedRecordsCount": 0,
            "FailedRecordsCount": 0,
        }
        assert after == {
            **before,
            "JobStatus": "COMPLETED",
            "CompletedTimestamp": NOON + timedelta(seconds=1),
            "ProcessedRecordsCount": 1,
        }

    def test_who_asks_again_finds_it_done_where_nobody_holds_the_clock(self, ses, sesv2_client):
        ses.add_object(BUCKET + "file", "ann@example.com,BOUNCE")
        job_id = begin(sesv2_client, SUPPRESS)

        started = time.monotonic()
        statuses = [shown(sesv2_client, job_id)["JobStatus"] for _ in range(2)]

        assert statuses == ["PROCESSING", "COMPLETED"]
        assert time.monotonic() - started < 1

    def test_who_lists_again_finds_it_done_too(self, ses, sesv2_client):
        ses.add_object(BUCKET + "file", "ann@example.com,BOUNCE")
        begin(sesv2_client, SUPPRESS)

        listings = [sesv2_client.list_import_jobs()["ImportJobs"] for _ in range(2)]

        assert [job["JobStatus"] for [job] in listings] == ["PROCESSING", "COMPLETED"]

    def test_a_held_clock_stays(self, ses, client):
        job_id = begin(client, SUPPRESS)

        shown(client, job_id)

        assert ses.clock.now() == NOON
        assert shown(client, job_id)["JobStatus"] == "PROCESSING"

    def test_what_is_imported_counts_when_the_job_is_over(self, ses, client):
        ses.verify("example.com")
        ses.add_object(BUCKET + "file", "ann@example.com,COMPLAINT")
        begin(client, SUPPRESS)
        assert suppressed(client) == {}

        ses.clock.advance(minutes=1)
        client.send_email(
            FromEmailAddress="shop@example.com",
            Destination={"ToAddresses": ["ann@example.com"]},
            Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}},
        )

        assert ses.outbox.last.suppressed == {"ann@example.com": "COMPLAINT"}
        [entry] = client.list_suppressed_destinations()["SuppressedDestinationSummaries"]
        assert entry["LastUpdateTime"] == NOON + timedelta(seconds=1)  # as of when it was due

    def test_the_object_is_read_when_the_job_runs(self, ses, client):
        ses.add_object(BUCKET + "file", "ann@example.com,BOUNCE")
        begin(client, SUPPRESS)
        ses.add_object(BUCKET + "file", "bob@example.com,BOUNCE")

        ses.clock.advance(seconds=1)

        assert suppressed(client) == {"bob@example.com": "BOUNCE"}

    def test_a_region_begins_anew_without_its_jobs(self, ses, client):
        ses.add_object(BUCKET + "file", "ann@example.com,BOUNCE")
        job_id = begin(client, SUPPRESS)

        ses.region("us-east-1").reset()
        ses.clock.advance(seconds=1)

        assert suppressed(client) == {}
        assert refusal(client.get_import_job, JobId=job_id)[0] == "NotFoundException"

    def test_the_sandbox_may_import(self, ses, client):
        # design 10: PutSuppressedDestination and CreateImportJob in the sandbox
        assert not client.get_account()["ProductionAccessEnabled"]

        assert counts(imported(ses, client, SUPPRESS, "a@b.example,BOUNCE"))[0] == "COMPLETED"


class TestCreating:
    def test_the_list_must_exist(self, client):
        # resources 6.4, missing list
        assert refusal_with_status(begin, client, contacts()) == (
            "NotFoundException",
            "ContactList <news> doesn't exist",
            404,
        )

    @pytest.mark.parametrize("destination", [{}, {**SUPPRESS, **contacts()}])
    def test_there_is_one_destination(self, client, destination):
        assert refusal(begin, client, destination) == (
            "BadRequestException",
            "Exactly one of SuppressionListDestination and ContactListDestination must be "
            "specified.",
        )

    def test_the_list_has_a_name(self, client):
        # resources 6.1, name
        assert refusal(begin, client, contacts(name=" ")) == (
            "BadRequestException",
            "ContactListName can't be blank.",
        )

    def test_the_url_is_one_of_s3(self, client):
        # resources 0.2, pattern
        assert refusal(begin, client, SUPPRESS, "https://imports.example/file") == (
            "BadRequestException",
            "1 validation error detected: Value at 'importDataSource.s3Url' failed to satisfy "
            "constraint: Member must satisfy regular expression pattern: "
            r"^s3:\/\/([^\/]+)\/(.*?([^\/]+)\/?)$",
        )

    def test_twenty_jobs_run_at_once(self, ses, client):
        # resources 6.4, about 20 import jobs at once
        for _ in range(20):
            begin(client, SUPPRESS)

        assert refusal_with_status(begin, client, SUPPRESS) == (
            "LimitExceededException",
            "There are too many import jobs running - wait for one of them to complete before "
            "resubmitting.",
            400,
        )
        ses.clock.advance(seconds=1)
        begin(client, SUPPRESS)


class TestReading:
    def test_an_unknown_job(self, client):
        assert refusal_with_status(client.get_import_job, JobId="nobody") == (
            "NotFoundException",
            "Import job nobody does not exist.",
            404,
        )

    def test_jobs_are_listed_newest_first(self, ses, news):
        first = begin(news, SUPPRESS)
        ses.clock.advance(seconds=1)
        second = begin(news, contacts())

        listed = news.list_import_jobs()["ImportJobs"]

        assert listed == [
            {
                "JobId": second,
                "ImportDestination": contacts(),
                "JobStatus": "PROCESSING",
                "CreatedTimestamp": NOON + timedelta(seconds=1),
                "ProcessedRecordsCount": 0,
                "FailedRecordsCount": 0,
            },
            {
                "JobId": first,
                "ImportDestination": SUPPRESS,
                "JobStatus": "FAILED",
                "CreatedTimestamp": NOON,
                "ProcessedRecordsCount": 0,
                "FailedRecordsCount": 0,
            },
        ]

    def test_jobs_are_listed_by_destination(self, news):
        first, second = begin(news, SUPPRESS), begin(news, contacts())

        def listed(of):
            found = news.list_import_jobs(ImportDestinationType=of)["ImportJobs"]
            return [job["JobId"] for job in found]

        assert listed("SUPPRESSION_LIST") == [first]
        assert listed("CONTACT_LIST") == [second]

    def test_a_list_is_walked_one_by_one(self, client):
        ids = [begin(client, SUPPRESS) for _ in range(3)]

        found, more = [], {}
        while True:
            page = client.list_import_jobs(PageSize=1, **more)
            found += [job["JobId"] for job in page["ImportJobs"]]
            if "NextToken" not in page:
                break
            more = {"NextToken": page["NextToken"]}

        assert found == ids[::-1]

    def test_a_token_is_one_of_the_same_list(self, client):
        for _ in range(2):
            begin(client, SUPPRESS)
        token = client.list_import_jobs(PageSize=1)["NextToken"]

        invalid = ("BadRequestException", "Invalid Next Token")
        assert refusal(client.list_import_jobs, NextToken="nobody") == invalid
        elsewhere = {"ImportDestinationType": "CONTACT_LIST", "NextToken": token}
        assert refusal(client.list_import_jobs, **elsewhere) == invalid

    @pytest.mark.parametrize(("size", "bound"), [(0, "greater"), (101, "less")])
    def test_a_page_has_1_to_100(self, client, size, bound):
        # resources 1, v2 ListImportJobs as tenants
        edge = {0: 1, 101: 100}[size]

        client.list_import_jobs(PageSize=edge)

        assert refusal(client.list_import_jobs, PageSize=size) == (
            "BadRequestException",
            f"1 validation error detected: Value '{size}' at 'pageSize' failed to satisfy "
            f"constraint: Member must have value {bound} than or equal to {edge}",
        )


class TestHand:
    def test_objects_are_the_same_everywhere(self, client):
        with mock_ses() as ses:
            ses.region("eu-west-1").add_object(BUCKET + "file", b"ann@example.com,BOUNCE")
            elsewhere = boto3.client("sesv2", "eu-central-1")
            job_id = begin(elsewhere, SUPPRESS)
            ses.clock.advance(seconds=1)

            assert counts(shown(elsewhere, job_id)) == ("COMPLETED", 1, 0)

    def test_a_reset_forgets_them(self, ses, client):
        ses.add_object(BUCKET + "file", "ann@example.com,BOUNCE")
        ses.reset()

        job_id = begin(client, SUPPRESS)
        ses.clock.advance(seconds=1)

        assert shown(client, job_id)["JobStatus"] == "FAILED"

    @pytest.mark.parametrize(
        ("url", "data", "error"),
        [
            ("imports/file", "", ValueError),
            ("s3://imports", "", ValueError),
            (None, "", TypeError),
            (BUCKET + "file", ["ann@example.com"], TypeError),
        ],
    )
    def test_a_wrong_object_is_a_mistake(self, ses, url, data, error):
        with pytest.raises(error, match="s3://bucket/key"):
            ses.add_object(url, data)

    def test_an_unknown_job_has_no_failed_records(self, ses):
        with pytest.raises(ValueError, match="there is no import job 'nobody'"):
            ses.failed_records("nobody")

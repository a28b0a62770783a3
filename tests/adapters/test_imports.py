"""Import jobs read their files from moto's S3, where moto is active."""

from __future__ import annotations

import pytest

pytest.importorskip("moto")

import moto

from sesfake.v2.account import get_account

from .at_moto import OTHER_ACCOUNT, aws

SUPPRESS = {"SuppressionListDestination": {"SuppressionListImportAction": "PUT"}}


@pytest.fixture(autouse=True)
def active_moto():
    with moto.mock_aws():
        yield


def job_of(ses, sesv2_client, url):
    source = {"S3Url": url, "DataFormat": "CSV"}
    job_id = sesv2_client.create_import_job(ImportDestination=SUPPRESS, ImportDataSource=source)[
        "JobId"
    ]
    ses.clock.advance(seconds=1)
    return sesv2_client.get_import_job(JobId=job_id)


def test_an_object_is_imported_from_a_bucket(ses, sesv2_client):
    s3 = aws("s3")
    s3.create_bucket(Bucket="imports")
    s3.put_object(Bucket="imports", Key="in/a b.csv", Body=b"ann@example.com,BOUNCE")

    job = job_of(ses, sesv2_client, "s3://imports/in/a b.csv")

    assert (job["JobStatus"], job["ProcessedRecordsCount"]) == ("COMPLETED", 1)
    entry = sesv2_client.get_suppressed_destination(EmailAddress="ann@example.com")
    assert entry["SuppressedDestination"]["Reason"] == "BOUNCE"


@pytest.mark.parametrize(
    "url",
    [
        "s3://imports/b",
        "s3://nobody/a",
        "s3://a b/c",
        "s3://arn:aws:s3:us-east-1:1:x/c",
        "s3://A/.",
    ],
)
def test_what_is_not_there_is_not_imported(ses, sesv2_client, url):
    aws("s3").create_bucket(Bucket="imports")

    job = job_of(ses, sesv2_client, url)

    text = f"Unable to access the object {url}."
    assert (job["JobStatus"], job["FailureInfo"]) == ("FAILED", {"ErrorMessage": text})
    [failure] = ses.accounts.mailbag.refusals
    assert failure.hint.startswith("The active fake of s3 in us-east-1 says: ")
    assert failure.hint.endswith(f"To mend the test: `ses.add_object({url!r}, data)`.")


def test_the_object_of_the_test_comes_first(ses, sesv2_client):
    s3 = aws("s3")
    s3.create_bucket(Bucket="imports")
    s3.put_object(Bucket="imports", Key="a", Body=b"ann@example.com,BOUNCE")
    ses.add_object("s3://imports/a", "bob@example.com,BOUNCE\ncid@example.com,BOUNCE")

    assert job_of(ses, sesv2_client, "s3://imports/a")["ProcessedRecordsCount"] == 2


def test_no_account_is_locked_while_s3_is_read(ses, sesv2_client, monkeypatch):
    account = ses.accounts.open("123456789012", "us-east-1")
    other = ses.accounts.open(OTHER_ACCOUNT, "us-east-1")
    locked = []

    class Watching(type(ses.accounts.neighbours)):
        def read_object(self, *args):
            locked.extend(one.lock._is_owned() for one in (account, other))
            return super().read_object(*args)

    monkeypatch.setattr(ses.accounts, "neighbours", Watching())

    job_of(ses, sesv2_client, "s3://imports/a")

    assert locked == [False, False]


def test_a_request_for_production_access_does_not_run_jobs(ses, sesv2_client):
    """What an operation reads under the account's lock must not let anything happen."""
    details = {"MailType": "TRANSACTIONAL", "WebsiteURL": "https://shop.example.com"}
    sesv2_client.put_account_details(
        **details, UseCaseDescription="Receipts.", ProductionAccessEnabled=True
    )
    account = ses.accounts.open("123456789012", "us-east-1")
    happened = []
    account.agenda.plan(ses.clock.now(), account.scope, happened.append)

    with account.lock:
        get_account(account, {})

    assert happened == []

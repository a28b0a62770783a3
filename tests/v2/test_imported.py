"""What import jobs bring in, record by record. Rows: facts "resources" 6.4, "events" 7.3."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

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

FORGIVE = {"SuppressionListDestination": {"SuppressionListImportAction": "DELETE"}}


@pytest.fixture
def client(ses, sesv2_client):
    """A client at noon, on a clock that is held."""
    ses.clock.freeze(NOON)
    return sesv2_client


@pytest.fixture
def news(client):
    return with_list(client)


def contact(client, name):
    found = client.get_contact(ContactListName="news", EmailAddress=f"{name}@example.com")
    said = {one["TopicName"]: one["SubscriptionStatus"] for one in found["TopicPreferences"]}
    return said, found["UnsubscribeAll"], found.get("AttributesData")


class TestSuppressionList:
    def test_csv_has_no_header(self, ses, client):
        # resources 6.4, suppression, CSV
        job = imported(
            ses, client, SUPPRESS, "Ann@Example.COM,BOUNCE\r\n\r\n bob@example.com , COMPLAINT\n"
        )

        assert counts(job) == ("COMPLETED", 2, 0)
        assert suppressed(client) == {"Ann@example.com": "BOUNCE", "bob@example.com": "COMPLAINT"}

    def test_json_is_an_object_a_line(self, ses, client):
        # resources 6.4, suppression, JSON lines
        data = (
            '{"emailAddress":"ann@example.com","reason":"BOUNCE"}\n\n'
            '{"emailAddress":"bob@example.com","reason":"COMPLAINT"}'
        )

        job = imported(ses, client, SUPPRESS, data, "JSON")

        assert counts(job) == ("COMPLETED", 2, 0)
        assert suppressed(client) == {"ann@example.com": "BOUNCE", "bob@example.com": "COMPLAINT"}

    def test_what_is_there_is_overwritten(self, ses, client):
        # events 7.3: existing rows overwritten
        ses.suppress("ann@example.com", reason="BOUNCE")

        imported(ses, client, SUPPRESS, "ann@example.com,COMPLAINT")

        assert suppressed(client) == {"ann@example.com": "COMPLAINT"}

    @pytest.mark.parametrize(
        ("data", "data_format"),
        [("ann@example.com\n", "CSV"), ('{"emailAddress":"ann@example.com"}', "JSON")],
    )
    def test_to_delete_the_address_is_enough(self, ses, client, data, data_format):
        # resources 6.4, DELETE action: address only
        ses.suppress("ann@example.com", "bob@example.com")

        job = imported(ses, client, FORGIVE, data, data_format)

        assert counts(job) == ("COMPLETED", 1, 0)
        assert suppressed(client) == {"bob@example.com": "BOUNCE"}

    @pytest.mark.parametrize(
        ("destination", "record", "error"),
        [
            (SUPPRESS, "emailAddress,reason", "Email address emailAddress is invalid."),
            (SUPPRESS, "bob@example.com", "The value of reason is invalid."),
            (SUPPRESS, "bob@example.com,SPAM", "The value of reason is invalid."),
            (SUPPRESS, "bob@example.com,BOUNCE,x", "The record is not valid CSV."),
            (
                FORGIVE,
                "bob@example.com",
                "Email address bob@example.com does not exist on your suppression list.",
            ),
        ],
    )
    def test_bad_records_are_counted_and_shown(self, ses, client, destination, record, error):
        ses.suppress("ann@example.com")

        job = imported(ses, client, destination, f"ann@example.com,BOUNCE\n{record}\n")

        assert counts(job) == ("COMPLETED", 2, 1)
        assert job["FailureInfo"].keys() == {"FailedRecordsS3Url"}
        over = job["CompletedTimestamp"].astimezone(timezone.utc)
        assert f"X-Amz-Date={over:%Y%m%dT%H%M%SZ}&" in job["FailureInfo"]["FailedRecordsS3Url"]
        assert ses.failed_records(job["JobId"]) == [(2, record, error)]

    @pytest.mark.parametrize(
        ("record", "error"),
        [
            ("[]", "The record is not a JSON object."),
            ("{", "The record is not a JSON object."),
            ("[" * 100_000, "The record is not a JSON object."),
            ('{"emailAddress": 5, "reason": "BOUNCE"}', "The value of emailAddress is invalid."),
            ('{"reason": "BOUNCE"}', "Email address  is invalid."),
            ('{"emailAddress": "a@b.example", "reason": {}}', "The value of reason is invalid."),
        ],
    )
    def test_bad_json_is_counted_and_shown(self, ses, client, record, error):
        job = imported(ses, client, SUPPRESS, record, "JSON")

        assert counts(job) == ("COMPLETED", 1, 1)
        assert ses.failed_records(job["JobId"]) == [(1, record, error)]

    @pytest.mark.parametrize(
        ("destination", "maximum"), [(SUPPRESS, 100_000), (FORGIVE, 10_000)], ids=["PUT", "DELETE"]
    )
    def test_an_object_has_so_many_addresses(self, ses, client, destination, maximum):
        # resources 6.4: 100,000 addresses per object; events 7.3: 10,000 for DELETE
        most = "x\n" * maximum

        fits = imported(ses, client, destination, most)
        too_long = imported(ses, client, destination, most + "x")

        assert counts(fits) == ("COMPLETED", maximum, maximum)
        assert counts(too_long) == ("FAILED", 0, 0)
        text = f"The file has more than {maximum} records."
        assert too_long["FailureInfo"] == {"ErrorMessage": text}


class TestContacts:
    HEADER = (
        "emailAddress,unsubscribeAll,attributesData,topicPreferences.Sports,"
        "topicPreferences.Cycling\n"
    )

    def test_csv_has_a_header(self, ses, news):
        # resources 6.4, contacts, CSV header
        job = imported(
            ses,
            news,
            contacts(),
            self.HEADER
            + 'ann@example.com,false,{"Name": "Ann"},OPT_OUT,OPT_IN\n'
            + 'bob@example.com,TRUE,"{""Name"": ""Bob"", ""Age"": ""3""}",,OPT_OUT\n'
            + "cid@example.com\n",
        )

        assert counts(job) == ("COMPLETED", 3, 0)
        said = {"Sports": "OPT_OUT", "Cycling": "OPT_IN"}
        assert contact(news, "ann") == (said, False, '{"Name": "Ann"}')
        attributes = '{"Name": "Bob", "Age": "3"}'
        assert contact(news, "bob") == ({"Cycling": "OPT_OUT"}, True, attributes)
        assert contact(news, "cid") == ({}, False, None)

    @pytest.mark.parametrize(
        "topics",
        [
            '"topicPreferences":[{"topicName":"Sports","subscriptionStatus":"OPT_OUT"}]',
            '"topicPreferences.Sports":"OPT_OUT"',
        ],
    )
    def test_json_is_an_object_a_line(self, ses, news, topics):
        # resources 6.4, contacts, JSON lines with the same keys
        data = f'{{"emailAddress":"ann@example.com","unsubscribeAll":true,{topics}}}\n'

        job = imported(ses, news, contacts(), data, "JSON")

        assert counts(job) == ("COMPLETED", 1, 0)
        assert contact(news, "ann") == ({"Sports": "OPT_OUT"}, True, None)

    def test_a_contact_is_replaced_outright(self, ses, news):
        # resources 6.4, contacts PUT
        news.create_contact(
            ContactListName="news",
            EmailAddress="ann@example.com",
            TopicPreferences=[{"TopicName": "Sports", "SubscriptionStatus": "OPT_OUT"}],
            UnsubscribeAll=True,
            AttributesData="{}",
        )

        imported(
            ses, news, contacts(), "emailAddress,topicPreferences.Cycling\nann@example.com,OPT_IN"
        )

        assert contact(news, "ann") == ({"Cycling": "OPT_IN"}, False, None)
        found = news.get_contact(ContactListName="news", EmailAddress="ann@example.com")
        assert found["CreatedTimestamp"] == NOON
        assert found["LastUpdatedTimestamp"] == NOON + timedelta(seconds=1)

    def test_contacts_are_deleted_by_address(self, ses, news):
        for name in ("ann", "bob"):
            news.create_contact(ContactListName="news", EmailAddress=f"{name}@example.com")

        job = imported(
            ses, news, contacts("DELETE"), "emailAddress\nann@example.com\ncid@example.com\n"
        )

        assert counts(job) == ("COMPLETED", 2, 1)
        assert ses.failed_records(job["JobId"]) == [
            (3, "cid@example.com", "cid@example.com doesn't exist in List.")
        ]
        left = news.list_contacts(ContactListName="news")["Contacts"]
        assert [one["EmailAddress"] for one in left] == ["bob@example.com"]

    @pytest.mark.parametrize(
        ("column", "value", "error"),
        [
            ("emailAddress", "ann", "EmailAddress <ann> is invalid"),
            ("topicPreferences.Golf", "OPT_IN", "List: news doesn't contain Topic: Golf"),
            ("topicPreferences.Sports", "yes", "The value of topicPreferences is invalid."),
            ("unsubscribeAll", "yes", "The value of unsubscribeAll is invalid."),
            ("attributesData", "[]", "AttributesData must be a valid JSON object."),
        ],
    )
    def test_records_meet_the_rules_of_the_calls(self, ses, news, column, value, error):
        values = {"emailAddress": "ann@example.com", column: value}
        line = ",".join(values.values())

        job = imported(ses, news, contacts(), f"{','.join(values)}\n{line}\n")

        assert counts(job) == ("COMPLETED", 1, 1)
        assert ses.failed_records(job["JobId"]) == [(2, line, error)]
        assert news.list_contacts(ContactListName="news")["Contacts"] == []

    def test_a_file_without_a_header_fails_as_a_whole(self, ses, news):
        job = imported(ses, news, contacts(), "ann@example.com,true\nbob@example.com,true\n")

        assert counts(job) == ("FAILED", 0, 0)
        text = "The header line must have the column emailAddress."
        assert job["FailureInfo"] == {"ErrorMessage": text}

    def test_so_many_contacts_are_one_job(self, ses, news, monkeypatch):
        # resources 6.4: 1,000,000 per job; ten here, for the time it takes
        monkeypatch.setattr("sesfake.domain.jobs.importing.MAX_CONTACTS", 10)
        ten = "emailAddress\n" + "".join(f"{n}@example.com\n" for n in range(10))

        fits = imported(ses, news, contacts(), ten)
        too_long = imported(ses, news, contacts(), ten + "ann@example.com")

        assert counts(fits) == ("COMPLETED", 10, 0)
        assert counts(too_long) == ("FAILED", 0, 0)

    def test_a_list_may_be_gone_by_then(self, ses, news):
        ses.add_object(BUCKET + "file", self.HEADER)
        job_id = begin(news, contacts())
        news.delete_contact_list(ContactListName="news")

        ses.clock.advance(seconds=1)

        job = shown(news, job_id)
        assert counts(job) == ("FAILED", 0, 0)
        assert job["FailureInfo"] == {"ErrorMessage": "ContactList <news> doesn't exist"}


class TestNoObject:
    def test_the_job_fails(self, ses, client):
        job_id = begin(client, SUPPRESS, "s3://imports/not/there.csv")
        ses.clock.advance(seconds=1)

        job = shown(client, job_id)
        assert counts(job) == ("FAILED", 0, 0)
        assert job["CompletedTimestamp"] == NOON + timedelta(seconds=1)
        text = "Unable to access the object s3://imports/not/there.csv."
        assert job["FailureInfo"] == {"ErrorMessage": text}

    def test_the_tester_is_told(self, pytester):
        pytester.makepyfile(
            """
            def test_of_mine(ses, sesv2_client):
                job = sesv2_client.create_import_job(
                    ImportDestination={
                        "SuppressionListDestination": {"SuppressionListImportAction": "PUT"}
                    },
                    ImportDataSource={"S3Url": "s3://imports/a.csv", "DataFormat": "CSV"},
                )["JobId"]
                ses.clock.advance(seconds=1)
                assert sesv2_client.get_import_job(JobId=job)["JobStatus"] == "COMPLETED"
            """
        )

        result = pytester.runpytest_inprocess("-p", "no:cacheprovider")

        result.stdout.fnmatch_lines(
            [
                "The import job of s3://imports/a.csv has failed: Unable to access the object*",
                "Nobody here has the object 'a.csv' of a bucket 'imports'. To mend the test: "
                "`ses.add_object('s3://imports/a.csv', data)`.",
            ]
        )

"""What export jobs write, row by row. Rows: facts "resources" 1 and 9.3, "events" 7.3."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest

from sesfake.domain.jobs.messages_export import matches_in_part
from tests.installed import needs_member, needs_operation
from tests.v2.exporting import (
    ANN,
    BOB,
    DAY,
    MONDAY,
    NOON,
    SHOP,
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


def rows(ses, source):
    job_id = create(source)
    ses.clock.advance(seconds=1)
    return json.loads(ses.exported(job_id))


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
            ("Hi", "Hi there", False),
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

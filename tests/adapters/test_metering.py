"""CloudWatch at moto has the metrics of SES whenever somebody reads them.

Rows: facts "events" 4 (CloudWatch, Account level, Reputation). moto adds up what has dimensions and
what has none where a reader names none; so sums of an account are read where no destination is.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta, timezone

import boto3
import pytest

pytest.importorskip("moto")

import moto
from moto.cloudwatch.models import cloudwatch_backends
from moto.core.exceptions import ServiceNotWhitelisted

from sesfake import mock_ses
from sesfake.adapters.cloudwatch import put_metrics, reads_metrics
from sesfake.domain.neighbours.parcels import Metric
from tests.domain.event_destination_doors import ACCOUNT, V1, V2

from .at_moto import OTHER_ACCOUNT, aws
from .sending import ADDRESS, send

ANN = "ann@example.org"
NOON = datetime(2026, 3, 1, 12, 0, 30, tzinfo=timezone.utc)
CAMPAIGN = ("campaign", "MESSAGE_TAG", "none")
OF_NEWS = [{"Name": "ses:configuration-set", "Value": "news"}]


@pytest.fixture
def ses():
    with moto.mock_aws(), mock_ses(verified=[ADDRESS], production=True) as ses:
        ses.clock.freeze(NOON)
        yield ses


@pytest.fixture
def client(ses, service):
    return boto3.client(service, region_name="us-east-1")


def statistics(name, *dimensions, statistic="Sum", at=NOON, region="us-east-1", account=ACCOUNT):
    answer = aws("cloudwatch", region, account).get_metric_statistics(
        Namespace="AWS/SES",
        MetricName=name,
        Dimensions=list(dimensions),
        StartTime=at - timedelta(hours=1),
        EndTime=at + timedelta(hours=1),
        Period=7200,
        Statistics=[statistic],
    )
    return [point[statistic] for point in answer["Datapoints"]]


def listed(**given):
    answer = aws("cloudwatch").list_metrics(Namespace="AWS/SES", **given)
    return {
        (metric["MetricName"], *((one["Name"], one["Value"]) for one in metric["Dimensions"]))
        for metric in answer["Metrics"]
    }


def put():
    """What CloudWatch has, without asking it, as (name, sum)."""
    return [(one.name, one.sum) for one in cloudwatch_backends[ACCOUNT]["us-east-1"].metric_data]


class TestTheAccount:
    def test_needs_no_configuration_set(self, ses, client):
        send(client, ANN)
        send(client, "bounce@simulator.amazonses.com")

        assert [statistics(name) for name in ("Send", "Delivery", "Bounce")] == [[2], [1], [1]]
        assert listed() == {
            ("Send",),
            ("Delivery",),
            ("Bounce",),
            ("Reputation.BounceRate",),
            ("Reputation.ComplaintRate",),
        }

    def test_by_any_way_of_reading(self, ses, client):
        send(client, ANN)

        answer = aws("cloudwatch").get_metric_data(
            MetricDataQueries=[
                {
                    "Id": "sent",
                    "MetricStat": {
                        "Metric": {"Namespace": "AWS/SES", "MetricName": "Send"},
                        "Period": 3600,
                        "Stat": "Sum",
                    },
                }
            ],
            StartTime=NOON - timedelta(minutes=1),
            EndTime=NOON + timedelta(minutes=1),
        )

        assert answer["MetricDataResults"][0]["Values"] == [1]

    def test_who_lists_everything_finds_it(self, ses, client):
        send(client, ANN)

        names = {m["MetricName"] for m in aws("cloudwatch").list_metrics()["Metrics"]}

        assert "Send" in names

    def test_sums_stay_right_however_often_they_are_read(self, ses, client):
        for sent in (1, 2, 3):
            send(client, ANN)
            assert statistics("Send") == [sent]
            assert statistics("Send") == [sent]
        ses.bounce(ses.outbox.last)

        assert [statistics(name) for name in ("Send", "Delivery", "Bounce")] == [[3], [3], [1]]
        assert statistics("Send", statistic="SampleCount") == [3]
        assert statistics("Send", statistic="Maximum") == [1]

    def test_in_its_region_and_in_its_name(self, ses):
        send(boto3.client("ses", region_name="eu-west-1"), ANN)
        ses.accounts.keys["AKIDOTHER"] = OTHER_ACCOUNT
        ses.account(OTHER_ACCOUNT).verify(ADDRESS)
        other = boto3.client(
            "ses",
            region_name="us-east-1",
            aws_access_key_id="AKIDOTHER",
            aws_secret_access_key="x",
        )
        for _ in range(2):
            send(other, ANN)

        assert statistics("Send") == []
        assert statistics("Send", region="eu-west-1") == [1]
        assert statistics("Send", account=OTHER_ACCOUNT) == [2]

    def test_a_region_that_moto_does_not_know_takes_none_from_others(self, ses):
        for region in ("us-nowhere-1", "us-east-1"):
            send(boto3.client("ses", region_name=region), ANN)

        assert statistics("Send") == [1]

    def test_time_is_that_of_the_fake(self, ses, client):
        send(client, ANN)
        ses.clock.advance(days=20)  # more than CloudWatch would take
        send(client, ANN)

        assert statistics("Send") == [1]
        assert statistics("Send", at=NOON + timedelta(days=20)) == [1]

    def test_what_is_due_is_in_it(self, ses, client):
        send(client, ANN)
        ses.delay(ses.outbox.last)
        ses.clock.advance(hours=14)

        at = NOON + timedelta(hours=14)
        assert statistics("Bounce", at=at) == [1]
        assert statistics("Delivery") == []

    def test_threads_that_read_at_once_find_all(self, ses):
        client = boto3.client("ses", region_name="us-east-1")
        for _ in range(50):
            send(client, ANN)
        found = []

        def read():
            start.wait()
            found.append(statistics("Send"))

        start = threading.Barrier(4)
        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert found == [[50]] * 4

    def test_threads_that_send_meanwhile_are_counted_once(self, ses):
        def work():
            client = boto3.Session().client("ses", region_name="us-east-1")
            for _ in range(10):
                send(client, ANN)
                statistics("Send")

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert statistics("Send") == [40]
        assert statistics("Delivery") == [40]


class TestReset:
    def test_of_everything(self, ses, client):
        send(client, ANN)
        assert statistics("Send") == [1]
        send(client, ANN)

        ses.reset()
        assert statistics("Send") == [1]  # the second was never heard of; moto keeps the first
        ses.verify(ADDRESS)
        send(client, ANN)

        assert statistics("Send") == [2]

    def test_of_one_region(self, ses, client):
        there = boto3.client("ses", region_name="eu-west-1")
        send(there, ANN)
        send(client, ANN)
        assert statistics("Send") == [1]
        send(there, ANN)
        send(client, ANN)

        ses.region("eu-west-1").reset()
        send(there, ANN)
        send(client, ANN)

        assert statistics("Send") == [3]
        assert statistics("Send", region="eu-west-1") == [2]

    def test_of_the_outbox_alone_changes_nothing(self, ses, client):
        send(client, ANN)

        ses.outbox.clear()

        assert statistics("Send") == [1]


class TestDestinations:
    @pytest.mark.parametrize("set_by", [V1, V2], ids=["set v1", "set v2"])
    def test_one_metric_for_all_dimensions_together(self, ses, service, set_by):
        door = set_by()
        door.create_set("news")
        dimensions = (CAMPAIGN, ("ses:configuration-set", "MESSAGE_TAG", "x"))
        door.create("all", ["SEND", "BOUNCE"], ("cloudwatch", *dimensions), enabled=True)
        sesv2 = boto3.client("sesv2", region_name="us-east-1")
        for campaign in ("spring", "spring", "summer"):
            sesv2.send_email(
                FromEmailAddress=ADDRESS,
                Destination={"ToAddresses": [ANN]},
                ConfigurationSetName="news",
                EmailTags=[{"Name": "campaign", "Value": campaign}],
                Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}},
            )
        ses.bounce(ses.outbox.last)

        def of(campaign):
            return [*OF_NEWS, {"Name": "campaign", "Value": campaign}]

        assert statistics("Send", *of("spring")) == [2]
        assert statistics("Send", *of("summer")) == [1]
        assert statistics("Bounce", *of("summer")) == [1]
        assert statistics("Delivery", *of("spring")) == []  # the destination is not told
        assert {name for name, *dimensions in listed() if not dimensions} >= {"Delivery", "Send"}

    def test_nobody_is_called_before_it_is_read(self, ses, monkeypatch):
        door = V2()
        door.create_set("news")
        door.create("all", ["SEND"], ("cloudwatch", CAMPAIGN), enabled=True)

        door.client.send_email(
            FromEmailAddress=ADDRESS,
            Destination={"ToAddresses": [ANN]},
            ConfigurationSetName="news",
            Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}},
        )

        assert put() == []
        assert statistics("Send", {"Name": "campaign", "Value": "none"}) == [1]


class TestRates:
    def test_as_of_the_moment(self, ses, client):
        for _ in range(4):
            send(client, ANN)
        assert statistics("Reputation.BounceRate", statistic="Maximum") == [0]
        ses.bounce(ses.outbox[0])
        ses.complain(ses.outbox[1])

        assert statistics("Reputation.BounceRate", statistic="Maximum") == [0.25]
        assert statistics("Reputation.ComplaintRate", statistic="Maximum") == [0.25]

    def test_of_sets_that_have_them_enabled(self, ses):
        sesv2 = boto3.client("sesv2", region_name="us-east-1")
        for name in ("news", "codes"):
            sesv2.create_configuration_set(
                ConfigurationSetName=name,
                ReputationOptions={"ReputationMetricsEnabled": name == "news"},
            )
            sesv2.send_email(
                FromEmailAddress=ADDRESS,
                Destination={"ToAddresses": [f"{name}@example.org"]},
                ConfigurationSetName=name,
                Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}},
            )
        ses.bounce(ses.outbox[0])

        assert statistics("Reputation.BounceRate", *OF_NEWS, statistic="Average") == [1]
        assert listed(MetricName="Reputation.BounceRate") == {
            ("Reputation.BounceRate",),
            ("Reputation.BounceRate", ("ses:configuration-set", "news")),
        }

    def test_without_any_mail_there_are_none(self, ses, client):
        client.get_send_quota() if hasattr(client, "get_send_quota") else client.get_account()

        assert listed() == set()


class TestWhatWasRead:
    def test_stays_so(self, ses, client):
        send(client, ANN)
        assert statistics("Delivery") == [1]

        with pytest.raises(ValueError, match=r"delivery='manual'"):
            ses.delay(ses.outbox.last)
        ses.bounce(ses.outbox.last)

        assert [event.type for event in ses.events] == ["Send", "Delivery", "Bounce"]
        assert (statistics("Delivery"), statistics("Bounce")) == ([1], [1])

    def test_what_was_not_may_change(self, ses, client):
        send(client, ANN)
        cloudwatch = aws("cloudwatch")
        datum = {"MetricName": "Orders", "Value": 1}
        cloudwatch.put_metric_data(Namespace="Shop", MetricData=[datum])
        cloudwatch.list_metrics(Namespace="Shop")
        cloudwatch.get_metric_statistics(
            Namespace="Shop",
            MetricName="Orders",
            StartTime=NOON,
            EndTime=NOON + timedelta(hours=1),
            Period=60,
            Statistics=["Sum"],
        )

        ses.delay(ses.outbox.last)

        assert [event.type for event in ses.events] == ["Send", "DeliveryDelay"]


class TestWhereMotoLeavesItOut:
    def test_nothing_is_said(self, service):
        left_out = {"core": {"service_whitelist": ["sns"]}}
        with moto.mock_aws(config=left_out), mock_ses(verified=[ADDRESS]) as ses:
            send(boto3.client(service, region_name="us-east-1"))

            with pytest.raises(ServiceNotWhitelisted):
                aws("cloudwatch").list_metrics(Namespace="AWS/SES")

            ses.delay(ses.outbox.last)  # which is possible still


class TestMotoInside:
    def test_is_the_same(self, service):
        with mock_ses(verified=[ADDRESS]), moto.mock_aws():
            send(boto3.client(service, region_name="us-east-1"))

            now = datetime.now(timezone.utc)
            assert statistics("Send", at=now) == [1]


class TestBatches:
    def test_a_thousand_in_a_call(self):
        calls = []
        metrics = [Metric("Send", 1, NOON + timedelta(seconds=n)) for n in range(2001)]

        put_metrics(lambda operation, **given: calls.append((operation, given)), metrics)

        assert [(operation, len(given["MetricData"])) for operation, given in calls] == [
            ("put_metric_data", 1000),
            ("put_metric_data", 1000),
            ("put_metric_data", 1),
        ]

    def test_what_is_alike_in_a_second_is_one(self):
        calls = []
        at = [NOON + timedelta(milliseconds=n) for n in (0, 400, 999, 1000)]
        rates = [Metric("Rate", rate, at[0]) for rate in (0.5, 0.25)]
        news = (("ses:configuration-set", "news"),)

        put_metrics(
            lambda _, **given: calls.append(given),
            [*(Metric("Send", 1, when) for when in at), *rates, Metric("Send", 1, at[0], news)],
        )

        [call] = calls
        assert call["Namespace"] == "AWS/SES"
        assert [
            (
                one["MetricName"],
                one["Dimensions"],
                one["Timestamp"],
                *one["StatisticValues"].values(),
            )
            for one in call["MetricData"]
        ] == [
            ("Send", [], NOON, 3, 3, 1, 1),
            ("Send", [], at[3], 1, 1, 1, 1),
            ("Rate", [], NOON, 2, 0.75, 0.25, 0.5),
            ("Send", OF_NEWS, NOON, 1, 1, 1, 1),
        ]


@pytest.mark.parametrize(
    ("operation", "body", "reads"),
    [
        ("GetMetricStatistics", {"Namespace": "AWS/SES"}, True),
        ("GetMetricStatistics", b'{"Namespace": "AWS/SES"}', True),
        ("GetMetricStatistics", b"\xa1iNamespacegAWS/SES", True),
        ("GetMetricStatistics", {"Namespace": "AWS/SQS"}, False),
        ("GetMetricData", {"MetricDataQueries.member.1.Expression": "SEARCH('{AWS/SES}')"}, True),
        ("ListMetrics", {}, True),
        ("ListMetrics", {"Namespace": "Shop"}, False),
        ("PutMetricData", {"Namespace": "AWS/SES"}, False),
        ("DescribeAlarms", {}, False),
    ],
)
def test_calls_that_read_metrics_of_ses(operation, body, reads):
    assert reads_metrics(operation, body) is reads

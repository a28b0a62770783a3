"""moto's services take what SES tells them, and know what there is; nothing leaves the process."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timezone

import boto3
import pytest

pytest.importorskip("moto")

import moto
from moto.core.models import responses_mock

from sesfake import mock_ses
from sesfake.adapters.calling import _Clients
from sesfake.adapters.neighbours import Moto
from sesfake.domain.neighbours.parcels import (
    BusEvent,
    FirehoseRecord,
    Metric,
    PinpointEvent,
    SnsMessage,
)
from tests.domain.event_destination_doors import ACCOUNT
from tests.domain.postings import HandMade

from .at_moto import (
    OTHER_ACCOUNT,
    aws,
    in_bucket,
    queue,
    received,
    role,
    stream,
    subscribed,
    topic,
)
from .sending import ADDRESS, send

AT = datetime(2026, 3, 1, 12, 30, 15, tzinfo=timezone.utc)


def bus_event(detail_type="Email Bounced", **where):
    account, region = where.get("account", ACCOUNT), where.get("region", "us-east-1")
    return BusEvent(
        f"arn:aws:events:{region}:{account}:event-bus/default",
        {
            "version": "0",
            "id": "7bf73129-1428-4cd3-a780-95db273d1602",
            "detail-type": detail_type,
            "source": "aws.ses",
            "account": account,
            "time": "2026-03-01T12:30:15Z",
            "region": region,
            "resources": [f"arn:aws:ses:{region}:{account}:configuration-set/news"],
            "detail": {"eventType": "Bounce"},
        },
    )


def posted(ses, *parcels, region="us-east-1", account=ACCOUNT):
    """Postings put as an operation puts them, and delivered as after a call."""
    postings = [HandMade(parcel, account, region) for parcel in parcels]
    for posting in postings:
        ses.accounts.post.put(posting)
    ses.accounts.deliver_post()
    return postings


@pytest.fixture
def ses():
    with moto.mock_aws(), mock_ses(verified=[ADDRESS]) as ses:
        yield ses


class TestTopics:
    def test_a_subscribed_queue_gets_the_message(self, ses):
        arn = topic()
        url = subscribed(arn)

        [posting] = posted(ses, SnsMessage(arn, '{"eventType":"Send"}\n', "Amazon SES Event"))

        [body] = received(url)
        envelope = json.loads(body)
        assert envelope["Message"] == '{"eventType":"Send"}\n'
        assert envelope["Subject"] == "Amazon SES Event"
        assert envelope["TopicArn"] == arn
        assert posting.failures == []

    def test_raw_delivery_and_no_subject(self, ses):
        arn = topic()
        url = subscribed(arn, RawMessageDelivery="true")

        posted(ses, SnsMessage(arn, '{"é": 1}\n'))

        assert received(url) == ['{"é": 1}\n']

    @pytest.mark.parametrize("outer", ["moto", "sesfake"])
    @pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
    def test_in_every_region_and_either_order(self, outer, region):
        mocks = [moto.mock_aws(), mock_ses()]
        if outer == "sesfake":
            mocks.reverse()
        with mocks[0] as first, mocks[1] as second:
            ses = second if outer == "moto" else first
            arn = topic(region=region)
            url = subscribed(arn, region, RawMessageDelivery="true")

            [posting] = posted(ses, SnsMessage(arn, "a"), region=region)

            assert posting.failures == []
            assert received(url, region) == ["a"]

    def test_a_topic_of_another_account(self, ses):
        arn = topic(account=OTHER_ACCOUNT)

        [posting] = posted(ses, SnsMessage(arn, "a"))

        assert arn == f"arn:aws:sns:us-east-1:{OTHER_ACCOUNT}:mail"
        assert posting.failures == []

    def test_a_topic_is_looked_for_in_the_region_of_the_mail(self, ses):
        arn = topic(region="eu-west-1")

        [posting] = posted(ses, SnsMessage(arn, "a"))

        [reason] = posting.failures
        assert reason.startswith("NotFound: ")

    def test_a_topic_deleted_meanwhile_is_a_failure(self, ses):
        arn = topic()
        aws("sns").delete_topic(TopicArn=arn)

        gone, other = posted(ses, SnsMessage(arn, "a"), SnsMessage(topic("other"), "a"))

        [reason] = gone.failures
        assert reason.startswith("NotFound: ")
        assert other.failures == []

    def test_one_that_was_declared_is_not(self, ses):
        arn = f"arn:aws:sns:us-east-1:{ACCOUNT}:mail"
        ses.add_topic(arn)

        [posting] = posted(ses, SnsMessage(arn, "a"))

        assert posting.failures == []


class TestStreams:
    def test_what_a_stream_gets_is_written_to_its_bucket(self, ses):
        arn = stream()

        [posting] = posted(ses, FirehoseRecord(arn, role(), '{"eventType":"Send"}\n'))

        assert in_bucket() == [b'{"eventType":"Send"}\n']
        assert posting.failures == []

    def test_a_stream_is_found_by_its_arn(self, ses):
        arn = stream(region="eu-west-1")

        posted(ses, FirehoseRecord(arn, role(), "a\n"))

        assert in_bucket() == [b"a\n"]

    def test_one_that_is_missing_is_a_failure(self, ses):
        arn = f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream/gone"

        [posting] = posted(ses, FirehoseRecord(arn, role(), "a\n"))

        assert posting.failures == [
            f"ResourceNotFoundException: Firehose gone under account {ACCOUNT} not found."
        ]


class TestBuses:
    @pytest.fixture(autouse=True)
    def jsonpath(self):
        pytest.importorskip("jsonpath_ng")  # moto needs it to match events

    def rule(self, url_and_arn, region="us-east-1", account=ACCOUNT):
        events = aws("events", region, account)
        pattern = {"source": ["aws.ses"], "detail-type": ["Email Bounced"]}
        events.put_rule(Name="bounces", EventPattern=json.dumps(pattern))
        events.put_targets(Rule="bounces", Targets=[{"Id": "1", "Arn": url_and_arn[1]}])

    @pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
    def test_a_rule_matches_what_ses_tells(self, ses, region):
        target = queue(region=region)
        self.rule(target, region)

        postings = posted(
            ses,
            bus_event(region=region),
            bus_event("Email Delivered", region=region),
            region=region,
        )

        [body] = received(target[0], region)
        event = json.loads(body)
        expected = bus_event(region=region).event
        for key in ("version", "detail-type", "source", "time", "region", "resources", "detail"):
            assert event[key] == expected[key]
        assert [posting.failures for posting in postings] == [[], []]

    def test_of_its_own_account(self, ses):
        self.rule(queue(), account=OTHER_ACCOUNT)
        events = aws("events", account=OTHER_ACCOUNT)
        archive = events.create_archive(
            ArchiveName="all",
            EventSourceArn=f"arn:aws:events:us-east-1:{OTHER_ACCOUNT}:event-bus/default",
        )
        assert archive["State"] == "ENABLED"

        posted(ses, bus_event("Email Sent"))
        assert events.describe_archive(ArchiveName="all")["EventCount"] == 0
        posted(ses, bus_event("Email Sent", account=OTHER_ACCOUNT), account=OTHER_ACCOUNT)

        assert events.describe_archive(ArchiveName="all")["EventCount"] == 1

    def test_what_moto_cannot_do_is_a_failure(self, ses):
        self.rule((None, f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:bounced"))

        [posting] = posted(ses, bus_event())

        [reason] = posting.failures
        assert reason.startswith("NotImplementedError: ")


class TestMetrics:
    def test_a_metric_is_counted(self, ses):
        news = (("ses:configuration-set", "news"), ("campaign", "none"))

        postings = posted(
            ses,
            Metric("Send", 1, AT),
            Metric("Send", 1, AT, news),
            Metric("Reputation.BounceRate", 0.05, AT),
        )

        assert [posting.failures for posting in postings] == [[], [], []]
        listed = aws("cloudwatch").list_metrics(Namespace="AWS/SES")["Metrics"]
        assert sorted(
            (metric["MetricName"], tuple((d["Name"], d["Value"]) for d in metric["Dimensions"]))
            for metric in listed
        ) == [("Reputation.BounceRate", ()), ("Send", ()), ("Send", news)]
        answer = aws("cloudwatch").get_metric_statistics(
            Namespace="AWS/SES",
            MetricName="Send",
            StartTime=AT.replace(minute=0),
            EndTime=AT.replace(hour=13),
            Period=3600,
            Statistics=["Sum"],
        )
        assert sum(point["Sum"] for point in answer["Datapoints"]) >= 1


EVERYBODY = ["sns", "firehose", "events", "cloudwatch", "iam", "s3", "lambda"]


class TestWhoIsThere:
    def there(self):
        return [service for service in (*EVERYBODY, "pinpoint", "sqs") if Moto().is_there(service)]

    def test_all_while_moto_is_active(self):
        assert self.there() == []
        with moto.mock_aws():
            assert self.there() == EVERYBODY
            with moto.mock_aws():
                pass
            assert self.there() == EVERYBODY
        assert self.there() == []

    def test_but_whom_moto_leaves_alone(self):
        with moto.mock_aws(config={"core": {"passthrough": {"services": ["sns"]}}}):
            assert self.there() == EVERYBODY[1:]
        with moto.mock_aws(config={"core": {"service_whitelist": ["sns", "sqs"]}}):
            assert self.there() == ["sns"]

    def test_nobody_where_moto_was_never_imported(self, monkeypatch):
        for name in [name for name in sys.modules if name.partition(".")[0] == "moto"]:
            monkeypatch.delitem(sys.modules, name)

        assert self.there() == []
        assert "moto" not in sys.modules

    def test_without_moto_nothing_is_even_read(self):
        with mock_ses() as ses:
            [posting] = posted(ses, SnsMessage(f"arn:aws:sns:us-east-1:{ACCOUNT}:mail", "a"))

        assert (posting.reads, posting.failures) == (0, [])

    def test_nobody_takes_what_is_for_pinpoint(self, ses):
        arn = f"arn:aws:mobiletargeting:us-east-1:{ACCOUNT}:apps/0123"

        [posting] = posted(ses, PinpointEvent(arn, {}))

        assert (posting.reads, posting.failures) == (0, [])


class TestNothingGoesOut:
    """network_guard, in tests/conftest.py, would notice."""

    def test_what_the_user_has_configured_does_not_count(self, ses, monkeypatch, configure):
        arn = topic()
        url = subscribed(arn, RawMessageDelivery="true")
        with monkeypatch.context() as configured:
            configure("[profile mine]\nregion = eu-west-3\nendpoint_url = http://localhost:4566\n")
            for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SNS"):
                configured.setenv(name, "http://localhost:4566")
            configured.setenv("AWS_PROFILE", "not-there")
            configured.setenv("AWS_USE_FIPS_ENDPOINT", "true")
            configured.setattr("sesfake.adapters.calling._CLIENTS", _Clients())

            message, metric = posted(ses, SnsMessage(arn, "a"), Metric("Send", 1, AT))

        assert (message.failures, metric.failures) == ([], [])
        assert received(url) == ["a"]

    @pytest.mark.parametrize("endpoint", [None, "http://localhost:4566"])
    def test_where_moto_has_just_ended(self, monkeypatch, endpoint):
        if endpoint is not None:
            monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
            monkeypatch.setattr("sesfake.adapters.calling._CLIENTS", _Clients())
        message = SnsMessage(f"arn:aws:sns:us-east-1:{ACCOUNT}:mail", "a")
        with mock_ses() as ses:
            ses.accounts.neighbours.is_there = lambda service: True  # it thinks so still

            [posting] = posted(ses, message)

        assert posting.failures == [
            "Nobody here answers POST https://sns.us-east-1.amazonaws.com/."
        ]

    def test_where_moto_lets_an_address_pass(self):
        passing = {"passthrough": {"urls": [r"https://sns\..*"]}}
        with moto.mock_aws(config={"core": passing}), mock_ses() as ses:
            [posting] = posted(ses, SnsMessage(f"arn:aws:sns:us-east-1:{ACCOUNT}:mail", "a"))

        assert posting.failures == [
            "Nobody here answers POST https://sns.us-east-1.amazonaws.com/."
        ]


class TestWhoSendsMailInTurn:
    """A subscriber in this process: moto posts to it through `requests`."""

    ENDPOINT = "https://shop.example.com/bounces"

    def listen(self, arn, answer):
        responses_mock.add_callback(
            "POST",
            self.ENDPOINT,
            callback=lambda request: (answer(json.loads(request.body)["Message"]), (200, {}, ""))[
                1
            ],
        )
        aws("sns").subscribe(TopicArn=arn, Protocol="https", Endpoint=self.ENDPOINT)

    def test_it_neither_waits_nor_loses_anything(self, ses):
        arn = topic()
        url = subscribed(arn, RawMessageDelivery="true")
        client = boto3.client("ses", region_name="us-east-1")

        def answer(text):
            if text.startswith("first"):
                ses.accounts.post.put(HandMade(SnsMessage(arn, f"second, of {text}")))
                send(client, subject=f"Re: {text}")

        self.listen(arn, answer)
        for number in (1, 2):
            ses.accounts.post.put(HandMade(SnsMessage(arn, f"first {number}")))

        send(client, subject="Hi")

        assert received(url) == ["first 1", "first 2", "second, of first 1", "second, of first 2"]
        assert [message.subject for message in ses.outbox] == ["Hi", "Re: first 1", "Re: first 2"]

    def test_a_loop_is_stopped(self, ses):
        arn = topic()
        client = boto3.client("sesv2", region_name="us-east-1")

        def answer(text):
            ses.accounts.post.put(HandMade(SnsMessage(arn, text)))
            send(client)

        self.listen(arn, answer)
        ses.accounts.post.put(HandMade(SnsMessage(arn, "a")))

        with pytest.raises(RuntimeError, match="answers events with mail"):
            send(client)

        assert len(ses.accounts.post) == 0
        send(client)

    def test_a_subscriber_that_breaks_is_seen(self, ses):
        arn = topic()

        def answer(text):
            raise ZeroDivisionError(text)

        self.listen(arn, answer)
        posting = HandMade(SnsMessage(arn, "a"))
        ses.accounts.post.put(posting)

        with pytest.raises(ZeroDivisionError):
            send(boto3.client("ses", region_name="us-east-1"))

        assert posting.failures == []
        assert len(ses.outbox) == 1

    def test_it_may_answer_the_validation_of_its_topic(self, ses):
        arn = topic()
        client = boto3.client("ses", region_name="us-east-1")
        self.listen(arn, lambda text: send(client, subject=text))

        client.set_identity_notification_topic(
            Identity=ADDRESS, NotificationType="Bounce", SnsTopic=arn
        )

        assert "AmazonSnsSubscriptionSucceeded" in ses.outbox.one().subject

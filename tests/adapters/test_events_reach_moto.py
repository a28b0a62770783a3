"""Events reach moto's services: queues, buckets and rules, through the program's own clients.

Rows: facts "events" 4, 5 and 6. What goes to CloudWatch is in test_metering.py.
"""

from __future__ import annotations

import json
import threading

import boto3
import pytest

pytest.importorskip("moto")

import moto

from sesfake import mock_ses
from sesfake.adapters.calling import _Clients
from tests.adapters.listening import (
    ALL,
    ANN,
    BOB,
    hear_by_https,
    listening,
    news_set,
    send,
    topic_of,
)
from tests.domain.event_destination_doors import ACCOUNT, V1, V2
from tests.installed import needs_member, needs_operation

from .at_moto import aws, in_bucket, queue, received, role, stream, subscribed, topic
from .sending import ADDRESS

SUBJECT = "Amazon SES Email Event Notification"
LATE = [*ALL, "DELIVERY_DELAY"]  # not in v1


@pytest.fixture
def ses():
    with moto.mock_aws(), mock_ses(verified=[ADDRESS], production=True) as ses:
        yield ses


@pytest.fixture
def news():
    """A configuration set, and an open door to it."""
    return news_set()


def types(bodies):
    """The types of events, as a queue with raw delivery has received them."""
    records = [json.loads(body) for body in bodies]
    return [record.get("eventType") or record["notificationType"] for record in records]


class TestQueues:
    def test_the_envelope_is_that_of_sns(self, ses, news):
        arn = topic()
        news.create("all", ALL, ("sns", arn), enabled=True)
        url = subscribed(arn)

        send(boto3.client("ses", region_name="us-east-1"))

        sent, delivered = [json.loads(body) for body in received(url)]
        # events 4: SNS message
        assert (sent["Type"], sent["TopicArn"], sent["Subject"]) == ("Notification", arn, SUBJECT)
        assert sent["Message"] == ses.published[0].text
        assert delivered["Message"] == ses.published[1].text
        assert json.loads(sent["Message"])["mail"]["messageId"] == ses.outbox.last.id

    @pytest.mark.parametrize("set_by", [V1, V2], ids=["set v1", "set v2"])
    def test_raw_delivery_is_the_json_itself(self, ses, service, set_by):
        door = set_by()
        door.create_set("news")
        url = listening(door)

        send(boto3.client(service, region_name="us-east-1"), ANN, BOB)

        bodies = received(url)
        assert types(bodies) == ["Send", "Delivery", "Delivery"]
        assert [json.loads(body) for body in bodies] == [e.record for e in ses.events]

    def test_a_bulk_send(self, ses, news):
        url = listening(news)
        sesv2 = boto3.client("sesv2", region_name="us-east-1")
        ses.add_template("hi", subject="Hi {{name}}", text="Hello")

        sesv2.send_bulk_email(
            FromEmailAddress=ADDRESS,
            ConfigurationSetName="news",
            DefaultContent={"Template": {"TemplateName": "hi", "TemplateData": "{}"}},
            BulkEmailEntries=[
                {
                    "Destination": {"ToAddresses": [to]},
                    "ReplacementEmailContent": {
                        "ReplacementTemplate": {"ReplacementTemplateData": data}
                    },
                }
                for to, data in [(ANN, '{"name": "Ann"}'), (BOB, '{"name": "Bob"}'), (ANN, "{}")]
            ],
        )

        arrived = [json.loads(body) for body in received(url)]
        # The third cannot be filled in; its destination is not told of rendering failures.
        assert [(one["eventType"], one["mail"]["destination"]) for one in arrived] == [
            ("Send", [ANN]),
            ("Delivery", [ANN]),
            ("Send", [BOB]),
            ("Delivery", [BOB]),
        ]

    def test_in_another_region(self, ses):
        door = news_set("eu-west-1")
        url = listening(door, region="eu-west-1")

        send(boto3.client("ses", region_name="eu-west-1"))

        assert types(received(url, "eu-west-1")) == ["Send", "Delivery"]

    def test_what_the_simulator_does_arrives_with_the_send(self, ses, news):
        url = listening(news)

        send(news.client, "bounce@simulator.amazonses.com")

        assert types(received(url)) == ["Send", "Bounce"]

    def test_a_topic_of_an_identity(self, ses, service):
        ses_client = boto3.client("ses", region_name="us-east-1")
        arn = topic()
        for type_ in ("Bounce", "Delivery"):
            ses_client.set_identity_notification_topic(
                Identity=ADDRESS, NotificationType=type_, SnsTopic=arn
            )
        url = subscribed(arn, RawMessageDelivery="true")

        send(boto3.client(service, region_name="us-east-1"), configuration_set=None)
        ses.bounce(ses.outbox.last)

        bodies = received(url)
        assert types(bodies) == ["Delivery", "Bounce"]
        assert json.loads(bodies[1])["mail"]["sendingAccountId"] == ACCOUNT

    def test_threads_lose_nothing_and_double_nothing(self, ses, news):
        url = listening(news)
        ids = []

        def work():
            client = boto3.Session().client("ses", region_name="us-east-1")
            ids.extend(send(client)["MessageId"] for _ in range(10))

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        arrived = []
        while bodies := received(url):
            arrived += [json.loads(body) for body in bodies]
        told = sorted((record["mail"]["messageId"], record["eventType"]) for record in arrived)
        assert told == sorted((id_, type_) for id_ in ids for type_ in ("Send", "Delivery"))

    def test_moto_may_start_after_the_set_was_made(self):
        with mock_ses(verified=[ADDRESS], production=True) as ses:
            news = news_set()
            arn = f"arn:aws:sns:us-east-1:{ACCOUNT}:mail"
            news.create("all", ALL, ("sns", arn), enabled=True)
            send(news.client)
            with moto.mock_aws():
                assert topic() == arn
                url = subscribed(arn, RawMessageDelivery="true")

                send(news.client)

                assert types(received(url)) == ["Send", "Delivery"]
            assert len(ses.published) == 4

    def test_a_configured_endpoint_is_not_called(self, ses, news, monkeypatch):
        url = listening(news)
        with monkeypatch.context() as configured:
            for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SNS"):
                configured.setenv(name, "http://localhost:4566")
            configured.setattr("sesfake.adapters.calling._CLIENTS", _Clients())

            send(boto3.client("ses", region_name="us-east-1"))

        assert types(received(url)) == ["Send", "Delivery"]


class TestWhatHappensLater:
    def test_what_a_test_lets_happen_arrives(self, ses, news):
        url = listening(news)
        send(news.client)
        received(url)

        ses.bounce(ses.outbox.last)

        # It was told of the delivery; so the mail came back later.
        assert types(received(url)) == ["Bounce"]
        assert [event.type for event in ses.events] == ["Send", "Delivery", "Bounce"]

    def test_what_was_told_cannot_be_taken_back(self, ses, news):
        listening(news, ["DELIVERY"])
        send(news.client)

        with pytest.raises(ValueError) as caught:
            ses.delay(ses.outbox.last)

        assert str(caught.value) == (
            f"{ses.outbox.last!r} cannot be delayed for {ANN}: it was delivered. Another service "
            "has been told so already; with mock_ses(delivery='manual'), or "
            "@pytest.mark.ses(delivery='manual'), nothing is delivered before ses.deliver(message)."
        )

    def test_what_was_not_told_can(self, ses, news):
        url = listening(news, ["BOUNCE", "SEND", "DELIVERY_DELAY"])
        send(news.client)

        ses.delay(ses.outbox.last)

        assert types(received(url)) == ["Send", "DeliveryDelay"]
        assert [event.type for event in ses.outbox.last.events] == ["Send", "DeliveryDelay"]

    def test_delivered_by_hand(self):
        options = {"verified": [ADDRESS], "production": True, "delivery": "manual"}
        with moto.mock_aws(), mock_ses(**options) as ses:
            news = news_set()
            url = listening(news, LATE)

            send(news.client)
            assert types(received(url)) == ["Send"]
            ses.delay(ses.outbox.last)
            assert types(received(url)) == ["DeliveryDelay"]
            ses.deliver(ses.outbox.last)
            assert types(received(url)) == ["Delivery"]


LOOKING = {
    "the queue": lambda ses, news: None,
    "any call": lambda ses, news: news.client.get_account(),
    "another mail": lambda ses, news: send(news.client, configuration_set=None),
    "a message": lambda ses, news: ses.outbox.last.events,
    "an outcome": lambda ses, news: ses.outbox.one(outcome={ANN: "bounce"}),
    "a wait": lambda ses, news: ses.outbox.wait_for(outcome={ANN: "bounce"}),
    "events": lambda ses, news: ses.events,
    "published": lambda ses, news: ses.published,
    "another event": lambda ses, news: ses.deliver(ses.outbox[-1], BOB),
}


class TestWhatIsDue:
    """Whoever looks first lets it happen, and it is told."""

    @pytest.fixture
    def url(self, ses, news):
        """Of a queue that hears of bounces only, which a late message has not had yet."""
        url = listening(news, ["BOUNCE"])
        send(news.client, ANN, BOB)
        ses.delay(ses.outbox.last)
        return url

    @pytest.mark.parametrize("look", LOOKING.values(), ids=LOOKING)
    def test_it_arrives_with_the_first_look(self, ses, news, url, look):
        ses.clock.advance(hours=14)

        if look is LOOKING["another event"]:
            with pytest.raises(ValueError, match="cannot be delivered .*: it came back"):
                look(ses, news)
        elif look not in (LOOKING["an outcome"], LOOKING["a wait"]):
            look(ses, news)

        # events 6: published after the last attempt
        [told] = [json.loads(body) for body in received(url)]
        assert told["bounce"]["bounceType"] == "Transient"
        assert len(ses.outbox[0].events) == 3  # send, delay and bounce

    def test_not_before_its_time(self, ses, url):
        ses.clock.freeze()
        ses.clock.advance(hours=13)

        assert received(url) == []

    def test_who_hears_of_it_may_look_again(self, ses, news, url):
        heard = []

        def hear(text):
            heard.append([event.type for event in ses.events])
            send(news.client, configuration_set=None)

        hear_by_https(topic_of(news), hear)
        ses.clock.advance(hours=14)

        assert ses.outbox[0].events[-1].type == "Bounce"
        assert heard == [["Send", "DeliveryDelay", "Bounce"]]

    @pytest.mark.parametrize("attempt", range(3))
    def test_threads_that_look_at_once_tell_it_once(self, ses, news, url, attempt):
        """Two regions, whose accounts have a lock each."""
        other = news_set("eu-west-1")
        listening(other, ["BOUNCE"], region="eu-west-1")
        send(other.client)
        ses.delay(ses.outbox.last)
        ses.clock.advance(hours=14)
        start = threading.Barrier(4)

        def look(act):
            start.wait()
            act()

        acts = [
            lambda: send(news.client, configuration_set=None),
            lambda: send(other.client, configuration_set=None),
            lambda: [message.events for message in ses.outbox],
            lambda: ses.metrics,
        ]
        threads = [threading.Thread(target=look, args=(act,), daemon=True) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)

        assert not any(thread.is_alive() for thread in threads)
        assert types(received(url)) == ["Bounce"]
        assert len(ses.published.find(type="Bounce")) == 2


class TestStreams:
    @pytest.mark.parametrize("set_by", [V1, V2], ids=["set v1", "set v2"])
    def test_the_bucket_has_one_line_for_each_event(self, ses, set_by):
        door = set_by()
        door.create_set("news")
        door.create("all", ALL, ("firehose", stream(), role()), enabled=True)

        send(boto3.client("ses", region_name="us-east-1"), ANN, BOB)
        ses.complain(ses.outbox.last, ANN)

        lines = b"".join(in_bucket()).decode().splitlines()
        # events 4: one record per event, JSON followed by newline
        assert sorted(types(lines)) == ["Complaint", "Delivery", "Delivery", "Send"]
        assert sorted(lines) == sorted(publication.text.strip() for publication in ses.published)


class TestBuses:
    def test_a_rule_passes_it_to_a_queue(self, ses, news):
        pytest.importorskip("jsonpath_ng")  # moto needs it to match events
        needs_member(
            "sesv2",
            "CreateConfigurationSetEventDestination",
            "EventDestination.EventBridgeDestination",
        )
        url, arn = queue()
        events = aws("events")
        pattern = {"source": ["aws.ses"], "detail-type": ["Email Bounced"]}
        events.put_rule(Name="bounces", EventPattern=json.dumps(pattern))
        events.put_targets(Rule="bounces", Targets=[{"Id": "1", "Arn": arn}])
        bus = f"arn:aws:events:us-east-1:{ACCOUNT}:event-bus/default"
        news.create("all", ALL, ("eventbridge", bus), enabled=True)

        send(news.client)
        assert received(url) == []
        ses.bounce(ses.outbox.last)

        [event] = [json.loads(body) for body in received(url)]
        assert event["detail-type"] == "Email Bounced"
        assert event["detail"] == ses.published.last.record
        assert event["resources"] == [f"arn:aws:ses:us-east-1:{ACCOUNT}:configuration-set/news"]

    def test_the_default_bus_hears_of_tenants_without_any_destination(self, ses):
        pytest.importorskip("jsonpath_ng")
        needs_operation("sesv2", "UpdateReputationEntityCustomerManagedStatus")
        url, arn = queue()
        events = aws("events")
        pattern = {"source": ["aws.ses"], "detail-type": ["Sending Status Disabled"]}
        events.put_rule(Name="paused", EventPattern=json.dumps(pattern))
        events.put_targets(Rule="paused", Targets=[{"Id": "1", "Arn": arn}])
        sesv2 = boto3.client("sesv2", region_name="us-east-1")
        sesv2.create_tenant(TenantName="acme")
        reference = sesv2.get_tenant(TenantName="acme")["Tenant"]["TenantArn"]

        sesv2.update_reputation_entity_customer_managed_status(
            ReputationEntityType="RESOURCE",
            ReputationEntityReference=reference,
            SendingStatus="DISABLED",
        )
        ses.suspend_tenant("acme", "Complaints.")

        told = [json.loads(body) for body in received(url)]
        assert [one["resources"] for one in told] == [[reference]] * 2
        assert [one["detail"]["data"]["origin"] for one in told] == [
            "CUSTOMER_MANAGED",
            "AWS_SES_MANAGED",
        ]

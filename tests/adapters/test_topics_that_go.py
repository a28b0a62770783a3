"""Topics of moto that go while events are on their way, and whose readers send mail in turn."""

from __future__ import annotations

import json
import threading

import boto3
import pytest

pytest.importorskip("moto")

import moto

from sesfake import mock_ses
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

from .at_moto import aws, received, topic
from .sending import ADDRESS


@pytest.fixture
def ses():
    with moto.mock_aws(), mock_ses(verified=[ADDRESS], production=True) as ses:
        yield ses


@pytest.fixture
def news():
    """A configuration set, and an open door to it."""
    return news_set()


class TestTopicsThatGo:
    def test_the_topic_of_an_identity_is_given_up(self, ses, service):
        # events 5: clears the topic, turns feedback forwarding back on and mails the owner
        ses_client = boto3.client("ses", region_name="us-east-1")
        arns = {type_: topic(type_) for type_ in ("Bounce", "Complaint", "Delivery")}
        for type_, arn in arns.items():
            ses_client.set_identity_notification_topic(
                Identity=ADDRESS, NotificationType=type_, SnsTopic=arn
            )
        ses_client.set_identity_feedback_forwarding_enabled(
            Identity=ADDRESS, ForwardingEnabled=False
        )
        for type_ in ("Bounce", "Delivery"):
            aws("sns").delete_topic(TopicArn=arns[type_])

        send(
            boto3.client(service, region_name="us-east-1"),
            "bounce@simulator.amazonses.com",
            ANN,
            configuration_set=None,
        )

        answer = ses_client.get_identity_notification_attributes(Identities=[ADDRESS])
        attributes = answer["NotificationAttributes"][ADDRESS]
        assert "BounceTopic" not in attributes
        assert attributes["ComplaintTopic"] == arns["Complaint"]
        assert attributes["DeliveryTopic"] == arns["Delivery"]  # not for delivery
        assert attributes["ForwardingEnabled"] is True
        notice = ses.notices.one(kind="topic-removed")
        assert notice.to == ADDRESS
        assert arns["Bounce"] in notice.text
        assert len(ses.outbox) == 1

    def test_who_sends_much_at_once_is_told_once(self, ses):
        ses_client = boto3.client("ses", region_name="us-east-1")
        arn = topic()
        ses_client.set_identity_notification_topic(
            Identity=ADDRESS, NotificationType="Bounce", SnsTopic=arn
        )
        aws("sns").delete_topic(TopicArn=arn)
        ses.add_template("hi", subject="Hi", text="Hello")
        boto3.client("sesv2", region_name="us-east-1").send_bulk_email(
            FromEmailAddress=ADDRESS,
            DefaultContent={"Template": {"TemplateName": "hi", "TemplateData": "{}"}},
            BulkEmailEntries=[
                {"Destination": {"ToAddresses": [f"bounce+{n}@simulator.amazonses.com"]}}
                for n in range(3)
            ],
        )

        assert len(ses.notices.find(kind="topic-removed")) == 1

    def test_a_topic_that_took_its_place_meanwhile_stays(self, ses):
        ses_client = boto3.client("ses", region_name="us-east-1")
        gone, new, first = topic("gone"), topic("new"), topic("first")
        ses_client.set_identity_notification_topic(
            Identity=ADDRESS, NotificationType="Bounce", SnsTopic=gone
        )
        news = news_set()
        news.create("first", ["BOUNCE"], ("sns", first), enabled=True)
        aws("sns").delete_topic(TopicArn=gone)

        def mend(text):
            ses_client.set_identity_notification_topic(
                Identity=ADDRESS, NotificationType="Bounce", SnsTopic=new
            )

        hear_by_https(first, mend)  # told before the identity's topic is
        send(news.client, "bounce@simulator.amazonses.com")

        answer = ses_client.get_identity_notification_attributes(Identities=[ADDRESS])
        assert answer["NotificationAttributes"][ADDRESS]["BounceTopic"] == new
        assert ses.notices.find(kind="topic-removed") == []

    def test_what_an_event_destination_does_not_take_is_lost(self, ses, news):
        arn = topic()
        news.create("all", ALL, ("sns", arn), enabled=True)
        aws("sns").delete_topic(TopicArn=arn)

        send(news.client)

        assert len(ses.outbox) == 1
        assert [name for name, *_ in news.read()] == ["all"]
        assert ses.notices.find(kind="topic-removed") == []
        assert len(ses.published) == 2


class TestWhoSendsMailInTurn:
    """A subscriber in this process: moto posts to it through `requests`."""

    def test_it_may_answer_events_with_mail(self, ses, news):
        url = listening(news)

        def hear(text):
            record = json.loads(text)
            if record["mail"]["commonHeaders"]["subject"] == "Hi":
                send(news.client, BOB, subject=f"Re: {record['eventType']}")

        hear_by_https(topic_of(news), hear)
        send(news.client)

        assert [message.subject for message in ses.outbox] == ["Hi", "Re: Send", "Re: Delivery"]
        told = [json.loads(body) for body in received(url)]
        assert [(one["eventType"], one["mail"]["commonHeaders"]["subject"]) for one in told] == [
            ("Send", "Hi"),
            ("Delivery", "Hi"),
            ("Send", "Re: Send"),
            ("Delivery", "Re: Send"),
            ("Send", "Re: Delivery"),
            ("Delivery", "Re: Delivery"),
        ]

    def test_it_may_wait_for_another_thread_that_sends(self, ses, news):
        listening(news, ["SEND"])
        sent = []

        def hear(text):
            if not sent:
                sent.append(text)
                thread = threading.Thread(target=send, args=(news.client,), daemon=True)
                thread.start()
                thread.join(60)
                sent.append(thread.is_alive())

        hear_by_https(topic_of(news), hear)
        send(news.client)

        assert sent[1] is False
        assert len(ses.outbox) == 2

    def test_an_answer_to_every_answer_is_stopped(self, ses, news):
        listening(news, ["SEND"])
        hear_by_https(topic_of(news), lambda text: send(news.client))

        with pytest.raises(RuntimeError, match="answers events with mail"):
            send(news.client)

"""Queues and programs that hear by topics of moto what SES tells."""

from __future__ import annotations

import json

from moto.core.models import responses_mock

from tests.domain.event_destination_doors import V2

from .at_moto import aws, subscribed, topic
from .sending import ADDRESS

ANN = "ann@example.org"
BOB = "bob@example.net"
ALL = ["SEND", "DELIVERY", "BOUNCE", "COMPLAINT", "REJECT"]


def news_set(region="us-east-1"):
    door = V2(region)
    door.create_set("news")
    return door


def send(client, *to, subject="Hi", configuration_set="news"):
    """A mail in a configuration set, through a client of `ses` or `sesv2`."""
    message = {"Subject": {"Data": subject}, "Body": {"Text": {"Data": "Hello"}}}
    named = {} if configuration_set is None else {"ConfigurationSetName": configuration_set}
    destination = {"ToAddresses": list(to) or [ANN]}
    if client.meta.service_model.service_name == "ses":
        return client.send_email(Source=ADDRESS, Destination=destination, Message=message, **named)
    return client.send_email(
        FromEmailAddress=ADDRESS, Destination=destination, Content={"Simple": message}, **named
    )


def listening(door, event_types=ALL, region="us-east-1", **attributes):
    """The URL of a queue that gets, by way of a topic, what a set's destination is told."""
    arn = topic(region=region)
    door.create("all", event_types, ("sns", arn), enabled=True)
    attributes.setdefault("RawMessageDelivery", "true")
    return subscribed(arn, region, **attributes)


def topic_of(door):
    [(_, _, _, (_, arn))] = door.read()
    return arn


def hear_by_https(arn, hear):
    url = f"https://shop.example.com/{arn.rpartition(':')[2]}"

    def answer(request):
        hear(json.loads(request.body)["Message"])
        return (200, {}, "")

    responses_mock.add_callback("POST", url, callback=answer)
    aws("sns").subscribe(TopicArn=arn, Protocol="https", Endpoint=url)

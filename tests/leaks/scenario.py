"""A long day of a program and its test inside a fake; what it is like does not matter here."""

from __future__ import annotations

import json
from contextlib import suppress

import boto3
from botocore.exceptions import ClientError

import sesfake
from sesfake import SESFake, mock_ses
from tests.domain.event_destination_doors import SNS, V2

SHOP = "shop@example.com"
MESSAGE = {"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": "<a href='https://a.b/c'>Hi</a>"}}}


def a_day() -> None:
    with mock_ses(verified=[SHOP], production=True) as ses:
        program(ses)
        world(ses)


def program(ses: SESFake) -> None:
    """Send in all the ways there are, be refused and be told of events."""
    v1, v2 = boto3.client("ses"), boto3.client("sesv2")
    door = V2()
    door.create_set("told")
    door.create("topic", ["SEND", "BOUNCE", "OPEN", "CLICK"], SNS, to="told", enabled=True)
    ses.add_template("order", subject="{{n}}", text="Thank you.")
    to = {"ToAddresses": ["ann@example.org"]}
    v1.send_email(Source=SHOP, Destination=to, Message=MESSAGE, ConfigurationSetName="told")
    v1.send_raw_email(RawMessage={"Data": f"From: {SHOP}\nTo: ann@example.org\n\nHi".encode()})
    v1.send_bulk_templated_email(
        Source=SHOP, Template="order", DefaultTemplateData='{"n": 1}', Destinations=[
            {"Destination": to}, {"Destination": to},
        ],
    )  # fmt: skip
    v2.send_email(FromEmailAddress=SHOP, Destination=to, Content={"Simple": MESSAGE})
    ses.fail_next("SendEmail", "Throttling", times=2)
    v2.send_email(FromEmailAddress=SHOP, Destination=to, Content={"Simple": MESSAGE})
    with suppress(ClientError):
        v1.send_email(Source="nobody@example.net", Destination=to, Message=MESSAGE)
    assert sesfake.current().outbox
    v2.list_email_identities()
    v1.delete_identity(Identity="nobody.example.net")


def world(ses: SESFake) -> None:
    """What the test lets happen, and reads."""
    first = ses.outbox[0]
    ses.open(first)
    ses.click(first)
    ses.bounce(ses.outbox[1])
    ses.clock.advance(hours=14)
    assert json.dumps([message.to_dict() for message in ses.outbox])
    assert all([ses.published, ses.metrics, ses.reputation().volume, first.delivered.raw])
    ses.reset()

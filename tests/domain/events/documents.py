"""The documents that events are compared with, written out, and what to send for them.

What a message makes up for itself (the machines that sent and took it, the ids of reports) is read
from the message or the record; its form is asserted here.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timezone

import boto3

NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
SENT = "2026-03-01T12:00:00.000Z"
LATER = "2026-03-01T12:01:00.000Z"
SHOP = "shop@example.com"
ANN = "ann@example.org"
BOB = "Bob Stone <bob@example.net>"
ACCOUNT = "123456789012"
ARN = f"arn:aws:ses:us-east-1:{ACCOUNT}:identity/example.com"
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:mail"
HTML = '<p><a href="https://example.com/a?b=1" ses:tags="item:seven">Look</a></p>'
EVENTS = ["SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK", "RENDERING_FAILURE"]
SIMULATOR = "simulator.amazonses.com"


def exactly(record, expected):
    assert json.dumps(record, indent=1) == json.dumps(expected, indent=1)


def make_set(client, types=EVENTS, topic=TOPIC):
    client.create_configuration_set(ConfigurationSetName="news", Tags=[{"Key": "a", "Value": "b"}])
    client.create_configuration_set_event_destination(
        ConfigurationSetName="news",
        EventDestinationName="topic",
        EventDestination={
            "Enabled": True,
            "MatchingEventTypes": [*types, "DELIVERY_DELAY", "SUBSCRIPTION"],
            "SnsDestination": {"TopicArn": topic},
        },
    )


def simple_v2(to, region="us-east-1", **more):
    boto3.client("sesv2", region).send_email(
        FromEmailAddress=SHOP,
        Destination={"ToAddresses": to},
        Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}},
        ConfigurationSetName="news",
        EmailTags=[{"Name": "campaign", "Value": "book"}],
        **more,
    )


def simple_mail(message, to):
    """events 3.1: text only"""
    return {
        "timestamp": SENT,
        "source": SHOP,
        "sourceArn": ARN,
        "sendingAccountId": ACCOUNT,
        "messageId": message.id,
        "destination": to,
        "headersTruncated": False,
        "headers": [
            {"name": "From", "value": SHOP},
            {"name": "To", "value": ", ".join(to)},
            {"name": "Subject", "value": "Hi"},
            {"name": "MIME-Version", "value": "1.0"},
            {"name": "Content-Type", "value": "text/plain; charset=UTF-8"},
            {"name": "Content-Transfer-Encoding", "value": "7bit"},
        ],
        "commonHeaders": {
            "from": [SHOP],
            "to": [", ".join(to)],
            "messageId": message.id,
            "subject": "Hi",
        },
        "tags": tags(),
    }


def tags(operation="SendEmail", ip=None, **more):
    is_delivered = ip is not None
    return {
        "ses:source-tls-version": ["TLSv1.3"],
        "ses:operation": [operation],
        "ses:configuration-set": ["news"],
        **({"ses:outgoing-tls-version": ["TLSv1.3"]} if is_delivered else {}),
        "ses:source-ip": ["127.0.0.1"],
        "ses:from-domain": ["example.com"],
        "ses:caller-identity": ["root"],
        **({"ses:outgoing-ip": [ip]} if is_delivered else {}),
        **(more or {"campaign": ["book"]}),
    }


def without(mail, *names):
    return {name: value for name, value in mail.items() if name not in names}


def short_mail(message, destination, source=f"The Shop <{SHOP}>", **custom):
    """events 3.1: neither headers nor auto tags, but that of the set"""
    return {
        "timestamp": SENT,
        "source": source,
        "sourceArn": ARN,
        "sendingAccountId": ACCOUNT,
        "messageId": message.id,
        "destination": destination,
        "headersTruncated": False,
        "tags": {"ses:configuration-set": ["news"], **custom},
    }


def half_a_second_later(record, body):
    """When SES told of what it knew at once: half a second after the send."""
    at = record[body]["timestamp"]
    milliseconds = int(re.fullmatch(r"2026-03-01T12:00:00\.(\d{3})Z", at)[1])
    assert 400 <= milliseconds <= 600  # events 2: timing
    return at, milliseconds


def outgoing(message):
    """The address that sent a message, and its name."""
    ip = message.headers["X-SES-Outgoing"].partition("-")[2]
    _, _, third, fourth = ip.split(".")
    return ip, f"a{third}-{fourth}.smtp-out.amazonses.com"


def remote_ip(record, body):
    ip = record[body]["remoteMtaIp"]
    assert re.fullmatch(r"192\.0\.2\.\d+", ip)
    return ip


def feedback_id(record, body, at):
    found = record[body]["feedbackId"]
    milliseconds = round(datetime.fromisoformat(at.replace("Z", "+00:00")).timestamp() * 1000)
    assert re.fullmatch(
        rf"0100{milliseconds:012x}-[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}-000000", found
    )  # events 1
    return found

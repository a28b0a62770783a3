"""The message of AWS's samples of event JSON, as the tests of events send it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import boto3

SENDER = "Sender Name <sender@example.com>"
RECIPIENT = "recipient@example.com"
SENT = datetime(2022, 3, 28, 23, 59, 32, 804000, timezone.utc)
LATER = SENT + timedelta(milliseconds=11893)
ID = r"0100017fd2f875c4-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-000000"
FEEDBACK_ID = ID.replace("75c4", "a439")
IP = r"\d+\.\d+\.\d+\.\d+"
HOST = r"a\d+-\d+\.smtp-out\.amazonses\.com"
BOTH_BODIES = {"Text": {"Data": "Hello"}, "Html": {"Data": "<p>Hello</p>"}}


def sent(ses, **more):
    given = {
        "Source": SENDER,
        "Destination": {"ToAddresses": [RECIPIENT]},
        "Message": {"Subject": {"Data": "Hi"}, "Body": BOTH_BODIES},
        "ConfigurationSetName": "ConfigSet",
        "Tags": [{"Name": "campaign", "Value": "book"}],
    }
    boto3.client("ses").send_email(**given | more)
    return ses.outbox.last


def sent_raw(ses, data, **more):
    boto3.client("ses").send_raw_email(RawMessage={"Data": data}, **more)
    return ses.outbox.last


def matches(text: object, pattern: str) -> bool:
    return isinstance(text, str) and re.fullmatch(pattern, text) is not None

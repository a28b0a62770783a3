"""A daily report of the messages that bounced or were complained of, and how it is tested.

The architecture is that of "Creating a Daily Dashboard to Track Bounces and Complaints" in Amazon's
blog: SES tells an SNS topic, a queue of SQS collects, and once a day a function of Lambda reads the
queue, puts a page into S3, and writes to the owner that it is there.

pytest docs/examples/dashboard.py     runs the tests, with moto's SNS, SQS and S3
"""

from __future__ import annotations

import html
import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple
from unittest import mock

import boto3
import pytest
from moto import mock_aws

from sesfake import mock_ses

# --- the application: plain boto3, nothing about tests -------------------------------------------

SENDER = "shop@example.com"
OWNER = "owner@example.com"
BUCKET = "dashboards"
A_DAY = timedelta(hours=24)


class Line(NamedTuple):
    """One recipient of the report."""

    at: datetime
    what: str  # `Bounce Permanent/General`, `Complaint abuse`
    address: str
    subject: str
    message_id: str


def handler(event: dict[str, Any], context: object = None) -> None:  # noqa: ARG001 - Lambda's
    """What CloudWatch calls once a day, with the time in the event."""
    now = datetime.fromisoformat(event["time"].replace("Z", "+00:00"))
    queue = boto3.resource("sqs").get_queue_by_name(QueueName="feedback")
    found = [line for n in notifications(queue) for line in lines(n) if line.at > now - A_DAY]
    key = f"{now:%Y-%m-%d}.html"
    boto3.client("s3").put_object(
        Bucket=BUCKET, Key=key, Body=page(found).encode(), ContentType="text/html; charset=utf-8"
    )
    boto3.client("ses").send_email(
        Source=SENDER,
        Destination={"ToAddresses": [OWNER]},
        Message={
            "Subject": {"Data": f"{len(found)} bounces and complaints"},
            "Body": {"Text": {"Data": f"https://{BUCKET}.s3.amazonaws.com/{key}"}},
        },
    )


def notifications(queue: Any) -> Iterator[dict[str, Any]]:
    """All there are, taken out of the queue."""
    while received := queue.receive_messages(MaxNumberOfMessages=10, WaitTimeSeconds=0):
        for message in received:
            yield json.loads(json.loads(message.body)["Message"])
            message.delete()


def lines(notification: dict[str, Any]) -> Iterator[Line]:
    """One for each recipient; none for what SES publishes when it is told of the topic."""
    kind = notification["notificationType"]
    if kind == "Bounce":
        told = notification["bounce"]
        what = f"Bounce {told['bounceType']}/{told['bounceSubType']}"
        recipients = told["bouncedRecipients"]
    elif kind == "Complaint":
        told = notification["complaint"]
        what = f"Complaint {told.get('complaintFeedbackType', '')}"
        recipients = told["complainedRecipients"]
    else:
        return
    mail = notification["mail"]
    for recipient in recipients:
        yield Line(
            datetime.fromisoformat(told["timestamp"].replace("Z", "+00:00")),
            what,
            recipient["emailAddress"],
            mail.get("commonHeaders", {}).get("subject", ""),
            mail["messageId"],
        )


def page(found: list[Line]) -> str:
    """The dashboard."""
    rows = "\n".join(
        f"<tr><td>{line.at:%H:%M}</td>"
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in line[1:])
        + "</tr>"
        for line in sorted(found)
    )
    return f"<h1>Bounces and complaints</h1>\n<table>\n{rows}\n</table>\n"


def deploy() -> None:
    """What is set up once."""
    topic = boto3.resource("sns").create_topic(Name="feedback")
    queue = boto3.resource("sqs").create_queue(QueueName="feedback")
    topic.subscribe(Protocol="sqs", Endpoint=queue.attributes["QueueArn"])
    boto3.client("s3").create_bucket(Bucket=BUCKET)
    ses = boto3.client("ses")
    for kind in ("Bounce", "Complaint"):
        identity = {"Identity": "example.com", "NotificationType": kind}
        ses.set_identity_notification_topic(**identity, SnsTopic=topic.arn)
        ses.set_identity_headers_in_notifications_enabled(**identity, Enabled=True)
    # The topic hears of it; the sender needs no mail as well.
    ses.set_identity_feedback_forwarding_enabled(Identity="example.com", ForwardingEnabled=False)


# --- its tests -----------------------------------------------------------------------------------

NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


@pytest.fixture
def ses():
    with (
        mock.patch.dict(os.environ, {"AWS_DEFAULT_REGION": "us-east-1"}),
        mock_aws(),
        mock_ses(production=True, verified=["example.com"]) as ses,
    ):
        ses.clock.freeze(NOON)
        deploy()
        yield ses


def send(to: str, subject: str) -> str:
    answer = boto3.client("ses").send_email(
        Source=SENDER,
        Destination={"ToAddresses": [to]},
        Message={"Subject": {"Data": subject}, "Body": {"Text": {"Data": "Hello"}}},
    )
    return answer["MessageId"]


def dashboard(ses) -> list[str]:
    """The rows of the page that the function writes now."""
    now = ses.clock.now()
    handler({"time": f"{now:%Y-%m-%dT%H:%M:%SZ}"})
    file = boto3.client("s3").get_object(Bucket=BUCKET, Key=f"{now:%Y-%m-%d}.html")
    return [row for row in file["Body"].read().decode().splitlines() if row.startswith("<tr>")]


def row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def test_the_messages_that_bounced_or_were_complained_of_in_the_past_24_hours(ses):
    send("old@example.org", "February")
    ses.bounce(ses.outbox.last)
    ses.clock.advance(hours=23)
    bounced = send("ann@example.org", "March & April")
    ses.bounce(ses.outbox.last)
    ses.clock.advance(hours=1)
    complained = send("bob@example.net", "March & April")
    ses.complain(ses.outbox.last)
    send("eve@example.org", "March & April")  # who has nothing to say
    ses.clock.advance(minutes=5)

    rows = dashboard(ses)

    news = "March &amp; April"
    assert rows == [
        row("11:00", "Bounce Permanent/General", "ann@example.org", news, bounced),
        row("12:00", "Complaint abuse", "bob@example.net", news, complained),
    ]
    mail = ses.outbox.one(to=OWNER)
    assert mail.subject == "2 bounces and complaints"
    assert mail.links == ["https://dashboards.s3.amazonaws.com/2026-03-02.html"]


def test_nothing_is_reported_twice(ses):
    send("ann@example.org", "March")
    ses.bounce(ses.outbox.last)

    assert len(dashboard(ses)) == 1
    assert dashboard(ses) == []


def test_a_list_of_customers_that_is_not_cleaned_up_shows_every_day(ses):
    send("ann@example.org", "Monday")
    ses.bounce(ses.outbox.last)
    dashboard(ses)
    ses.clock.advance(hours=24)

    send("ann@example.org", "Tuesday")  # SES itself answers: she is on the suppression list now

    [found] = dashboard(ses)
    assert "Bounce Permanent/OnAccountSuppressionList" in found


def test_the_topic_replaces_the_mails(ses):
    send("ann@example.org", "March")
    ses.bounce(ses.outbox.last)

    assert ses.notices == []

"""Messages whose feedback is forwarded, and what the mails about them say."""

from __future__ import annotations

from email.message import EmailMessage

import boto3

SHOP = "shop@example.com"
ANN = "ann@example.org"
BOB = "bob@example.org"


def sent(ses, *to, subject="Hi", region="us-east-1", source=SHOP):
    boto3.client("ses", region).send_email(
        Source=source,
        Destination={"ToAddresses": list(to)},
        Message={"Subject": {"Data": subject}, "Body": {"Text": {"Data": "Hello"}}},
    )
    return ses.outbox.last


def fields(notice) -> list[dict[str, str]]:
    """The paragraphs of the second part."""
    [_, report, _] = notice.mime.iter_parts()
    return [dict(group.items()) for group in report.get_payload()]


def text_of(mail: EmailMessage) -> str:
    return mail.get_body().get_content().replace("\r\n", "\n")


def types_of(mail: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in mail.iter_parts()]


def outgoing_ip(message) -> str:
    return message.headers["X-SES-Outgoing"].partition("-")[2]

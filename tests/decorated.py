"""What decorated tests do and are asked."""

import boto3

from sesfake import current


def send(subject="Welcome"):
    boto3.client("ses").send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Message={"Subject": {"Data": subject}, "Body": {"Text": {"Data": "Hello"}}},
    )


def subjects():
    return [message.subject for message in current().outbox]

"""A user's code: it sends mail with boto3 and knows nothing of sesfake."""

from __future__ import annotations

from typing import Any


def send(client: Any, to: str, subject: str = "Welcome") -> str:
    answer = client.send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": [to]},
        Message={"Subject": {"Data": subject}, "Body": {"Text": {"Data": "Hello"}}},
    )
    message_id: str = answer["MessageId"]
    return message_id

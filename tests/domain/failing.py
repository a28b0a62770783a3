"""Sends that are to fail, and what their client sees."""

from __future__ import annotations

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

SHOP = "shop@example.com"
ANN = "ann@example.com"
BOB = "bob@example.com"


def once():
    return Config(retries={"total_max_attempts": 1})


def send(client, to=ANN, source=SHOP, **more):
    message = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}
    destination = to if isinstance(to, dict) else {"ToAddresses": [to]}
    if client.meta.service_model.service_name == "ses":
        return client.send_email(Source=source, Destination=destination, Message=message, **more)
    return client.send_email(
        FromEmailAddress=source, Destination=destination, Content={"Simple": message}, **more
    )


def outcomes(*calls):
    """The codes of calls that fail, and None for those that do not."""
    return [outcome(call) for call in calls]


def outcome(call):
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"]
    except BotoCoreError as error:
        return type(error).__name__
    return None

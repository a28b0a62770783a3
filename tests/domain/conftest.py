"""A rule that both APIs share is tested through both: `send` is a parameter of the test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boto3
import pytest

Send = Callable[..., str]


def send_v1(source: str, *, to=(), cc=(), bcc=(), subject="Hi", text="Hello", **more: Any) -> str:
    destination = {"ToAddresses": list(to), "CcAddresses": list(cc), "BccAddresses": list(bcc)}
    body = {"Text": {"Data": text}} if isinstance(text, str) else text
    answer = boto3.client("ses").send_email(
        Source=source,
        Destination=destination,
        Message={"Subject": {"Data": subject}, "Body": body},
        **more,
    )
    return answer["MessageId"]


def send_v2(source: str, *, to=(), cc=(), bcc=(), subject="Hi", text="Hello", **more: Any) -> str:
    destination = {"ToAddresses": list(to), "CcAddresses": list(cc), "BccAddresses": list(bcc)}
    body = {"Text": {"Data": text}} if isinstance(text, str) else text
    answer = boto3.client("sesv2").send_email(
        FromEmailAddress=source,
        Destination=destination,
        Content={"Simple": {"Subject": {"Data": subject}, "Body": body}},
        **more,
    )
    return answer["MessageId"]


@pytest.fixture(params=[send_v1, send_v2], ids=["v1", "v2"])
def send(request: pytest.FixtureRequest) -> Send:
    """Sends a simple message through one API or the other; gives its id."""
    return request.param

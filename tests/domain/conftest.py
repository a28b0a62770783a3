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


def send_raw_v1(data: bytes | str, *, source=None, to=(), **more: Any) -> str:
    given = {} if source is None else {"Source": source}
    if to:
        given["Destinations"] = list(to)
    answer = boto3.client("ses").send_raw_email(RawMessage={"Data": data}, **given, **more)
    return answer["MessageId"]


def send_raw_v2(data: bytes | str, *, source=None, to=(), **more: Any) -> str:
    given = {} if source is None else {"FromEmailAddress": source}
    if to:
        given["Destination"] = {"ToAddresses": list(to)}
    if "Tags" in more:
        more["EmailTags"] = more.pop("Tags")
    content = {"Raw": {"Data": data}}
    return boto3.client("sesv2").send_email(Content=content, **given, **more)["MessageId"]


@pytest.fixture(params=[send_raw_v1, send_raw_v2], ids=["v1", "v2"])
def send_raw(request: pytest.FixtureRequest) -> Send:
    """Sends a raw mail through one API or the other; gives its id."""
    return request.param


@pytest.fixture
def api(request: pytest.FixtureRequest) -> str:
    """The API that `send` or `send_raw` goes through in this run of the test."""
    parameters = request.node.callspec.params
    function = parameters["send"] if "send" in parameters else parameters["send_raw"]
    return function.__name__.rpartition("_")[2]


@pytest.fixture
def invalid(api: str) -> Callable[[str], tuple[str, str, int]]:
    """What a text of the service's own is answered as: code, text and status."""
    code = {"v1": "InvalidParameterValue", "v2": "BadRequestException"}[api]
    return lambda text: (code, text, 400)


def assert_no_trace(ses) -> None:
    """Nothing is in the outbox, nothing counted, nothing recorded."""
    assert ses.outbox == []
    assert ses.events == []
    client = boto3.client("ses")
    assert client.get_send_quota()["SentLast24Hours"] == 0
    assert client.get_send_statistics()["SendDataPoints"] == []

"""What SES hands to the other services of AWS, and the port to them.

The domain only fills parcels; who carries them, and to whom, is not known here. Without a carrier
they are kept for the tester to read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

METRICS = "AWS/SES"
METERED = "cloudwatch"  # the one service that is not told of each event, but of many together


@dataclass(frozen=True)
class SnsMessage:
    """One publish to a topic."""

    topic_arn: str
    message: str
    subject: str | None = None
    service = "sns"


@dataclass(frozen=True)
class FirehoseRecord:
    """One record for a delivery stream."""

    stream_arn: str
    role_arn: str
    data: str
    service = "firehose"


@dataclass(frozen=True)
class BusEvent:
    """One event on a bus, in EventBridge's envelope."""

    bus_arn: str
    event: dict[str, Any]
    service = "events"


@dataclass(frozen=True)
class Metric:
    """One value of a metric in the namespace AWS/SES; without dimensions it is the account's."""

    name: str
    value: float
    timestamp: datetime
    dimensions: tuple[tuple[str, str], ...] = ()
    namespace = METRICS
    service = METERED


@dataclass(frozen=True)
class PinpointEvent:
    """One event for an application of Pinpoint."""

    application_arn: str
    record: dict[str, Any]
    service = "pinpoint"


@dataclass(frozen=True)
class S3Object:
    """One object for a bucket."""

    bucket: str
    key: str
    data: bytes
    service = "s3"


@dataclass(frozen=True)
class Invocation:
    """One event for a function; `is_synchronous` waits for what it returns."""

    function_arn: str
    event: dict[str, Any]
    is_synchronous: bool = False
    service = "lambda"


Parcel = SnsMessage | FirehoseRecord | BusEvent | Metric | PinpointEvent | S3Object | Invocation


class Undeliverable(Exception):
    """A parcel is not taken, or would not be; the text says why, in the other service's words."""


class Carriers(Protocol):
    """Those who hand parcels over."""

    def is_there(self, service: str) -> bool:
        """Whether a service, such as `sns`, answers in this process."""
        ...

    def deliver(self, parcel: Parcel, account_id: str, region: str) -> None:
        """Hand a parcel over in the name of an account; raises Undeliverable."""


class Neighbours(Carriers, Protocol):
    """The other services, as far as they are in this process."""

    def put_metrics(self, metrics: Iterable[Metric], account_id: str, region: str) -> None:
        """Hand over metrics, however many, in the name of an account; raises Undeliverable."""

    def check_role(self, role_arn: str) -> None:
        """Raise Undeliverable, in the words of `iam`, for a role that SES cannot take on."""

    def check_stream(self, stream_arn: str) -> None:
        """Raise Undeliverable, in the words of `firehose`, for a stream that is not there."""

    def check_bucket(self, bucket: str, account_id: str, region: str) -> None:
        """Raise Undeliverable, in the words of `s3`, for a bucket that is not there."""

    def check_function(self, function_arn: str) -> None:
        """Raise Undeliverable, in the words of `lambda`, for a function that is not there."""

    def read_object(self, bucket: str, key: str, account_id: str, region: str) -> bytes:
        """An object of `s3`; raises Undeliverable."""
        ...

    def invoke(self, invocation: Invocation) -> Any:
        """Have a function of `lambda` called; gives what it returned; raises Undeliverable."""
        ...


class Nobody:
    """No neighbours at all: nothing can be handed over, and nobody objects."""

    def is_there(self, service: str) -> bool:  # noqa: ARG002
        return False

    def deliver(self, parcel: Parcel, account_id: str, region: str) -> None:  # noqa: ARG002
        raise Undeliverable(f"There is no {parcel.service} here.")

    def put_metrics(self, metrics: Iterable[Metric], account_id: str, region: str) -> None: ...

    def check_role(self, role_arn: str) -> None: ...

    def check_stream(self, stream_arn: str) -> None: ...

    def check_bucket(self, bucket: str, account_id: str, region: str) -> None: ...

    def check_function(self, function_arn: str) -> None: ...

    def read_object(self, bucket: str, key: str, account_id: str, region: str) -> bytes:  # noqa: ARG002
        raise Undeliverable(f"There is no s3 here that has {key!r} in {bucket!r}.")

    def invoke(self, invocation: Invocation) -> Any:
        raise Undeliverable(f"There is no lambda here that has {invocation.function_arn}.")

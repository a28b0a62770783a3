"""What events can be published to: topics, streams, metrics, the event bus, Pinpoint.

A target tells its fault, if it has one, as the text of the refusal. The forms of ARNs are checked;
whether there is something behind them is not known here.
https://docs.aws.amazon.com/ses/latest/dg/event-destinations-manage.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from sesfake.domain.configuration_sets import target_arns
from sesfake.errors import (
    InvalidCloudWatchDestination,
    InvalidFirehoseDestination,
    InvalidSNSDestination,
    InvalidTarget,
)
from sesfake.guesses.configuration_sets import (
    DIMENSION_DEFAULT,
    DIMENSION_HEADER,
    DIMENSION_NAME,
    INVALID_TARGET_ARN,
    TOO_MANY_DIMENSIONS,
)

# https://docs.aws.amazon.com/ses/latest/dg/quotas.html
MAX_DIMENSIONS = 10
MAX_DIMENSION = 255
# Colons are not documented for v2, and yet SES's own tags, which have them, work as names.
_DIMENSION_NAME = re.compile(rf"[A-Za-z0-9_:-]{{1,{MAX_DIMENSION}}}")
_DIMENSION_DEFAULT = re.compile(rf"[A-Za-z0-9_@.-]{{1,{MAX_DIMENSION}}}")
_NO_DIMENSIONS = frozenset(
    {"received", "to", "from", "dkim-signature", "cc", "message-id", "return-path"}
)


@dataclass(frozen=True)
class SnsTarget:
    topic_arn: str
    service: ClassVar = "sns"
    error: ClassVar[type[InvalidTarget]] = InvalidSNSDestination

    def fault(self) -> str | None:
        return None if target_arns.is_topic(self.topic_arn) else _bad("SNS topic", self.topic_arn)


@dataclass(frozen=True)
class FirehoseTarget:
    stream_arn: str
    role_arn: str
    service: ClassVar = "firehose"
    error: ClassVar[type[InvalidTarget]] = InvalidFirehoseDestination

    def fault(self) -> str | None:
        if not target_arns.is_role(self.role_arn):
            return _bad("IAM role", self.role_arn)
        if not target_arns.is_delivery_stream(self.stream_arn):
            return _bad("Kinesis Firehose Stream", self.stream_arn)
        return None


class DimensionSource(Enum):
    """Where in a message the value of a dimension is found."""

    MESSAGE_TAG = "messageTag"
    EMAIL_HEADER = "emailHeader"
    LINK_TAG = "linkTag"


@dataclass(frozen=True)
class Dimension:
    """One dimension of a metric; `default` is its value where a message has none."""

    name: str
    source: DimensionSource
    default: str

    def fault(self) -> str | None:
        if not _DIMENSION_NAME.fullmatch(self.name):
            return DIMENSION_NAME.format(name=self.name, maximum=MAX_DIMENSION)
        if self.source is DimensionSource.EMAIL_HEADER and self.name.lower() in _NO_DIMENSIONS:
            return DIMENSION_HEADER.format(name=self.name)
        if not _DIMENSION_DEFAULT.fullmatch(self.default):
            return DIMENSION_DEFAULT.format(value=self.default, maximum=MAX_DIMENSION)
        return None


@dataclass(frozen=True)
class CloudWatchTarget:
    """Metrics in the namespace AWS/SES, one for each combination of dimensions."""

    dimensions: tuple[Dimension, ...]
    service: ClassVar = "cloudwatch"
    error: ClassVar[type[InvalidTarget]] = InvalidCloudWatchDestination

    def fault(self) -> str | None:
        if not self.dimensions:
            return "CloudWatch metrics dimension configuration list cannot be empty."
        if len(self.dimensions) > MAX_DIMENSIONS:
            return TOO_MANY_DIMENSIONS.format(maximum=MAX_DIMENSIONS)
        return next(filter(None, (dimension.fault() for dimension in self.dimensions)), None)


@dataclass(frozen=True)
class EventBridgeTarget:
    """The default bus of an account; no other bus is told."""

    bus_arn: str
    service: ClassVar = "events"
    error: ClassVar[type[InvalidTarget]] = InvalidTarget

    def fault(self) -> str | None:
        return None if target_arns.is_default_bus(self.bus_arn) else self.refusal

    def is_in(self, account_id: str, region: str) -> bool:
        """Whether it is the bus of an account in a region."""
        return target_arns.is_in(self.bus_arn, account_id, region)

    @property
    def refusal(self) -> str:
        return _bad("EventBridge bus", self.bus_arn)


@dataclass(frozen=True)
class PinpointTarget:
    application_arn: str
    service: ClassVar = "pinpoint"
    error: ClassVar[type[InvalidTarget]] = InvalidTarget

    def fault(self) -> str | None:
        if not target_arns.is_pinpoint_application(self.application_arn):
            return f"Invalid Pinpoint application ARN provided: {self.application_arn}."
        return None


Target = SnsTarget | FirehoseTarget | CloudWatchTarget | EventBridgeTarget | PinpointTarget


def _bad(what: str, arn: str) -> str:
    return INVALID_TARGET_ARN.format(what=what, arn=arn)

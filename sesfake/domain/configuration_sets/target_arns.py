"""ARNs of what is published to, or invoked, in the services next door.

Only the form is looked at: what is well-formed is taken to exist.
"""

from __future__ import annotations

import re

_ARN = r"arn:aws(?:-[a-z]+){0,3}"
_REGION = r"[a-z0-9-]{1,32}"
_ACCOUNT = r"\d{12}"

# Standard topics only: there is no .fifo among them (facts: events 4).
_TOPIC = re.compile(rf"{_ARN}:sns:{_REGION}:{_ACCOUNT}:[\w-]{{1,256}}", re.ASCII)
_STREAM = re.compile(
    rf"{_ARN}:firehose:{_REGION}:{_ACCOUNT}:deliverystream/[\w.-]{{1,64}}", re.ASCII
)
_ROLE = re.compile(rf"{_ARN}:iam::{_ACCOUNT}:role/[\w+=,.@/-]{{1,576}}", re.ASCII)
_APPLICATION = re.compile(
    rf"{_ARN}:mobiletargeting:{_REGION}:{_ACCOUNT}:apps/[A-Za-z0-9]{{1,64}}", re.ASCII
)

_BUS = re.compile(rf"{_ARN}:events:{_REGION}:{_ACCOUNT}:event-bus/default", re.ASCII)

_FUNCTION = re.compile(
    rf"{_ARN}:lambda:{_REGION}:{_ACCOUNT}:function:[\w-]{{1,140}}(?::[\w$-]{{1,128}})?", re.ASCII
)


def is_topic(arn: str) -> bool:
    """Whether an ARN is that of a standard SNS topic."""
    return _TOPIC.fullmatch(arn) is not None


def is_delivery_stream(arn: str) -> bool:
    """Whether an ARN is that of a Firehose stream."""
    return _STREAM.fullmatch(arn) is not None


def is_role(arn: str) -> bool:
    """Whether an ARN is that of an IAM role."""
    return _ROLE.fullmatch(arn) is not None


def is_pinpoint_application(arn: str) -> bool:
    """Whether an ARN is that of a Pinpoint project."""
    return _APPLICATION.fullmatch(arn) is not None


def is_default_bus(arn: str) -> bool:
    """Whether an ARN is that of an account's default event bus."""
    return _BUS.fullmatch(arn) is not None


def is_function(arn: str) -> bool:
    """Whether an ARN is that of a Lambda function, perhaps of one version or alias."""
    return _FUNCTION.fullmatch(arn) is not None


def is_in(arn: str, account_id: str, region: str) -> bool:
    """Whether a well-formed ARN is of an account in a region."""
    return arn.split(":")[3:5] == [region, account_id]


def region_of(arn: str) -> str:
    """The region that a well-formed ARN names."""
    return arn.split(":")[3]

"""Whether a receipt rule is well-formed, before anything that it names is looked for.

The texts that name what is wrong are Amazon's (facts: resources 5.3); what exactly makes the reply
code and the message of a bounce wrong is a guess after RFC 5321 and 3463.
https://docs.aws.amazon.com/ses/latest/dg/receiving-email-concepts.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sesfake.domain.configuration_sets.target_arns import is_function, is_topic
from sesfake.domain.receiving.names import check_rule_name
from sesfake.domain.receiving.rules import (
    AddHeaderAction,
    BounceAction,
    LambdaAction,
    ReceiptRule,
    S3Action,
)
from sesfake.errors import (
    InvalidLambdaFunction,
    InvalidParameter,
    InvalidS3Configuration,
    InvalidSnsTopic,
    ReceiptLimitExceeded,
)
from sesfake.guesses.receiving import INVALID_HEADER_VALUE, INVALID_STATUS_CODE

MAX_ACTIONS = 10  # facts: resources 5.1
_MAX_HEADER_VALUE = 2047
_HEADER_NAME = re.compile(r"[A-Za-z0-9-]{1,50}")
# Buckets of former times have capitals and underscores in their names.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
_BUCKET = re.compile(r"[A-Za-z0-9._-]{3,255}")
_REPLY_CODE = re.compile(r"[45][0-5][0-9]")
_REPLY = re.compile(r"[\t\x20-\x7e]+")
_STATUS_CODE = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")


def check_rule(rule: ReceiptRule) -> None:
    """Raise what is wrong with a rule, and first with its name."""
    check_rule_name(rule.name)
    if len(rule.actions) > MAX_ACTIONS:
        raise ReceiptLimitExceeded("actions")
    for action in rule.actions:
        check = _CHECKS.get(type(action))
        if check is not None:
            check(action)
        topic = getattr(action, "topic_arn", None)
        if topic is not None and not is_topic(topic):
            raise InvalidSnsTopic(f"Invalid SNS topic: {topic}", topic)


def is_bucket(name: str) -> bool:
    """Whether a bucket can have a name."""
    return _BUCKET.fullmatch(name) is not None


def no_bucket(name: str, hint: str | None = None) -> InvalidS3Configuration:
    """The error that a bucket is not there."""
    return InvalidS3Configuration(f"No such bucket: {name}", name, hint=hint)


def _check_s3(action: S3Action) -> None:
    if not action.bucket:
        raise InvalidParameter("Bucket name must not be empty")
    if not is_bucket(action.bucket):
        raise no_bucket(action.bucket)


def _check_lambda(action: LambdaAction) -> None:
    arn = action.function_arn
    if not arn:
        raise InvalidParameter("Lambda function ARN must not be empty")
    if not is_function(arn):
        raise InvalidLambdaFunction(f"Invalid Lambda function: {arn}", arn)


def _check_bounce(action: BounceAction) -> None:
    if not _REPLY_CODE.fullmatch(action.smtp_reply_code):
        raise InvalidParameter(f"Invalid SMTP reply code: {action.smtp_reply_code}")
    if action.status_code is not None and not _STATUS_CODE.fullmatch(action.status_code):
        raise InvalidParameter(INVALID_STATUS_CODE.format(code=action.status_code))
    if not _REPLY.fullmatch(action.message):
        raise InvalidParameter(f"Invalid SMTP response message: {action.message}")


def _check_header(action: AddHeaderAction) -> None:
    if not _HEADER_NAME.fullmatch(action.name):
        raise InvalidParameter(f"Invalid header name: {action.name}")
    value = action.value
    if len(value) > _MAX_HEADER_VALUE or "\r" in value or "\n" in value:
        raise InvalidParameter(INVALID_HEADER_VALUE.format(value=value))


_CHECKS: Mapping[type, Callable[[Any], None]] = {
    S3Action: _check_s3,
    LambdaAction: _check_lambda,
    BounceAction: _check_bounce,
    AddHeaderAction: _check_header,
}

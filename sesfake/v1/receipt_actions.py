"""Receipt rules as v1 spells them, read and shown by one table.

Of the members of an action one must be given, and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sesfake.domain.receiving.rules import (
    OPTIONAL,
    AddHeaderAction,
    BounceAction,
    ConnectAction,
    LambdaAction,
    ReceiptAction,
    ReceiptRule,
    S3Action,
    SnsAction,
    StopAction,
    WorkmailAction,
)
from sesfake.errors import InvalidParameter, NotModelled
from sesfake.guesses.receiving import NOT_ONE_ACTION

# AWS's name of each kind, and of its members.
_KINDS: Mapping[str, tuple[Callable[..., ReceiptAction], Mapping[str, str]]] = {
    "S3Action": (
        S3Action,
        {
            "TopicArn": "topic_arn",
            "BucketName": "bucket",
            "ObjectKeyPrefix": "prefix",
            "KmsKeyArn": "kms_key_arn",
            "IamRoleArn": "role_arn",
        },
    ),
    "BounceAction": (
        BounceAction,
        {
            "TopicArn": "topic_arn",
            "SmtpReplyCode": "smtp_reply_code",
            "StatusCode": "status_code",
            "Message": "message",
            "Sender": "sender",
        },
    ),
    "WorkmailAction": (
        WorkmailAction,
        {"TopicArn": "topic_arn", "OrganizationArn": "organization_arn"},
    ),
    "LambdaAction": (
        LambdaAction,
        {
            "TopicArn": "topic_arn",
            "FunctionArn": "function_arn",
            "InvocationType": "invocation_type",
        },
    ),
    "StopAction": (StopAction, {"Scope": "scope", "TopicArn": "topic_arn"}),
    "AddHeaderAction": (AddHeaderAction, {"HeaderName": "name", "HeaderValue": "value"}),
    "SNSAction": (SnsAction, {"TopicArn": "topic_arn", "Encoding": "encoding"}),
    "ConnectAction": (
        ConnectAction,
        {"InstanceARN": "instance_arn", "IAMRoleARN": "role_arn"},
    ),
}
_KIND_OF = {make: (kind, members) for kind, (make, members) in _KINDS.items()}


def given_rule(given: Mapping[str, Any]) -> ReceiptRule:
    """A rule as a request gives it, with the defaults filled in."""
    return ReceiptRule(
        given["Name"],
        is_enabled=given.get("Enabled", False),
        is_scanned=given.get("ScanEnabled", False),
        tls_policy=given.get("TlsPolicy", OPTIONAL),
        recipients=tuple(given.get("Recipients", ())),
        actions=tuple(_given_action(action) for action in given.get("Actions", ())),
    )


def shown_rule(rule: ReceiptRule) -> dict[str, Any]:
    """A rule as an answer tells it."""
    return {
        "Name": rule.name,
        "Enabled": rule.is_enabled,
        "TlsPolicy": rule.tls_policy,
        "Recipients": rule.recipients,
        "Actions": [_shown_action(action) for action in rule.actions],
        "ScanEnabled": rule.is_scanned,
    }


def _given_action(action: Mapping[str, Any]) -> ReceiptAction:
    if len(action) != 1:
        raise InvalidParameter(NOT_ONE_ACTION)
    [(kind, given)] = action.items()
    if kind not in _KINDS:  # a newer botocore's
        raise NotModelled(f"receipt rules with a {kind}")
    make, members = _KINDS[kind]
    for name in given.keys() - members.keys():
        raise NotModelled(f"the {name} of a {kind}")
    return make(**{members[name]: value for name, value in given.items()})


def _shown_action(action: ReceiptAction) -> dict[str, Any]:
    kind, members = _KIND_OF[type(action)]
    shown = {name: getattr(action, attribute) for name, attribute in members.items()}
    return {kind: {name: value for name, value in shown.items() if value is not None}}

"""What SES's JSON says of the action that it carries out (facts: events 11)."""

from __future__ import annotations

from collections.abc import Mapping

from sesfake.domain.receiving.rules import (
    BASE64,
    AddHeaderAction,
    BounceAction,
    ConnectAction,
    LambdaAction,
    ReceiptAction,
    S3Action,
    SnsAction,
    StopAction,
    WorkmailAction,
)

_TYPES: Mapping[type, str] = {
    S3Action: "S3",
    SnsAction: "SNS",
    LambdaAction: "Lambda",
    BounceAction: "Bounce",
    AddHeaderAction: "AddHeader",
    StopAction: "Stop",
    WorkmailAction: "WorkMail",
    ConnectAction: "Connect",
}
_MEMBERS: Mapping[type, Mapping[str, str]] = {
    S3Action: {"topicArn": "topic_arn", "bucketName": "bucket", "objectKeyPrefix": "prefix"},
    SnsAction: {"topicArn": "topic_arn"},
    LambdaAction: {
        "functionArn": "function_arn",
        "invocationType": "invocation_type",
        "topicArn": "topic_arn",
    },
    BounceAction: {
        "topicArn": "topic_arn",
        "smtpReplyCode": "smtp_reply_code",
        "statusCode": "status_code",
        "message": "message",
        "sender": "sender",
    },
    StopAction: {"topicArn": "topic_arn"},
    WorkmailAction: {"organizationArn": "organization_arn", "topicArn": "topic_arn"},
}


def type_of(action: ReceiptAction) -> str:
    """`S3`, `SNS`, `Lambda`, `Bounce`, `AddHeader`, `Stop`, `WorkMail` or `Connect`."""
    return _TYPES[type(action)]


def object_key(action: S3Action, message_id: str) -> str:
    """Where a mail is kept in its bucket."""
    return f"{action.prefix or ''}{message_id}"


def action_facts(action: ReceiptAction, message_id: str) -> dict[str, str]:
    """What its JSON says of an action; members that are not set are left out."""
    told = {"type": type_of(action)}
    for name, attribute in _MEMBERS.get(type(action), {}).items():
        value = getattr(action, attribute)
        if value is not None:
            told[name] = value
    if isinstance(action, S3Action):
        told["objectKey"] = object_key(action, message_id)
    if isinstance(action, SnsAction):
        told["encoding"] = "BASE64" if action.encoding == BASE64 else "UTF8"
    return told

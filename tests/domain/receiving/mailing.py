"""Receipt rules as a program makes them, and a mail to them."""

from __future__ import annotations

from typing import Any

import boto3

ACCOUNT = "123456789012"
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:inbound"
FUNCTION = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:inbound"

ANN, HELP = "ann@example.org", "help@example.com"
MAIL = (
    "From: Ann <ann@example.org>\r\n"
    "To: Help <help@example.com>\r\n"
    "Subject: The =?utf-8?q?caf=C3=A9?=\r\n"
    "Date: Fri, 11 Sep 2015 20:32:33 +0000\r\n"
    "Message-ID: <1@mail.example.org>\r\n"
    "\r\n"
    "It is closed.\r\n"
)

S3 = {"S3Action": {"BucketName": "mail", "ObjectKeyPrefix": "in/"}}
SNS = {"SNSAction": {"TopicArn": TOPIC}}
STOP = {"StopAction": {"Scope": "RuleSet"}}
BOUNCE = {
    "BounceAction": {
        "SmtpReplyCode": "550",
        "StatusCode": "5.1.1",
        "Message": "Mailbox does not exist",
        "Sender": "mailer@example.com",
    }
}
INVOKE = {"LambdaAction": {"FunctionArn": FUNCTION, "InvocationType": "RequestResponse"}}


def header(name: str, value: str = "yes") -> dict[str, Any]:
    return {"AddHeaderAction": {"HeaderName": name, "HeaderValue": value}}


def rule(name: str, *actions: dict[str, Any], **members: Any) -> dict[str, Any]:
    """An enabled rule, unless told."""
    return {"Name": name, "Enabled": True, "Actions": list(actions), **members}


def activate(*rules: dict[str, Any], region: str = "us-east-1") -> None:
    """Make an active rule set of some rules, in order."""
    client = boto3.client("ses", region_name=region)
    client.create_receipt_rule_set(RuleSetName="inbound")
    for one in reversed(rules):  # each new one comes to the front
        client.create_receipt_rule(RuleSetName="inbound", Rule=one)
    client.set_active_receipt_rule_set(RuleSetName="inbound")


def activate_actions(*actions: dict[str, Any], **members: Any) -> None:
    """The same with one rule of some actions."""
    activate(rule("only", *actions, **members))

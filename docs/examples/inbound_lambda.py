"""A function of Lambda that takes in mail: it files, forwards and bounces; and how it is tested.

SES stores a mail in a bucket and then waits for the function. Spam goes no further. What is for an
alias is forwarded to the people behind it, in the name of the alias and with the sender in
Reply-To, since SES sends only in the name of verified identities. What is for nobody is bounced.

pytest docs/examples/inbound_lambda.py     runs the tests, with moto's S3
"""

from __future__ import annotations

import email
import email.policy
import os
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any
from unittest import mock

import boto3
import pytest
from moto import mock_aws

from sesfake import mock_ses

# --- the application: plain boto3, nothing about tests -------------------------------------------

DOMAIN = "example.com"
BUCKET = "inbound-mail"
PREFIX = "new/"
ALIASES = {"help@example.com": ["ann@example.net", "bob@example.net"]}
NOT_FORWARDED = ("Return-Path", "DKIM-Signature", "Sender", "Message-ID", "Date", "Received")
STOP, CONTINUE = {"disposition": "STOP_RULE_SET"}, {"disposition": "CONTINUE"}


def handler(event: dict[str, Any], context: object = None) -> dict[str, str]:  # noqa: ARG001 - Lambda's
    """What SES calls for each mail, and waits for."""
    [record] = event["Records"]
    mail, receipt = record["ses"]["mail"], record["ses"]["receipt"]
    if "FAIL" in {receipt["spamVerdict"]["status"], receipt["virusVerdict"]["status"]}:
        file(mail, "spam/")
        return STOP
    received = read(mail)
    unknown = []
    for recipient in receipt["recipients"]:
        people = ALIASES.get(recipient.lower())
        if people is None:
            unknown.append(recipient)
        else:
            forward(received, recipient, people)
    if unknown:
        bounce(mail, unknown)
    file(mail, f"done/{mail['timestamp'][:10]}/")
    return CONTINUE


def read(mail: dict[str, Any]) -> EmailMessage:
    """The mail, which the action before has put into the bucket."""
    key = f"{PREFIX}{mail['messageId']}"
    body = boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read()
    return email.message_from_bytes(body, policy=email.policy.default)


def file(mail: dict[str, Any], folder: str) -> None:
    """Move it to where it is kept."""
    s3, name = boto3.client("s3"), mail["messageId"]
    source = {"Bucket": BUCKET, "Key": f"{PREFIX}{name}"}
    s3.copy_object(Bucket=BUCKET, Key=f"{folder}{name}.eml", CopySource=source)
    s3.delete_object(**source)


def forward(received: EmailMessage, alias: str, people: list[str]) -> None:
    """Send it on, files and all."""
    name, sender = parseaddr(str(received["From"]))
    copy = email.message_from_bytes(received.as_bytes(), policy=email.policy.default)
    for header in (*NOT_FORWARDED, *(each for each in copy if each.startswith("X-SES-"))):
        del copy[header]
    if "Reply-To" not in copy:
        copy["Reply-To"] = sender
    copy.replace_header("From", f'"{name or sender} via {alias}" <{alias}>')
    boto3.client("ses").send_raw_email(
        Source=alias, Destinations=people, RawMessage={"Data": copy.as_bytes()}
    )


def bounce(mail: dict[str, Any], recipients: list[str]) -> None:
    """Tell the sender that there is no such mailbox; a bounce itself is not answered."""
    if mail["source"]:
        boto3.client("ses").send_bounce(
            OriginalMessageId=mail["messageId"],
            BounceSender=f"mailer@{DOMAIN}",
            BouncedRecipientInfoList=[
                {"Recipient": one, "BounceType": "DoesNotExist"} for one in recipients
            ],
        )


def deploy(function_arn: str) -> None:
    """What is set up once."""
    boto3.client("s3").create_bucket(Bucket=BUCKET)
    ses = boto3.client("ses")
    ses.create_receipt_rule_set(RuleSetName="inbound")
    ses.create_receipt_rule(
        RuleSetName="inbound",
        Rule={
            "Name": "all",
            "Enabled": True,
            "ScanEnabled": True,
            "Recipients": [DOMAIN],
            "Actions": [
                {"S3Action": {"BucketName": BUCKET, "ObjectKeyPrefix": PREFIX}},
                {
                    "LambdaAction": {
                        "FunctionArn": function_arn,
                        "InvocationType": "RequestResponse",
                    }
                },
            ],
        },
    )
    ses.set_active_receipt_rule_set(RuleSetName="inbound")


# --- its tests -----------------------------------------------------------------------------------

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:inbound"


@pytest.fixture
def ses():
    with (
        mock.patch.dict(os.environ, {"AWS_DEFAULT_REGION": "us-east-1"}),
        mock_aws(),
        mock_ses(production=True, verified=[DOMAIN]) as ses,
    ):
        ses.add_function(FUNCTION, handler)
        deploy(FUNCTION)
        yield ses


def a_mail(to="help@example.com"):
    mail = EmailMessage()
    mail["From"], mail["To"] = "Eve <eve@example.org>", to
    mail["Subject"] = "Broken"
    mail.set_content("See the picture.")
    mail.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="broken.gif")
    return mail


def folders():
    listed = boto3.client("s3").list_objects_v2(Bucket=BUCKET)["Contents"]
    return [item["Key"].partition("/")[0] for item in listed if "AMAZON_SES" not in item["Key"]]


def test_it_is_forwarded_and_filed(ses):
    received = ses.receive(a_mail())

    received.assert_no_failures()
    [message] = ses.outbox
    assert message.recipients == ["ann@example.net", "bob@example.net"]
    assert message.from_ == '"Eve via help@example.com" <help@example.com>'
    assert message.reply_to == ["eve@example.org"]
    assert [file.content for file in message.attachments] == [b"GIF89a"]
    assert received.actions[-1].answer == CONTINUE
    assert folders() == ["done"]


def test_what_is_for_nobody_is_bounced(ses):
    ses.receive(a_mail(to="nobody@example.com")).assert_no_failures()

    [message] = ses.outbox
    assert (message.operation, message.to) == ("SendBounce", ["eve@example.org"])
    assert "Final-Recipient: rfc822; nobody@example.com" in message.raw.decode()


def test_a_bounce_is_not_bounced(ses):
    ses.receive(a_mail(to="nobody@example.com"), sender="<>").assert_no_failures()

    ses.outbox.assert_empty()


def test_spam_goes_no_further(ses):
    received = ses.receive(a_mail(), spam="FAIL")

    assert received.actions[-1].stops == "rule set"
    ses.outbox.assert_empty()
    assert folders() == ["spam"]


def test_a_mail_of_two_aliases_is_forwarded_once_for_each(ses):
    with mock.patch.dict(ALIASES, {"sales@example.com": ["cid@example.net"]}):
        ses.receive(a_mail(to="help@example.com, sales@example.com")).assert_no_failures()

    assert [message.source for message in ses.outbox] == ["help@example.com", "sales@example.com"]

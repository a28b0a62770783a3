"""Every operation that sends, as a call that carries a token and tells what was accepted."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import boto3
import botocore.loaders
import botocore.session

from sesfake import SESFake
from tests.domain.event_destination_doors import ACCOUNT, V2
from tests.domain.receiving.mailing import HELP, MAIL, S3, activate_actions

LOADER = botocore.loaders.create_loader()  # reads service models, which takes long, once
SHOP = "shop@example.com"
BULK = 15  # destinations in a call


class Accepted(NamedTuple):
    """One message that an answer told of; a token stands in its subject."""

    id: str
    token: str | None
    recipients: int
    is_mail: bool = True  # and not a letter of Amazon's, which is counted and in no outbox


class Sender:
    """A program with clients of its own in one region."""

    def __init__(self, region: str = "us-east-1", received: str | None = None) -> None:
        core = botocore.session.Session()
        core.register_component("data_loader", LOADER)
        session = boto3.Session(botocore_session=core)
        self.ses = session.client("ses", region)
        self.sesv2 = session.client("sesv2", region)
        self.received = received  # the id of a mail that can be bounced
        self.calls: list[Callable[[str], list[Accepted]]] = [
            self.send_email,
            self.send_raw_email,
            self.send_templated_email,
            self.send_bulk_templated_email,
            self.send_email_v2,
            self.send_raw_email_v2,
            self.send_templated_email_v2,
            self.send_bulk_email,
            self.send_custom_verification_email,
            self.send_custom_verification_email_v2,
        ]
        if received is not None:
            self.calls.append(self.send_bounce)

    def send_email(self, token: str) -> list[Accepted]:
        answer = self.ses.send_email(
            Source=SHOP,
            Destination={"ToAddresses": [_to(token)], "CcAddresses": [_to("cc")]},
            Message={"Subject": {"Data": token}, "Body": {"Text": {"Data": "Hello"}}},
        )
        return [Accepted(answer["MessageId"], token, 2)]

    def send_raw_email(self, token: str) -> list[Accepted]:
        answer = self.ses.send_raw_email(RawMessage={"Data": _raw(token)})
        return [Accepted(answer["MessageId"], token, 1)]

    def send_templated_email(self, token: str) -> list[Accepted]:
        answer = self.ses.send_templated_email(
            Source=SHOP,
            Destination={"ToAddresses": [_to(token)]},
            Template="order",
            TemplateData=_data(token),
        )
        return [Accepted(answer["MessageId"], token, 1)]

    def send_bulk_templated_email(self, token: str) -> list[Accepted]:
        tokens = [f"{token}.{number}" for number in range(BULK)]
        answer = self.ses.send_bulk_templated_email(
            Source=SHOP,
            Template="order",
            DefaultTemplateData="{}",
            Destinations=[
                {"Destination": {"ToAddresses": [_to(one)]}, "ReplacementTemplateData": _data(one)}
                for one in tokens
            ],
        )
        return _of_bulk(tokens, answer["Status"], "Success")

    def send_email_v2(self, token: str) -> list[Accepted]:
        content = {"Subject": {"Data": token}, "Body": {"Html": {"Data": "<p>Hello</p>"}}}
        return self._send_v2(token, {"Simple": content})

    def send_raw_email_v2(self, token: str) -> list[Accepted]:
        return self._send_v2(token, {"Raw": {"Data": _raw(token)}})

    def send_templated_email_v2(self, token: str) -> list[Accepted]:
        template = {"TemplateName": "order", "TemplateData": _data(token)}
        return self._send_v2(token, {"Template": template}, ConfigurationSetName="told")

    def _send_v2(self, token: str, content: dict[str, Any], **more: Any) -> list[Accepted]:
        answer = self.sesv2.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [_to(token)]},
            Content=content,
            **more,
        )
        return [Accepted(answer["MessageId"], token, 1)]

    def send_bulk_email(self, token: str) -> list[Accepted]:
        tokens = [f"{token}.{number}" for number in range(BULK)]
        entries = [
            {
                "Destination": {"ToAddresses": [_to(one)]},
                "ReplacementEmailContent": {
                    "ReplacementTemplate": {"ReplacementTemplateData": _data(one)}
                },
            }
            for one in tokens
        ]
        answer = self.sesv2.send_bulk_email(
            FromEmailAddress=SHOP,
            DefaultContent={"Template": {"TemplateName": "order", "TemplateData": "{}"}},
            BulkEmailEntries=entries,
        )
        return _of_bulk(tokens, answer["BulkEmailEntryResults"], "SUCCESS")

    def send_custom_verification_email(self, token: str) -> list[Accepted]:
        answer = self.ses.send_custom_verification_email(
            EmailAddress=_to(token), TemplateName="ask"
        )
        return [Accepted(answer["MessageId"], None, 1, is_mail=False)]

    def send_custom_verification_email_v2(self, token: str) -> list[Accepted]:
        answer = self.sesv2.send_custom_verification_email(
            EmailAddress=_to(token), TemplateName="ask"
        )
        return [Accepted(answer["MessageId"], None, 1, is_mail=False)]

    def send_bounce(self, token: str) -> list[Accepted]:
        del token  # its subject is SES's
        answer = self.ses.send_bounce(
            OriginalMessageId=self.received,
            BounceSender=SHOP,
            BouncedRecipientInfoList=[{"Recipient": HELP, "BounceType": "DoesNotExist"}],
        )
        return [Accepted(answer["MessageId"], None, 1)]


def make_ready(ses: SESFake, *regions: str) -> str:
    """Have what all sends need, in some regions; gives the id of a mail to be bounced.

    That came to us-east-1, and is there.
    """
    ses.verify("example.com")
    ses.add_template("order", subject="{{token}}", text="Thank you.")
    for region in regions:
        boto3.client("ses", region).create_custom_verification_email_template(
            TemplateName="ask",
            FromEmailAddress=SHOP,
            TemplateSubject="Are you there?",
            TemplateContent="Please.",
            SuccessRedirectionURL="https://example.com/yes",
            FailureRedirectionURL="https://example.com/no",
        )
        door, topic = V2(region), f"arn:aws:sns:{region}:{ACCOUNT}:mail"
        door.create_set("told")
        types = ["SEND", "DELIVERY", "BOUNCE", "COMPLAINT"]
        door.create("topic", types, ("sns", topic), to="told", enabled=True)
    activate_actions(S3)
    return ses.receive(MAIL).message_id


def _of_bulk(tokens: list[str], results: list[dict[str, str]], fine: str) -> list[Accepted]:
    assert len(tokens) == len(results)
    return [
        Accepted(result["MessageId"], token, 1)
        for token, result in zip(tokens, results, strict=True)
        if result["Status"] == fine
    ]


def _to(token: str) -> str:
    return f"{token}@example.org"


def _data(token: str) -> str:
    return json.dumps({"token": token})


def _raw(token: str) -> bytes:
    lines = [f"From: {SHOP}", f"To: {_to(token)}", f"Subject: {token}", "", "Hello"]
    return "\r\n".join(lines).encode()

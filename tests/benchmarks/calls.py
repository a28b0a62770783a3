"""The calls that are timed, and what stands in for Amazon on either side."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import NamedTuple

import boto3
from botocore.awsrequest import AWSResponse

from sesfake import mock_ses
from tests.benchmarks.measuring import Call

SHOP = "shop@example.com"
MESSAGE_ID = "0100018f00000000-11111111-2222-4333-8444-555555555555-000000"
REQUEST_ID = "d5964849-c866-11e0-9beb-01a62d68c57f"
XML = """\
<{action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
  <{action}Result>
    <MessageId>{message_id}</MessageId>
  </{action}Result>
  <ResponseMetadata>
    <RequestId>{request_id}</RequestId>
  </ResponseMetadata>
</{action}Response>
"""


def client(service: str):
    return boto3.client(
        service, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
    )


def send_v1(ses) -> Call:
    def send(n: int) -> object:
        return ses.send_email(
            Source=SHOP,
            Destination={"ToAddresses": [f"customer-{n}@example.org"]},
            Message={"Subject": {"Data": f"Order {n}"}, "Body": {"Text": {"Data": f"Thanks, {n}"}}},
        )

    return send


def send_v2(sesv2, **parameters: str) -> Call:
    def send(n: int) -> object:
        return sesv2.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [f"customer-{n}@example.org"]},
            Content={
                "Simple": {
                    "Subject": {"Data": f"Order {n}"},
                    "Body": {"Text": {"Data": f"Thanks, {n}"}},
                }
            },
            **parameters,
        )

    return send


def raw_mail(n: int) -> bytes:
    """About 10 kB: text, html and a file, as Python's email package writes them."""
    mail = EmailMessage()
    mail["From"], mail["To"] = SHOP, f"customer-{n}@example.org"
    mail["Subject"] = f"Order {n}"
    mail["Reply-To"], mail["List-Id"] = "help@example.com", "orders.example.com"
    mail.set_content("Thank you for your order.\n" * 40)
    mail.add_alternative("<p>Thank you for your order.</p>\n" * 40, subtype="html")
    mail.add_attachment(bytes(5_500), maintype="application", subtype="pdf", filename="bill.pdf")
    return mail.as_bytes()


def send_raw_v1(ses) -> Call:
    mail = raw_mail(0)

    def send(n: int) -> object:
        data = mail.replace(b"Order 0", b"Order %d" % n)
        return ses.send_raw_email(RawMessage={"Data": data})

    return send


def send_raw_v2(sesv2) -> Call:
    mail = raw_mail(0)

    def send(n: int) -> object:
        data = mail.replace(b"Order 0", b"Order %d" % n)
        return sesv2.send_email(Content={"Raw": {"Data": data}})

    return send


def send_templated_v1(ses) -> Call:
    def send(n: int) -> object:
        return ses.send_templated_email(
            Source=SHOP,
            Destination={"ToAddresses": [f"customer-{n}@example.org"]},
            Template="order",
            TemplateData=f'{{"number": "{n}", "name": "Ann"}}',
        )

    return send


def send_templated_v2(sesv2) -> Call:
    def send(n: int) -> object:
        return sesv2.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [f"customer-{n}@example.org"]},
            Content={
                "Template": {
                    "TemplateName": "order",
                    "TemplateData": f'{{"number": "{n}", "name": "Ann"}}',
                }
            },
        )

    return send


class Case(NamedTuple):
    service: str
    action: str
    sender: Callable[[object], Call]


def send_bulk(sesv2) -> Call:
    def send(n: int) -> object:
        return sesv2.send_bulk_email(
            FromEmailAddress=SHOP,
            DefaultContent={"Template": {"TemplateName": "order", "TemplateData": "{}"}},
            BulkEmailEntries=[
                {
                    "Destination": {"ToAddresses": [f"customer-{n}-{m}@example.org"]},
                    "ReplacementEmailContent": {
                        "ReplacementTemplate": {
                            "ReplacementTemplateData": f'{{"number": "{n}-{m}", "name": "Ann"}}'
                        }
                    },
                }
                for m in range(50)
            ],
        )

    return send


def send_with_events(sesv2) -> Call:
    """In the configuration set of `tell`."""
    return send_v2(sesv2, ConfigurationSetName="news")


def tell(topic: str = "arn:aws:sns:us-east-1:123456789012:mail") -> None:
    """Make a configuration set that tells a topic of all that happens."""
    sesv2 = client("sesv2")
    sesv2.create_configuration_set(ConfigurationSetName="news")
    sesv2.create_configuration_set_event_destination(
        ConfigurationSetName="news",
        EventDestinationName="all",
        EventDestination={
            "Enabled": True,
            "MatchingEventTypes": ["SEND", "DELIVERY", "BOUNCE"],
            "SnsDestination": {"TopicArn": topic},
        },
    )


WITH_EVENTS = Case("sesv2", "SendEmail", send_with_events)
StandIn = Callable[[], contextlib.AbstractContextManager[Callable[[], list[str]]]]
BULK = Case("sesv2", "SendBulkEmail", send_bulk)
CASES = {
    "SendEmail v1": Case("ses", "SendEmail", send_v1),
    "SendEmail v2": Case("sesv2", "SendEmail", send_v2),
    "raw 10 kB v1": Case("ses", "SendRawEmail", send_raw_v1),
    "raw 10 kB v2": Case("sesv2", "SendEmail", send_raw_v2),
}


TEMPLATED = {
    "a template v1": Case("ses", "SendTemplatedEmail", send_templated_v1),
    "a template v2": Case("sesv2", "SendEmail", send_templated_v2),
}


def answered_by_a_constant(case: Case) -> Call:
    """The call, answered before its request reaches HTTP, by the same bytes each time."""
    if case.service == "ses":
        text = XML.format(action=case.action, message_id=MESSAGE_ID, request_id=REQUEST_ID)
    else:
        text = json.dumps({"MessageId": MESSAGE_ID})
    body = text.encode()

    class Raw:
        def stream(self) -> Iterator[bytes]:
            yield body

    headers = {
        "x-amzn-RequestId": REQUEST_ID,
        "Content-Type": "text/xml",
        "Content-Length": str(len(body)),
        "Date": "Sun, 22 Nov 2026 10:00:00 GMT",
    }

    def answer(request, **_: object) -> AWSResponse:
        return AWSResponse(request.url, 200, headers, Raw())

    floor = client(case.service)
    floor.meta.events.register_first("before-send.*", answer)
    # Bound before any fake is active, so that it stays the floor inside one.
    floor._endpoint._send_request = floor._endpoint._send_request
    return case.sender(floor)


TEMPLATE = {
    "TemplateName": "order",
    "SubjectPart": "Order {{number}}",
    "TextPart": "Dear {{name}}, thank you.",
}


@contextlib.contextmanager
def answered_by_sesfake():
    with mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1) as ses:
        client("ses").create_template(Template=TEMPLATE)
        yield lambda: [message.subject for message in ses.outbox]


@contextlib.contextmanager
def answered_by_moto():
    from moto import mock_aws
    from moto.ses.models import ses_backends

    with mock_aws():
        ses = client("ses")
        ses.verify_email_identity(EmailAddress=SHOP)
        ses.create_template(Template=TEMPLATE)
        sent = ses_backends["123456789012"]["us-east-1"].sent_messages
        yield lambda: [str(vars(message)) for message in sent]

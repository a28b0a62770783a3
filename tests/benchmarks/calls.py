"""The calls that are timed, and what stands in for Amazon on either side."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator

import boto3
from botocore.awsrequest import AWSResponse, HeadersDict

from sesfake import mock_ses

SHOP = "shop@example.com"
MESSAGE_ID = b"0100018f00000000-11111111-2222-4333-8444-555555555555-000000"
REQUEST_ID = "d5964849-c866-11e0-9beb-01a62d68c57f"
CONSTANTS = {
    "ses": (
        b'<SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">\n'
        b"  <SendEmailResult>\n    <MessageId>%b</MessageId>\n  </SendEmailResult>\n"
        b"  <ResponseMetadata>\n    <RequestId>%b</RequestId>\n  </ResponseMetadata>\n"
        b"</SendEmailResponse>\n"
    )
    % (MESSAGE_ID, REQUEST_ID.encode()),
    "sesv2": b'{"MessageId":"%b"}' % MESSAGE_ID,
}
Call = Callable[[int], object]


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


def send_v2(sesv2) -> Call:
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
        )

    return send


CASES = {"SendEmail v1": ("ses", send_v1), "SendEmail v2": ("sesv2", send_v2)}


def answered_by_a_constant(service: str):
    """A client that is answered before its request reaches HTTP, by the same bytes each time."""

    class Raw:
        def stream(self) -> Iterator[bytes]:
            yield CONSTANTS[service]

    headers = {
        "x-amzn-RequestId": REQUEST_ID,
        "Content-Type": "text/xml",
        "Content-Length": str(len(CONSTANTS[service])),
        "Date": "Sun, 22 Nov 2026 10:00:00 GMT",
    }

    def answer(request, **_: object) -> AWSResponse:
        return AWSResponse(request.url, 200, HeadersDict(headers), Raw())

    floor = client(service)
    floor.meta.events.register_first("before-send.*", answer)
    # Bound before any fake is active, so that it stays the floor inside one.
    floor._endpoint._send_request = floor._endpoint._send_request
    return floor


@contextlib.contextmanager
def answered_by_sesfake():
    with mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1) as ses:
        yield lambda: [message.subject for message in ses.outbox]


@contextlib.contextmanager
def answered_by_moto():
    from moto import mock_aws
    from moto.ses.models import ses_backends

    with mock_aws():
        client("ses").verify_email_identity(EmailAddress=SHOP)
        yield lambda: [m.subject for m in ses_backends["123456789012"]["us-east-1"].sent_messages]


STAND_INS = {"sesfake": answered_by_sesfake, "moto": answered_by_moto}
numbers = itertools.count()

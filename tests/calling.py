"""Callers with keys, and what they are told who may not call."""

from __future__ import annotations

import boto3

from sesfake import AccessKey, mock_ses

SHOP, ANN = "shop@example.com", "ann@example.org"
KEY, SECRET = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
CODES = {
    "unknown": {"ses": "InvalidClientTokenId", "sesv2": "UnrecognizedClientException"},
    "signature": {"ses": "SignatureDoesNotMatch", "sesv2": "InvalidSignatureException"},
    "denied": {"ses": "AccessDenied", "sesv2": "AccessDeniedException"},
}
BODY = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "x"}}}


def client(service, key=KEY, secret=SECRET, token=None, **more):
    return boto3.client(
        service,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token,
        **more,
    )


def send(service, *args, to=ANN, **more):
    made, destination = client(service, *args), {"ToAddresses": [to]}
    if service == "ses":
        return made.send_email(Source=SHOP, Destination=destination, Message=BODY, **more)
    content = {"Simple": BODY}
    return made.send_email(FromEmailAddress=SHOP, Destination=destination, Content=content, **more)


def known(**more):
    return mock_ses(
        credentials={KEY: AccessKey(SECRET, **more)}, production=True, verified=["example.com"]
    )

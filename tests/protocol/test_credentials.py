"""Who signed a request, in each of the ways SES has taken signatures."""

import pytest

from sesfake import errors
from sesfake.protocol.credentials import Credential, read_credential
from sesfake.wire import Headers, Request


def signed(headers=None, query="", body=b""):
    url = f"https://email.us-east-1.amazonaws.com/{query}"
    return read_credential(Request("POST", url, Headers(headers or {}), body, "us-east-1"))


SCOPE = "AKIDEXAMPLE/20260101/eu-west-1/ses/aws4_request"


@pytest.mark.parametrize(
    ("headers", "query", "body", "credential"),
    [
        (
            {
                "Authorization": f"AWS4-HMAC-SHA256 Credential={SCOPE}, "
                "SignedHeaders=host;x-amz-date, Signature=abc"
            },
            "",
            b"",
            Credential("AKIDEXAMPLE", "eu-west-1"),
        ),
        (
            {
                "authorization": f"AWS4-HMAC-SHA256 Credential={SCOPE},"
                "SignedHeaders=host,Signature=abc".encode()
            },
            "",
            b"",
            Credential("AKIDEXAMPLE", "eu-west-1"),
        ),
        (
            {
                "Authorization": "AWS4-ECDSA-P256-SHA256 "
                "Credential=AKIDEXAMPLE/20260101/ses/aws4_request, "
                "SignedHeaders=host;x-amz-region-set, Signature=abc"
            },
            "",
            b"",
            Credential("AKIDEXAMPLE"),
        ),
        (
            {},
            f"?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={SCOPE.replace('/', '%2F')}",
            b"",
            Credential("AKIDEXAMPLE", "eu-west-1"),
        ),
        (
            {},
            (
                "?X-Amz-Credential=AKIDEXAMPLE%2F20260101%2Fses%2Faws4_request"
                "&X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256"
            ),
            b"",
            Credential("AKIDEXAMPLE"),
        ),
        (
            # SES API reference of 2015, samples; folded
            {
                "X-Amzn-Authorization": "AWS3 AWSAccessKeyId=AKIDEXAMPLE,\n Signature=abc=, "
                "Algorithm=HmacSHA256,\n SignedHeaders=Date;Host"
            },
            "",
            b"",
            Credential("AKIDEXAMPLE"),
        ),
        (
            {
                "X-Amzn-Authorization": "AWS3-HTTPS AWSAccessKeyId=AKIDEXAMPLE,"
                "Algorithm=HmacSHA256,Signature=abc"
            },
            "",
            b"",
            Credential("AKIDEXAMPLE"),
        ),
        ({}, "?Action=GetSendQuota&AWSAccessKeyId=AKIDEXAMPLE", b"", Credential("AKIDEXAMPLE")),
        (
            {},
            "",
            b"Action=GetSendQuota\n&AWSAccessKeyId=AKID%2BEXAMPLE\n&Signature=x",
            Credential("AKID+EXAMPLE"),
        ),
    ],
)
def test_the_credential_is_found(headers, query, body, credential):
    assert signed(headers, query, body) == credential


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer abc"}, {"Authorization": "bearer abc"}]
)
def test_an_unsigned_request_lacks_a_token(headers):
    with pytest.raises(errors.MissingAuthenticationToken):
        signed(headers, "?XAWSAccessKeyId=1", b"NotAWSAccessKeyId=2")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (
            "AWS4-HMAC-SHA256 SignedHeaders=host",
            (
                "Authorization header requires 'Credential' parameter. "
                "Authorization header requires 'Signature' parameter. "
                "Authorization=AWS4-HMAC-SHA256 SignedHeaders=host"
            ),
        ),
        (
            "Basic YTpi",
            (
                "Authorization header requires 'Credential' parameter. "
                "Authorization header requires 'Signature' parameter. "
                "Authorization header requires 'SignedHeaders' parameter. Authorization=Basic YTpi"
            ),
        ),
        (
            "AWS4-HMAC-SHA256 Credential=AKID/us-east-1, SignedHeaders=host, Signature=a",
            (
                "Credential must have exactly 5 slash-delimited elements, e.g. "
                "keyid/date/region/service/term, got 'AKID/us-east-1'"
            ),
        ),
    ],
)
def test_half_a_signature_is_incomplete(header, message):
    with pytest.raises(errors.IncompleteSignature) as raised:
        signed({"Authorization": header})
    assert raised.value.message == message


def test_half_a_signature_of_version_3_is_incomplete():
    with pytest.raises(errors.IncompleteSignature):
        signed({"X-Amzn-Authorization": "AWS3 AWSAccessKeyId=AKIDEXAMPLE"})

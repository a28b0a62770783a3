"""The 16 errors that all actions of the query API share (API reference of 2015, "Common Errors").

Some follow from what is sent; the others tell of the world behind the service, and a test that
wants one asks for it with `ses.fail_next`.
"""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from sesfake.app import handle
from sesfake.domain.accounts import Accounts
from sesfake.settings import Settings
from sesfake.wire import Headers, Request

NAMESPACE = "{http://ses.amazonaws.com/doc/2010-12-01/}"
SIGNED = {
    "Authorization": "AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/ses/aws4_request, "
    "SignedHeaders=host, Signature=0"
}
UNFINISHED = {
    "Authorization": "AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/ses/aws4_request"
}

FROM_INPUT = {
    "IncompleteSignature": (400, UNFINISHED, "Action=GetSendQuota"),
    "InvalidAction": (400, SIGNED, "Action=SendPigeon"),
    "InvalidParameterCombination": (
        400,
        SIGNED,
        "Action=GetSendQuota&Timestamp=2011-08-18T22:22:36Z&Expires=2011-08-18T22:22:36Z",
    ),
    "InvalidParameterValue": (400, SIGNED, "Action=ListIdentities&MaxItems=0"),
    "MalformedQueryString": (404, SIGNED, "Action=ListIdentities&NextToken=%E0%A4%A"),
    "MissingAction": (400, SIGNED, "Version=2010-12-01"),
    "MissingAuthenticationToken": (403, {}, "Action=GetSendQuota"),
    "ValidationError": (400, SIGNED, "Action=VerifyEmailIdentity"),
}
# Throttling also comes from a spent quota: see tests/domain/test_sending.py.
SCRIPTED = {
    "InternalFailure": 500,
    "InvalidClientTokenId": 403,
    "InvalidQueryParameter": 400,
    "MissingParameter": 400,
    "OptInRequired": 403,
    "RequestExpired": 400,
    "ServiceUnavailable": 503,
    "Throttling": 400,
}


def test_these_are_all_16():
    assert len(FROM_INPUT.keys() | SCRIPTED.keys()) == 16


@pytest.mark.parametrize("code", FROM_INPUT)
def test_an_error_that_comes_from_input(code):
    status, headers, form = FROM_INPUT[code]
    request = Request("POST", "https://email/", Headers(headers), form.encode(), "us-east-1")

    response = handle(Accounts(Settings()), "ses", request)

    error = ElementTree.fromstring(response.body).find(f"{NAMESPACE}Error")
    assert (response.status, error.findtext(f"{NAMESPACE}Code")) == (status, code)
    assert error.findtext(f"{NAMESPACE}Type") == "Sender"


@pytest.mark.parametrize("code", SCRIPTED)
def test_an_error_that_must_be_scripted(ses, code):
    import boto3

    client = boto3.client("ses", config=Config(retries={"max_attempts": 0}))
    ses.fail_next("GetSendQuota", code, message="As scripted.")

    with pytest.raises(ClientError, match="As scripted.") as caught:
        client.get_send_quota()

    response = caught.value.response
    assert response["Error"]["Code"] == code
    assert response["ResponseMetadata"]["HTTPStatusCode"] == SCRIPTED[code]
    assert client.get_send_quota()["Max24HourSend"] == 200.0

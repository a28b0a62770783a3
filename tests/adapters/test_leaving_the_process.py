"""No request to SES leaves the process; the requests to others are none of our business."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import HTTPClientError, NoCredentialsError, NoRegionError

import sesfake.adapters.emitter
from sesfake import mock_ses

from .sending import ADDRESS, send

KEYS = {"aws_access_key_id": "AKID", "aws_secret_access_key": "secret"}
ONCE = Config(retries={"total_max_attempts": 1})


@pytest.mark.parametrize("error", [ZeroDivisionError, ConnectionError, KeyboardInterrupt])
def test_a_request_that_cannot_be_answered_raises(service, monkeypatch, error):
    """A fault of sesfake is seen where the call was made."""

    def fail(*_):
        raise error("a fault of ours")

    monkeypatch.setattr(sesfake.adapters.emitter, "handle", fail)

    with mock_ses(verified=[ADDRESS]), pytest.raises(error, match="a fault of ours"):
        send(boto3.client(service))


def test_the_http_session_is_never_used(service):
    class Session:
        def send(self, request):
            raise AssertionError(request.url)

    with mock_ses(verified=[ADDRESS]) as ses:
        client = boto3.client(service)
        client._endpoint.http_session = Session()
        send(client)

    assert len(ses.outbox) == 1


def test_without_a_fake_a_request_leaves_as_ever(service, network_attempts):
    """What the guard of the suite would see if the hook did not answer."""
    with mock_ses(verified=[ADDRESS]):
        client = boto3.client(service, config=ONCE)
        send(client)
    with pytest.raises(HTTPClientError):
        send(client)

    assert network_attempts == ["socket.getaddrinfo('email.us-east-1.amazonaws.com')"]
    network_attempts.clear()


def test_other_services_reach_for_the_network_as_ever(network_attempts):
    client = boto3.client("s3", "us-east-1", config=ONCE, **KEYS)
    errors = []
    for client_or_none in (client, None):
        with pytest.raises(HTTPClientError) as outside:
            client.list_buckets()
        with mock_ses(), pytest.raises(HTTPClientError) as inside:
            inner = client_or_none or boto3.client("s3", "us-east-1", config=ONCE, **KEYS)
            inner.list_buckets()
        errors += [str(outside.value), str(inside.value)]

    assert len(set(errors)) == 1
    assert network_attempts == ["socket.getaddrinfo('s3.amazonaws.com')"] * 4
    network_attempts.clear()


def test_other_services_need_credentials_and_a_region_as_ever(monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    with mock_ses():
        with pytest.raises(NoRegionError):
            boto3.client("sqs")
        with pytest.raises(NoCredentialsError):
            boto3.client("s3", "us-east-1").list_buckets()


def test_a_call_without_a_service_fails_as_ever():
    session = boto3.Session()._session
    with pytest.raises(TypeError) as outside:
        session.create_client()

    with mock_ses(), pytest.raises(TypeError) as inside:
        session.create_client()

    assert "service_name" in str(outside.value)
    assert "service_name" in str(inside.value)

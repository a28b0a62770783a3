"""Every client is caught, whenever, however and for wherever it was made."""

from __future__ import annotations

import importlib.util
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
import botocore.session
import pytest
from botocore.config import Config

from sesfake import mock_ses

from .sending import ADDRESS, send, signatures_of


def test_a_client_made_before_the_fake_reaches_it(service, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    client = boto3.client(service, region_name="eu-west-1")

    with mock_ses(verified=[ADDRESS]) as ses:
        answer = send(client)

    assert [(message.id, message.region) for message in ses.outbox] == [
        (answer["MessageId"], "eu-west-1")
    ]


def test_a_client_made_before_the_fake_needs_no_credentials(service, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    client = boto3.client(service, region_name="eu-west-1")

    with mock_ses(verified=[ADDRESS]) as ses:
        signatures = signatures_of(client)
        send(client)

    assert len(ses.outbox) == 1
    assert signatures == [("SESFAKE0000000000000", "eu-west-1")]


def test_a_client_made_after_reaches_it(service):
    with mock_ses(verified=[ADDRESS]) as ses:
        answer = send(boto3.client(service))

    assert [(message.id, message.region) for message in ses.outbox] == [
        (answer["MessageId"], "us-east-1")
    ]


def test_a_client_made_when_its_module_was_imported_reaches_it(service, tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    path = tmp_path / "shop.py"
    path.write_text(
        "from boto3 import client\n"
        f"ses_client = client({service!r}, 'us-east-1')\n"
        "send_email = ses_client.send_email\n"
    )
    spec = importlib.util.spec_from_file_location("shop", path)
    shop = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shop)

    with mock_ses(verified=[ADDRESS]) as ses:
        send(shop.ses_client)

    assert len(ses.outbox) == 1


def test_a_client_of_one_fake_reaches_the_next_one(service):
    with mock_ses(verified=[ADDRESS]) as first:
        client = boto3.client(service)
        send(client, subject="one")
    with mock_ses(verified=[ADDRESS]) as second:
        send(client, subject="two")

    assert [message.subject for message in first.outbox] == ["one"]
    assert [message.subject for message in second.outbox] == ["two"]


def test_clients_in_many_threads_reach_one_fake(service):
    with mock_ses(verified=[ADDRESS], production=True) as ses:
        client = boto3.client(service)
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda n: send(client, subject=str(n)), range(40)))

    assert {message.id for message in ses.outbox} == {answer["MessageId"] for answer in answers}
    assert sorted(int(message.subject) for message in ses.outbox) == list(range(40))


def test_a_thread_started_before_the_fake_reaches_it(monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    client = boto3.client("ses", region_name="us-east-1")
    active = threading.Event()
    thread = threading.Thread(target=lambda: active.wait(10) and send(client))
    thread.start()

    with mock_ses(verified=[ADDRESS]) as ses:
        active.set()
        thread.join()

    assert len(ses.outbox) == 1


@pytest.mark.parametrize(
    "options",
    [
        {"endpoint_url": "http://localhost:4566"},
        {"endpoint_url": "https://mail.example.com:8443/prefix"},
        {"config": Config(use_fips_endpoint=True)},
        {"config": Config(use_dualstack_endpoint=True)},
        {"region_name": "cn-north-1"},
        {"region_name": "us-gov-west-1"},
        {"region_name": "mars-north-1"},
        {"config": Config(region_name="ap-south-1")},
        {"use_ssl": False},
        {"verify": False},
        {"config": Config(proxies={"https": "http://proxy.example.com:3128"})},
        {"config": Config(tcp_keepalive=True, max_pool_connections=1)},
    ],
    ids=[
        "endpoint",
        "endpoint-with-prefix",
        "fips",
        "dual-stack",
        "china",
        "gov-cloud",
        "unknown-region",
        "region-in-config",
        "plain-http",
        "unverified",
        "proxy",
        "pool",
    ],
)
def test_a_client_is_caught_whatever_its_endpoint(service, options):
    with mock_ses(verified=[ADDRESS]) as ses:
        client = boto3.client(service, **options)
        send(client)

    region = options.get("region_name") or client.meta.region_name
    assert [message.region for message in ses.outbox] == [region]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("AWS_ENDPOINT_URL", "http://localhost:4566"),
        ("AWS_ENDPOINT_URL_SES", "http://localhost:4567"),
        ("AWS_ENDPOINT_URL_SESV2", "http://localhost:4568"),
        ("AWS_USE_FIPS_ENDPOINT", "true"),
        ("AWS_USE_DUALSTACK_ENDPOINT", "true"),
        ("AWS_RETRY_MODE", "adaptive"),
        ("AWS_MAX_ATTEMPTS", "1"),
        ("HTTPS_PROXY", "http://proxy.example.com:3128"),
    ],
)
def test_a_client_is_caught_whatever_the_environment_says(service, monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)

    with mock_ses(verified=[ADDRESS]) as ses:
        send(boto3.client(service))

    assert len(ses.outbox) == 1


def test_each_region_is_a_world_of_its_own(service):
    with mock_ses(verified={"eu-west-1": [ADDRESS]}) as ses:
        send(boto3.client(service, region_name="eu-west-1"))
        client = boto3.client(service, region_name="cn-north-1")
        with pytest.raises(client.exceptions.MessageRejected) as caught:
            send(client)

    assert caught.value.response["Error"]["Message"] == (
        "Email address is not verified. The following identities failed the check in region "
        "CN-NORTH-1: shop@example.com"
    )
    assert [message.region for message in ses.outbox] == ["eu-west-1"]


def test_a_session_of_botocore_itself_is_caught(service):
    with mock_ses(verified=[ADDRESS]) as ses:
        send(botocore.session.Session().create_client(service))

    assert len(ses.outbox) == 1


def test_a_subclass_of_the_session_is_caught(service):
    class Session(botocore.session.Session):
        def create_client(self, *args, **kwargs):
            return super().create_client(*args, **kwargs)

    with mock_ses(verified=[ADDRESS]) as ses:
        send(Session().create_client(service, None))

    assert len(ses.outbox) == 1


def test_the_handlers_of_a_client_see_every_request(service):
    """All events but before-send and needs-retry are botocore's own affair."""
    seen = []
    with mock_ses(verified=[ADDRESS]):
        client = boto3.client(service)
        for event in ("before-call", "request-created", "before-sign", "response-received"):
            client.meta.events.register(event, lambda event_name, **_: seen.append(event_name))
        send(client)

    assert seen == [
        f"before-call.{service}.SendEmail",
        f"before-sign.{service}.SendEmail",
        f"request-created.{service}.SendEmail",
        f"response-received.{service}.SendEmail",
    ]


def test_an_answer_has_the_metadata_that_amazon_sends(service):
    with mock_ses(verified=[ADDRESS]):
        metadata = send(boto3.client(service))["ResponseMetadata"]

    assert metadata["HTTPStatusCode"] == 200
    assert metadata["RetryAttempts"] == 0
    assert metadata["HTTPHeaders"]["x-amzn-requestid"] == metadata["RequestId"]
    assert metadata["HTTPHeaders"]["content-length"].isdigit()

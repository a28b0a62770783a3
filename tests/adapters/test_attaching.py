"""`ses.attach(...)`: one client, or one session, has a fake of its own."""

from __future__ import annotations

import threading
from unittest.mock import patch

import boto3
import botocore.endpoint
import botocore.session
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, HTTPClientError
from botocore.stub import Stubber

import sesfake
from sesfake import mock_ses
from sesfake.adapters.hints import hint_of

from .sending import ADDRESS, send, signatures_of

KEYS = {"aws_access_key_id": "AKID", "aws_secret_access_key": "secret"}
ONCE = Config(retries={"total_max_attempts": 1})
WORLD = ["socket.getaddrinfo('email.eu-west-1.amazonaws.com')"]


@pytest.fixture
def apart():
    return mock_ses(verified=[ADDRESS]).apart()


@pytest.fixture
def client(service, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    return boto3.client(service, "eu-west-1", config=ONCE)


def subjects(ses):
    return [message.subject for message in ses.outbox]


def leaves(client, network_attempts):
    """Whether a request leaves the process, where the guard of the suite stands."""
    with pytest.raises(HTTPClientError):
        send(client)
    seen = list(network_attempts)
    network_attempts.clear()
    return seen == WORLD


def test_an_attached_client_is_answered_without_an_active_fake(apart, client):
    with apart.attach(client) as same:
        send(client, subject="Hello")

    assert same is client
    assert subjects(apart) == ["Hello"]
    assert apart.outbox.last.region == "eu-west-1"


def test_nobody_else_is_caught_and_nothing_of_botocore_is_touched(
    apart, client, service, network_attempts
):
    other = boto3.client(service, "eu-west-1", config=ONCE, **KEYS)
    method = botocore.endpoint.Endpoint.__dict__["_send_request"]

    with apart.attach(client):
        assert botocore.endpoint.Endpoint.__dict__["_send_request"] is method
        assert leaves(other, network_attempts)
        with pytest.raises(RuntimeError, match="No fake of SES is active"):
            sesfake.current()

    assert subjects(apart) == []


@pytest.mark.parametrize("how", ["with", "detach", "detach_all"])
def test_a_detached_client_is_as_before(apart, service, how, network_attempts):
    client = boto3.client(service, "eu-west-1", config=ONCE, **KEYS)

    binding = apart.attach(client)
    send(client)
    if how == "with":
        with binding:
            pass
    elif how == "detach":
        binding.detach()
        binding.detach()
    else:
        apart.detach_all()

    assert leaves(client, network_attempts)
    assert "_make_api_call" not in vars(client)
    assert "_send_request" not in vars(client._endpoint)
    assert "get_auth_instance" not in vars(client._request_signer)
    with mock_ses(verified=[ADDRESS]) as active:
        send(client)
    assert (len(apart.outbox), len(active.outbox)) == (1, 1)


def test_an_attached_client_keeps_to_its_fake_while_another_is_active(apart, client, service):
    with apart.attach(client), mock_ses(verified=[ADDRESS]) as active:
        send(client, subject="mine")
        send(boto3.client(service), subject="everybody's")
        with mock_ses(verified=[ADDRESS]) as inner:
            send(client, subject="mine too")

    assert subjects(apart) == ["mine", "mine too"]
    assert (subjects(active), subjects(inner)) == (["everybody's"], [])


def test_a_client_may_be_attached_before_and_detached_inside_of_an_active_fake(apart, client):
    binding = apart.attach(client)
    with mock_ses(verified=[ADDRESS]) as active:
        send(client, subject="one")
        binding.detach()
        send(client, subject="two")

    assert (subjects(apart), subjects(active)) == (["one"], ["two"])


def test_an_active_fake_can_keep_a_client_to_itself_until_it_ends(client, service):
    with mock_ses(verified=[ADDRESS]) as outer:
        outer.attach(client)
        with mock_ses(verified=[ADDRESS]) as inner:
            send(client, subject="one")
        send(client, subject="two")
    with mock_ses(verified=[ADDRESS]) as later:
        send(client, subject="three")

    assert subjects(outer) == ["one", "two"]
    assert (subjects(inner), subjects(later)) == ([], ["three"])


def test_the_fake_attached_last_answers_in_whatever_order_they_leave(apart, client):
    other = mock_ses(verified=[ADDRESS]).apart()

    first = apart.attach(client)
    second = other.attach(client)
    again = apart.attach(client)
    send(client, subject="one")
    first.detach()
    send(client, subject="two")
    again.detach()
    send(client, subject="three")
    second.detach()

    assert (subjects(apart), subjects(other)) == (["one"], ["two", "three"])


def test_a_session_is_attached_with_all_the_clients_it_makes_and_no_others(
    apart, service, network_attempts
):
    """Region and credentials need not be configured, as in an active fake."""
    other = boto3.client(service, "eu-west-1", config=ONCE, **KEYS)

    with apart.attach(boto3.Session()) as session:
        client = session.client(service)
        signatures = signatures_of(client)
        send(client, subject="session's")
        session.client("s3", "eu-west-1", **KEYS)
        assert leaves(other, network_attempts)

    assert subjects(apart) == ["session's"]
    assert signatures == [("SESFAKE0000000000000", "us-east-1")]
    with mock_ses(verified=[ADDRESS]) as active:
        send(client, subject="detached")
        send(session.client(service), subject="made later")
    assert (len(apart.outbox), subjects(active)) == (1, ["detached", "made later"])


def test_a_session_of_botocore_is_attached_alike(apart, service):
    with apart.attach(botocore.session.Session()) as session:
        send(session.create_client(service, region_name="eu-west-1"))

    assert apart.outbox.last.region == "eu-west-1"


def test_a_client_of_an_attached_session_may_belong_elsewhere(apart, service):
    other = mock_ses(verified=[ADDRESS]).apart()

    with apart.attach(boto3.Session()) as session:
        client = session.client(service)
        with other.attach(client):
            send(client, subject="other's")
        send(client, subject="session's")
        with other.attach(session):
            send(session.client(service), subject="other's too")
            send(client, subject="session's still")

    assert subjects(apart) == ["session's", "session's still"]
    assert subjects(other) == ["other's", "other's too"]


def test_two_fakes_in_two_threads_do_not_meet(service):
    """Each thread resets its own as it likes; an active fake would be everybody's."""
    meet = threading.Barrier(2)
    outcome = {}

    def work(name):
        ses = mock_ses(verified=[ADDRESS]).apart()
        with ses.attach(boto3.Session()) as session:
            client = session.client(service)
            meet.wait()
            for number in range(50):
                send(client, subject=f"{name} {number}")
            ses.fail_next("SendEmail", "InternalFailure")
            meet.wait()
            answer = send(client, subject=f"{name} retried")
            outcome[name] = subjects(ses), answer["ResponseMetadata"]["RetryAttempts"]
            ses.reset()
            meet.wait()
            outcome[f"{name} reset"] = subjects(ses)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for name in ("a", "b"):
        expected = [*(f"{name} {number}" for number in range(50)), f"{name} retried"]
        assert outcome[name] == (expected, 1)
        assert outcome[f"{name} reset"] == []


def test_a_refusal_is_that_of_the_fake_and_so_is_its_hint(client):
    """The two give the same request ids, for they have the same seed."""
    apart = mock_ses(production=True).apart()

    with apart.attach(client), mock_ses():
        with pytest.raises(ClientError) as of_active:
            send(boto3.client("ses", "eu-west-1"), to="bob@example.com")
        with pytest.raises(ClientError) as of_apart:
            send(client, to="bob@example.com")

    errors = [caught.value.response for caught in (of_apart, of_active)]
    assert [error["Error"]["Message"].partition("EU-WEST-1: ")[2] for error in errors] == [
        "shop@example.com",
        "shop@example.com, bob@example.com",
    ]
    assert len({error["ResponseMetadata"]["RequestId"] for error in errors}) == 1
    assert "bob@example.com" not in hint_of(of_apart.value)
    assert "bob@example.com" in hint_of(of_active.value)


def test_what_a_test_has_put_on_the_client_still_wins(apart, client):
    with patch.object(client, "_make_api_call", return_value="patched"), apart.attach(client):
        assert send(client) == "patched"
    with Stubber(client) as stubber, apart.attach(client):
        stubber.add_response("send_email", {"MessageId": "stubbed"})
        assert send(client)["MessageId"] == "stubbed"
    with apart.attach(client):
        send(client, subject="answered")

    assert subjects(apart) == ["answered"]


def test_what_a_test_puts_on_an_attached_client_may_outlive_the_attachment(
    apart, client, service, network_attempts
):
    client = boto3.client(service, "eu-west-1", config=ONCE, **KEYS)
    binding = apart.attach(client)
    with patch.object(client, "_make_api_call", wraps=client._make_api_call) as spy:
        send(client)
        binding.detach()
        assert leaves(client, network_attempts)
        with apart.attach(client):
            send(client)
    assert spy.call_count == 3

    assert leaves(client, network_attempts)
    assert len(apart.outbox) == 2


def test_paginators_and_views_belong_to_it_too(service):
    ses = mock_ses(verified=[f"shop{n}@example.com" for n in range(5)]).apart()

    with ses.region("eu-west-1").attach(boto3.Session()) as session:
        client = session.client("ses", "us-west-2")
        pages = client.get_paginator("list_identities").paginate(PaginationConfig={"PageSize": 2})
        listed = [name for page in pages for name in page["Identities"]]

    assert len(listed) == 5


def test_moto_is_not_asked(apart, service):
    moto = pytest.importorskip("moto")

    with moto.mock_aws(), apart.attach(boto3.client(service, "eu-west-1")) as client:
        send(client)
        with pytest.raises(ClientError) as caught:
            send(boto3.client(service, "eu-west-1"))

    assert caught.value.response["Error"]["Code"] == "MessageRejected"
    assert len(apart.outbox) == 1


def test_reset_keeps_what_is_attached(apart, client):
    with apart.attach(client):
        send(client, subject="one")
        apart.reset()
        send(client, subject="two")

    assert subjects(apart) == ["two"]


@pytest.mark.parametrize("target", [None, "ses", boto3, object()])
def test_what_cannot_be_attached_is_a_type_error(apart, target):
    with pytest.raises(TypeError, match=r"attach takes a client for ses or sesv2, such as boto3"):
        apart.attach(target)


def test_a_client_of_another_service_is_a_type_error(apart):
    with pytest.raises(TypeError, match="S3 object"):
        apart.attach(boto3.client("s3", "eu-west-1", **KEYS))


def test_wrong_options_are_wrong_here_too():
    with pytest.raises(TypeError, match=r"there is no option verfied=; did you mean verified=\?"):
        mock_ses(verfied=[ADDRESS]).apart()

"""What others put above the hook keeps winning, and stays when we leave."""

from __future__ import annotations

import functools
from unittest.mock import patch

import boto3
import botocore.client
import botocore.endpoint
import botocore.session
import pytest
from botocore.client import BaseClient
from botocore.stub import Stubber

from sesfake import mock_ses

from .sending import ADDRESS, send

ORIGINAL = BaseClient.__dict__["_make_api_call"]
PLACES = [
    (botocore.endpoint.Endpoint, "_send_request"),
    (botocore.session.Session, "create_client"),
    (botocore.client.BaseClient, "_make_api_call"),
]
ANSWER = {"MessageId": "theirs"}


def theirs(client, operation_name, parameters):
    """The well-known idiom: answer one operation, leave the others to botocore."""
    if operation_name == "SendEmail":
        return ANSWER
    return ORIGINAL(client, operation_name, parameters)


def passing_to(below):
    """Somebody's wrapper, which calls what it has found."""

    def wrapper(self, *args):
        return below(self, *args)

    return wrapper


@pytest.fixture(autouse=True)
def everything_is_restored():
    before = [owner.__dict__[name] for owner, name in PLACES]
    yield
    with mock_ses():
        pass
    assert [owner.__dict__[name] for owner, name in PLACES] == before


def test_a_stubber_wins(service):
    with mock_ses() as ses:
        client = boto3.client(service)
        with Stubber(client) as stubber:
            stubber.add_response("send_email", ANSWER)
            stubber.add_client_error("send_email", "Paused", "Not now", 400)
            assert send(client)["MessageId"] == "theirs"
            with pytest.raises(client.exceptions.ClientError, match="Not now"):
                send(client)
        ses.verify(ADDRESS)
        send(client)

    assert len(ses.outbox) == 1


def test_a_stubber_that_was_active_before_wins(service):
    client = boto3.client(service, "us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
    with Stubber(client) as stubber:
        stubber.add_response("send_email", ANSWER)
        with mock_ses() as ses:
            assert send(client)["MessageId"] == "theirs"

    assert ses.outbox == []


@pytest.mark.parametrize("as_mock", [False, True], ids=["function", "mock"])
def test_a_patch_made_before_the_fake_wins(service, as_mock):
    patched = patch.object(BaseClient, "_make_api_call", theirs)
    if as_mock:
        patched = patch.object(BaseClient, "_make_api_call", return_value=ANSWER)

    with patched as mock, mock_ses() as ses:
        assert send(boto3.client(service)) == ANSWER
        if as_mock:
            [(operation_name, _)] = [call.args for call in mock.call_args_list]
            assert operation_name == "SendEmail"
            assert BaseClient._make_api_call is mock

    assert ses.outbox == []
    assert BaseClient.__dict__["_make_api_call"] is ORIGINAL


def test_a_patch_with_autospec_wins(service):
    with (
        patch.object(BaseClient, "_make_api_call", autospec=True, return_value=ANSWER) as mock,
        mock_ses(),
    ):
        client = boto3.client(service)
        assert send(client) == ANSWER

    assert [call.args[:2] for call in mock.call_args_list] == [(client, "SendEmail")]


def test_a_patch_on_top_that_leaves_an_operation_to_botocore_leaves_it_to_the_fake(service):
    with patch.object(BaseClient, "_make_api_call", theirs), mock_ses(verified=[ADDRESS]):
        client = boto3.client(service)
        listed = (
            client.list_identities()["Identities"]
            if service == "ses"
            else [
                item["IdentityName"] for item in client.list_email_identities()["EmailIdentities"]
            ]
        )

    assert listed == [ADDRESS]


@pytest.mark.parametrize("as_mock", [False, True], ids=["function", "mock"])
def test_a_patch_made_within_the_fake_wins(service, as_mock):
    with mock_ses(verified=[ADDRESS]) as ses:
        client = boto3.client(service)
        patched = patch.object(BaseClient, "_make_api_call", theirs)
        if as_mock:
            patched = patch.object(BaseClient, "_make_api_call", return_value=ANSWER)
        with patched:
            assert send(client) == ANSWER
        assert ses.outbox == []
        send(client)

    assert len(ses.outbox) == 1
    assert BaseClient.__dict__["_make_api_call"] is ORIGINAL


def test_a_patch_made_before_and_undone_within_the_fake_stays_undone(service):
    patched = patch.object(BaseClient, "_make_api_call", theirs)
    patched.start()
    with mock_ses(verified=[ADDRESS]) as ses:
        client = boto3.client(service)
        assert send(client) == ANSWER
        patched.stop()
        send(client)

    assert len(ses.outbox) == 1
    assert BaseClient.__dict__["_make_api_call"] is ORIGINAL


@pytest.mark.parametrize(("owner", "name"), PLACES)
def test_a_patch_that_outlives_the_fake_stays_in_place(service, owner, name):
    calls = []

    def patch_on_top(below):
        @functools.wraps(below)  # copies our marks as well
        def on_top(self, *args, **kwargs):
            calls.append(name)
            return below(self, *args, **kwargs)

        return on_top

    first = mock_ses(verified=[ADDRESS])
    first.start()
    patched = patch.object(owner, name, patch_on_top(getattr(owner, name)))
    on_top = patched.start()
    first.stop()

    assert owner.__dict__[name] is on_top

    with mock_ses(verified=[ADDRESS]) as ses:
        send(boto3.client(service))
    assert owner.__dict__[name] is on_top
    assert len(ses.outbox) == 1
    assert calls == [name]

    patched.stop()


def test_a_fake_begun_under_somebody_elses_patch_does_not_answer_twice(service, monkeypatch):
    """Ours, theirs, ours: the request is answered, and the clock moved, once."""
    monkeypatch.setattr("time.time", lambda: 1_700_000_000.0)
    monkeypatch.setattr("random.random", lambda: 0.5)
    mock = mock_ses(verified=[ADDRESS])
    mock.start()
    endpoint = botocore.endpoint.Endpoint
    below = endpoint._send_request
    patched = patch.object(endpoint, "_send_request", passing_to(below))
    patched.start()
    mock.stop()

    with mock_ses(verified=[ADDRESS]) as ses:
        config = botocore.client.Config(retries={"mode": "legacy"})
        client = boto3.client(service, config=config)
        ses.fail_next("SendEmail", "InternalFailure")
        assert send(client)["ResponseMetadata"]["RetryAttempts"] == 1
        assert ses.clock.timestamp() == 1_700_000_000.5

    assert len(ses.outbox) == 1
    patched.stop()


def test_an_error_under_two_patches_has_its_hint_once(service):
    mock = mock_ses()
    mock.start()
    below = BaseClient._make_api_call
    patched = patch.object(BaseClient, "_make_api_call", passing_to(below))
    patched.start()
    mock.stop()

    with mock_ses():
        client = boto3.client(service)
        with pytest.raises(client.exceptions.MessageRejected) as caught:
            send(client)

    assert len(getattr(caught.value, "__notes__", [""])) == 1
    patched.stop()


class Proxied:
    """A descriptor that is no function, as the instrumentation of tracing libraries is."""

    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __get__(self, instance, owner):
        def call(*args):
            self.calls += 1
            return self.function(*(args if instance is None else (instance, *args)))

        return call


def test_an_instrumented_method_is_called_and_put_back(service):
    proxied = Proxied(ORIGINAL)
    with patch.object(BaseClient, "_make_api_call", proxied):
        with mock_ses(verified=[ADDRESS]) as ses:
            send(boto3.client(service))
        assert BaseClient.__dict__["_make_api_call"] is proxied

    assert len(ses.outbox) == 1
    assert proxied.calls == 1

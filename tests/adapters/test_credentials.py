"""Regions and credentials: the configured ones where there are some, and never from the network.

That nothing reaches out is watched by the guard of the whole suite, which also notices an attempt
that botocore would have swallowed.
"""

from __future__ import annotations

import datetime
import os

import boto3
import botocore.session
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.credentials import (
    Credentials,
    DeferredRefreshableCredentials,
    RefreshableCredentials,
)
from botocore.exceptions import (
    ClientError,
    ConfigParseError,
    NoCredentialsError,
    NoRegionError,
    PartialCredentialsError,
    ProfileNotFound,
)

from sesfake import mock_ses

from .sending import ADDRESS, send, signatures_of

DUMMY = "SESFAKE0000000000000"
UTC = datetime.timezone.utc

ROLE = "arn:aws:iam::123456789012:role/mailer"
PROFILES = f"""
[profile empty]

[profile ohio]
region = us-east-2

[profile keys]
aws_access_key_id = AKIDCONFIG
aws_secret_access_key = secret
region = eu-west-3

[profile role]
role_arn = {ROLE}
source_profile = keys
region = eu-central-1

[profile role_of_the_machine]
role_arn = {ROLE}
credential_source = Ec2InstanceMetadata

[profile role_in_a_container]
role_arn = {ROLE}
credential_source = EcsContainer

[profile web_identity]
role_arn = {ROLE}
web_identity_token_file = /nowhere/token

[profile process]
credential_process = false

[profile sso]
sso_session = company
sso_account_id = 123456789012
sso_role_name = mailer

[sso-session company]
sso_region = eu-west-1
sso_start_url = https://company.awsapps.com/start

[profile old_sso]
sso_region = eu-west-1
sso_start_url = https://company.awsapps.com/start
sso_account_id = 123456789012
sso_role_name = mailer
"""


def signed_by(session, service, **options):
    """Access key and region of a send through a client of the session."""
    with mock_ses(verified=[ADDRESS]) as ses:
        client = session.client(service, **options)
        signatures = signatures_of(client)
        send(client)
    assert len(ses.outbox) == 1
    return signatures[0]


def test_nothing_is_configured(service):
    assert signed_by(boto3, service) == (DUMMY, "us-east-1")


def test_the_environment_is_used(service, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "sa-east-1")

    assert signed_by(boto3, service) == ("AKIDENVIRONMENT", "sa-east-1")


def test_the_session_token_of_the_environment_is_sent(service, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token")
    tokens = []

    with mock_ses(verified=[ADDRESS]):
        client = boto3.client(service)
        client.meta.events.register_last(
            "request-created",
            lambda request, **_: tokens.append(request.headers["X-Amz-Security-Token"]),
        )
        send(client)

    assert tokens == ["token"]


def test_the_default_profile_is_used(service, configure):
    configure(
        "[default]\nregion = ca-central-1\n",
        "[default]\naws_access_key_id = AKIDFILE\naws_secret_access_key = secret\n",
    )

    assert signed_by(boto3, service) == ("AKIDFILE", "ca-central-1")


def test_the_profile_that_the_environment_names_is_used(service, configure, monkeypatch):
    configure(PROFILES)
    monkeypatch.setenv("AWS_PROFILE", "keys")

    assert signed_by(boto3, service) == ("AKIDCONFIG", "eu-west-3")


def test_keys_of_the_environment_win_over_a_profile_it_names(service, configure, monkeypatch):
    configure(PROFILES)
    monkeypatch.setenv("AWS_PROFILE", "keys")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")

    assert signed_by(boto3, service) == ("AKIDENVIRONMENT", "eu-west-3")


def test_a_profile_named_in_code_wins_over_the_environment(service, configure, monkeypatch):
    configure(PROFILES)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")

    session = boto3.Session(profile_name="keys")

    assert signed_by(session, service) == ("AKIDCONFIG", "eu-west-3")


@pytest.mark.parametrize(
    ("profile", "region"),
    [
        ("empty", "us-east-1"),
        ("ohio", "us-east-2"),
        ("role", "eu-central-1"),
        ("role_of_the_machine", "us-east-1"),
        ("role_in_a_container", "us-east-1"),
        ("web_identity", "us-east-1"),
        ("process", "us-east-1"),
        ("sso", "us-east-1"),
        ("old_sso", "us-east-1"),
    ],
)
def test_a_profile_without_keys_of_its_own_needs_none(service, configure, profile, region):
    configure(PROFILES)

    assert signed_by(boto3.Session(profile_name=profile), service) == (DUMMY, region)


def test_a_credential_process_is_not_run(service, configure, tmp_path):
    ran = tmp_path / "ran"
    configure(f"[default]\ncredential_process = touch {ran}\n")

    assert signed_by(boto3, service) == (DUMMY, "us-east-1")
    assert not ran.exists()


@pytest.mark.parametrize(
    "variables",
    [
        {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/credentials"},
        {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/credentials"},
        {"AWS_ROLE_ARN": ROLE, "AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere/token"},
    ],
    ids=["container", "container-relative", "web-identity"],
)
def test_credentials_that_the_environment_would_fetch_are_not_fetched(
    service, monkeypatch, variables
):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert signed_by(boto3, service) == (DUMMY, "us-east-1")


def test_keys_given_to_the_client_are_used(service):
    options = {"aws_access_key_id": "AKIDCLIENT", "aws_secret_access_key": "secret"}

    assert signed_by(boto3, service, **options) == ("AKIDCLIENT", "us-east-1")


def test_keys_given_to_the_session_are_used(service):
    session = boto3.Session("AKIDSESSION", "secret", region_name="ap-south-1")

    assert signed_by(session, service) == ("AKIDSESSION", "ap-south-1")


def test_credentials_that_the_session_has_loaded_already_are_used(service, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDBEFORE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    session = boto3.Session()
    session.get_credentials()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDLATER")

    assert signed_by(session, service) == ("AKIDBEFORE", "us-east-1")


@pytest.mark.parametrize(
    "given",
    [{"aws_access_key_id": "AKID"}, {"aws_secret_access_key": "secret"}],
    ids=["without-secret", "without-key"],
)
def test_half_a_pair_of_keys_is_an_error_as_ever(service, given):
    with pytest.raises(PartialCredentialsError) as outside:
        boto3.client(service, "us-east-1", **given)

    with mock_ses(), pytest.raises(PartialCredentialsError) as inside:
        boto3.client(service, **given)

    assert str(inside.value) == str(outside.value)


def test_half_a_pair_of_keys_in_the_environment_is_an_error_as_ever(service, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT")

    with mock_ses(), pytest.raises(PartialCredentialsError) as caught:
        boto3.client(service)

    assert str(caught.value) == "Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY"


@pytest.mark.parametrize("options", [{}, {"region_name": "us-east-1"}], ids=["bare", "region"])
def test_a_missing_profile_is_an_error_as_ever(service, monkeypatch, options):
    monkeypatch.setenv("AWS_PROFILE", "missing")

    with mock_ses(), pytest.raises(ProfileNotFound) as caught:
        botocore.session.Session().create_client(service, **options)

    assert str(caught.value) == "The config profile (missing) could not be found"


def test_a_config_file_that_cannot_be_read_is_an_error_as_ever(service, configure):
    configure("[default\n")

    with mock_ses(), pytest.raises(ConfigParseError):
        botocore.session.Session().create_client(service)


@pytest.mark.parametrize("at", ["config", "environment", "profile"])
def test_defaults_mode_auto_asks_no_instance_for_its_region(service, configure, monkeypatch, at):
    options = {}
    if at == "config":
        options["config"] = Config(defaults_mode="auto")
    elif at == "environment":
        monkeypatch.setenv("AWS_DEFAULTS_MODE", "auto")
    else:
        configure("[default]\ndefaults_mode = auto\n")

    assert signed_by(boto3, service, **options) == (DUMMY, "us-east-1")


def test_the_configuration_of_the_session_counts_as_configured(service):
    session = botocore.session.Session()
    session.set_default_client_config(Config(region_name="eu-north-1", defaults_mode="auto"))
    with mock_ses(verified=[ADDRESS]) as ses:
        send(session.create_client(service, config=Config(connect_timeout=5)))

    assert [message.region for message in ses.outbox] == ["eu-north-1"]


def _refreshable(seconds, refresh):
    return RefreshableCredentials(
        "AKIDREFRESHABLE",
        "secret",
        "token",
        datetime.datetime.now(UTC) + datetime.timedelta(seconds=seconds),
        refresh,
        "assume-role",
    )


def _fail():
    raise AssertionError("The credentials were refreshed.")


@pytest.mark.parametrize(
    ("credentials", "access_key"),
    [
        (_refreshable(3600, _fail), "AKIDREFRESHABLE"),
        (_refreshable(60, _fail), DUMMY),
        (_refreshable(-60, _fail), DUMMY),
        (DeferredRefreshableCredentials(_fail, "assume-role"), DUMMY),
    ],
    ids=["fresh", "due", "expired", "never-fetched"],
)
@pytest.mark.parametrize("made", ["before", "after"])
def test_credentials_due_for_refresh_are_not_refreshed(service, credentials, access_key, made):
    session = botocore.session.Session()
    session._credentials = credentials
    before = session.create_client(service, "us-east-1")

    with mock_ses(verified=[ADDRESS]) as ses:
        client = before if made == "before" else session.create_client(service)
        signatures = signatures_of(client)
        send(client)

    assert len(ses.outbox) == 1
    assert signatures == [(access_key, "us-east-1")]


def test_an_unsigned_client_is_refused_as_amazon_refuses_it():
    with mock_ses(verified=[ADDRESS]) as ses:
        client = boto3.client("ses", config=Config(signature_version=UNSIGNED))
        with pytest.raises(ClientError) as caught:
            send(client)

    assert caught.value.response["Error"] == {
        "Type": "Sender",
        "Code": "MissingAuthenticationToken",
        "Message": "Missing Authentication Token",
    }
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert ses.outbox == []


def test_an_unsigned_client_of_v2_is_refused_as_amazon_refuses_it():
    with mock_ses(verified=[ADDRESS]) as ses:
        client = boto3.client("sesv2", config=Config(signature_version=UNSIGNED))
        with pytest.raises(ClientError) as caught:
            send(client)

    assert caught.value.response["Error"] == {
        "Code": "MissingAuthenticationTokenException",
        "Message": "Missing Authentication Token",
    }
    assert ses.outbox == []


def test_the_session_and_the_environment_stay_as_they_were(service, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    session = botocore.session.Session()
    environment = dict(os.environ)

    with mock_ses(verified=[ADDRESS]):
        send(session.create_client(service))
        assert session.get_credentials() is None
        assert session.get_config_variable("region") is None
        assert dict(os.environ) == environment

    assert session.get_credentials() is None
    with pytest.raises(NoRegionError):
        session.create_client(service)
    with pytest.raises(NoCredentialsError):
        send(session.create_client(service, "us-east-1"))


def test_a_session_used_in_a_fake_finds_its_credentials_afterwards(service, monkeypatch):
    session = botocore.session.Session()
    with mock_ses(verified=[ADDRESS]):
        send(session.create_client(service))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDLATER")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")

    assert isinstance(session.get_credentials(), Credentials)
    assert session.get_credentials().access_key == "AKIDLATER"

"""The same for aiobotocore, over either of its HTTP backends."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import textwrap
import threading

import pytest

pytest.importorskip("aiobotocore")

import aiobotocore.client
import aiobotocore.endpoint
import aiobotocore.session
import aiobotocore.signers
from aiobotocore.config import AioConfig
from aiobotocore.session import get_session
from botocore.exceptions import ClientError, ProfileNotFound
from botocore.retries.standard import ExponentialBackoff

import sesfake.adapters.emitter
from sesfake import mock_ses
from tests.aio.sending import ADDRESS, send

HINT = (
    "To mend the test: `ses.verify('shop@example.com')` or "
    "`mock_ses(verified=['shop@example.com'])`, or `mock_ses(production=True)` to leave the "
    "sandbox, where recipients are checked too; senders always are."
)
METHODS = [
    (aiobotocore.endpoint.AioEndpoint, "_send_request"),
    (aiobotocore.session.AioSession, "create_client"),
    (aiobotocore.signers.AioRequestSigner, "get_auth_instance"),
    (aiobotocore.client.AioBaseClient, "_make_api_call"),
]


@pytest.fixture
def sleeps(monkeypatch):
    """Every sleep of the test, made none."""
    seconds = []
    sleep = asyncio.sleep

    async def note(delay, *args):
        seconds.append(delay)
        return await sleep(0, *args)

    monkeypatch.setattr(asyncio, "sleep", note)
    if "anyio" in sys.modules:  # which the backend for httpx sleeps with
        monkeypatch.setattr("anyio.sleep", note)
    return seconds


async def identities(client):
    if client.meta.service_model.service_name == "ses":
        return (await client.list_identities())["Identities"]
    answer = await client.list_email_identities()
    return [item["IdentityName"] for item in answer["EmailIdentities"]]


def test_a_mail_is_sent_and_identities_are_read(service, config):
    async def main():
        async with get_session().create_client(service, config=config) as client:
            return await send(client), await identities(client)

    with mock_ses(verified=[ADDRESS]) as ses:
        answer, listed = asyncio.run(main())

    [message] = ses.outbox
    assert (message.id, message.region, message.to) == (
        answer["MessageId"],
        "us-east-1",
        [ADDRESS],
    )
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert listed == [ADDRESS]


def test_a_client_made_before_the_fake_reaches_it(service, config, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    async def main():
        async with get_session().create_client(service, "eu-west-1", config=config) as client:
            with mock_ses(verified=[ADDRESS]) as ses:
                await send(client)
        return ses

    assert [message.region for message in asyncio.run(main()).outbox] == ["eu-west-1"]


def test_async_with_is_entering_and_leaving(service):
    before = [owner.__dict__[name] for owner, name in METHODS]

    async def main():
        async with mock_ses(verified=[ADDRESS]) as ses:
            assert all(
                owner.__dict__[name] is not original
                for (owner, name), original in zip(METHODS, before, strict=True)
            )
            async with get_session().create_client(service) as client:
                await send(client)
        return ses

    assert len(asyncio.run(main()).outbox) == 1
    assert [owner.__dict__[name] for owner, name in METHODS] == before


def test_many_calls_at_the_same_time(service, config):
    async def main():
        async with get_session().create_client(service, config=config) as client:
            await asyncio.gather(*(send(client, str(number)) for number in range(30)))

    with mock_ses(verified=[ADDRESS], production=True) as ses:
        asyncio.run(main())

    assert sorted(int(message.subject) for message in ses.outbox) == list(range(30))


def test_event_loops_in_several_threads_share_the_fake(service):
    async def main():
        async with get_session().create_client(service) as client:
            await send(client)

    with mock_ses(verified=[ADDRESS], production=True) as ses:
        threads = [threading.Thread(target=asyncio.run, args=(main(),)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert len(ses.outbox) == 4


@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
def test_a_call_that_fails_twice_succeeds_at_the_third_attempt(service, config, mode, sleeps):
    async def main():
        merged = config.merge(AioConfig(retries={"mode": mode}))
        async with get_session().create_client(service, config=merged) as client:
            return await send(client)

    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", "Throttling", times=2)
        answer = asyncio.run(main())

    assert answer["ResponseMetadata"]["RetryAttempts"] == 2
    assert len(ses.outbox) == 1
    assert sleeps == [0, 0]


def test_the_clock_moves_over_the_backoff(service, sleeps, monkeypatch):
    async def main():
        legacy = AioConfig(retries={"mode": "legacy"})
        async with get_session().create_client(service, config=legacy) as client:
            await send(client)

    monkeypatch.setattr("random.random", lambda: 0.5)
    monkeypatch.setattr("time.time", lambda: 1_700_000_000.0)
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", "InternalFailure", times=2)
        asyncio.run(main())
        assert ses.clock.timestamp() == 1_700_000_000.0 + 0.5 + 1


@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
def test_the_rate_of_sending_recovers_during_the_backoff(service, mode, sleeps, monkeypatch):
    """Also where the random number in it would have made it none at all."""
    monkeypatch.setattr("time.time", lambda: 1_700_000_000.0)
    monkeypatch.setattr("random.random", lambda: 0.0)
    monkeypatch.setattr(ExponentialBackoff, "delay_amount", lambda *_: 0.0)

    async def main():
        config = AioConfig(retries={"mode": mode})
        async with get_session().create_client(service, config=config) as client:
            return [await send(client) for _ in range(3)]

    with mock_ses(verified=[ADDRESS], max_send_rate=1) as ses:
        answers = asyncio.run(main())

    assert [answer["ResponseMetadata"]["RetryAttempts"] for answer in answers] == [0, 1, 1]
    assert (ses.outbox[-1].sent_at - ses.outbox[0].sent_at).total_seconds() == 2


def test_calls_that_back_off_together_move_the_clock_once(service, sleeps, monkeypatch):
    async def main():
        legacy = AioConfig(retries={"mode": "legacy"})
        refusals = []
        both_refused = asyncio.Event()

        async def meet(parsed_response, **_):
            if "Error" in parsed_response:
                refusals.append(parsed_response)
                if len(refusals) == 2:
                    both_refused.set()
                await both_refused.wait()

        async with get_session().create_client(service, config=legacy) as client:
            client.meta.events.register("response-received", meet)
            await asyncio.gather(send(client), send(client))

    monkeypatch.setattr("random.random", lambda: 0.5)
    monkeypatch.setattr("time.time", lambda: 1_700_000_000.0)
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", "Throttling", times=2)
        asyncio.run(main())
        assert ses.clock.timestamp() == 1_700_000_001
    assert len(ses.outbox) == 2


def test_an_error_is_modelled_and_says_how_to_mend_the_test(service, config):
    async def main():
        async with get_session().create_client(service, config=config) as client:
            with pytest.raises(client.exceptions.MessageRejected) as caught:
                await send(client)
        return caught.value

    with mock_ses():
        error = asyncio.run(main())

    assert error.response["Error"]["Message"] == (
        "Email address is not verified. The following identities failed the check in region "
        "US-EAST-1: shop@example.com"
    )
    if sys.version_info >= (3, 11):
        assert error.__notes__ == [HINT]


def test_a_request_that_cannot_be_answered_raises(service, config, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("a fault of ours")

    async def main():
        async with get_session().create_client(service, config=config) as client:
            await send(client)

    monkeypatch.setattr(sesfake.adapters.emitter, "handle", fail)
    with mock_ses(), pytest.raises(ZeroDivisionError, match="a fault of ours"):
        asyncio.run(main())


def test_nested_fakes(service):
    async def main():
        async with get_session().create_client(service) as client:
            await send(client, "one")
            async with mock_ses(verified=[ADDRESS]) as inner:
                await send(client, "two")
            await send(client, "three")
        return inner

    with mock_ses(verified=[ADDRESS]) as outer:
        inner = asyncio.run(main())

    assert [message.subject for message in outer.outbox] == ["one", "three"]
    assert [message.subject for message in inner.outbox] == ["two"]


def scopes_of(client):
    scopes = []

    def note(request, **_):
        header = request.headers["Authorization"]
        text = header.decode() if isinstance(header, bytes) else header
        scopes.append(text.partition("Credential=")[2].split("/")[0])

    client.meta.events.register_last("request-created", note)
    return scopes


@pytest.mark.parametrize(
    ("profile", "expected"),
    [("keys", ("AKIDCONFIG", "eu-west-3")), ("role", ("SESFAKE0000000000000", "eu-central-1"))],
)
def test_profiles_are_read_and_roles_are_not_assumed(
    service, tmp_path, monkeypatch, profile, expected
):
    (tmp_path / "config").write_text(
        "[profile keys]\naws_access_key_id = AKIDCONFIG\naws_secret_access_key = secret\n"
        "region = eu-west-3\n"
        "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/mailer\n"
        "source_profile = keys\nregion = eu-central-1\n"
    )
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_PROFILE", profile)

    async def main():
        async with get_session().create_client(service) as client:
            scopes = scopes_of(client)
            await send(client)
            return scopes[0], client.meta.region_name

    with mock_ses(verified=[ADDRESS]):
        assert asyncio.run(main()) == expected


def test_defaults_mode_auto_asks_no_instance_for_its_region(service, monkeypatch):
    monkeypatch.setenv("AWS_DEFAULTS_MODE", "auto")

    async def main():
        async with get_session().create_client(service) as client:
            await send(client)

    with mock_ses(verified=[ADDRESS]) as ses:
        asyncio.run(main())

    assert len(ses.outbox) == 1


def test_a_missing_profile_is_an_error_as_ever(service, monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "missing")

    async def main():
        async with get_session().create_client(service, "us-east-1"):
            pass

    with mock_ses(), pytest.raises(ProfileNotFound):
        asyncio.run(main())


def test_credentials_that_were_never_fetched_are_not_fetched(service):
    from aiobotocore.credentials import AioDeferredRefreshableCredentials

    async def refresh():
        raise AssertionError("The credentials were refreshed.")

    async def main():
        session = get_session()
        session._credentials = AioDeferredRefreshableCredentials(refresh, "assume-role")
        async with session.create_client(service) as client:
            scopes = scopes_of(client)
            await send(client)
            return scopes

    with mock_ses(verified=[ADDRESS]):
        assert asyncio.run(main()) == ["SESFAKE0000000000000"]


def test_other_services_fail_as_ever(network_attempts):
    async def main():
        once = AioConfig(retries={"total_max_attempts": 1})
        keys = {"aws_access_key_id": "AKID", "aws_secret_access_key": "secret"}
        async with get_session().create_client("sqs", "us-east-1", config=once, **keys) as client:
            await client.list_queues()

    with mock_ses(), contextlib.suppress(Exception):
        asyncio.run(main())

    assert set(network_attempts) == {"socket.getaddrinfo('sqs.us-east-1.amazonaws.com')"}
    network_attempts.clear()


def test_without_a_fake_a_request_leaves_as_ever(service, config, network_attempts):
    """What the guard of the suite would see if the hook did not answer."""
    once = config.merge(AioConfig(retries={"total_max_attempts": 1}))

    async def main():
        with mock_ses(verified=[ADDRESS]):
            client = await get_session().create_client(service, config=once).__aenter__()
            await send(client)
        with contextlib.suppress(Exception):
            await send(client)
        await client.__aexit__(None, None, None)

    asyncio.run(main())

    assert set(network_attempts) == {"socket.getaddrinfo('email.us-east-1.amazonaws.com')"}
    network_attempts.clear()


def test_aiobotocore_may_be_imported_while_a_fake_is_active(tmp_path):
    """In a process of its own: here it has been imported already."""
    program = """
        import asyncio, sys
        from sesfake import mock_ses

        async def main():
            from aiobotocore.session import get_session
            async with get_session().create_client("sesv2") as client:
                await client.create_email_identity(EmailIdentity="new@example.com")
                return await client.list_email_identities()

        with mock_ses() as ses:
            assert "aiobotocore" not in sys.modules
            answer = asyncio.run(main())
        from aiobotocore.endpoint import AioEndpoint
        print([item["IdentityName"] for item in answer["EmailIdentities"]])
        print(hasattr(AioEndpoint._send_request, "__sesfake_replacement__"))
    """
    path = tmp_path / "program.py"
    path.write_text(textwrap.dedent(program))

    done = subprocess.run(
        [sys.executable, "-W", "error", str(path)],
        capture_output=True,
        text=True,
        env={**os.environ, "AWS_EC2_METADATA_DISABLED": "true"},
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "['new@example.com']\nFalse\n",
        "",
    )


def test_an_unanswerable_error_of_amazon_is_a_client_error(service, config):
    async def main():
        async with get_session().create_client(service, config=config) as client:
            with pytest.raises(ClientError) as caught:
                await send(client)
        return caught.value.response

    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", "NotModelled")
        response = asyncio.run(main())

    assert response["Error"]["Code"] == "NotModelled"
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 501
    assert response["ResponseMetadata"]["RetryAttempts"] == 0

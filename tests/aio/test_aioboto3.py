"""aioboto3, whose sessions are aiobotocore's in boto3's dress."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("aioboto3")

import aioboto3
import boto3
from boto3.exceptions import ResourceNotExistsError
from botocore.exceptions import ClientError

import sesfake
from sesfake import mock_ses
from tests.aio.sending import ADDRESS, send, subjects


@pytest.fixture(autouse=True)
def nowhere(monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def test_a_session_and_its_client_are_made_inside_the_fake(service):
    async def main():
        async with aioboto3.Session().client(service) as client:
            return await send(client)

    with mock_ses(verified=[ADDRESS]) as ses:
        answer = asyncio.run(main())

    assert [message.id for message in ses.outbox] == [answer["MessageId"]]
    assert ses.outbox.last.region == "us-east-1"


def test_a_session_made_before_the_fake_keeps_its_region_and_profile(service):
    session = aioboto3.Session(
        region_name="eu-west-1", aws_access_key_id="AKID", aws_secret_access_key="secret"
    )

    async def main():
        async with session.client(service) as client:
            async with mock_ses(verified=[ADDRESS]) as ses:
                await send(client, "client made before")
                async with session.client(service) as later:
                    await send(later, "client made inside")
            return ses

    ses = asyncio.run(main())

    assert subjects(ses) == ["client made before", "client made inside"]
    assert {message.region for message in ses.outbox} == {"eu-west-1"}


def test_with_boto3_on_one_state(service):
    async def main():
        async with aioboto3.Session().client(service) as client:
            await send(client)

    with mock_ses() as ses:
        boto3.client("ses").verify_email_identity(EmailAddress=ADDRESS)
        asyncio.run(main())
        assert boto3.client("ses").get_send_quota()["SentLast24Hours"] == 1
    assert len(ses.outbox) == 1


def test_many_tasks_and_a_call_that_is_tried_again(service):
    async def main():
        async with aioboto3.Session().client(service) as client:
            return await asyncio.gather(*(send(client, str(number)) for number in range(30)))

    with mock_ses(verified=[ADDRESS], production=True) as ses:
        ses.fail_next("SendEmail", "Throttling", times=2)
        answers = asyncio.run(main())

    assert sorted(int(subject) for subject in subjects(ses)) == list(range(30))
    assert sum(answer["ResponseMetadata"]["RetryAttempts"] for answer in answers) == 2


def test_an_error_is_modelled(service):
    async def main():
        async with aioboto3.Session().client(service) as client:
            with pytest.raises(client.exceptions.MessageRejected) as caught:
                await send(client)
        return caught.value

    with mock_ses():
        error = asyncio.run(main())

    assert isinstance(error, ClientError)
    assert error.response["Error"]["Message"] == (
        "Email address is not verified. The following identities failed the check in region "
        "US-EAST-1: shop@example.com"
    )


def test_pages_are_read_with_async_for():
    async def main():
        async with aioboto3.Session().client("ses") as client:
            pages = client.get_paginator("list_identities").paginate(
                PaginationConfig={"PageSize": 2}
            )
            return [name async for page in pages for name in page["Identities"]]

    with mock_ses(verified=[f"shop{number}@example.com" for number in range(5)]):
        assert len(asyncio.run(main())) == 5


def test_a_decorated_coroutine():
    @mock_ses(verified=[ADDRESS])
    async def main():
        async with aioboto3.Session().client("sesv2") as client:
            await send(client)
        return subjects(sesfake.current())

    assert asyncio.run(main()) == ["Hi"]


def test_an_attached_session_has_its_own_fake(service):
    ses = mock_ses(verified=[ADDRESS]).apart()

    async def main():
        with ses.attach(aioboto3.Session()) as session, mock_ses(verified=[ADDRESS]) as active:
            async with session.client(service) as client:
                await send(client, "attached")
            async with aioboto3.Session().client(service) as client:
                await send(client, "everybody's")
        return active

    active = asyncio.run(main())

    assert (subjects(ses), subjects(active)) == (["attached"], ["everybody's"])


def test_there_is_no_resource_as_ever():
    async def main():
        async with aioboto3.Session(region_name="eu-west-1").resource("ses"):
            pass

    with mock_ses(), pytest.raises(ResourceNotExistsError):
        asyncio.run(main())

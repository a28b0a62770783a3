"""Programs with aioboto3: sessions of its own above aiobotocore's clients."""

from __future__ import annotations

import asyncio

import pytest
from botocore.exceptions import ClientError

aioboto3 = pytest.importorskip("aioboto3")

REGION = "us-east-1"


async def mail(session, *people):
    """A program that mails many people at once; gives the ids, and the errors of those refused."""
    async with session.client("ses", region_name=REGION) as client:
        sends = [
            client.send_email(
                Source="The Shop <shop@example.com>",
                Destination={"ToAddresses": [person]},
                Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
            )
            for person in people
        ]
        answers = await asyncio.gather(*sends, return_exceptions=True)
    return [one if isinstance(one, Exception) else one["MessageId"] for one in answers]


def test_many_at_once(ses):
    ses.verify("example.com")

    *ids, error = asyncio.run(
        mail(aioboto3.Session(), "ann@example.com", "bob@example.com", "ann@example.org")
    )

    assert sorted(message.id for message in ses.outbox) == sorted(ids)
    assert sorted(message.to[0] for message in ses.outbox) == ["ann@example.com", "bob@example.com"]
    assert isinstance(error, ClientError)
    assert error.response["Error"]["Code"] == "MessageRejected"
    assert error.response["Error"]["Message"] == (
        "Email address is not verified. The following identities failed the check in region "
        "US-EAST-1: ann@example.org"
    )


def test_the_same_in_v2_with_keys_of_its_own(ses):
    ses.verify("example.com")

    async def program():
        session = aioboto3.Session(
            aws_access_key_id="AKIDSHOP", aws_secret_access_key="secret", region_name="eu-west-1"
        )
        async with session.client("sesv2") as client:
            sent = await client.send_email(
                FromEmailAddress="shop@example.com",
                Destination={"ToAddresses": ["ann@example.com"]},
                Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}},
            )
            return sent["MessageId"], (await client.get_account())["SendQuota"]

    message_id, quota = asyncio.run(program())

    [message] = ses.region("eu-west-1").outbox
    assert (message.id, message.api) == (message_id, "sesv2")
    assert quota["SentLast24Hours"] == 1


def test_pages_and_a_waiter(ses):
    async def program():
        async with aioboto3.Session().client("ses", region_name=REGION) as client:
            for name in ("ann", "bob", "carl"):
                await client.verify_email_identity(EmailAddress=f"{name}@example.com")
            await client.get_waiter("identity_exists").wait(Identities=["ann@example.com"])
            pages = client.get_paginator("list_identities").paginate(
                PaginationConfig={"PageSize": 1}
            )
            return [page["Identities"] async for page in pages]

    assert [one for page in asyncio.run(program()) for one in page] == [
        "ann@example.com", "bob@example.com", "carl@example.com",
    ]  # fmt: skip

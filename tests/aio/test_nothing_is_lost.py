"""Sixteen tasks, and threads beside them, send, read and are reset at the same time."""

from __future__ import annotations

import asyncio
import random
from collections import Counter

import boto3
import pytest

pytest.importorskip("aiobotocore")

from aiobotocore.session import get_session
from botocore.exceptions import ClientError

from sesfake import mock_ses
from tests.adapters.sending import send as send_at_once
from tests.aio.sending import ADDRESS, send
from tests.threads.shaking import TIMES, shaken

TASKS, THREADS = 16, 4
EACH = 1_000 * TIMES
HELLO = {"Subject": "Hi", "Text": "Hello"}


async def meddle(client, ses, chances):
    """Read, make and delete; nobody else uses these names at the same time."""
    name = f"t{chances.randrange(10**12)}"
    what = chances.randrange(4)
    if what == 0:
        await client.create_email_template(TemplateName=name, TemplateContent=HELLO)
        await client.delete_email_template(TemplateName=name)
    elif what == 1:
        await client.get_account()
        await client.list_email_identities(PageSize=1)
    elif what == 2:
        ses.fail_next("SendEmail", "TooManyRequestsException")
        ses.clock.advance(seconds=1)
    else:
        first = ses.outbox[0]
        if "bounce" not in first.outcome.values():
            ses.bounce(first)


async def work(client, ses, name):
    chances = random.Random(name)
    accepted = []
    for number in range(EACH):
        try:
            answer = await send(client, f"{name} {number}")
        except ClientError as error:  # as asked for, in all attempts
            assert error.response["Error"]["Code"] in {"Throttling", "TooManyRequestsException"}
        else:
            accepted.append(answer["MessageId"])
        if number % 10 == 9:
            await meddle(client, ses, chances)
    return accepted


def at_once(client, name):
    return [send_at_once(client, subject=f"{name} {n}")["MessageId"] for n in range(EACH)]


def test_what_tasks_and_threads_send_is_there_once_and_counted_once():
    async def main(ses):
        plain = boto3.client("ses")
        async with get_session().create_client("sesv2") as client:
            return await asyncio.gather(
                *(work(client, ses, f"task {number}") for number in range(TASKS)),
                *(asyncio.to_thread(at_once, plain, f"thread {n}") for n in range(THREADS)),
            )

    with mock_ses(verified=[ADDRESS], production=True, max_24_hour_send=-1) as ses, shaken():
        accepted = asyncio.run(asyncio.wait_for(main(ses), 600 * TIMES))
        quota = boto3.client("ses").get_send_quota()["SentLast24Hours"]
        sent = [message.id for message in ses.outbox]
        ses.reset()

    assert Counter(sent) == Counter(id_ for each in accepted for id_ in each)
    assert max(Counter(sent).values()) == 1
    assert quota == len(sent)
    places = {id_: place for place, id_ in enumerate(sent)}
    for each in accepted:
        assert [places[id_] for id_ in each] == sorted(places[id_] for id_ in each)

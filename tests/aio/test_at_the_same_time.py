"""Tasks, threads and cancellations; and clients that wait beside clients that do not."""

from __future__ import annotations

import asyncio
import threading

import boto3
import pytest

pytest.importorskip("aiobotocore")

from aiobotocore.session import get_session

from sesfake import mock_ses
from tests.adapters.sending import send as send_at_once
from tests.aio.sending import ADDRESS, send, subjects


def test_a_thousand_mails_at_the_same_time(service):
    async def main():
        async with get_session().create_client(service) as client:
            return await asyncio.gather(*(send(client, str(number)) for number in range(1000)))

    with mock_ses(verified=[ADDRESS], production=True) as ses:
        answers = asyncio.run(main())
        quota = boto3.client("ses").get_send_quota()

    assert sorted(int(subject) for subject in subjects(ses)) == list(range(1000))
    assert {answer["MessageId"] for answer in answers} == {message.id for message in ses.outbox}
    assert quota["SentLast24Hours"] == 1000


def test_at_the_end_of_the_quota_as_many_tasks_succeed_as_are_left(service):
    async def main():
        async with get_session().create_client(service) as client:
            sends = (send(client) for _ in range(20))
            return await asyncio.gather(*sends, return_exceptions=True)

    with mock_ses(verified=[ADDRESS], max_24_hour_send=7) as ses:
        results = asyncio.run(main())

    refused = [error for error in results if isinstance(error, Exception)]
    assert len(ses.outbox) == 7
    assert {error.response["Error"]["Message"] for error in refused} == {
        "Daily message quota exceeded."
    }


def test_a_task_cancelled_before_its_request_goes_out_has_sent_nothing(service, config):
    async def main():
        async with get_session().create_client(service, config=config) as client:
            waits, forever = asyncio.Event(), asyncio.Event()

            async def hold(**_):
                waits.set()
                await forever.wait()

            client.meta.events.register("request-created", hold)
            task = asyncio.create_task(send(client, "cancelled"))
            await waits.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            client.meta.events.unregister("request-created", hold)
            await send(client, "next")

    with mock_ses(verified=[ADDRESS]) as ses:
        asyncio.run(main())

    assert subjects(ses) == ["next"]


def test_a_task_cancelled_while_it_reads_the_answer_has_sent(service, config):
    """As in production: SES has taken the mail, and the program does not know."""

    async def main():
        async with get_session().create_client(service, config=config) as client:

            async def hold(**_):
                await asyncio.Event().wait()

            client.meta.events.register("response-received", hold)
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(send(client, "accepted"), 0.05)
            client.meta.events.unregister("response-received", hold)
            await send(client, "next")

    with mock_ses(verified=[ADDRESS]) as ses:
        asyncio.run(main())

    assert subjects(ses) == ["accepted", "next"]


def test_a_task_cancelled_during_the_backoff_tries_no_more(service, monkeypatch):
    async def main():
        asleep = asyncio.Event()

        async def never_wakes(*_):
            asleep.set()
            await asyncio.Event().wait()

        async with get_session().create_client(service) as client:
            task = asyncio.create_task(send(client))
            monkeypatch.setattr(asyncio, "sleep", never_wakes)
            await asleep.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            monkeypatch.undo()
            await send(client, "next")

    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", "Throttling")
        asyncio.run(main())

    assert subjects(ses) == ["next"]


def test_a_client_that_waits_and_one_that_does_not_share_one_state(service):
    async def main():
        plain = boto3.client(service)
        async with get_session().create_client("sesv2") as client:
            await client.create_email_identity(EmailIdentity=ADDRESS)
            send_at_once(plain, subject="at once")
            await send(client, "awaited")
            await asyncio.to_thread(send_at_once, plain, subject="from a thread")
            return boto3.client("ses").list_identities()["Identities"]

    with mock_ses() as ses:
        listed = asyncio.run(main())

    assert subjects(ses) == ["at once", "awaited", "from a thread"]
    assert listed == [ADDRESS]


def test_two_event_loops_in_two_threads_are_inside_one_fake(service, config):
    meet = threading.Barrier(2)

    async def main(name):
        async with get_session().create_client(service, config=config) as client:
            meet.wait()
            await asyncio.gather(*(send(client, f"{name} {number}") for number in range(20)))

    with mock_ses(verified=[ADDRESS], production=True) as ses:
        threads = [threading.Thread(target=asyncio.run, args=(main(name),)) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sorted(subjects(ses)) == sorted(f"{name} {n}" for name in "ab" for n in range(20))


def test_a_fake_entered_by_one_task_is_active_for_the_others(service):
    """It is the process's, not the task's: whoever wants one of his own attaches a client."""

    async def main():
        entered, sent = asyncio.Event(), asyncio.Event()

        async def other():
            await entered.wait()
            async with get_session().create_client(service) as client:
                await send(client, "other's")
            sent.set()

        task = asyncio.create_task(other())
        async with mock_ses(verified=[ADDRESS]) as ses:
            entered.set()
            await sent.wait()
        await task
        return ses

    assert subjects(asyncio.run(main())) == ["other's"]

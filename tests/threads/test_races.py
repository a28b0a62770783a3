"""What two threads can do to each other, each where it was possible once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from sesfake import mock_ses
from sesfake.clock import Clock
from sesfake.domain.agenda import Agenda
from sesfake.domain.mails.mails import Mails
from sesfake.domain.mails.notices import Notice
from sesfake.domain.scope import Scope
from tests.threads.sending import Sender, make_ready
from tests.threads.shaking import at_once

HERE, THERE = "us-east-1", "eu-west-1"
ACCOUNT = "123456789012"
TIMES = 500


def again(work: Callable[[], object], times: int = TIMES) -> Callable[[], None]:
    def works() -> None:
        for _ in range(times):
            work()

    return works


def until(done: threading.Event, work: Callable[[], object]) -> Callable[[], None]:
    def works() -> None:
        while not done.is_set():
            work()

    return works


def then(work: Callable[[], object], done: threading.Event) -> Callable[[], None]:
    def works() -> None:
        try:
            work()
        finally:
            done.set()

    return works


@contextmanager
def refusing(text: str) -> Iterator[None]:
    """Where nothing is refused but with this text."""
    try:
        yield
    except ClientError as error:
        assert error.response["Error"]["Message"] == text


def notice(subject: str, region: str = HERE) -> Notice:
    return Notice(
        kind="any",
        to="ann@example.org",
        subject=subject,
        account_id=ACCOUNT,
        region=region,
        timestamp=0,
        write=lambda: "",
    )


def test_a_clock_that_is_let_run_on_tells_the_time_all_the_while():
    clock, over = Clock(), threading.Event()

    def hold() -> None:
        clock.freeze()
        clock.unfreeze()

    at_once(then(again(hold, 100_000), over), until(over, clock.now), until(over, clock.now))


def test_what_is_due_has_happened_for_whoever_looks_though_another_thread_does_it():
    clock, happened = Clock(), []
    agenda = Agenda(clock)
    begun = threading.Event()

    def happen(_: object) -> None:
        begun.set()
        time.sleep(0.05)
        happened.append("it")

    agenda.plan(clock.now() - timedelta(hours=1), Scope(), happen)
    other = threading.Thread(target=agenda.catch_up)
    other.start()
    begun.wait()
    agenda.catch_up()

    assert happened == ["it"]
    other.join()


class Late:
    """A lock that this thread gets when another has done something."""

    def __init__(self, lock: Any, act: Callable[[], object]) -> None:
        self._lock = lock
        self._act: Callable[[], object] | None = act
        self._asking = threading.current_thread()

    def __enter__(self) -> None:
        act = self._act
        if act is not None and threading.current_thread() is self._asking:
            self._act = None
            at_once(act)
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def test_what_another_thread_has_forgotten_meanwhile_does_not_happen():
    clock, happened = Clock(), []
    agenda = Agenda(clock)
    agenda.plan(clock.now(), Scope(), happened.append)

    agenda._lock = Late(agenda._lock, lambda: agenda.forget(Scope()))
    agenda.catch_up()

    assert happened == []


def test_a_region_that_two_threads_name_first_is_one(ses):
    accounts, opened = ses.accounts, []

    accounts._lock = Late(accounts._lock, lambda: opened.append(accounts.open(ACCOUNT, THERE)))
    opened.append(accounts.open(ACCOUNT, THERE))

    assert opened[0] is opened[1]


def test_what_is_due_happens_in_order_whoever_lets_it_happen():
    clock, happened = Clock(), []
    agenda = Agenda(clock)

    def happens(number: int) -> Callable[[object], None]:
        def happen(_: object) -> None:
            if number % 2 == 0:
                time.sleep(0.001)
            happened.append(number)

        return happen

    for number in range(20):
        agenda.plan(clock.now() + timedelta(seconds=number), Scope(), happens(number))
    clock.advance(hours=1)
    at_once(*[agenda.catch_up] * 8)

    assert happened == list(range(20))


def test_a_view_misses_nothing_while_others_take_theirs_away():
    everybody = ["mine" if number % 50 == 49 else "theirs" for number in range(5_000)]

    class Any(Mails[str]):
        _noun = "mail"

    for _ in range(30):
        mails = list(everybody)
        view = Any(mails, lambda mail: mail == "mine")

        def take_away(mails: list[str] = mails) -> None:
            mails[:] = [mail for mail in mails if mail == "mine"]

        _, found = at_once(take_away, lambda view=view: len(list(view)))

        assert found == 100


def test_a_notice_that_is_written_while_a_region_is_reset_is_not_lost(ses):
    here = ses.accounts.open(ACCOUNT, HERE)
    ses.accounts.open(ACCOUNT, THERE)
    over = threading.Event()

    def write() -> None:
        for number in range(TIMES):
            here.notify(notice(str(number)))

    at_once(then(write, over), until(over, ses.region(THERE).reset))

    assert [one.subject for one in ses.notices] == [str(number) for number in range(TIMES)]


@pytest.mark.ses(verified=["example.com"])
def test_who_finds_nothing_is_told_of_refusals_while_more_come(ses, sesv2_client):
    ses.add_template("order", subject="{{token}}", text="Thank you.")
    over = threading.Event()

    def refuse() -> None:
        sesv2_client.send_bulk_email(
            FromEmailAddress="shop@example.com",
            DefaultContent={"Template": {"TemplateName": "order", "TemplateData": "{}"}},
            BulkEmailEntries=[{"Destination": {"ToAddresses": ["x"]}}] * 50,
        )

    def look() -> None:
        with pytest.raises(AssertionError, match="No message was sent"):
            ses.outbox.one()

    at_once(then(again(refuse, 30), over), until(over, look), until(over, look))


def test_a_record_that_is_published_while_others_of_its_name_go_is_not_lost(ses):
    def come_and_go() -> None:
        for _ in range(TIMES):
            ses.dns.remove(ses.dns.txt("example.com", "theirs"))

    def publish() -> None:
        for number in range(TIMES):
            mine = ses.dns.txt("example.com", f"mine {number}")
            assert mine in ses.dns.records
            ses.dns.remove(mine)

    at_once(come_and_go, publish)

    assert ses.dns.records == []
    assert not ses.accounts.dns.has_below("com")


@pytest.mark.ses(verified=["example.com"], production=True)
@pytest.mark.parametrize("everywhere", [True, False])
def test_a_send_under_way_at_a_reset_is_forgotten_whole(ses, everywhere, monkeypatch):
    """Quota and outbox agree, whether the send is before the reset or after it."""
    ses.accounts.open(ACCOUNT, HERE)
    client = boto3.client("ses", HERE)
    found, has_begun = threading.Event(), threading.Event()
    find = type(ses.accounts).find

    def slowly(accounts, *args):
        account = find(accounts, *args)
        if threading.current_thread().name == "slow":
            found.set()
            has_begun.wait()
        return account

    monkeypatch.setattr(type(ses.accounts), "find", slowly)
    thread = threading.Thread(
        name="slow",
        target=lambda: client.send_email(
            Source="shop@example.com",
            Destination={"ToAddresses": ["ann@example.org"]},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
        ),
    )
    thread.start()
    found.wait()
    (ses if everywhere else ses.region(HERE)).reset()
    has_begun.set()
    thread.join()

    assert client.get_send_quota()["SentLast24Hours"] == len(ses.outbox)
    assert len(ses.events.find(type="Send")) == len(ses.outbox)


@pytest.mark.ses(verified=["example.com"], production=True)
def test_nothing_happens_to_a_message_that_a_reset_takes_away_meanwhile(
    ses, ses_client, monkeypatch
):
    ses_client.send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["ann@example.org"]},
        Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
    )
    message = ses.outbox.last
    catch_up = ses.accounts.catch_up

    def and_reset() -> None:  # between the look at the message and what happens to it
        catch_up()
        monkeypatch.undo()
        ses.reset()

    monkeypatch.setattr(ses.accounts, "catch_up", and_reset)
    with pytest.raises(ValueError, match=r"or was before ses\.reset\(\)"):
        ses.bounce(message)

    assert (list(ses.events), list(ses.notices)) == ([], [])


def test_quota_is_spent_to_the_last_recipient_and_no_further():
    with mock_ses(production=True, max_24_hour_send=200) as ses:
        received = make_ready(ses, HERE)
        senders = [Sender(received=received) for _ in range(8)]

        def send_all(sender: Sender, name: int) -> int:
            accepted = 0
            for call in sender.calls:
                with refusing("Daily message quota exceeded."):
                    accepted += sum(one.recipients for one in call(f"{name}{call.__name__}"))
            return accepted

        accepted = at_once(
            *[lambda n=n, sender=sender: send_all(sender, n) for n, sender in enumerate(senders)]
        )

        assert sum(accepted) in {200, 199}  # of two recipients there may be room for one
        assert ses.accounts.open(ACCOUNT, HERE).quota.sent_last_24_hours == sum(accepted)

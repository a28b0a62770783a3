"""Sixteen threads send, read, delete, reset and let things happen at the same time.

What SES accepts is in the outbox once and was counted once, and nothing else is there. Of a call
that meets a reset all is forgotten, or nothing. `SESFAKE_FUZZ=10` does ten times as much.
"""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

import pytest
from botocore.exceptions import ClientError

from sesfake import SESFake, mock_ses
from tests.effort import TIMES
from tests.threads.meddling import Meddler
from tests.threads.sending import Accepted, Sender, make_ready
from tests.threads.shaking import at_once

THREADS = 16
ROUNDS = 24 * TIMES  # of all ways to send, by each thread: 39 messages if nothing fails
FEW = 4 * TIMES
CALLS_A_MEDDLING = 8
HERE, THERE = "us-east-1", "eu-west-1"
# What the test lets sends fail with, once botocore has tried again.
ASKED_FOR = {"Throttling", "ThrottlingException", "503", "InternalFailure"}


class Call(NamedTuple):
    began: int
    ended: int
    accepted: list[Accepted]


@pytest.fixture
def ses() -> Iterator[SESFake]:
    with mock_ses(production=True, max_24_hour_send=-1, verified=["example.com"]) as fake:
        yield fake
        fake.reset()  # faults that nobody met are none of a failed test


def sends(sender: Sender, name: str, rounds: int, meddler: Meddler | None = None) -> list[Call]:
    """All of a sender's calls, so many times, with what was accepted."""
    calls = []
    numbers = itertools.count()
    for number, call in itertools.product(range(rounds), sender.calls):
        began = time.perf_counter_ns()
        try:
            accepted = call(f"{name}-{number}-{call.__name__.replace('_', '')}")
        except ClientError as error:
            assert meddler is None or error.response["Error"]["Code"] in ASKED_FOR
            accepted = []
        calls.append(Call(began, time.perf_counter_ns(), accepted))
        if meddler is not None and next(numbers) % CALLS_A_MEDDLING == 0:
            meddler.meddle()
    return calls


def accepted_in(calls: Iterable[Iterable[Call]]) -> list[Accepted]:
    return [one for each in calls for call in each for one in call.accepted]


def test_what_is_accepted_is_there_once_and_counted_once(ses):
    received = make_ready(ses, HERE, THERE)
    senders = [Sender(HERE, received) for _ in range(THREADS - 2)]
    elsewhere = Sender(THERE)
    view = ses.region(HERE)  # where faults are to be met, and counted
    meddlers = [Meddler(view, sender, number) for number, sender in enumerate(senders)]

    def disturb() -> None:
        """Take away what is elsewhere."""
        for _ in range(FEW * 10):
            time.sleep(0.01)
            ses.region(THERE).outbox.clear()
            ses.region(THERE).reset()

    *calls, _, _ = at_once(
        *[partial(sends, senders[n], f"t{n}", ROUNDS, meddlers[n]) for n in range(len(senders))],
        partial(sends, elsewhere, "elsewhere", FEW),
        disturb,
    )

    accepted = accepted_in(calls)
    mails = {one.id: one for one in accepted if one.is_mail}
    outbox = list(ses.region(HERE).outbox)
    sent = {message.id: message for message in outbox}
    hidden = sum(fault.met for meddler in meddlers for fault in meddler.lost)
    assert len(accepted) > 1_000 * TIMES
    assert max(Counter(one.id for one in accepted).values()) == 1
    assert len(outbox) == len(sent) == len(mails) + hidden
    for id_, mail in mails.items():
        assert mail.recipients == len(sent[id_].recipients)
        assert mail.token in (None, sent[id_].subject)
    # Who sends one mail after the other finds them in that order.
    places = {message.id: place for place, message in enumerate(outbox)}
    for each in calls:
        own = [places[one.id] for call in each for one in call.accepted if one.is_mail]
        assert own == sorted(own)
    # A mail whose answer was lost has one recipient, as all that are sent raw.
    recipients = sum(one.recipients for one in accepted) + hidden
    assert senders[0].ses.get_send_quota()["SentLast24Hours"] == recipients
    told = senders[0].sesv2.get_account()["SendQuota"]["SentLast24Hours"]
    assert told == recipients
    letters = {one.id for one in accepted if not one.is_mail}
    written = [one.message_id for one in ses.region(HERE).notices.find(kind="custom-verification")]
    assert Counter(written) == Counter(letters)
    lives = Counter(event.message_id for event in ses.region(HERE).events.find(type="Send"))
    assert lives == Counter(list(places))


def test_what_is_cleared_has_happened_all_the_same(ses):
    received = make_ready(ses, HERE)
    senders = [Sender(HERE, received) for _ in range(THREADS - 1)]

    def clear() -> None:
        for _ in range(FEW * 20):
            time.sleep(0.005)
            ses.outbox.clear()

    *calls, _ = at_once(
        *[partial(sends, one, f"t{n}", FEW) for n, one in enumerate(senders)], clear
    )

    mails = Counter(one.id for one in accepted_in(calls) if one.is_mail)
    assert Counter(event.message_id for event in ses.events.find(type="Send")) == mails
    assert {message.id for message in ses.outbox} <= mails.keys()
    recipients = sum(one.recipients for one in accepted_in(calls))
    assert senders[0].ses.get_send_quota()["SentLast24Hours"] == recipients


@pytest.mark.parametrize("region", [None, HERE])
def test_a_reset_takes_all_that_was_before_and_nothing_that_comes_after(ses, region):
    make_ready(ses, HERE)
    senders = [Sender(HERE) for _ in range(THREADS - 1)]
    resets = []

    def reset() -> None:
        view = ses if region is None else ses.region(region)
        for _ in range(FEW * 4):
            time.sleep(0.02)
            began = time.perf_counter_ns()
            view.reset()
            resets.append((began, time.perf_counter_ns()))
            ses.add_template("order", subject="{{token}}", text="Thank you.")

    *calls, _ = at_once(
        *[partial(sends, one, f"t{n}", FEW) for n, one in enumerate(senders)], reset
    )

    began, ended = resets[-1]
    here = Counter(message.id for message in ses.outbox)
    assert all(count == 1 for count in here.values())
    every = [call for each in calls for call in each]
    assert here.keys() <= {one.id for call in every for one in call.accepted}
    for call in every:
        mails = [one for one in call.accepted if one.is_mail]
        if call.began > ended:
            assert here.keys() >= {one.id for one in mails}
        elif call.ended < began:
            assert here.keys().isdisjoint(one.id for one in mails)
        else:  # all of it, or nothing
            assert len({one.id in here for one in mails}) <= 1
    letters = ses.notices.find(kind="custom-verification")
    recipients = sum(len(message.recipients) for message in ses.outbox) + len(letters)
    assert senders[0].ses.get_send_quota()["SentLast24Hours"] == recipients
    assert Counter(event.message_id for event in ses.events.find(type="Send")) == here

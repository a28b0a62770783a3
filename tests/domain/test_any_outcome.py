"""Whatever a test lets happen to a message, what has happened to it can happen in SES.

Any sequence of actions leaves each recipient a life that follows the rules of facts "events" 3.4;
an action that does not fit is a ValueError, and then nothing at all has changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import boto3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sesfake import mock_ses
from sesfake.domain.events.details import Bounce, Complaint
from sesfake.domain.events.vocabulary import BOUNCES, BounceType
from sesfake.protocol.model import operations

NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
SHOP = "shop@example.com"
SUPPRESSED, COMPLAINED = "gone@example.net", "angry@example.net"
STRANGER = "nobody@example.org"
SIMULATED = [f"{box}@simulator.amazonses.com" for box in ("success", "bounce", "complaint", "ooto")]
ENVELOPE = [
    "ann@example.org", "Ann@example.org", "bob@example.org", "eve@EXAMPLE.net",
    SUPPRESSED, COMPLAINED, *SIMULATED, "suppressionlist+7@simulator.amazonses.com",
]  # fmt: skip
HTML = '<p><a href="https://example.com/">Look</a></p>'

# One letter an event: what a recipient may live through, from the send to the last word.
#   S sent, R rejected, Y late, D delivered; B came back before that, P after it, A answered;
#   C a complaint, N not spam, X a complaint of the suppression list; O opened, K clicked
LIVES = re.compile(r"S(R|Y*(B|X)?|Y*D[ACNOK]*P?)")


def _bounce(ses, message, whom, word):
    type_, sub_type = word
    return ses.bounce(message, whom, type=type_.value, sub_type=sub_type.value)


def _advance(ses, _message, _whom, minutes):
    ses.clock.advance(minutes=minutes)


ACTIONS: dict[str, tuple[Callable, st.SearchStrategy]] = {
    "deliver": (lambda ses, m, whom, _: ses.deliver(m, whom), st.none()),
    "bounce": (_bounce, st.sampled_from(list(BOUNCES))),
    "unknown bounce": (lambda ses, m, whom, _: ses.bounce(m, whom, type="Hard"), st.none()),
    "complain": (
        lambda ses, m, whom, word: ses.complain(m, whom, type=word),
        st.sampled_from(["abuse", "virus", "not-spam", None, "no such type"]),
    ),
    "not_spam": (lambda ses, m, whom, _: ses.not_spam(m, whom), st.none()),
    "delay": (
        lambda ses, m, whom, word: ses.delay(m, whom, type=word),
        st.sampled_from(["MailboxFull", "General", "no such type"]),
    ),
    "reject": (lambda ses, m, _whom, _: ses.reject(m), st.none()),
    "open": (lambda ses, m, whom, _: ses.open(m, whom), st.none()),
    "click": (
        lambda ses, m, whom, link: ses.click(m, whom, link=link),
        st.sampled_from([None, "https://example.com/", "https://example.com/other"]),
    ),
    "advance": (_advance, st.sampled_from([0, 1, 60, 24 * 60, 61 * 24 * 60])),
}


@st.composite
def scripts(draw):
    """An envelope, whether it is delivered at once, and what happens then."""
    to = draw(st.lists(st.sampled_from(ENVELOPE), min_size=1, max_size=4))
    one = st.sampled_from([*to, STRANGER, to[0].upper()])
    whom = st.none() | one | st.lists(one, max_size=3)
    names = draw(st.lists(st.sampled_from(list(ACTIONS)), max_size=6))
    steps = [(name, draw(whom), draw(ACTIONS[name][1])) for name in names]
    return to, draw(st.sampled_from(["auto", "manual"])), steps


@pytest.fixture(scope="module")
def send():
    """Sends html through a set that tracks it, to an envelope; the client is made only once."""
    with mock_ses():
        client = boto3.client("sesv2")
    shape = operations("sesv2")["PutConfigurationSetDeliveryOptions"].input_shape
    has_limit = "MaxDeliverySeconds" in shape.members

    def send(to):
        client.create_configuration_set(
            ConfigurationSetName="news",
            **({"DeliveryOptions": {"MaxDeliverySeconds": 300}} if has_limit else {}),
        )
        client.create_configuration_set_event_destination(
            ConfigurationSetName="news",
            EventDestinationName="topic",
            EventDestination={
                "Enabled": True,
                "MatchingEventTypes": ["OPEN", "CLICK", "BOUNCE", "DELIVERY_DELAY"],
                "SnsDestination": {"TopicArn": "arn:aws:sns:us-east-1:123456789012:mail"},
            },
        )
        client.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": to},
            Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": HTML}}}},
            ConfigurationSetName="news",
        )

    return send


@settings(max_examples=150)
@given(script=scripts())
def test_any_actions_give_a_legal_life_or_a_value_error_that_changes_nothing(send, script):
    to, delivery, steps = script
    with mock_ses(production=True, verified=["example.com"], delivery=delivery) as ses:
        ses.clock.freeze(NOON)
        ses.suppress(SUPPRESSED)
        ses.suppress(COMPLAINED, reason="COMPLAINT")
        send(to)
        message = ses.outbox.last
        assert_legal(ses, message)
        for name, whom, word in steps:
            before = state(ses)
            try:
                ACTIONS[name][0](ses, message, whom, word)
            except ValueError as error:
                assert str(error)
                assert state(ses) == before
            assert_legal(ses, message)


def state(ses):
    """All that an action could change."""
    account = ses.accounts.open("123456789012", "us-east-1")
    return (
        [event.record for event in ses.events],
        [publication.text for publication in ses.published],
        [(notice.kind, notice.to) for notice in ses.notices],
        [(entry.address, entry.reason) for entry in account.suppression],
        len(account.global_suppression),
        ses.reputation(),
        account.quota.sent_last_24_hours,
    )


def assert_legal(ses, message):
    assert list(message.events) == list(ses.events)
    for recipient in message.recipients:
        lived = "".join(letters(message, recipient))
        assert LIVES.fullmatch(lived), f"{recipient}: {lived}"
    simulated = timedelta(milliseconds=23)  # facts: events 2, timing
    latest = NOON
    for event in message.events:
        assert event.timestamp >= latest - simulated
        latest = max(latest, event.timestamp)
        assert set(event.recipients) <= set(message.recipients)
        record = json.loads(json.dumps(event.record))
        assert record == event.record
        assert record["mail"]["destination"] == message.recipients
    reports = [e.details for e in message.events if e.type in ("Bounce", "Complaint")]
    assert len({report.feedback_id for report in reports}) == len(reports)
    assert message.outcome.keys() == set(message.recipients)


def letters(message, recipient):
    is_there = False
    for event in message.events:
        if recipient not in event.recipients:
            continue
        details = event.details
        if isinstance(details, Bounce):
            after = "P" if details.type is BounceType.PERMANENT else "A"
            yield after if is_there else "B"
        elif isinstance(details, Complaint):
            if details.sub_type is not None:
                yield "X"
            else:
                is_not_spam = details.type is not None and details.type.value == "not-spam"
                yield "N" if is_not_spam else "C"
        else:
            yield {"DeliveryDelay": "Y", "Click": "K"}.get(event.type, event.type[0])
        is_there = is_there or event.type == "Delivery"

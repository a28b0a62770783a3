"""A user's tests, with types: each `assert_type` is what mypy and pyright must see there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any
from unittest.mock import ANY

import pytest
from shop import send

from sesfake import (
    AccessKey,
    Attachment,
    Clock,
    Delivered,
    Event,
    Message,
    MockSES,
    Notice,
    Outbox,
    Reputation,
    SESFake,
    current,
    mock_ses,
)

if TYPE_CHECKING:
    from typing_extensions import assert_type
else:

    def assert_type(value: object, _: object) -> object:
        return value


# What is decorated keeps its type.


@mock_ses
def plain(number: int, *, name: str = "") -> list[int]:
    return [number]


@mock_ses(verified=["shop@example.com"], production=True, max_send_rate=14, delivery="manual")
def with_options(number: int) -> str:
    return str(number)


@mock_ses
async def coroutine(number: int) -> bytes:
    return bytes(number)


@mock_ses()
def generator() -> Iterator[int]:
    yield 1


@mock_ses(verified={"eu-west-1": ["example.com"]}, credentials={"AKIA": AccessKey("secret")})
class TestClass:
    def test_method(self) -> None:
        assert self.helper(1) == 1

    def helper(self, number: int) -> int:
        return number


def keeps_types() -> None:
    assert_type(plain(1, name="a"), list[int])
    assert_type(with_options(1), str)
    assert_type(list(generator()), list[int])
    assert_type(TestClass().helper(1), int)
    as_callable: Callable[[int], str] = with_options
    assert_type(as_callable(1), str)


async def keeps_types_of_coroutines() -> None:
    assert_type(await coroutine(1), bytes)


# Ways in.


def contexts() -> None:
    with mock_ses(verification="dns", neighbours="strict") as ses:
        assert_type(ses, SESFake)
        assert_type(current(), SESFake)
    mock = mock_ses(seed=1)
    assert_type(mock, MockSES)
    assert_type(mock.start(), SESFake)
    mock.stop()


async def async_contexts() -> None:
    async with mock_ses(production=True) as ses:
        assert_type(ses, SESFake)


@pytest.fixture
def shop(ses: SESFake) -> SESFake:
    ses.verify("example.com")
    return ses


# What is read.


def test_the_outbox(shop: SESFake, ses_client: Any) -> None:
    send(ses_client, "ann@example.com")

    assert_type(shop.outbox, Outbox)
    assert_type(shop.region("us-east-1").account("123456789012").outbox, Outbox)
    assert_type(shop.outbox[0], Message)
    assert_type(shop.outbox[:1], list[Message])
    assert_type(shop.outbox.last, Message)
    assert_type(shop.outbox.one(to="ann@example.com", subject=re.compile("Welc")), Message)
    assert_type(shop.outbox.assert_sent(to=ANY), Message)
    assert_type(shop.outbox.find(tags={}), list[Message])
    assert_type(shop.outbox.wait_for(timeout=1.0, subject="Welcome"), Message)
    assert_type([message for message in shop.outbox], list[Message])  # noqa: C416
    [message] = shop.outbox
    assert_type(message, Message)
    shop.outbox.assert_not_sent(to="bob@example.com")
    wanted: dict[str, Any] = {"to": "ann@example.com"}
    assert_type(shop.outbox.find(**wanted), list[Message])
    shop.outbox.clear()
    shop.outbox.assert_empty()


def test_a_message(shop: SESFake, ses_client: Any) -> None:
    send(ses_client, "ann@example.com")
    message = shop.outbox.one()

    assert_type(message.id, str)
    assert_type(message.from_, str)
    assert_type(message.to, list[str])
    assert_type(message.cc, list[str])
    assert_type(message.bcc, list[str])
    assert_type(message.recipients, list[str])
    assert_type(message.subject, str)
    assert_type(message.text, str | None)
    assert_type(message.html, str | None)
    assert_type(message.headers, Mapping[str, str])
    assert_type(message.tags, dict[str, str])
    assert_type(message.attachments, list[Attachment])
    assert_type(message.links, list[str])
    assert_type(message.mime, EmailMessage)
    assert_type(message.raw, bytes)
    assert_type(message.delivered, Delivered)
    assert_type(message.sent_at, datetime)
    assert_type(message.outcome, dict[str, str])
    assert_type(message.events, tuple[Event, ...])
    assert_type(message.undelivered, str | None)
    assert_type(message.configuration_set, str | None)
    assert_type(message.request, Mapping[str, Any])
    assert_type(message.to_dict(), dict[str, Any])


def attached(message: Message) -> None:
    file = message.assert_has_attachment("menu.pdf", content=re.compile(b"^%PDF"))
    assert_type(file, Attachment)
    assert_type(file.content, bytes)
    assert_type(message.assert_has_link(re.compile("/reset/")), str)


# What is done.


def test_what_happens(shop: SESFake, ses_client: Any) -> None:
    send(ses_client, "ann@example.com")

    assert_type(shop.bounce(shop.outbox.last, "ann@example.com", type="Permanent"), Event)
    assert_type(shop.events[0], Event)
    assert_type(shop.events.find(type="Bounce"), list[Event])
    assert_type(shop.events.last.record, dict[str, Any])
    assert_type(shop.notices.find(), list[Notice])
    assert_type(shop.reputation(), Reputation)
    assert_type(shop.clock, Clock)
    shop.clock.advance(hours=1)
    shop.fail_next("SendEmail", "Throttling", times=2)
    shop.suppress("bob@example.com", reason="BOUNCE")
    shop.add_template("welcome", subject="Hi", text="Hello {{name}}")
    shop.verify("example.org")
    shop.reset()

"""Who borrows an identity looks at it without its owner's lock, and so changes nothing of it."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from sesfake import SESFake
from sesfake.domain.events import audience
from sesfake.domain.events.audience import Topic
from tests.domain.delegating import (
    ANN,
    ARN,
    CREDENTIALS,
    DELEGATE,
    OWNER,
    SHOP,
    allow,
    client,
    raw,
    send_v1,
    send_v2,
)
from tests.threads.shaking import at_once

FAILURE = (
    "Amazon SES MAIL FROM Domain Setup FAILURE for mail.example.com in US East (N. Virginia) region"
)

pytestmark = pytest.mark.ses(
    credentials=CREDENTIALS, production=True, verified=["example.com"], verification="dns"
)


@pytest.fixture
def while_its_owner_looks(ses) -> Callable[[Callable[[], object]], None]:
    """Let another thread act while the owner has the lock, and the identity is due to change.

    For 72 hours no record of its MAIL FROM domain was found.
    """
    allow()
    client("ses", "AKIAOWNER").set_identity_mail_from_domain(
        Identity="example.com", MailFromDomain="mail.example.com"
    )
    ses.account(DELEGATE).verify("me@own.org")
    ses.account(DELEGATE).add_template("hello", subject="Hi", text="Hello")
    owner = ses.accounts.open(OWNER, "us-east-1")
    identity = owner.identities.find("example.com")

    def let(act: Callable[[], object]) -> None:
        ses.clock.advance(hours=72)
        before = copy.deepcopy(identity.verifications)
        with owner.lock:
            at_once(act)

            assert identity.verifications == before

    return let


def send_bulk() -> None:
    client("ses").send_bulk_templated_email(
        Source=SHOP,
        SourceArn=ARN,
        Template="hello",
        DefaultTemplateData="{}",
        Destinations=[{"Destination": {"ToAddresses": [ANN]}}],
    )


def told_to_the_owner(ses: SESFake) -> list[str]:
    client("ses", "AKIAOWNER").get_identity_mail_from_domain_attributes(Identities=["example.com"])
    return [notice.subject for notice in ses.notices.find(kind="dns")]


@pytest.mark.parametrize(
    "send",
    [
        send_v1,
        send_v2,
        send_bulk,
        lambda: raw(f"From: {SHOP}", SourceArn=ARN),
        lambda: raw(f"From: {SHOP}", Source="me@own.org", FromArn=ARN),
        lambda: raw("From: me@own.org", f"Return-Path: {SHOP}", ReturnPathArn=ARN),
    ],
    ids=["v1", "v2", "bulk", "raw", "from another's address", "bounces to another's address"],
)
def test_a_send_leaves_what_is_lent_as_it_is(ses, while_its_owner_looks, send):
    while_its_owner_looks(send)

    assert [message.mail_from for message in ses.outbox] == [None]
    assert told_to_the_owner(ses) == [FAILURE]


def test_what_happens_to_a_message_leaves_what_was_lent_as_it_is(ses, while_its_owner_looks):
    send_v1()

    while_its_owner_looks(lambda: ses.bounce(ses.outbox.last))

    assert ses.outbox.last.outcome == {ANN: "bounce"}
    assert told_to_the_owner(ses) == [FAILURE]


def test_a_topic_that_the_owner_sets_meanwhile_is_for_later_messages(ses, monkeypatch):
    allow()

    def set_topic(type_):
        client("ses", "AKIAOWNER").set_identity_notification_topic(
            Identity="example.com",
            NotificationType=type_,
            SnsTopic=f"arn:aws:sns:us-east-1:{OWNER}:told",
        )

    def meanwhile(*topic):
        at_once(lambda: set_topic("Complaint"))
        return Topic(*topic)

    set_topic("Bounce")
    monkeypatch.setattr(audience, "Topic", meanwhile)
    send_v1()

    told = ses.outbox.last.life.audience.topics
    assert [topic.type.value for topic in told] == ["Bounce"]

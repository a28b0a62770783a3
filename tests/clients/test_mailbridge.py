"""Mails of mailbridge's SES provider: SendEmail in v1, or SendRawEmail where a file is attached.

A body is either text or html, never both.
"""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("mailbridge")

from mailbridge import AsyncMailBridge, EmailMessageDto, MailBridge
from mailbridge.exceptions import EmailSendError

SHOP = "The Shop <shop@example.com>"
ANN = "Ann <ann@example.com>"


@pytest.fixture(autouse=True)
def verified(ses):
    ses.verify("example.com")


@pytest.fixture
def mailer():
    return MailBridge("ses", from_email=SHOP)


def test_a_text(mailer, ses):
    response = mailer.send(to=ANN, subject="Hi", body="Hello, Ann", html=False)

    [message] = ses.outbox
    assert response.success
    assert (response.provider, response.message_id) == ("ses", message.id)
    assert (message.api, message.operation) == ("ses", "SendEmail")
    assert message.source == message.from_ == SHOP
    assert message.to == [ANN]
    assert (message.cc, message.bcc, message.reply_to) == ([], [], [])
    assert message.recipients == ["ann@example.com"]
    assert message.subject == "Hi"
    assert (message.text, message.html, message.attachments) == ("Hello, Ann", None, [])
    assert message.headers["Content-Type"] == "text/plain; charset=UTF-8"


def test_html_with_copies_and_an_address_for_replies(mailer, ses):
    mailer.send(
        to=[ANN, "dora@example.com"],
        subject="Grüße aus Köln 🎉",
        body='<p>Schöne Grüße, <a href="https://shop.example.com/">der Laden</a></p>',
        cc=["Bob <bob@example.com>"],
        bcc="carl@example.com",
        reply_to="Help <help@example.com>",
    )

    [message] = ses.outbox
    assert (message.api, message.operation) == ("ses", "SendEmail")
    assert message.to == [ANN, "dora@example.com"]
    assert message.cc == ["Bob <bob@example.com>"]
    assert message.bcc == ["carl@example.com"]
    assert message.recipients == [
        "ann@example.com", "dora@example.com", "bob@example.com", "carl@example.com",
    ]  # fmt: skip
    assert message.reply_to == ["Help <help@example.com>"]
    assert message.subject == "Grüße aus Köln 🎉"
    assert message.text is None
    assert message.html.startswith("<p>Schöne Grüße, ")
    assert message.links == ["https://shop.example.com/"]
    assert message.headers["Cc"] == "Bob <bob@example.com>"
    assert message.headers["Reply-To"] == "Help <help@example.com>"
    assert "Bcc" not in message.headers
    assert message.mime["Subject"] == "Grüße aus Köln 🎉"
    assert message.mime.get_content_type() == "text/html"


def test_files(mailer, ses, tmp_path):
    path = tmp_path / "invoice.pdf"
    path.write_bytes(bytes(range(256)))

    response = mailer.send(
        to=[ANN, "dora@example.com"],
        subject="Rechnung für März",
        body="<p>Schöne Grüße</p>",
        cc="bob@example.com",
        bcc="Carl <carl@example.com>",
        reply_to="help@example.com",
        headers={"X-Order": "7", "List-Unsubscribe": "<https://shop.example.com/stop>"},
        attachments=[path, ("terms.txt", "Zahlbar in 7 Tagen: 10 €", "text/plain")],
    )

    [message] = ses.outbox
    assert response.message_id == message.id
    assert (message.api, message.operation) == ("ses", "SendRawEmail")
    assert message.source == message.from_ == SHOP
    assert message.to == [ANN, "dora@example.com"]
    assert message.cc == ["bob@example.com"]
    assert message.bcc == ["Carl <carl@example.com>"]
    assert message.recipients == [
        "ann@example.com", "dora@example.com", "bob@example.com", "carl@example.com",
    ]  # fmt: skip
    assert message.reply_to == ["help@example.com"]
    assert message.subject == "Rechnung für März"
    assert (message.text, message.html) == (None, "<p>Schöne Grüße</p>")
    assert [(f.filename, f.content_type, f.content) for f in message.attachments] == [
        ("invoice.pdf", "application/octet-stream", bytes(range(256))),
        ("terms.txt", "text/plain", "Zahlbar in 7 Tagen: 10 €".encode()),
    ]
    assert message.headers["X-Order"] == "7"
    assert message.headers["List-Unsubscribe"] == "<https://shop.example.com/stop>"
    assert "Bcc" not in message.headers


@pytest.mark.parametrize("attachments", [None, [("a.txt", "a", "text/plain")]])
def test_somebody_unverified_gets_nothing(mailer, ses, attachments):
    with pytest.raises(EmailSendError) as caught:
        mailer.send(
            to=[ANN, "dora@example.org"], subject="Hi", body="Hello", attachments=attachments
        )

    assert str(caught.value) == (
        "SES error (MessageRejected): Email address is not verified. The following identities "
        "failed the check in region US-EAST-1: dora@example.org"
    )
    assert caught.value.original_error.response["Error"]["Code"] == "MessageRejected"
    assert ses.outbox == []


@pytest.mark.parametrize(
    ("mail", "text"),
    [
        ({"to": "Änne <ann@example.com>"}, "Missing final '@domain'"),
        ({"from_email": "Käse <shop@example.com>"}, "Missing final '@domain'"),
        ({"attachments": [("März.pdf", b"", "application/pdf")]}, "Expected disposition, got ="),
        ({"headers": {"Reply-To": "help@example.com"}}, "Duplicate header 'Reply-To'."),
    ],
)
def test_what_it_writes_wrongly_beside_a_file_is_refused(mailer, ses, mail, text):
    """Headers with other than ASCII letters become encoded-words as a whole, addresses too."""
    plain = {"to": ANN, "subject": "Hi", "body": "Hello", "reply_to": "a@example.com"}
    plain["attachments"] = [("a.txt", "a", "text/plain")]

    with pytest.raises(EmailSendError) as caught:
        mailer.send(**(plain | mail))

    assert str(caught.value) == f"SES error (InvalidParameterValue): {text}"
    assert ses.outbox == []


@pytest.mark.ses(max_24_hour_send=3)
@pytest.mark.parametrize("attachments", [None, [("a.txt", "a", "text/plain")]])
def test_the_daily_quota_ends_and_comes_back(mailer, ses, attachments):
    def send():
        mailer.send(
            to=ANN, subject="Hi", body="Hello", bcc="bob@example.com", attachments=attachments
        )

    send()

    with pytest.raises(EmailSendError) as caught:
        send()

    assert str(caught.value) == "SES error (Throttling): Daily message quota exceeded."
    assert len(ses.outbox) == 1

    ses.clock.advance(hours=24)
    send()

    assert len(ses.outbox) == 2


def test_several_mails_are_sent_one_by_one(mailer, ses):
    people = [f"u{number}@example.com" for number in range(3)]
    messages = [
        EmailMessageDto(to=person, subject=f"Hi, {person}", body="Hello") for person in people
    ]

    response = mailer.send_bulk(messages)

    assert (response.total, response.successful, response.failed) == (3, 3, 0)
    assert [message.to for message in ses.outbox] == [[person] for person in people]
    assert [answer.message_id for answer in response.responses] == [m.id for m in ses.outbox]


@pytest.mark.ses(max_24_hour_send=2)
def test_several_mails_at_once_share_the_quota(ses):
    async def send():
        async with AsyncMailBridge("ses", from_email=SHOP, region_name="eu-west-1") as mailer:
            return await mailer.send_bulk(
                [
                    EmailMessageDto(to=f"u{n}@example.com", subject="Hi", body="Hello")
                    for n in range(5)
                ]
            )

    response = asyncio.run(send())

    assert (response.total, response.successful, response.failed) == (5, 2, 3)
    assert {answer.error for answer in response.responses if not answer.success} == {
        "SES error (Throttling): Daily message quota exceeded."
    }
    assert len(ses.region("eu-west-1").outbox) == 2

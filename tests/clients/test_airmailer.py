"""Mails of airmailer: SendRawEmail in v1, with sender and recipients as encoded-words."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

pytest.importorskip("airmailer")

from airmailer.backend import SESEmailBackend
from airmailer.message import EmailMessage, EmailMultiAlternatives

SHOP = "Käse & Söhne <shop@example.com>"
ANN = "Änne Müller <ann@example.com>"


@pytest.fixture(autouse=True)
def verified(ses):
    ses.verify("example.com")


@pytest.fixture
def backend():
    return SESEmailBackend()


def test_a_text(backend, ses):
    sent = backend.send_mail("Hi", "Hello, Ann\n", "shop@example.com", ["ann@example.com"])

    assert sent == 1
    [message] = ses.outbox
    assert (message.api, message.operation) == ("ses", "SendRawEmail")
    assert message.source == message.from_ == message.return_path == "shop@example.com"
    assert message.to == message.recipients == ["ann@example.com"]
    assert (message.cc, message.bcc, message.reply_to) == ([], [], [])
    assert message.subject == "Hi"
    assert (message.text, message.html, message.attachments) == ("Hello, Ann\n", None, [])
    assert message.mime.get_content_type() == "text/plain"


def test_everything_at_once(backend, ses):
    mail = EmailMultiAlternatives(
        subject="Grüße aus Köln 🎉",
        body="Schöne Grüße\n",
        from_email=SHOP,
        to=[ANN, "dora@example.com"],
        cc=["Bob <bob@example.com>"],
        bcc=["Carl Weiß <carl@example.com>"],
        reply_to=["Hilfe für alle <help@example.com>"],
        headers={"X-Order": "7"},
        attachments=[("Rechnung März.pdf", bytes(range(256)), "application/pdf")],
    )
    mail.attach_alternative("<p>Schöne Grüße</p>\n", "text/html")
    mail.attach("terms.txt", "Zahlbar in 7 Tagen: 10 €")

    assert backend.send_messages([mail]) == 1

    [message] = ses.outbox
    assert mail.extra_headers["status"] == 200
    assert mail.extra_headers["message_id"] == message.id
    assert (message.api, message.operation) == ("ses", "SendRawEmail")
    assert message.from_ == SHOP
    assert message.to == [ANN, "dora@example.com"]
    assert message.cc == ["Bob <bob@example.com>"]
    assert message.recipients == [
        "ann@example.com", "dora@example.com", "bob@example.com", "carl@example.com",
    ]  # fmt: skip
    assert message.reply_to == ["Hilfe für alle <help@example.com>"]
    assert message.return_path == "shop@example.com"
    assert message.subject == "Grüße aus Köln 🎉"
    assert message.text == "Schöne Grüße\n"
    assert message.html == "<p>Schöne Grüße</p>\n"
    assert [(f.filename, f.content_type, f.content) for f in message.attachments] == [
        ("Rechnung März.pdf", "application/pdf", bytes(range(256))),
        ("terms.txt", "text/plain", "Zahlbar in 7 Tagen: 10 €".encode()),
    ]
    assert message.headers["X-Order"] == "7"
    assert message.headers["Message-ID"] == f"<{message.id}@email.amazonses.com>"
    assert "Bcc" not in message.headers
    assert message.mime.get_content_type() == "multipart/mixed"


def test_a_recipient_that_no_header_names_is_bcc(backend, ses):
    backend.send_mail("Hi", "Hello", SHOP, [ANN], cc=["bob@example.com"], bcc=["carl@example.com"])

    [message] = ses.outbox
    assert message.bcc == ["carl@example.com"]
    assert ses.outbox.find(to="carl@example.com") == []
    assert ses.outbox.find(recipient="carl@example.com") == [message]


def test_somebody_unverified_gets_nothing(backend, ses):
    with pytest.raises(ClientError) as caught:
        backend.send_mail("Hi", "Hello", SHOP, [ANN], bcc=["dora@example.org"])

    assert caught.value.response["Error"]["Code"] == "MessageRejected"
    assert caught.value.response["Error"]["Message"] == (
        "Email address is not verified. The following identities failed the check in region "
        "US-EAST-1: dora@example.org"
    )
    assert ses.outbox == []


@pytest.mark.ses(max_24_hour_send=3)
def test_several_mails_end_at_the_daily_quota(backend, ses):
    mails = [
        EmailMessage(f"Mail {n}", "Hello", SHOP, ["ann@example.com", "bob@example.com"])
        for n in range(2)
    ]

    with pytest.raises(ClientError) as caught:
        backend.send_messages(mails)

    assert caught.value.response["Error"]["Code"] == "Throttling"
    assert caught.value.response["Error"]["Message"] == "Daily message quota exceeded."
    assert [message.subject for message in ses.outbox] == ["Mail 0"]
    assert [mail.extra_headers.get("status") for mail in mails] == [200, None]

    ses.clock.advance(hours=24)

    assert backend.send_messages(mails[1:]) == 1
    assert ses.outbox.last.subject == "Mail 1"


def test_a_configuration_set_and_tags(ses, ses_client):
    ses_client.create_configuration_set(ConfigurationSet={"Name": "news"})
    backend = SESEmailBackend(configuration_set_name="news", ses_tags={"kind": "order"})

    backend.send_mail("Hi", "Hello", SHOP, [ANN])

    [message] = ses.outbox
    assert message.configuration_set == "news"
    assert message.tags == {"kind": "order"}


def test_a_configuration_set_that_does_not_exist(ses):
    backend = SESEmailBackend(configuration_set_name="news")

    with pytest.raises(ClientError) as caught:
        backend.send_mail("Hi", "Hello", SHOP, [ANN])

    assert caught.value.response["Error"]["Code"] == "ConfigurationSetDoesNotExist"
    assert caught.value.response["Error"]["Message"] == ("Configuration set <news> does not exist.")
    assert ses.outbox == []


def test_an_identity_named_by_its_arn(ses):
    arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
    backend = SESEmailBackend(
        aws_access_key_id="AKIDSHOP",
        aws_secret_access_key="secret",
        aws_region_name="eu-west-1",
        ses_from_arn=arn,
        ses_source_arn=arn,
        ses_return_path_arn=arn,
    )

    backend.send_mail("Hi", "Hello", SHOP, [ANN])

    [message] = ses.region("eu-west-1").outbox
    assert message.request["FromArn"] == arn

"""`sesfake.compat.django.outbox()` beside Django's own `mail.outbox`."""

from __future__ import annotations

import pytest

pytest.importorskip("django_ses")

from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend

from sesfake.compat import django
from tests.installed import needs_member


@pytest.fixture(autouse=True)
def verified(ses):
    ses.verify("example.com")


def plain():
    return EmailMessage("Hi", "Hello\n", "shop@example.com", ["ann@example.com"])


def everything():
    letter = EmailMultiAlternatives(
        "Grüße aus Köln",
        "Schöne Grüße\n",
        "Käse & Söhne <shop@example.com>",
        ["Änne Müller <ann@example.com>", "dora@example.com"],
        cc=["Bob <bob@example.com>"],
        bcc=["carl@example.com"],
        reply_to=["help@example.com"],
        headers={"X-Order": "7", "List-Unsubscribe": "<https://shop.example.com/stop>"},
    )
    letter.attach_alternative("<p>Schöne Grüße</p>\n", "text/html")
    letter.attach("menu.pdf", b"%PDF-1.7", "application/pdf")
    letter.attach("terms.txt", "Zahlbar in 7 Tagen\n", "text/plain")
    return letter


def html_only():
    letter = EmailMessage("Hi", "<p>Hello</p>\n", "shop@example.com", ["ann@example.com"])
    letter.content_subtype = "html"
    return letter


def shown(message):
    return {
        "subject": message.subject,
        "body": message.body,
        "content_subtype": message.content_subtype,
        "from_email": message.from_email,
        "to": message.to,
        "cc": message.cc,
        "bcc": message.bcc,
        "reply_to": message.reply_to,
        "alternatives": [tuple(one) for one in getattr(message, "alternatives", [])],
        "attachments": [tuple(one) for one in message.attachments],
        "extra_headers": message.extra_headers,
    }


@pytest.mark.parametrize("letter", [plain, everything, html_only])
def test_it_reads_as_djangos_own(letter, django_api):
    mail.outbox = []
    EmailBackend().send_messages([letter()])
    [own] = mail.outbox
    letter().send()

    [message] = django.outbox()

    assert shown(message) == shown(own)
    assert isinstance(message, EmailMultiAlternatives)


def test_what_boto3_has_sent(ses_client):
    ses_client.send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"], "BccAddresses": ["bob@example.com"]},
        Message={
            "Subject": {"Data": "Hi"},
            "Body": {"Text": {"Data": "Hello"}, "Html": {"Data": "<p>Hello</p>"}},
        },
        ReplyToAddresses=["help@example.com"],
    )

    [message] = django.outbox()

    assert shown(message) == {
        "subject": "Hi",
        "body": "Hello",
        "content_subtype": "plain",
        "from_email": "shop@example.com",
        "to": ["ann@example.com"],
        "cc": [],
        "bcc": ["bob@example.com"],
        "reply_to": ["help@example.com"],
        "alternatives": [("<p>Hello</p>", "text/html")],
        "attachments": [],
        "extra_headers": {},
    }


def test_headers_and_files_of_v2(sesv2_client):
    needs_member("sesv2", "SendEmail", "Content.Simple.Attachments")
    sesv2_client.send_email(
        FromEmailAddress="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Content={
            "Simple": {
                "Subject": {"Data": "Hi"},
                "Body": {"Text": {"Data": "Hello"}},
                "Headers": [{"Name": "X-Order", "Value": "7"}],
                "Attachments": [{"RawContent": b"%PDF-1.7", "FileName": "menu.pdf"}],
            }
        },
    )

    [message] = django.outbox()

    assert message.extra_headers == {"X-Order": "7"}
    [attachment] = message.attachments
    assert tuple(attachment) == ("menu.pdf", b"%PDF-1.7", "application/pdf")


def test_a_mail_can_be_read_as_mime():
    everything().send()

    [message] = django.outbox()

    assert message.message()["X-Order"] == "7"
    assert message.recipients() == [
        "Änne Müller <ann@example.com>",
        "dora@example.com",
        "Bob <bob@example.com>",
        "carl@example.com",
    ]


def test_an_empty_one_is_an_empty_list():
    assert django.outbox() == []
    assert django.outbox() == django.outbox()

    plain().send()

    assert django.outbox() != []


def test_it_is_a_live_sequence(ses):
    outbox = django.outbox()
    assert len(outbox) == 0

    plain().send()
    everything().send()

    assert [message.subject for message in outbox] == ["Hi", "Grüße aus Köln"]
    assert outbox[-1].subject == "Grüße aus Köln"
    assert [message.subject for message in outbox[:1]] == ["Hi"]
    assert "Outbox of 2 messages" in repr(outbox)
    assert len(django.outbox(ses.region("eu-west-1"))) == 0

    outbox.clear()
    assert ses.outbox == []

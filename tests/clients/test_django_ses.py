"""Mails of a Django program through django-ses: SendRawEmail in v1, SendEmail with Raw in v2."""

from __future__ import annotations

import re
from email.mime.image import MIMEImage

import pytest
from botocore.exceptions import ClientError

pytest.importorskip("django_ses")

from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import override_settings

SHOP = "Käse & Söhne <shop@example.com>"
ANN = "Änne Müller <ann@example.com>"
ARN = "arn:aws:ses:us-east-1:123456789012:identity/example.com"


@pytest.fixture(autouse=True)
def verified(ses):
    ses.verify("example.com")


@pytest.fixture
def api(django_api):
    return django_api


def refusal(send) -> tuple[str, str]:
    with pytest.raises(ClientError) as caught:
        send()
    error = caught.value.response["Error"]
    return error["Code"], error["Message"]


# What arrives


def test_a_text(api, ses):
    sent = mail.send_mail("Hi", "Hello, Ann\n", "shop@example.com", ["ann@example.com"])

    assert sent == 1
    [message] = ses.outbox
    assert message.api == api
    assert message.operation == {"ses": "SendRawEmail", "sesv2": "SendEmail"}[api]
    assert message.source == message.from_ == message.return_path == "shop@example.com"
    assert message.to == message.recipients == ["ann@example.com"]
    assert (message.cc, message.bcc, message.reply_to) == ([], [], [])
    assert message.subject == "Hi"
    assert (message.text, message.html, message.attachments) == ("Hello, Ann\n", None, [])
    assert message.mime.get_content_type() == "text/plain"


def test_everything_at_once(api, ses):
    letter = EmailMultiAlternatives(
        "Grüße aus Köln 🎉",
        "Schöne Grüße\n",
        SHOP,
        [ANN, "dora@example.com"],
        cc=["Bob <bob@example.com>"],
        bcc=["Carl Weiß <carl@example.com>"],
        reply_to=["Hilfe für alle <help@example.com>"],
        headers={"X-Order": "7", "X-Note": "Für Änne"},
    )
    letter.attach_alternative("<p>Schöne Grüße</p>\n", "text/html")
    letter.attach("Rechnung März.pdf", bytes(range(256)), "application/pdf")
    letter.attach("terms.txt", "Zahlbar in 7 Tagen: 10 €\n", "text/plain")

    assert letter.send() == 1

    [message] = ses.outbox
    assert letter.extra_headers["status"] == 200
    assert letter.extra_headers["message_id"] == message.id
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
    [invoice, terms] = message.attachments
    assert (invoice.filename, invoice.content_type) == ("Rechnung März.pdf", "application/pdf")
    assert invoice.content == bytes(range(256))
    assert (terms.filename, terms.content_type) == ("terms.txt", "text/plain")
    assert terms.content.decode().splitlines() == ["Zahlbar in 7 Tagen: 10 €"]
    assert message.headers["X-Order"] == "7"
    assert message.mime["X-Note"] == "Für Änne"
    assert message.headers["Message-ID"] == f"<{message.id}@email.amazonses.com>"
    assert "Bcc" not in message.headers
    assert message.mime.get_content_type() == "multipart/mixed"


def test_text_and_html_are_alternatives(api, ses):
    page = '<a href="https://shop.example.com/">Shop</a>\n'

    mail.send_mail("Hi", "Hello\n", SHOP, [ANN], html_message=page)

    [message] = ses.outbox
    assert message.mime.get_content_type() == "multipart/alternative"
    assert (message.text, message.html) == ("Hello\n", page)
    assert message.links == ["https://shop.example.com/"]


# from Django 6.0 on
@pytest.mark.filterwarnings("ignore:MIMEBase attachments are deprecated")
def test_a_picture_inside_of_the_html(api, ses):
    letter = EmailMultiAlternatives("Hi", "Hello\n", SHOP, [ANN])
    letter.attach_alternative('<img src="cid:logo">\n', "text/html")
    logo = MIMEImage(b"\x89PNG\r\n\x1a\n")
    logo.add_header("Content-ID", "<logo>")
    logo.add_header("Content-Disposition", "inline", filename="logo.png")
    letter.attach(logo)

    letter.send()

    [message] = ses.outbox
    [picture] = message.attachments
    assert (picture.filename, picture.content_type) == ("logo.png", "image/png")
    assert (picture.disposition, picture.content_id) == ("inline", "logo")
    assert picture.content == b"\x89PNG\r\n\x1a\n"
    assert message.html == '<img src="cid:logo">\n'


def test_a_recipient_that_no_header_names_is_bcc(api, ses):
    EmailMessage(
        "Hi", "Hello", SHOP, [ANN], cc=["bob@example.com"], bcc=["carl@example.com"]
    ).send()

    [message] = ses.outbox
    assert message.to == [ANN]
    assert message.cc == ["bob@example.com"]
    assert message.bcc == ["carl@example.com"]
    assert ses.outbox.find(to="carl@example.com") == []
    assert ses.outbox.find(recipient="carl@example.com") == [message]


def test_a_sender_of_the_settings_stands_beside_the_header(api, ses):
    with override_settings(AWS_SES_FROM_EMAIL="bounces@example.com"):
        mail.send_mail("Hi", "Hello", SHOP, [ANN])

    [message] = ses.outbox
    assert message.source == message.return_path == "bounces@example.com"
    assert message.from_ == SHOP


@pytest.mark.parametrize("header", [None, "X-SES-CONFIGURATION-SET"])
def test_a_configuration_set_comes_in_a_header(api, ses, ses_client, header):
    ses_client.create_configuration_set(ConfigurationSet={"Name": "news"})
    headers = {"X-SES-MESSAGE-TAGS": "kind=order, region=koeln"}

    if header:
        EmailMessage("Hi", "Hello", SHOP, [ANN], headers={header: "news", **headers}).send()
    else:
        with override_settings(AWS_SES_CONFIGURATION_SET="news"):
            EmailMessage("Hi", "Hello", SHOP, [ANN], headers=headers).send()

    [message] = ses.outbox
    assert message.configuration_set == "news"
    assert message.tags == {"kind": "order", "region": "koeln"}
    assert not [name for name in message.headers if name.lower().startswith("x-ses-c")]


def test_an_identity_named_by_its_arn(api, ses):
    with override_settings(
        AWS_SES_SOURCE_ARN=ARN, AWS_SES_FROM_ARN=ARN, AWS_SES_RETURN_PATH_ARN=ARN
    ):
        mail.send_mail("Hi", "Hello", SHOP, [ANN])

    [message] = ses.outbox
    name = {"ses": "FromArn", "sesv2": "FromEmailAddressIdentityArn"}[api]
    assert message.request[name] == ARN


def test_another_region(api, ses):
    with override_settings(AWS_SES_REGION_NAME="eu-west-1"):
        mail.send_mail("Hi", "Hello", SHOP, [ANN])

    assert [message.region for message in ses.outbox] == ["eu-west-1"]


def test_bounces_go_elsewhere(ses):
    with override_settings(USE_SES_V2=True, AWS_SES_RETURN_PATH="bounces@example.com"):
        mail.send_mail("Hi", "Hello", SHOP, [ANN])

    [message] = ses.outbox
    assert message.from_ == SHOP
    assert message.return_path == "bounces@example.com"


# What does not


def test_somebody_unverified_gets_nothing(api, ses):
    letter = EmailMessage("Hi", "Hello", SHOP, [ANN], bcc=["dora@example.org"])

    assert refusal(letter.send) == (
        "MessageRejected",
        "Email address is not verified. The following identities failed the check in region "
        "US-EAST-1: dora@example.org",
    )
    assert ses.outbox == []
    assert "message_id" not in letter.extra_headers


@pytest.mark.ses(max_24_hour_send=3)
def test_several_mails_end_at_the_daily_quota(api, ses):
    letters = [("Mail 1", "Hello", SHOP, [ANN, "bob@example.com"]), ("Mail 2", "Hi", SHOP, [ANN])]

    assert mail.send_mass_mail(letters) == 2
    answer = refusal(lambda: mail.send_mass_mail(letters))

    code = {"ses": "Throttling", "sesv2": "TooManyRequestsException"}[api]
    assert answer == (code, "Daily message quota exceeded.")
    assert [message.subject for message in ses.outbox] == ["Mail 1", "Mail 2"]

    ses.clock.advance(hours=24)

    assert mail.send_mass_mail(letters) == 2


def test_a_configuration_set_that_does_not_exist(api, ses):
    with override_settings(AWS_SES_CONFIGURATION_SET="news"):
        answer = refusal(EmailMessage("Hi", "Hello", SHOP, [ANN]).send)

    code = {"ses": "ConfigurationSetDoesNotExist", "sesv2": "NotFoundException"}[api]
    assert answer == (code, "Configuration set <news> does not exist.")
    assert ses.outbox == []


def test_the_sender_in_the_header_is_checked_too(api, ses):
    letter = EmailMessage("Hi", "Hello", SHOP, [ANN], headers={"From": "eve@example.org"})

    assert refusal(letter.send) == (
        "MessageRejected",
        "Email address is not verified. The following identities failed the check in region "
        "US-EAST-1: eve@example.org",
    )
    assert ses.outbox == []


def test_the_51st_recipient_is_one_too_many(api, ses):
    people = [f"u{number}@example.com" for number in range(51)]

    code, text = refusal(EmailMessage("Hi", "Hello", SHOP, people[:1], bcc=people[1:]).send)
    EmailMessage("Hi", "Hello", SHOP, people[:1], bcc=people[1:50]).send()

    assert code == {"ses": "InvalidParameterValue", "sesv2": "BadRequestException"}[api]
    assert text == "Recipient count exceeds 50."
    assert [message.recipients for message in ses.outbox] == [people[:50]]


def test_a_file_too_large_for_v1_goes_through_v2(api, ses):
    letter = EmailMessage("Hi", "Hello", SHOP, [ANN])
    letter.attach("film.mp4", bytes(8_000_000), "video/mp4")

    if api == "ses":
        code, text = refusal(letter.send)

        assert code == "InvalidParameterValue"
        assert re.fullmatch(r"Message length is more than 10485760 bytes long: '109\d{5}'\.", text)
        assert ses.outbox == []
    else:
        letter.send()

        assert [len(file.content) for file in ses.outbox.last.attachments] == [8_000_000]

"""Log records mailed by ses-log-handler, which knows one call: SendEmail to somebody, with a text.

Its body begins with a mail header of its own making, and what SES refuses it tells to a logger at
level DEBUG only: a program that has run out of quota loses its error mails in silence.
"""

from __future__ import annotations

import logging
import re

import pytest

ses_log_handler = pytest.importorskip("ses_log_handler")

SENDER = "The Shop <shop@example.com>"
ADMINS = ["Ann <ann@example.com>", "bob@example.com"]
BODY = re.compile(
    r"\nFrom: The Shop <shop@example.com>\n"
    r"To: Ann <ann@example.com>, bob@example.com\n"
    r"Subject: (?P<subject>.*)\n"
    r"Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d -0000\n"
    r"\n"
    r"(?P<text>.*)\n",
    re.DOTALL,
)


@pytest.fixture(autouse=True)
def verified(ses):
    ses.verify("example.com")


@pytest.fixture
def shop():
    """A program's logger, whose errors are mailed."""
    logger = logging.getLogger("shop")
    handler = ses_log_handler.SESHandler(SENDER, ADMINS)
    logger.addHandler(handler)
    yield logger
    logger.removeHandler(handler)


@pytest.fixture
def told(caplog):
    """What the handler says of its own work."""
    caplog.set_level(logging.DEBUG, "ses_log_handler.handler")
    return lambda: [
        record.getMessage() for record in caplog.records if record.name == "ses_log_handler.handler"
    ]


def test_a_record_is_a_mail(shop, ses, told):
    shop.error("Order %s failed", 7)

    [message] = ses.outbox
    assert (message.api, message.operation) == ("ses", "SendEmail")
    assert message.source == message.from_ == SENDER
    assert message.to == ADMINS
    assert (message.cc, message.bcc, message.reply_to) == ([], [], [])
    assert message.recipients == ["ann@example.com", "bob@example.com"]
    assert message.return_path == "shop@example.com"
    assert message.subject == "ERROR: Order 7 failed"
    assert BODY.fullmatch(message.text).groups() == ("ERROR: Order 7 failed", "Order 7 failed")
    assert (message.html, message.attachments) == (None, [])
    assert message.headers["From"] == SENDER
    assert message.headers["To"] == "Ann <ann@example.com>, bob@example.com"
    assert message.headers["Subject"] == "ERROR: Order 7 failed"
    assert message.headers["Content-Type"] == "text/plain; charset=UTF-8"
    assert told() == [f"SES log sent - MessageId: {message.id}"]


def test_a_record_keeps_its_letters_and_its_traceback(shop, ses):
    try:
        int("Änne")
    except ValueError:
        shop.exception("Bestellung für Änne\nfehlgeschlagen 💥")

    [message] = ses.outbox
    assert message.subject == "ERROR: Bestellung für Änne\\nfehlgeschlagen 💥"
    text = BODY.fullmatch(message.text)["text"]
    assert text.startswith("Bestellung für Änne\nfehlgeschlagen 💥\nTraceback (most recent call")
    assert text.endswith("\nValueError: invalid literal for int() with base 10: 'Änne'")
    assert message.mime["Subject"] == message.subject
    assert message.mime.get_content().splitlines() == message.text.splitlines()


def test_a_handler_has_a_region_and_a_subject_of_its_own(ses):
    handler = ses_log_handler.SESHandler(
        "shop@example.com",
        ["ann@example.com"],
        subject="The shop is on fire",
        access_key="AKIDSHOP",
        secret_key="secret",
        region="eu-west-1",
    )

    handler.handle(logging.makeLogRecord({"msg": "Fire", "levelname": "CRITICAL"}))

    [message] = ses.region("eu-west-1").outbox
    assert message.subject == "The shop is on fire"
    assert message.to == ["ann@example.com"]


def test_a_record_for_somebody_unverified_is_lost(ses, told):
    handler = ses_log_handler.SESHandler(SENDER, [*ADMINS, "Carl <carl@example.org>"])

    handler.handle(logging.makeLogRecord({"msg": "Order 7 failed"}))

    assert ses.outbox == []
    assert told() == [
        "SES log failed - Email address is not verified. The following identities failed the "
        "check in region US-EAST-1: Carl <carl@example.org>"
    ]


@pytest.mark.ses(max_24_hour_send=4)
def test_records_above_the_daily_quota_are_lost_until_a_day_has_passed(shop, ses, told):
    for number in (1, 2, 3):
        shop.error("Order %s failed", number)

    assert [message.subject for message in ses.outbox] == [
        "ERROR: Order 1 failed",
        "ERROR: Order 2 failed",
    ]
    assert told()[2:] == ["SES log failed - Daily message quota exceeded."]

    ses.clock.advance(hours=24)
    shop.error("Order 4 failed")

    assert ses.outbox.last.subject == "ERROR: Order 4 failed"

"""What becomes of a raw mail on its way out (facts: sending 13)."""

from __future__ import annotations

import contextlib
import email
import email.policy
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sesfake.errors import InvalidParameter
from sesfake.mail.raw_delivery import deliver
from sesfake.mail.raw_mail import read_raw_mail
from sesfake.mail.stamps import Stamp
from tests.mail.library_mails import LIBRARY_MAILS

MESSAGE_ID = "0100018f00000000-11111111-2222-4333-8444-555555555555-000000"
SENT_AT = datetime(2026, 11, 22, 10, 0, tzinfo=timezone.utc)


def delivered(data: bytes, region: str = "us-east-1") -> bytes:
    return deliver(read_raw_mail(data), Stamp(MESSAGE_ID, region, SENT_AT))


def test_a_mail_gets_the_headers_of_ses_and_keeps_its_own():
    raw = delivered(
        b"Date: Thu, 1 Jan 1970 00:00:00 -0000\n"
        b"From:  Shop <shop@example.com>\n"
        b"To: ann@example.com,\n\tbob@example.com\n"
        b"Message-Id: <mine@example.com>\n"
        b"Return-Path: <bounces@example.com>\n"
        b"subject : =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n"
        b"\n"
        b"Hello\nAnn"
    )

    assert raw.decode().split("\r\n") == [
        f"Return-Path: <{MESSAGE_ID}@amazonses.com>",
        "From:  Shop <shop@example.com>",
        "To: ann@example.com,",
        "\tbob@example.com",
        "subject : =?utf-8?q?Gr=C3=BC=C3=9Fe?=",
        "Date: Sun, 22 Nov 2026 10:00:00 +0000",
        f"Message-ID: <{MESSAGE_ID}@email.amazonses.com>",
        "Feedback-ID: ::1.us-east-1.nQUS3A7TuhDGWUeNrs8NQNf4DbuBMvTykGiM2HuIADc=:AmazonSES",
        "X-SES-Outgoing: 2026.11.22-54.240.157.5",
        "",
        "Hello",
        "Ann",
    ]


def test_outside_us_east_1_the_region_is_in_message_id_and_return_path():
    parsed = email.message_from_bytes(delivered(b"From: a@x.com\n\n", region="us-west-2"))

    assert parsed["Message-ID"] == f"<{MESSAGE_ID}@us-west-2.amazonses.com>"
    assert parsed["Return-Path"] == f"<{MESSAGE_ID}@us-west-2.amazonses.com>"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_bcc_and_x_ses_headers_are_taken_out_with_all_their_lines(line_end):
    head = (
        "Bcc: one@example.com,\n two@example.com\nFrom: a@x.com\n"
        "X-SES-Message-Tags: a=1,\n\tb=2\nX-SES-CONFIGURATION-SET: set\nX-SES-Unknown: 1\n"
        "To: b@x.com\nBCC : three@example.com\nX-SESSION: kept\n\nBcc: in the body\n"
    )

    raw = delivered(head.replace("\n", line_end).encode())

    names = email.message_from_bytes(raw).keys()
    assert names == [
        "Return-Path", "From", "To", "X-SESSION", "Date", "Message-ID", "Feedback-ID",
        "X-SES-Outgoing",
    ]  # fmt: skip
    assert raw.endswith(b"\r\n\r\nBcc: in the body\r\n")


def test_eight_bit_content_stays_as_it_is():
    data = "Subject: Grüße\n\nHällo\0\n".encode() + b"\xff\xfe"

    raw = delivered(data)

    assert "Subject: Grüße\r\n".encode() in raw
    assert raw.endswith("\r\n\r\nHällo\0\r\n".encode() + b"\xff\xfe")


@pytest.mark.parametrize("data", [b"", b"\n", b"From: a@x.com", b"From: a@x.com\n"])
def test_a_mail_without_header_or_body_gets_its_blank_line(data):
    assert delivered(data).endswith(b"X-SES-Outgoing: 2026.11.22-54.240.157.5\r\n\r\n")


@pytest.mark.parametrize("mail", LIBRARY_MAILS, ids=lambda mail: mail.__name__)
def test_parts_arrive_as_they_were_sent(mail):
    before = email.message_from_bytes(mail())

    after = email.message_from_bytes(delivered(mail()))

    assert str(after["Subject"]).split() == str(before["Subject"]).split()
    assert [part.get_content_type() for part in after.walk()] == [
        part.get_content_type() for part in before.walk()
    ]


@given(st.binary(max_size=200))
def test_whatever_was_read_can_be_delivered(data):
    with contextlib.suppress(InvalidParameter):
        raw = delivered(data)

        assert raw.startswith(b"Return-Path: <")
        assert b"\nX-SES-Outgoing: " in raw
        assert b"\r" not in raw.replace(b"\r\n", b"")
        assert b"\n" not in raw.replace(b"\r\n", b"")

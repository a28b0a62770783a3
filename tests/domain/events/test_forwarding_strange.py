"""Forwarded feedback about messages, and in words, that nobody expects."""

from __future__ import annotations

import boto3
import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sesfake.domain.events.details import Bounce, BouncedRecipient
from sesfake.domain.events.feedback import bounce, bounced, complaint, suppressed
from sesfake.domain.events.forwarding import forwarded
from sesfake.domain.events.vocabulary import bounce_kind
from tests.domain.events.feedback_mails import ANN, BOB, SHOP, fields, sent, text_of, types_of
from tests.domain.events.samples import LATER, SENT, sent_raw

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


@pytest.fixture(autouse=True)
def clock(ses):
    ses.clock.freeze(SENT)


@pytest.fixture
def message(ses):
    return sent(ses, ANN, BOB)


def test_names_and_subjects_beyond_ascii(ses):
    message = sent(
        ses, '"Änn, B." <ann@example.org>', subject="Grüße", source="Lädchen <shop@example.com>"
    )

    for make in (bounce, complaint, suppressed):
        notice = forwarded(message, make(message, [ANN], LATER), LATER)
        assert notice.raw.isascii()
        assert notice.mime["To"] == SHOP
        [_, _, returned] = notice.mime.iter_parts()
        assert returned.get_content()["Subject"] == "Grüße"


def test_eight_bits_of_a_raw_mail_stay_and_are_told_of(ses):
    body = "Grüße".encode("latin-1")
    message = sent_raw(ses, b"From: shop@example.com\r\nTo: ann@example.org\r\n\r\n" + body)

    notice = forwarded(message, bounce(message, [ANN], LATER), LATER)

    [text, _, returned] = notice.mime.iter_parts()
    assert body in notice.raw
    assert notice.mime["Content-Transfer-Encoding"] == "8bit"
    assert returned["Content-Transfer-Encoding"] == "8bit"
    assert text["Content-Transfer-Encoding"] == "7bit"


def test_a_diagnostic_may_be_in_any_language_and_of_any_length(message):
    said = f"smtp; 550 5.1.1 Empfänger unbekannt\r\n\r\nAction: delivered {'x' * 2000}"

    notice = forwarded(message, bounce(message, [ANN], LATER, diagnostic_code=said), LATER)

    flat = f"smtp; 550 5.1.1 Empfänger unbekannt Action: delivered {'x' * 2000}"
    assert notice.text.splitlines()[2] == flat.removeprefix("smtp; ")
    [_, group] = fields(notice)
    assert group["Action"] == "failed"
    assert group["Diagnostic-Code"] == flat
    assert max(map(len, notice.raw.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\r\n "])
def test_no_value_begins_a_line_of_its_own(message, line_break):
    evil = f"x{line_break}Bcc: victim@example.com{line_break}{line_break}--x"
    recipient = BouncedRecipient(f"{ANN}{evil}", f"failed{evil}", f"5.1.1{evil}", evil)
    kind = bounce_kind()
    details = Bounce(kind.type, kind.sub_type, (recipient,), "ID", reporting_mta=evil)
    status = forwarded(message, details, LATER)
    report = forwarded(message, complaint(message, [ANN], LATER, user_agent=evil), LATER)
    reply = forwarded(message, bounced(message, LATER, kind, (BouncedRecipient(evil),)), LATER)

    assert [list(group) for group in fields(status)] == [
        ["Reporting-MTA"],
        ["Final-Recipient", "Action", "Status", "Diagnostic-Code"],
    ]
    assert [list(group) for group in fields(report)] == [
        [
            "Feedback-Type",
            "User-Agent",
            "Version",
            "Original-Mail-From",
            "Arrival-Date",
            "Source-IP",
        ]
    ]
    assert [notice.mime["Bcc"] for notice in (status, report, reply)] == [None] * 3
    assert text_of(reply.mime) == reply.text


def test_a_mail_that_quotes_its_own_forwarding_has_another_boundary(ses):
    def forward(quoted: bytes):
        with_quote = b"From: shop@example.com\r\nTo: ann@example.org\r\n\r\n" + quoted
        ses.reset()
        ses.clock.freeze(SENT)
        ses.verify("example.com")
        message = sent_raw(ses, with_quote)
        return forwarded(message, bounce(message, [ANN], LATER), LATER)

    first = forward(b"Hello")
    second = forward(first.raw)

    assert len(types_of(second.mime)) == 3
    assert first.mime.get_boundary() != second.mime.get_boundary()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headers=st.lists(
        st.tuples(
            st.sampled_from(["Subject", "Content-Type", "X-A", "MIME-Version", "Reply-To"]),
            st.sampled_from(
                [
                    "multipart/mixed; boundary=b",
                    "multipart/report; report-type=x; boundary=c",
                    "message/rfc822",
                    "message/delivery-status",
                    "text/plain; charset=klingon",
                    "=?utf-8?q?=C3=9F?=",
                    "1.0",
                    SHOP,
                ]
            )
            | st.text(max_size=40),
        ),
        max_size=5,
        unique_by=lambda field: field[0],
    ),
    pieces=st.lists(
        st.sampled_from(
            [
                b"--b",
                b"--b--",
                b"--c",
                b"------=_Part_1_1.1",
                b"Content-Type: message/rfc822",
                b"Content-Type: multipart/mixed; boundary=c",
                b"Content-Transfer-Encoding: base64",
                b"\r\n",
                b"\n",
                b"\r",
                b"\0",
                b"From x",
                b"Subject: y",
            ]
        )
        | st.binary(max_size=20),
        max_size=20,
    ),
)
def test_whatever_was_sent_comes_back_in_three_parts(ses, headers, pieces):
    lines = [f"{name}: {value}" for name, value in [("From", SHOP), ("To", ANN), *headers]]
    head = "\r\n".join(lines).encode("utf-8", "replace")
    try:
        message = sent_raw(ses, head + b"\r\n\r\n" + b"\r\n".join(pieces), Destinations=[ANN])
    except ClientError:
        assume(False)

    for make in (bounce, complaint, suppressed):
        notice = forwarded(message, make(message, [ANN], LATER), LATER)
        what = "feedback-report" if make is complaint else "delivery-status"
        assert types_of(notice.mime)[:2] == ["text/plain", f"message/{what}"]
        assert types_of(notice.mime)[2:] == ["message/rfc822"]
        assert text_of(notice.mime) == notice.text


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=st.text(), text=st.text(), name=st.text(max_size=30))
def test_so_does_whatever_ses_has_composed(ses, subject, text, name):
    try:
        boto3.client("sesv2").send_email(
            FromEmailAddress=f"{name} <{SHOP}>",
            Destination={"ToAddresses": [f"{name} <{ANN}>"]},
            Content={"Simple": {"Subject": {"Data": subject}, "Body": {"Text": {"Data": text}}}},
        )
    except ClientError:
        assume(False)
    message = ses.outbox.last

    notice = forwarded(message, suppressed(message, [ANN], LATER), LATER)

    assert types_of(notice.mime) == ["text/plain", "message/delivery-status", "message/rfc822"]
    assert notice.mime["To"] == SHOP
    assert fields(notice)[1]["Final-Recipient"] == f"rfc822;{ANN}"

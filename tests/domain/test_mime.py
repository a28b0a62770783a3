"""The delivered form of simple messages."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import datetime, timezone

import boto3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sesfake.domain.drafts.addressing import read_addressing
from sesfake.domain.drafts.draft import Attachment, Draft, SimpleContent, Text
from sesfake.domain.drafts.mime import as_bytes, compose
from sesfake.errors import InvalidParameter
from sesfake.mail.stamps import Stamp
from tests.installed import needs_member

MESSAGE_ID = "0100018f00000000-11111111-2222-4333-8444-555555555555-000000"
SENT_AT = datetime(2026, 11, 22, 10, 0, tzinfo=timezone.utc)


def delivered(content: SimpleContent, region: str = "us-east-1", **draft) -> bytes:
    draft = {"source": "shop@example.com", "to": ("ann@example.com",), **draft}
    whole = Draft(api="sesv2", operation="SendEmail", request={}, content=content, **draft)
    return as_bytes(*compose(read_addressing(whole), content, Stamp(MESSAGE_ID, region, SENT_AT)))


def test_a_text_message_is_delivered_as_seen_in_real_mail():
    raw = delivered(SimpleContent(Text("Hi"), text=Text("Hello\nAnn")), cc=("bob@example.com",))

    assert raw.decode().split("\r\n") == [
        f"Return-Path: <{MESSAGE_ID}@amazonses.com>",
        "From: shop@example.com",
        "To: ann@example.com",
        "Cc: bob@example.com",
        "Subject: Hi",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 7bit",
        "Date: Sun, 22 Nov 2026 10:00:00 +0000",
        f"Message-ID: <{MESSAGE_ID}@email.amazonses.com>",
        "Feedback-ID: ::1.us-east-1.nQUS3A7TuhDGWUeNrs8NQNf4DbuBMvTykGiM2HuIADc=:AmazonSES",
        "X-SES-Outgoing: 2026.11.22-54.240.157.5",
        "",
        "Hello",
        "Ann",
    ]


def test_outside_us_east_1_the_region_is_in_message_id_and_return_path():
    parsed = email.message_from_bytes(
        delivered(SimpleContent(Text("Hi"), text=Text("x")), region="us-west-2")
    )

    assert parsed["Message-ID"] == f"<{MESSAGE_ID}@us-west-2.amazonses.com>"
    assert parsed["Return-Path"] == f"<{MESSAGE_ID}@us-west-2.amazonses.com>"


def test_text_comes_before_html_in_an_alternative():
    parsed = email.message_from_bytes(
        delivered(SimpleContent(Text("Hi"), text=Text("plain"), html=Text("<p>rich</p>")))
    )

    assert parsed.get_content_type() == "multipart/alternative"
    assert parsed.get_boundary().startswith("----=_Part_")
    assert [part.get_content_type() for part in parsed.get_payload()] == ["text/plain", "text/html"]


def test_attached_files_surround_and_inline_files_accompany_the_text():
    logo = Attachment("logo.png", b"\x89PNG", "image/png", disposition="inline", content_id="logo")
    invoice = Attachment("invoice.pdf", b"%PDF-1.4", "application/pdf", description="Invoice 1")

    parsed = email.message_from_bytes(
        delivered(
            SimpleContent(Text("Hi"), html=Text("<img src=cid:logo>"), attachments=(logo, invoice))
        ),
        policy=email.policy.default,
    )

    related, file = parsed.iter_parts()
    html, image = related.iter_parts()
    assert parsed.get_content_type() == "multipart/mixed"
    assert related.get_content_type() == "multipart/related"
    assert html.get_content() == "<img src=cid:logo>"
    assert (image["Content-ID"], image.get_content()) == ("<logo>", b"\x89PNG")
    assert (file.get_filename(), file.get_content()) == ("invoice.pdf", b"%PDF-1.4")
    assert file["Content-Description"] == "Invoice 1"


@pytest.mark.parametrize("charset", ["UTF-8", "ascii"])
def test_a_line_break_in_a_subject_starts_no_header(charset):
    subject = Text("Hi\r\nBcc: victim@example.com", charset)

    parsed = email.message_from_bytes(delivered(SimpleContent(subject, text=Text("x"))))

    assert parsed["Subject"] == "Hi Bcc: victim@example.com"
    assert parsed["Bcc"] is None


def test_bcc_is_in_no_header():
    raw = delivered(SimpleContent(Text("Hi"), text=Text("x")), bcc=("secret@example.com",))

    assert b"secret" not in raw


@pytest.mark.ses(verified=["example.com"])
def test_custom_headers_and_files_of_v2_are_delivered(ses):
    needs_member("sesv2", "SendEmail", "Content.Simple.Attachments")
    boto3.client("sesv2").send_email(
        FromEmailAddress="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Content={
            "Simple": {
                "Subject": {"Data": "Hi"},
                "Body": {"Text": {"Data": "x"}},
                "Headers": [{"Name": "List-Unsubscribe", "Value": "<https://example.com/u>"}],
                "Attachments": [{"FileName": "a.txt", "RawContent": b"content"}],
            }
        },
    )

    [message] = ses.outbox
    assert message.headers["list-unsubscribe"] == "<https://example.com/u>"
    [file] = message.attachments
    assert (file.filename, file.content_type, file.content) == ("a.txt", "text/plain", b"content")
    assert [part.get_content() for part in message.mime.iter_attachments()] == ["content"]


text = st.text(max_size=60)
any_text = st.builds(
    Text, text, st.sampled_from(["UTF-8", "ISO-8859-1", "Shift_JIS", "UTF-16", "ascii"])
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(subject=any_text, plain=st.none() | any_text, html=any_text, name=text, filename=text)
def test_whatever_was_accepted_can_be_composed_and_parsed(subject, plain, html, name, filename):
    content = SimpleContent(
        subject,
        text=plain,
        html=html,
        attachments=(Attachment(filename, name.encode(), "text/plain", transfer_encoding="7bit"),),
    )

    try:
        raw = delivered(content, source=f"{name} <shop@example.com>")
    except InvalidParameter:
        raw = delivered(content)

    parsed = email.message_from_bytes(raw)
    head = raw[: raw.index(b"\r\n\r\n")]
    assert head.isascii()
    assert all(line[:1] in b" \t" or b": " in line for line in head.split(b"\r\n"))
    assert parsed["X-SES-Outgoing"] == "2026.11.22-54.240.157.5"
    assert parsed.get_content_type() == "multipart/mixed"


@pytest.mark.parametrize(
    "charset", ["UTF-16", "UTF-16LE", "UTF-32BE", "IBM037", "ISO-2022-JP", "Shift_JIS", "GB18030"]
)
def test_lines_survive_the_journey_in_any_charset(charset):
    raw = delivered(SimpleContent(Text("Hi"), text=Text("Hello Ann,\r\n\nwelcome.\n", charset)))

    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    text = parsed.get_payload(decode=True).decode(charset)
    assert text == "Hello Ann,\r\n\r\nwelcome.\r\n"


@pytest.mark.parametrize("charset", ["EUC-JP", "Shift_JIS", "UTF-16", "IBM037", "ISO-2022-KR"])
def test_a_subject_is_written_whatever_its_charset_lacks(charset):
    holds = "Grüße, 日本".encode(charset, "replace").decode(charset)

    raw = delivered(SimpleContent(Text("Grüße, 日本", charset), text=Text("x")))

    assert email.message_from_bytes(raw, policy=email.policy.default)["Subject"] == holds


@given(
    data=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=80)
)
def test_text_in_utf_8_survives_the_journey(data):
    raw = delivered(SimpleContent(Text("Hi"), text=Text(data)))

    assert email.message_from_bytes(raw).get_payload(decode=True).decode() == data


def test_the_quotes_of_a_name_are_not_encoded_into_it():
    raw = delivered(SimpleContent(Text("Hi"), text=Text("x")), to=('"Müller, Änne" <a@b.org>',))

    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    assert parsed["To"].addresses[0].display_name == "Müller, Änne"


def test_long_headers_are_folded_at_spaces_and_read_back_whole():
    to = tuple(f"customer-number-{n}@example.com" for n in range(20))
    subject = " ".join(["word"] * 60)

    raw = delivered(SimpleContent(Text(subject), text=Text("x")), to=to)

    head = raw.partition(b"\r\n\r\n")[0].decode()
    assert max(map(len, head.split("\r\n"))) <= 120  # Return-Path holds a long id
    assert "\r\n customer-number-2@example.com," in head
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    assert parsed["Subject"] == subject
    assert [address.addr_spec for address in parsed["To"].addresses] == list(to)


def test_a_word_longer_than_a_line_may_be_is_encoded():
    raw = delivered(SimpleContent(Text("x" * 3000), text=Text("x")))

    assert max(map(len, raw.split(b"\r\n"))) <= 998
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    assert parsed["Subject"] == "x" * 3000


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=400))
def test_folding_only_adds_line_breaks_before_spaces(subject):
    raw = delivered(SimpleContent(Text(subject), text=Text("x")))

    value = re.search(rb"\r\nSubject: (.*?)\r\nMIME-Version", raw, re.DOTALL)[1].decode()
    assert re.sub(r"\r\n(?=[ \t])", "", value) == subject
    assert all(line.strip() for line in value.split("\r\n")[1:])


@given(st.binary(max_size=300))
def test_every_byte_of_a_quoted_printable_file_survives_the_journey(content):
    file = Attachment("a.txt", content, "text/plain", transfer_encoding="quoted-printable")

    raw = delivered(SimpleContent(Text("Hi"), text=Text("x"), attachments=(file,)))

    [part] = email.message_from_bytes(raw, policy=email.policy.default).iter_attachments()
    assert part.get_payload(decode=True) == content
    assert max(map(len, raw.split(b"\r\n"))) <= 998

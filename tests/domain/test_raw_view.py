"""What a tester reads of a raw mail."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sesfake.domain.drafts.draft import Attachment
from sesfake.domain.messages.raw_view import RawView
from sesfake.mail.header_section import MAX_HEADER_SECTION
from tests.mail.library_mails import LIBRARY_MAILS, mime_forward, nodemailer, phpmailer


def read_everything(data: bytes) -> RawView:
    view = RawView(data)
    assert isinstance(view.mime, EmailMessage)
    assert isinstance(view.subject, str)
    assert isinstance(view.text, (str, type(None)))
    assert isinstance(view.html, (str, type(None)))
    assert all(isinstance(file, Attachment) for file in view.attachments)
    assert all(isinstance(value, str) for header in view.headers for value in header)
    return view


def shop_mail() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Shop <shop@example.com>", "Ann <ann@example.com>"
    mail["Subject"] = "Grüße aus dem Süden, mit einem langen Betreff, der nicht in eine Zeile passt"
    mail.set_content("Hällo Ann\nbye\n")
    mail.add_alternative("<p>Hällo</p>\n", subtype="html")
    return mail


def test_subject_texts_and_headers_are_decoded():
    mail = shop_mail()

    view = RawView(mail.as_bytes())

    assert view.subject == mail["Subject"]
    assert view.text == "Hällo Ann\nbye\n"
    assert view.html == "<p>Hällo</p>\n"
    assert view.attachments == []
    assert view.headers[:3] == [
        ("From", "Shop <shop@example.com>"),
        ("To", "Ann <ann@example.com>"),
        ("Subject", str(mail["Subject"])),
    ]
    assert view.mime["Subject"] == mail["Subject"]


def test_line_ends_of_the_wire_are_not_shown():
    view = RawView(shop_mail().as_bytes().replace(b"\n", b"\r\n"))

    assert (view.text, view.html) == ("Hällo Ann\nbye\n", "<p>Hällo</p>\n")


def test_files_and_inline_images_are_told_apart():
    mail = shop_mail()
    mail.get_payload()[1].add_related(
        b"\x89PNG", "image", "png", cid="<logo>", filename="ö.png", disposition="inline"
    )
    mail.add_attachment(b"%PDF-1.4\n", "application", "pdf", filename="invoice.pdf")
    mail.get_payload()[-1]["Content-Description"] = "Ihre Rechnung, größer"
    mail.add_attachment("notes\n", filename="notes.txt")

    logo, invoice, notes = RawView(mail.as_bytes()).attachments

    assert logo == Attachment("ö.png", b"\x89PNG", "image/png", "inline", "logo", None, "base64")
    assert invoice == Attachment(
        "invoice.pdf", b"%PDF-1.4\n", "application/pdf", description="Ihre Rechnung, größer"
    )
    assert (notes.filename, notes.content, notes.content_type, notes.transfer_encoding) == (
        "notes.txt", b"notes\n", "text/plain", "7bit",
    )  # fmt: skip


def test_a_text_that_is_attached_is_not_the_text():
    mail = EmailMessage()
    mail.add_attachment("log\n", filename="log.txt")
    mail.add_attachment("<p>page</p>\n", subtype="html", filename="page.html")

    view = RawView(mail.as_bytes())

    assert (view.text, view.html) == (None, None)
    assert [file.filename for file in view.attachments] == ["log.txt", "page.html"]


def test_an_attached_message_is_a_file_and_not_looked_into():
    view = RawView(mime_forward())

    [message] = view.attachments
    assert view.text == "See below"
    assert (message.content_type, message.filename) == ("message/rfc822", "")
    assert message.content.endswith(b"\n\nOld")


def test_a_message_of_one_part_may_be_a_file():
    view = RawView(b"Content-Type: application/pdf; name=a.pdf\n\n%PDF")

    assert view.attachments == [
        Attachment("a.pdf", b"%PDF", "application/pdf", transfer_encoding="7bit")
    ]
    assert view.text is None


def test_a_mail_without_mime_headers_is_text():
    view = RawView(b"Subject: Hi\n\nHello")

    assert (view.subject, view.text, view.html) == ("Hi", "Hello", None)


def test_names_in_any_form_are_decoded():
    [file] = RawView(nodemailer()).attachments

    assert (file.filename, file.content) == ("ü.txt", b"hi")


def test_eight_bit_text_is_read_in_its_charset():
    view = RawView(phpmailer())

    assert (view.text, view.html) == ("Grüße\n", "<p>Hi</p>\n\n")


@pytest.mark.parametrize(
    ("charset", "content", "text"),
    [
        ("utf-8", b"a\xffb", "a\ufffdb"),
        ("us-ascii", b"a\xffb", "a\ufffdb"),
        ("windows-31j", "ア".encode("cp932"), "ア"),
        ("unknown-8bit", b"a\xff", "a\ufffd"),
        ("unicode_escape", b"\\d", "\\d"),
        ("x-ibm300", "é".encode(), "é"),  # Java knows it, Python does not
    ],
)
def test_what_a_charset_cannot_decode_is_replaced(charset, content, text):
    view = RawView(b"Content-Type: text/plain; charset=" + charset.encode() + b"\n\n" + content)

    assert view.text == text


@pytest.mark.parametrize(
    ("encoding", "content", "decoded"),
    [
        ("base64", b"aGVsbG8=", b"hello"),
        ("BASE64", b"aGVs\r\nbG8", b"hello"),
        ("base64", b"a!G V*sbG8=\nnonsense", b"hello"),
        ("base64", b"aGVsbG8h1", b"hello!"),
        ("base64", b"=", b""),
        ("quoted-printable", b"h=65llo=\r\n!=Z", b"hello!=Z"),
        ("x-unknown", b"aGVs", b"aGVs"),
    ],
)
def test_broken_encodings_are_decoded_as_far_as_they_go(encoding, content, decoded):
    head = b"Content-Type: image/png\nContent-Transfer-Encoding: " + encoding.encode() + b"\n\n"

    [file] = RawView(head + content).attachments

    assert file.content == decoded


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=?utf-8?q?Gr=C3=BC=C3=9Fe?= =?utf-8?b?IQ==?= you", "Grüße! you"),
        ("=?utf-8*de?q?=C3=BC?=", "ü"),
        ("=?nowhere?q?abc?=", "abc"),
        ("=?utf-8?b?!?=", ""),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("=?utf-8?q?abc", "=?utf-8?q?abc"),
        ("=?utf-8?q?=ff?=", "\ufffd"),
    ],
)
def test_encoded_words_are_decoded_where_they_can_be(value, shown):
    assert RawView(f"Subject: {value}\n\n".encode()).subject == shown


def test_the_header_may_have_grown_on_the_way_out():
    head = b"Subject: Hi\nX: " + b"y" * MAX_HEADER_SECTION

    assert RawView(head + b"\n\nHello").subject == "Hi"
    assert RawView(head).subject == "Hi"


def test_a_structure_that_cannot_be_followed_is_one_text():
    view = RawView(b"Content-Type: multipart/mixed; boundary=x\n\nno parts")

    assert (view.text, view.attachments) == ("no parts", [])


@pytest.mark.parametrize("mail", LIBRARY_MAILS, ids=lambda mail: mail.__name__)
def test_it_agrees_with_the_standard_library(mail):
    view = read_everything(mail())

    body = view.mime.get_body(("plain",))
    if body is not None:
        assert view.text is not None
        assert view.text.rstrip() == body.get_content().replace("\r\n", "\n").rstrip()
    assert view.subject == (view.mime["Subject"] or "").strip()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\0",
        b"Subject: x" + b"y" * 100_000,
        b"A: b\n" * 100_000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1500)
        ),
        b"Content-Type: message/rfc822\n\n" * 1500,
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 2000,
        b"Subject: " + b"=?a?q?" * 9000 + b"\n\n",
    ],
    ids=len,
)  # fmt: skip
def test_hostile_mail_is_shown_all_the_same(data):
    start = time.process_time()

    read_everything(data)

    assert time.process_time() - start < 30


@given(st.binary(max_size=200))
def test_any_bytes_can_be_shown(data):
    read_everything(data)


@given(data=st.data())
def test_damaged_mails_can_be_shown(data):
    mail = bytearray(data.draw(st.sampled_from(LIBRARY_MAILS))())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(mail) - 1))
        mail[at : at + data.draw(st.integers(0, 4))] = data.draw(
            st.binary(max_size=3) | st.sampled_from([b'"', b"=?", b";", b"\n", b"--", b"*=", b"("])
        )

    read_everything(bytes(mail))


@pytest.mark.parametrize("depth", [10, 60, 150, 5_000])
def test_the_parsed_mail_is_each_readers_own_however_deep_it_is(depth):
    heads = [
        f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(depth)
    ]
    view = RawView(b"Subject: Deep\r\n" + "".join(heads).encode() + b"\r\nHello")
    before = view.mime["Subject"]

    view.mime.replace_header("Subject", "Spoilt")

    assert (before, view.mime["Subject"]) == ("Deep", "Deep")

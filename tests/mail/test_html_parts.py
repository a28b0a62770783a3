"""The html of a raw mail is rewritten where it stands, and nothing else is."""

from __future__ import annotations

import base64
import binascii
import quopri
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sesfake.mail.html_parts import rewrite_html
from sesfake.mail.transfer_encodings import decoded, encoded_again
from tests.mail.library_mails import LIBRARY_MAILS


def add_pixel(html: str) -> str:
    return html + "<img>"


def mail(content: bytes, *headers: str) -> bytes:
    return "\r\n".join([*headers, "", ""]).encode() + content


def test_a_part_keeps_its_encoding_and_the_others_their_bytes():
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Hi"
    message.set_content("täxt\n", cte="quoted-printable")
    message.add_alternative("<p>hällo</p>\n", subtype="html", cte="quoted-printable")
    message.add_attachment("<p>file</p>\n", subtype="html", filename="page.html", cte="base64")
    before = message.as_bytes()

    after = rewrite_html(before, add_pixel)

    assert after == before.replace(b"<p>h=C3=A4llo</p>\r\n", b"<p>h=C3=A4llo</p>\r\n<img>")


def test_base64_stays_base64():
    html = "<p>grün</p>\r\n" * 20
    content = base64.encodebytes(html.encode("latin-1")).replace(b"\n", b"\r\n")
    head = ("Content-Type: text/html; charset=iso-8859-1", "Content-Transfer-Encoding: BASE64")

    after = rewrite_html(mail(content, *head), add_pixel)

    lines = after.partition(b"\r\n\r\n")[2].split(b"\r\n")
    assert base64.b64decode(b"".join(lines)).decode("latin-1") == html + "<img>"
    assert max(map(len, lines)) == 76
    assert lines[-1] == b""  # the line end that was there before


@pytest.mark.parametrize("encoding", ["7bit", "8bit", "binary"])
def test_what_is_not_encoded_stays_so(encoding):
    head = ("Content-Type: text/html; charset=utf-8", f"Content-Transfer-Encoding: {encoding}")
    content = "<p>ü</p>\r\n\x00".encode()

    assert rewrite_html(mail(content, *head), add_pixel) == mail(content + b"<img>", *head)


@pytest.mark.parametrize(
    "head",
    [
        ["Content-Type: text/plain"],
        ["Content-Type: text/html; name=page.html"],
        ["Content-Type: text/html", "Content-Disposition: attachment"],
        ["Content-Type: text/html", "Content-Transfer-Encoding: x-uuencode"],
        ["Content-Type: multipart/mixed; boundary=b"],
        [],
    ],
)
def test_what_is_no_readable_html_text_stays(head):
    data = mail(b"<p>Hi</p>", *head)

    assert rewrite_html(data, add_pixel) == data


def test_an_attached_message_stays():
    data = mail(
        b"--b\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: text/html\r\n\r\n<p>\r\n--b--",
        "Content-Type: multipart/mixed; boundary=b",
    )

    assert rewrite_html(data, add_pixel) == data


@pytest.mark.parametrize(
    ("charset", "content", "after"),
    [
        ("utf-8", b"\xff<p>", b"\xff<p><img>"),  # not utf-8
        ("us-ascii", b"\xff<p>", b"\xff<p><img>"),
        ("no-such", b"\xff<p>", b"\xff<p><img>"),
        ("rot13", b"<p>", b"<p><img>"),  # Python's, but no charset
        ("utf-16le", "<p>".encode("utf-16le"), "<p><img>".encode("utf-16le")),
        ("iso-2022-jp", "日本".encode("iso-2022-jp"), "日本<img>".encode("iso-2022-jp")),
        ("cp037", "<p>".encode("cp037"), "<p><img>".encode("cp037")),
    ],
)
def test_the_charset_is_kept_and_what_it_cannot_read_too(charset, content, after):
    head = [f"Content-Type: text/html; charset={charset}"]

    assert rewrite_html(mail(content, *head), add_pixel) == mail(after, *head)


@pytest.mark.parametrize("made", LIBRARY_MAILS)
def test_mails_of_well_known_libraries_stay_where_nothing_is_rewritten(made):
    data = made()

    assert rewrite_html(data, lambda html: html) == data


@given(st.binary(), st.sampled_from(["base64", "quoted-printable", "8bit", ""]))
def test_what_is_encoded_again_is_decoded_the_same(content, encoding):
    written = encoded_again(content, encoding)

    assert decoded(written, encoding) == content
    if encoding == "quoted-printable":
        assert quopri.decodestring(written) == content == binascii.a2b_qp(written)
        assert all(len(line) <= 76 for line in written.split(b"\r\n"))


@given(
    st.binary(),
    st.sampled_from(["base64", "quoted-printable", "7bit", "x"]),
    st.sampled_from(
        ["utf-8", "utf-16", "utf-7", "shift_jis", "punycode", "idna", "", "\N{SNOWMAN}"]
    ),
)
def test_any_bytes_are_rewritten(content, encoding, charset):
    head = f"Content-Type: text/html; charset={charset}", f"Content-Transfer-Encoding: {encoding}"

    after = rewrite_html(mail(content, *head), add_pixel)

    assert after.startswith(mail(b"", *head))

"""Whatever bytes a caller hands in as a mail: read or refused, nothing else, and soon."""

from __future__ import annotations

import contextlib
import time
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sesfake.errors import InvalidParameter
from sesfake.mail.mime_rules import check_structure
from sesfake.mail.raw_mail import check_header_rules, check_required, read_raw_mail
from sesfake.mail.ses_headers import read_ses_headers


def check(data: bytes) -> None:
    """Everything a raw mail is checked for on its way out."""
    mail = read_raw_mail(data)
    check_header_rules(mail)
    check_required(mail, has_source=True, has_destinations=True)
    check_structure(mail)
    read_ses_headers(mail.first)


PIECES = [
    b"From: a@x.com", b"To: b@x.com", b"Content-Type: ", b"multipart/mixed; ", b"boundary=", b"x",
    b"--x", b"--x--", b"\n", b"\r\n", b"\n\n", b" ", b"\r", b"text/plain; charset=", b"utf-8", b'"',
    b"Content-Disposition: attachment; ", b"filename*=utf-8''a", b"filename*0=a", b"name", b"=",
    b";", b"(", b"\\", b"\xff", b"=?utf-8?b?YQ?=", b"message/rfc822", b"X-SES-MESSAGE-TAGS: a=b",
]  # fmt: skip


MILLIONS = 5_000_000
HOSTILE = {
    "newlines": b"\n" * MILLIONS,
    "returns": b"\r" * MILLIONS,
    "newlines after a header": b"A: 1\r\nContent-Type: multipart/mixed; boundary=x"
    + b"\r\n" * 2_500_000,
    "one endless header": b"Subject: " + b"x" * MILLIONS,
    "one endless folded header": b"Subject: x" + b"\r\n x" * 1_250_000,
    "blanks": b"From: x" + b" " * MILLIONS,
    "a million headers": b"A: 1\r\n" * 1_000_000,
    "nothing but colons": b":" * MILLIONS,
    "nul": b"\0" * MILLIONS,
    "8-bit lines": b"A: \xff\n" * 1_000_000,
    "no line end": b"A" * MILLIONS,
    "a million parts": b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 1_000_000,
    "parts without end": b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 1_250_000,
    "lines like a delimiter": b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n"
    + b"--x?\n" * 1_000_000,
    "dashes, and no boundary": b"Content-Type: multipart/mixed\n\n" + b"-" * MILLIONS,
    "lines of dashes, and no boundary": b"Content-Type: multipart/mixed\n\n" + b"--\n" * 1_600_000,
    "blanks behind a delimiter": b"Content-Type: multipart/mixed; boundary=x\n\n--x"
    + b" " * MILLIONS,
    "an empty boundary": b'Content-Type: multipart/mixed; boundary=""\n\n' + b"--\n" * 1_600_000,
    "attached messages": b"From: x\n" + b"Content-Type: message/rfc822\n\n" * 150_000,
    "multiparts in one another": b"From: x\n"
    + b"".join(
        b'Content-Type: multipart/mixed; boundary="%06d"\n\n--%06d\n' % (n, n)
        for n in range(80_000)
    ),
    "multiparts in one another without boundary": b"From: x\n"
    + b"Content-Type: multipart/mixed\n\n--x\n" * 120_000,
    "boundaries that begin alike": b"From: x\n"
    + b"".join(
        b'Content-Type: multipart/mixed; boundary="%s"\n\n--%s\n' % (b"x" * n, b"x" * n)
        for n in range(1, 50)
    )
    + b"\n"
    + (b"--" + b"x" * 50 + b"\n") * 80_000,
    "parentheses": b"Content-Type: " + b"(" * 65_000 + b"\n\n",
    "parts full of parentheses": b"Content-Type: multipart/mixed; boundary=x\n\n"
    + (b"--x\nContent-Type: " + b"(" * 60_000 + b")" * 5_000 + b"\n\n") * 70,
    "parts full of quotes": b"Content-Type: multipart/mixed; boundary=x\n\n"
    + (b"--x\nContent-Type: text/plain" + b';a="\\""' * 7_000 + b"\n\n") * 40,
    "parts full of parameters": b"Content-Type: multipart/mixed; boundary=x\n\n"
    + (b"--x\nContent-Disposition: a" + b";a*0=b;a*=c" * 5_900 + b"\n\n") * 35,
    "parts full of sections": b"Content-Type: multipart/mixed; boundary=x\n\n"
    + (b"--x\nContent-Disposition: a" + b"".join(b";name*%d=b" % n for n in range(4_000)) + b"\n\n")
    * 45,
    "parts full of encoded words": b"Content-Type: multipart/mixed; boundary=x\n\n"
    + (b'--x\nContent-Disposition: a; filename="' + b"=?a?q?" * 10_000 + b'"\n\n') * 80,
    "tags": b"X-SES-MESSAGE-TAGS: " + b"a=b," * 16_000 + b"\n\n",
}


class TestAnything:
    @given(st.binary(max_size=300))
    def test_any_bytes_are_a_mail_or_refused(self, data):
        try:
            check(data)
        except InvalidParameter as error:
            assert error.message

    @given(st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join))
    def test_pieces_of_mails_are_a_mail_or_refused(self, data):
        try:
            check(data)
        except InvalidParameter as error:
            assert error.message

    @given(data=st.data())
    def test_a_damaged_mail_is_a_mail_or_refused(self, data):
        whole = EmailMessage()
        whole["From"], whole["To"], whole["Subject"] = "a@x.com", "b@x.com", "Grüße"
        whole.set_content("Hällo")
        whole.add_alternative("<p>Hällo</p>", subtype="html")
        whole.add_attachment(b"\0\1", maintype="image", subtype="png", filename="ö.png")
        damaged = bytearray(whole.as_bytes())
        for _ in range(data.draw(st.integers(1, 5))):
            at = data.draw(st.integers(0, len(damaged) - 1))
            damaged[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))

        try:
            check(bytes(damaged))
        except InvalidParameter as error:
            assert error.message

    @pytest.mark.parametrize("kind", HOSTILE)
    def test_hostile_mail_takes_no_time(self, kind):
        start = time.process_time()

        with contextlib.suppress(InvalidParameter):
            check(HOSTILE[kind])

        assert time.process_time() - start < 20  # what grows by squares takes minutes

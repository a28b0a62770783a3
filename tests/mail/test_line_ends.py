"""Line ends of mail: CRLF, LF, CR, and CR CR LF as JavaMail takes it."""

from __future__ import annotations

import re
import time
from itertools import product

import pytest

from sesfake.mail.line_ends import crlf

CHARACTERS = (b"\r", b"\n", b"a")


@pytest.mark.parametrize("length", range(8))
def test_every_line_end_becomes_crlf(length):
    for text in map(b"".join, product(CHARACTERS, repeat=length)):
        assert crlf(text) == re.sub(rb"\r?\r?\n|\r", b"\r\n", text)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
def test_a_large_mail_takes_no_long_time(end):
    line = b"x" * 76
    mail = (line + end) * 500_000

    began = time.process_time()
    read = crlf(mail)

    assert time.process_time() - began < 20
    assert read == (line + b"\r\n") * 500_000

"""Names of charsets are looked up in a list: Python's codecs that unpack or compute are not."""

from __future__ import annotations

import base64
import encodings
import pkgutil
import zlib

import pytest

from sesfake.mail.charsets import decode, is_known
from sesfake.mail.encoded_words import decode_words

CODECS = {name for _, name, _ in pkgutil.iter_modules(encodings.__path__)}
NO_CHARSETS = sorted(
    {
        "base64", "base64_codec", "bz2", "bz2_codec", "hex", "hex_codec", "idna", "mbcs", "oem",
        "palmos", "punycode", "quopri_codec", "raw_unicode_escape", "rot13", "rot_13", "undefined",
        "unicode_escape", "utf-7", "utf_7", "uu", "uu_codec", "zip", "zlib", "zlib_codec",
    }
    | {name for name in CODECS if name.endswith("_codec")}
)  # fmt: skip
BOMB = zlib.compress(b"x" * 10_000_000)


@pytest.mark.parametrize("name", NO_CHARSETS)
def test_a_codec_that_is_no_charset_is_never_used(name):
    assert not is_known(name)
    assert not is_known(name.upper())
    assert decode(BOMB, name) == BOMB.decode("utf-8", "replace")
    word = f"=?{name}?B?{base64.b64encode(BOMB).decode()}?="
    assert decode_words(word) == BOMB.decode("utf-8", "replace")


@pytest.mark.parametrize(
    "name", ["zlib", "unicode_escape", "utf-7", "../../etc/passwd", "a" * 9999]
)
@pytest.mark.ses(verified=["example.com"], production=True)
def test_a_mail_in_one_is_refused(ses, ses_client, name):
    from tests.refusing import refusal

    raw = (
        "From: shop@example.com\r\nTo: ann@example.com\r\n"
        f'Content-Type: text/plain; charset="{name}"\r\n\r\n\\x41'
    )

    code, _ = refusal(ses_client.send_raw_email, RawMessage={"Data": raw})

    assert code == "InvalidParameterValue"
    assert not ses.outbox

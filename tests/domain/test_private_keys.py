"""Which private keys SES could sign with."""

from __future__ import annotations

import base64

import pytest

from sesfake.domain.identities.private_keys import signing_key
from tests.keys import private_key


@pytest.mark.parametrize("pkcs8", [False, True])
@pytest.mark.parametrize(
    ("bits", "fits"), [(1023, False), (1024, True), (2048, True), (2049, False)]
)
def test_rsa_of_1024_to_2048_bits_in_either_wrapping(bits, fits, pkcs8):
    assert (signing_key(private_key(bits, pkcs8=pkcs8)) is not None) is fits


def test_anything_else_is_none():
    whole = base64.b64decode(private_key(1024))
    other_algorithm = base64.b64decode(private_key(1024, pkcs8=True)).replace(
        bytes.fromhex("2a864886f70d010101"), bytes.fromhex("2a864886f70d010102")
    )
    for der in (b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", whole[:-1], other_algorithm):
        assert signing_key(base64.b64encode(der).decode()) is None
    for text in ("", "abc", "not base64!", "é", "\ud800"):
        assert signing_key(text) is None

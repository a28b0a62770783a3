"""Signatures of mails that SES would not take, but that must not trip it either."""

from __future__ import annotations

from datetime import datetime, timezone

import dkim
from hypothesis import given
from hypothesis import strategies as st

from sesfake.mail.amazons_keys import key_of
from sesfake.mail.dkim_signing import Seal, signed

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
SEAL = Seal("example.com", "tokenz", key_of("tokenz"))


def verifies(mail: bytes) -> bool:
    return dkim.verify(mail, dnsfunc=lambda name, **_: f"p={SEAL.key.public_key}")


def test_of_a_header_that_is_there_twice_the_lower_one_is_signed():
    mail = b"Return-Path: <a@b>\r\nFrom: a@b\r\nTo: one\r\nTo: two\r\n\r\nHi\r\n"

    arrived = signed(mail, [SEAL], NOON)

    assert verifies(arrived)
    assert verifies(arrived.replace(b"one", b"eno"))
    assert not verifies(arrived.replace(b"two", b"owt"))


@given(st.binary(max_size=300))
def test_any_bytes_are_signed_and_stay(data):
    mail = b"Return-Path: <a@b>\r\nFrom: a@b\r\n\r\n" + data

    arrived = signed(mail, [SEAL], NOON)

    assert arrived.endswith(b"\r\nFrom: a@b\r\n\r\n" + data)


@given(st.lists(st.sampled_from([b"\r\n", b" ", b"\t", b"x", b"\xff", b"."]), max_size=30))
def test_bodies_of_lines_verify(pieces):
    mail = b"Return-Path: <a@b>\r\nFrom: a@b\r\n\r\n" + b"".join(pieces)

    assert verifies(signed(mail, [SEAL], NOON))


def test_what_has_no_body_is_signed_too():
    assert verifies(signed(b"Return-Path: <a@b>\r\nFrom: a@b", [SEAL], NOON))

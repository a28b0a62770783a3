"""A mail that comes in is kept once, however many actions rules have."""

from __future__ import annotations

import tracemalloc

import pytest

from tests.domain.receiving.mailing import MAIL, activate_actions, header

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


def test_headers_that_actions_add_make_no_copies_of_the_mail(ses):
    activate_actions(*(header(f"X-{number}", "v") for number in range(10)))
    mail = MAIL + "x" * 5_000_000
    tracemalloc.start()

    received = ses.receive(mail)

    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert kept < 3 * len(mail)
    first, *_, last = received.actions
    assert first.raw == b"X-0: v\r\n" + received.raw
    assert last.raw.startswith(b"X-9: v\r\nX-8: v\r\n")
    assert last.raw.endswith(first.raw)

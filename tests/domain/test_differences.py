"""How what was found differs from what was wanted."""

from __future__ import annotations

import re

import pytest

from sesfake.domain.mails.differences import clipped, contrast, difference

LONG = "a" * 200


@pytest.mark.parametrize(
    ("value", "wanted", "told"),
    [
        ("Hi", "Ho", "text is 'Hi'"),
        (None, "Ho", "text is None"),
        (LONG, re.compile("b"), f"text is {'a' * 160!r}... (200 characters)"),
        (
            f"{LONG}7{LONG}",
            f"{LONG}8",
            f"text differs at character 201: it is ...'{'a' * 20}7{'a' * 39}'..., "
            f"not ...'{'a' * 20}8'",
        ),
        (
            f"one\ntwo\n{LONG}",
            "one\ntwi",
            f"text differs in line 2: it is 'one\\ntwo\\n{'a' * 38}'..., not 'one\\ntwi'",
        ),
        (LONG, "", f"text differs at character 1: it is '{'a' * 40}'..., not nothing"),
        (
            LONG,
            LONG + "b",
            f"text differs at character 201: it is its end after '{'a' * 20}', "
            f"not ...'{'a' * 20}b'",
        ),
        (
            b"x" * 200,
            b"x" * 199 + b"y",
            f"text differs at byte 200: it is ...b'{'x' * 21}', not ...b'{'x' * 20}y'",
        ),
    ],
)
def test_a_difference_fits_into_a_line(value, wanted, told):
    assert difference("text", value, wanted) == told


def test_two_that_are_there_are_both_shown():
    assert contrast("subject", "Hi", "Ho") == "subject is 'Hi', not 'Ho'"
    assert contrast("html", None, LONG) == f"html is None, not {clipped(LONG)}"


def test_long_values_are_clipped():
    assert clipped(b"x" * 161) == f"{b'x' * 160!r}... (161 bytes)"
    assert clipped("x" * 160) == repr("x" * 160)
    assert clipped(["x" * 400]) == "['" + "x" * 318 + "..."

"""The links of a message: where they end in a text."""

from __future__ import annotations

import pytest

from sesfake.mail.links import find_links


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("See https://example.com/a.", "https://example.com/a"),
        ("Is it https://example.com/a?b=1?!", "https://example.com/a?b=1"),
        ("(see https://example.com/a)", "https://example.com/a"),
        ("[https://example.com/a].", "https://example.com/a"),
        ("See https://en.wikipedia.org/wiki/SES_(x).", "https://en.wikipedia.org/wiki/SES_(x)"),
        ("(https://en.wikipedia.org/wiki/SES_(x))", "https://en.wikipedia.org/wiki/SES_(x)"),
        ("https://example.com/?ids[]", "https://example.com/?ids[]"),
        ("(https://example.com/a.)", "https://example.com/a"),
    ],
)
def test_marks_of_the_sentence_are_none_of_the_link(text, link):
    assert find_links(text, None) == [link]


def test_any_number_of_brackets_takes_no_time():
    brackets = ")" * 1_000_000

    assert find_links(f"https://example.com/{brackets}", None) == ["https://example.com/"]

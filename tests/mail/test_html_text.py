"""Html as somebody reads it."""

from __future__ import annotations

import time

import pytest

from sesfake.mail.html_text import html_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("Your code: <b>12</b><span>34</span>", "Your code: 1234"),
        ("<td>12</td><td>34</td>", "12\n34"),
        ("a&nbsp;&amp;&#32;b", "a & b"),
        ("a\n  b<br>c", "a b\nc"),
        ("<style>p{}</style>a<script>1234</script><!-- 5678 --><title>t</title>", "a"),
        ('<p title="1234 > 5">a', "a"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("a <b", "a"),
        ("a<!-- b", "a"),
        ("&#" + "9" * 10_000 + ";", "\N{REPLACEMENT CHARACTER}"),
        ("", ""),
    ],
)
def test_the_words_are_what_a_browser_shows(html, text):
    assert html_text(html) == text


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<a b='", "<script>", "&#1", " \n", "</script "]
)
def test_hostile_html_takes_no_longer_than_other(piece):
    began = time.process_time()

    html_text(piece * 100_000)

    assert time.process_time() - began < 5

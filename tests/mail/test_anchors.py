"""Where the `<a>` tags of html are, by a browser's rules; and the links of a message."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sesfake.mail.anchors import Attribute, anchors, attribute_text
from sesfake.mail.links import find_links

MARKUP = [
    "<a ", "<A\n", "</a>", "href", "HREF=", "=", '"', "'", ">", "/", " ", "<!--", "-->", "<!",
    "--!>", "<script>", "</script ", "<title>", "</title>", "<?", "</", "<", "x", "http://a/",
    "&amp;", "ü", "ses:no-track", "ses:tags=", "a:b;", "{{ses:openTracker}}", "\0", "\r",
]  # fmt: skip
html_soup = st.lists(st.sampled_from(MARKUP) | st.text(max_size=3), max_size=30).map("".join)


def targets(html: str) -> list[str]:
    return [found[0].value for found in anchors(html, {"href"}) if found]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<a href=\"x\"><A HREF='y'><a\nhref\t=\nz>", ["x", "y", "z"]),
        ('<a href="a>b"><a title="<a href=no>" href=yes>', ["a>b", "yes"]),
        ('<a/href=x/y><a class=c/ id href="z">', ["x/y", "z"]),
        ("<a href=x\"y><a href='x\"y'>", ['x"y', 'x"y']),
        ("<a href><a href=><a href=''>", ["", "", ""]),
        ("<abbr href=x><area href=x></a href=x><link href=x>", []),
        ('<p title="<a href=x>">', []),
        ("<!-- <a href=x> --><!--><a href=y><!---><a href=z>", ["y", "z"]),
        ("<!-- > <a href=x> --!><a href=y>", ["y"]),
        ("<!DOCTYPE <a href=x><a href=y><? <a href=x><a href=z>", ["y", "z"]),
        ("</ <a href=x><a href=y>", ["y"]),
        ("<script>'<a href=x></scripts>'</SCRIPT\n><a href=y>", ["y"]),
        ("<style><a href=x></style><title><a href=x></title><a href=y>", ["y"]),
        ("1 < 2 <3 << <a href=x>", ["x"]),
        ("<a href=x", []),
        ('<a href="x><a href=y>', []),
        ("<!-- <a href=x>", []),
        ("<script><a href=x>", []),
    ],
)
def test_tags_are_found_as_a_browser_finds_them(html, found):
    assert targets(html) == found


def test_offsets_say_where_an_attribute_stands():
    html = '<p><a id=1  Href = "x&amp;y" download>'

    [[href, download]] = anchors(html, {"href", "download"})

    assert href == Attribute("href", "x&amp;y", 10, 12, 20, 28)
    assert html[href.name_at : href.end] == 'Href = "x&amp;y"'
    assert html[href.value_at :].startswith("x&amp;y")
    assert html[download.start : download.end] == " download"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("?a=1&amp;b=2", "?a=1&b=2"),
        ("?a=1&b=2&lt", "?a=1&b=2<"),
        ("?a=1&copy=2&copyright&copy;", "?a=1&copy=2&copyright©"),  # as in attributes
        ("&#47;&#x2f;&#X2F &unknown; & &", "/// &unknown; & &"),
        ("&#" + "9" * 5000 + ";", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_character_references_of_an_attribute_are_replaced(written, text):
    assert attribute_text(written) == text


@given(html_soup)
def test_any_text_is_read_and_offsets_fit(html):
    for found in anchors(html, {"href", "ses:tags"}):
        for attribute in found:
            assert html[attribute.name_at : attribute.end].lower().startswith(attribute.name)
            assert html.startswith(attribute.value, attribute.value_at)
            assert attribute.value_at + len(attribute.value) <= attribute.end


@pytest.mark.parametrize(
    "piece",
    ["<a ", "<a href='", "<!--", "</a", "<![x", "<script>", "</script", "<script></script ", "<",
     "<a href=&#9", "&", "<a\n", "<a x ", "<a>", "<a href=x>"],
)  # fmt: skip
def test_links_are_found_in_time_that_grows_with_the_text(piece):
    html = piece * 100_000

    start = time.process_time()
    find_links(None, html)
    find_links(None, f"<a href='{html}'>")

    assert time.process_time() - start < 30  # what grows by squares takes hours


def test_links_of_broken_html_are_found_all_the_same():
    html = "<![x <a href='&#" + "9" * 5000 + ";'><a href=https://example.com/?a=1&copy=2>"

    assert find_links(None, html) == [
        "https://example.com/?a=1&copy=2",
    ]

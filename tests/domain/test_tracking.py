"""Open and click tracking as pure text: the html that was sent, and the html that arrives.

Rows: facts "events" 8.
"""

from __future__ import annotations

import base64
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSet
from sesfake.domain.configuration_sets.event_destinations import (
    EventDestination,
    EventType,
    SnsTarget,
)
from sesfake.domain.configuration_sets.options import HttpsPolicy, Tracking, Vdm
from sesfake.domain.tracking import Tracked, TrackedLink, Tracker, tracked
from tests.mail.test_anchors import html_soup

MESSAGE = "0100017fd2f875c4-3a8e1f5b-7d3c-4c0e-9f2a-1b2c3d4e5f60-000000"
OPENS = Tracked(opens=True, clicks=False)
CLICKS = Tracked(opens=False, clicks=True)
BOTH = Tracked(opens=True, clicks=True)

SIGNATURE = r"[A-Za-z0-9_-]{27}=[0-9]{1,3}"
HOST = r"[a-z0-9]{8}\.r\.eu-west-1\.awstrack\.me"
TARGET = "https://ex.com/p?a=1&b=2"


def tracker(what: Tracked = BOTH, message_id: str = MESSAGE) -> Tracker:
    return Tracker(what, "eu-west-1", message_id)


def arrives(html: str, what: Tracked = BOTH) -> tuple[str, list[TrackedLink]]:
    found = tracker(what)
    return found.rewrite(html), found.links


def put_back(html: str, links: list[TrackedLink]) -> str:
    for link in links:
        html = html.replace(link.address, link.url)
    return html


# --- the pixel ------------------------------------------------------------------------------------


@pytest.mark.parametrize("html", ["", "<p>Hi</p>", "<html><body>Hi</body></html>\n", "<p", "<!--"])
def test_the_pixel_stands_at_the_end(html):
    after, links = arrives(html, OPENS)

    assert after.startswith(html)
    assert links == []
    assert re.fullmatch(
        rf'<img alt="" src="http://{HOST}/I0/{MESSAGE}/{SIGNATURE}" '
        r'style="display: none; width: 1px; height: 1px;">',
        after[len(html) :],
    )


def test_the_signature_is_20_bytes():
    text = tracker().pixel.partition(f"{MESSAGE}/")[2]

    assert len(base64.urlsafe_b64decode(text[:28])) == 20


def test_the_first_placeholder_becomes_the_pixel_and_others_are_removed():
    after, _ = arrives("<p>{{ses:openTracker}}</p>{{ses:openTracker}}<b>{{ses:openTracker}}</b>")

    assert after == f"<p>{tracker().pixel}</p><b></b>"


def test_placeholders_are_removed_where_opens_are_not_tracked():
    assert arrives("<p>{{ses:openTracker}}Hi{{ses:openTracker}}</p>", CLICKS) == ("<p>Hi</p>", [])


# --- links ----------------------------------------------------------------------------------------


def test_a_link_leads_through_amazon():
    after, [link] = arrives(f'<a href="{TARGET}">', CLICKS)

    assert after == f'<a href="{link.address}">'
    assert link == TrackedLink(TARGET, link.address, None, 1)
    encoded = re.escape("https:%2F%2Fex.com%2Fp%3Fa=1%26b=2")
    assert re.fullmatch(rf"https://{HOST}/L0/{encoded}/1/{MESSAGE}/{SIGNATURE}", link.address)


def test_only_what_is_tracked_is_rewritten():
    html = '<a href="https://ex.com">{{ses:openTracker}}</a>'

    assert arrives(html, OPENS) == (html.replace("{{ses:openTracker}}", tracker().pixel), [])
    assert "<img" not in arrives(html, CLICKS)[0]


def test_pixel_and_links_have_one_host_and_number_and_signatures_of_their_own():
    after, _ = arrives('<a href="http://a.example"><a href="http://b.example">')

    assert len(set(re.findall(rf"//({HOST})/", after))) == 1
    assert len(set(re.findall(r"=([0-9]+)\"", after))) == 1
    assert len(set(re.findall(rf"({SIGNATURE})\"", after))) == 3


def test_addresses_are_the_same_each_time_and_others_in_another_message():
    html = f'<a href="{TARGET}">'

    assert tracker().rewrite(html) == tracker().rewrite(html)
    assert tracker(message_id=MESSAGE[::-1]).rewrite(html) != tracker().rewrite(html)


def test_links_to_the_same_url_are_counted():
    _, links = arrives('<a href="http://a/"><a href="http://b/"><a href="http://a/">')

    assert [(link.url, link.index) for link in links] == [
        ("http://a/", 1), ("http://b/", 1), ("http://a/", 2),
    ]  # fmt: skip
    assert "/L0/http:%2F%2Fa%2F/2/" in links[2].address
    assert len({link.address for link in links}) == 3


@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_an_attribute_keeps_its_quotes_and_all_else_its_form(quote):
    html = f"<p>&nbsp;<A  CLASS=b HREF\n= {quote}http://ex.com/?q=1{quote} id='>'>Hi</A\t>\r\n"

    after, [link] = arrives(html, CLICKS)

    assert after == html.replace("http://ex.com/?q=1", link.address)


def test_character_references_are_read():
    _, [link] = arrives('<a href="https://ex.com/p?a=1&amp;b=2&#x26;copy=3">')

    assert link.url == "https://ex.com/p?a=1&b=2&copy=3"


def test_of_two_href_the_first_counts():
    after, [link] = arrives("<a href=http://a/ href=http://b/>", CLICKS)

    assert after == f"<a href={link.address} href=http://b/>"


@pytest.mark.parametrize(
    "url",
    [
        "http://ex.com", "HTTPS://EX.COM/", "http://ex.com:8080/a//b/?a=b?c=/d#e?f", "http://ex.com?",
        "http://user:secret@ex.com/", "http://[2001:db8::1]:80/", "http://127.0.0.1",
        "http://ex.com/%C3%BC~'(1)*!$,;=:@", "http://xn--bcher-kva.example/",
    ],
)  # fmt: skip
def test_urls_of_rfc_3986_are_tracked(url):
    _, [link] = arrives(f'<a href="{url}">')

    assert link.url == url


@pytest.mark.parametrize(
    "url",
    [
        "", "#top", "/path", "page.html", "//ex.com/", "mailto:ann@example.com", "tel:+4930", "ftp://a/",
        "javascript:alert(1)", "http:/ex.com", "http://", "http:///path", "http://ex.com/ü",
        "http://bücher.example/", "http://ex.com/a b", " http://ex.com", "http://ex.com/\n",
        "http://ex.com/100%", "http://ex.com/%zz", "http://ex.com/{id}", "http://ex.com/[1]",
        "http://ex.com/a|b", "http://ex.com/#a#b", "http://ex.com:port/", "http://a@b@c/",
        "{{amazonSESUnsubscribeUrl}}", "http://ex.com/&#10;", "http://ex.com/&#99999999999;",
    ],
)  # fmt: skip
def test_other_urls_stay(url):
    html = f'<a href="{url}">Hi</a>'

    assert arrives(html, CLICKS) == (html, [])


@pytest.mark.parametrize(
    "html",
    [
        '<area href="http://ex.com">', '<link href="http://ex.com">', "<a>http://ex.com</a>",
        '<img src="http://ex.com">', '<!-- <a href="http://ex.com"> -->', "<a data-href=http://a/>",
        '<style>/*<a href="http://ex.com">*/</style>', "<a title=\"<a href='http://ex.com'>\">",
    ],
)  # fmt: skip
def test_what_is_no_link_of_the_text_stays(html):
    assert arrives(html, CLICKS) == (html, [])


def test_250_links_are_tracked_and_no_more():
    html = "".join(f"<a href='http://ex.com/{n}'>" for n in range(251))

    after, links = arrives(html, CLICKS)

    assert [link.url for link in links] == [f"http://ex.com/{n}" for n in range(250)]
    assert after.endswith("<a href='http://ex.com/250'>")


def test_links_of_all_parts_of_a_message_are_counted_together():
    found = tracker(CLICKS)

    found.rewrite("<a href=http://a/>" * 249)
    found.rewrite("<a href=mailto:a@b.c>" + "<a href=http://b/>" * 2)

    assert [link.url for link in found.links] == ["http://a/"] * 249 + ["http://b/"]


# --- what the sender tells SES --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a ses:no-track href="http://a/">', '<a href="http://a/">'),
        ('<a href="http://a/" ses:no-track>', '<a href="http://a/">'),
        ('<a href="http://a/"\n  SES:No-Track="yes" id=x>', '<a href="http://a/" id=x>'),
        ("<a href=http://a/ ses:no-track />", "<a href=http://a/ />"),
        ("<a href=http://a/ ses:no-track/>", "<a href=http://a/ />"),  # not in the URL
        ('<a ses:no-track=""href="http://a/">', '<a href="http://a/">'),
        ('<a href="http://a/"ses:no-track=""id=x>', '<a href="http://a/"id=x>'),
        ('<a href="http://a/" ses:no-track ses:no-track ses:tags="a:b">', '<a href="http://a/">'),
        ("<a ses:no-track>", "<a>"),
    ],
)
@pytest.mark.parametrize("what", [OPENS, CLICKS, BOTH])
def test_a_link_that_is_not_to_be_tracked_stays_and_the_attribute_goes(before, after, what):
    arrived, links = arrives(before, what)

    assert arrived.removesuffix(tracker().pixel) == after
    assert links == []


def test_no_track_is_for_one_link_and_for_links_only():
    html = '<p ses:no-track><a ses:no-track href="http://a/"><a href="http://b/">'

    after, [link] = arrives(html, CLICKS)

    assert after == f'<p ses:no-track><a href="http://a/"><a href="{link.address}">'


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("product:book;genre:fiction;", {"product": ("book",), "genre": ("fiction",)}),
        ("product:book", {"product": ("book",)}),
        (" a_1-Z : 9 ; ; ", {"a_1-Z": ("9",)}),
        ("a:b;a:c", {"a": ("b", "c")}),
        ("a:b c;ü:x;d:e:f;g;:h;i:;", None),
        ("a:b&#x3b;c:d", {"a": ("b",), "c": ("d",)}),
        ("", None),
    ],
)
def test_a_link_has_tags(written, tags):
    after, [link] = arrives(f'<a ses:tags="{written}" href="{TARGET}">', CLICKS)

    assert link.tags == tags
    assert after == f'<a href="{link.address}">'


# --- the addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("https", "pixel", "plain", "secure"),
    [
        (None, "http", "http", "https"),
        (HttpsPolicy.OPTIONAL, "http", "http", "https"),
        (HttpsPolicy.REQUIRE, "https", "https", "https"),
        (HttpsPolicy.REQUIRE_OPEN_ONLY, "https", "http", "https"),
    ],
)
def test_the_policy_says_what_is_https(https, pixel, plain, secure):
    html = '<a href="http://a.example/"><a href="HTTPS://b.example/">'
    found = tracker(Tracked(opens=True, clicks=True, domain="links.example.com", https=https))

    after = found.rewrite(html)

    host = "links.example.com"
    assert re.fullmatch(
        rf'<a href="{plain}://{host}/L0/http:%2F%2Fa\.example%2F/1/{MESSAGE}/{SIGNATURE}">'
        rf'<a href="{secure}://{host}/L0/HTTPS:%2F%2Fb\.example%2F/1/{MESSAGE}/{SIGNATURE}">'
        rf'<img alt="" src="{pixel}://{host}/I0/{MESSAGE}/{SIGNATURE}" style="[^"]*">',
        after,
    )


# --- when -----------------------------------------------------------------------------------------


def destination(*types: EventType, enabled: bool = True) -> EventDestination:
    target = SnsTarget("arn:aws:sns:us-east-1:123456789012:mail")
    return EventDestination("-".join(type_.name for type_ in types), enabled, types, target)


def configuration_set(*destinations: EventDestination, **options) -> ConfigurationSet:
    return ConfigurationSet(
        "news", event_destinations={each.name: each for each in destinations}, **options
    )


OPEN, CLICK, SEND = EventType.OPEN, EventType.CLICK, EventType.SEND


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, None),
        (configuration_set(), None),
        (configuration_set(destination(SEND)), None),
        (configuration_set(destination(OPEN, CLICK, enabled=False)), None),
        (configuration_set(destination(OPEN)), OPENS),
        (configuration_set(destination(SEND, CLICK)), CLICKS),
        (configuration_set(destination(OPEN), destination(CLICK)), BOTH),
        (configuration_set(destination(OPEN, enabled=False), destination(CLICK)), CLICKS),
        (configuration_set(vdm=Vdm(engagement_metrics=True)), BOTH),
        (configuration_set(vdm=Vdm(engagement_metrics=False)), None),
        (configuration_set(vdm=Vdm(optimized_shared_delivery=True)), None),
        (configuration_set(tracking=Tracking("links.example.com")), None),
        (
            configuration_set(
                destination(OPEN), tracking=Tracking("links.example.com", HttpsPolicy.REQUIRE)
            ),
            Tracked(True, False, "links.example.com", HttpsPolicy.REQUIRE),
        ),
    ],
)
def test_a_set_is_tracked_for_those_who_want_to_know(given, expected):
    assert tracked(given) == expected


# --- any html -------------------------------------------------------------------------------------

CLEAN_URLS = st.from_regex(r"https?://[a-z]{1,5}/[a-z0-9?/=&%_.~-]{0,8}", fullmatch=True)
LINKS = st.builds(
    lambda url, quote, more: f"<a {more} href={quote}{url}{quote}>",
    CLEAN_URLS.filter(lambda url: not re.search("&[a-z]|%", url)),
    st.sampled_from(['"', "'"]),
    st.sampled_from(["", "id=x", "title='<>'", "hidden"]),
)


@given(st.lists(LINKS | st.sampled_from(["<p>", "&amp; ", "<!-- <a -->", "< ", "ü", "'"])))
def test_with_the_links_put_back_the_html_is_what_was_sent(pieces):
    html = "".join(pieces)

    after, links = arrives(html)

    assert put_back(after, links) == html + tracker().pixel
    assert len(links) == sum(piece.startswith("<a ") for piece in pieces)


@given(html_soup)
def test_any_html_is_rewritten_and_nothing_but_links_changes(html):
    after, links = arrives(html, CLICKS)

    if "ses:" not in html.lower() and "&" not in html:
        assert put_back(after, links) == html
    assert after.count("awstrack.me/L0/") >= len(links)


@pytest.mark.parametrize(
    "piece",
    ["<a href=http://a/>", "<a href='", "<a ses:tags='a:b;a:b;' href=http://a/%>", "<!--",
     "{{ses:openTracker}}", "<a href='http://a@", "{{ses:", " ses:tags=x"],
)  # fmt: skip
def test_rewriting_takes_time_that_grows_with_the_text(piece):
    html = piece * 30_000

    start = time.process_time()
    arrives(html)
    arrives(f"<a href='http://{html}'>")
    arrives(f"<a ses:tags='{html}' href=http://a/")
    arrives(f"<a {html}>")

    assert time.process_time() - start < 60  # what grows by squares takes hours

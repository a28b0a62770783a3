"""The X-SES-* headers of raw mails (facts: sending 12)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sesfake.mail.raw_mail import read_raw_mail
from sesfake.mail.ses_headers import SesHeaders, read_ses_headers

NOTHING = SesHeaders(None, (), None, None, None, None, None)


def read(*lines: str) -> SesHeaders:
    mail = read_raw_mail("\n".join(["From: a@x.com", *lines, "", ""]).encode())
    return read_ses_headers(mail.first)


def test_without_them_nothing_is_asked_for():
    assert read() == NOTHING


def test_all_of_them():
    assert read(
        "X-SES-CONFIGURATION-SET: marketing",
        "X-SES-MESSAGE-TAGS: campaign=autumn, user=7",
        "X-SES-LIST-MANAGEMENT-OPTIONS: news; topic=sports",
        "X-SES-SOURCE-ARN: arn:aws:ses:us-east-1:123456789012:identity/a.com",
        "X-SES-FROM-ARN: arn:aws:ses:us-east-1:123456789012:identity/b.com",
        "X-SES-RETURN-PATH-ARN: arn:aws:ses:us-east-1:123456789012:identity/c.com",
        "X-SES-TENANT: acme",
    ) == SesHeaders(
        configuration_set="marketing",
        tags=(("campaign", "autumn"), ("user", "7")),
        list_management=("news", "sports"),
        source_arn="arn:aws:ses:us-east-1:123456789012:identity/a.com",
        from_arn="arn:aws:ses:us-east-1:123456789012:identity/b.com",
        return_path_arn="arn:aws:ses:us-east-1:123456789012:identity/c.com",
        tenant="acme",
    )


def test_only_the_first_of_a_name_counts():
    headers = read(
        "x-ses-configuration-set: one",
        "X-SES-CONFIGURATION-SET: two",
        "X-Ses-Message-Tags: a=1",
        "X-SES-MESSAGE-TAGS: b=2",
    )

    assert headers == NOTHING._replace(configuration_set="one", tags=(("a", "1"),))


def test_blank_ones_say_nothing():
    assert (
        read(
            "X-SES-CONFIGURATION-SET: ",
            "X-SES-MESSAGE-TAGS:",
            "X-SES-LIST-MANAGEMENT-OPTIONS:  ",
            "X-SES-SOURCE-ARN:",
            "X-SES-FROM-ARN:",
            "X-SES-RETURN-PATH-ARN:",
            "X-SES-TENANT: ",
        )
        == NOTHING
    )


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("a=1", (("a", "1"),)),
        (" a = 1 ,b=2,, ", (("a", "1"), ("b", "2"))),
        ("a=1,\n b=2", (("a", "1"), ("b", "2"))),
        ("a=b=c", (("a", "b=c"),)),
        ("a", (("a", ""),)),  # refused when the tags are checked
        ("=1", (("", "1"),)),
        ("a=1, a=2", (("a", "1"), ("a", "2"))),
        (", ,", ()),
    ],
)
def test_tags_are_pairs_with_blanks_at_will(text, tags):
    assert read(f"X-SES-MESSAGE-TAGS: {text}").tags == tags


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("news", ("news", None)),
        ("news; topic=sports", ("news", "sports")),
        ("news;topicName=sports;", ("news", "sports")),
        ("contactListName=news;topicName=sports", ("news", "sports")),
        ("contactListName = news ; topic = sports", ("news", "sports")),
        ("topic=sports; contactListName=news", ("news", "sports")),
        ("news; topic=", ("news", None)),
        ("news; other=x", ("news", None)),
        ("news; topic=a; topic=b", ("news", "a")),
        ("; topic=sports", None),
        ("topic=sports", None),
        (";", None),
    ],
)
def test_list_options_come_in_two_forms(text, options):
    assert read(f"X-SES-LIST-MANAGEMENT-OPTIONS: {text}").list_management == options


@given(st.text("abt=,; opicNmeLs", max_size=40))
def test_any_value_is_read(text):
    headers = read(f"X-SES-MESSAGE-TAGS: {text}", f"X-SES-LIST-MANAGEMENT-OPTIONS: {text}")

    assert isinstance(headers.tags, tuple)

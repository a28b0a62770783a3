"""`message.code`: what a test of a sign-in wants to know."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def send(ses, sesv2_client):
    """Send a simple message; gives it back."""
    ses.verify("example.com")

    def send(subject="Hi", **bodies):
        body = {name.title(): {"Data": data} for name, data in bodies.items()}
        sesv2_client.send_email(
            FromEmailAddress="shop@example.com",
            Destination={"ToAddresses": ["ann@example.com"]},
            Content={"Simple": {"Subject": {"Data": subject}, "Body": body}},
        )
        return ses.outbox.last

    return send


def test_the_first_number_of_4_to_8_digits_is_the_code(send):
    message = send(text="In 123 steps: 123456789 no, 482913 yes, 5555 too late.")

    assert message.code() == "482913"


def test_the_subject_comes_first_then_the_text_then_the_html(send):
    assert send("1111", text="2222", html="3333").code() == "1111"
    assert send("Hi", text="2222", html="3333").code() == "2222"
    assert send("Hi", text="Hello", html="3333").code() == "3333"


def test_html_is_searched_as_somebody_reads_it(send):
    message = send(html='<style>#a4711{}</style><a href="/99999">Code:</a> <b>48</b><b>29</b>')

    assert message.code() == "4829"


@pytest.mark.parametrize("pattern", [r"coupon ([A-Z]+)", re.compile(r"coupon ([A-Z]+)")])
def test_a_pattern_says_what_else_to_look_for(send, pattern):
    message = send(text="Your coupon SPRING waits.")

    assert message.code(pattern) == "SPRING"
    assert message.code(r"coupon \w+") == "coupon SPRING"


def test_a_missing_code_shows_where_it_was_looked_for(send):
    message = send("Hi", text="No code here", html="<p>Nor here</p>")

    with pytest.raises(AssertionError) as failure:
        message.code()

    assert str(failure.value) == (
        r"No '\\b\\d{4,8}\\b' in the message:"
        "\n  subject: 'Hi'\n  text: 'No code here'\n  html: 'Nor here'"
    )


@pytest.mark.parametrize(("length", "shown"), [(2000, "x" * 2000), (2001, "x" * 2000 + "…")])
def test_of_a_long_text_two_thousand_characters_are_shown(send, length, shown):
    message = send("Hi", text="x" * length)

    with pytest.raises(AssertionError) as failure:
        message.code()

    assert str(failure.value).endswith(f"\n  text: '{shown}'")


def test_a_wrong_pattern_is_told_as_python_tells_it(send):
    with pytest.raises(re.error, match="unterminated"):
        send(text="Hi").code("(")

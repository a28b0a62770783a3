"""What `ses.lint_template` finds between a template and its data."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def welcome(ses):
    ses.add_template(
        "welcome",
        subject="Hello, {{name}}",
        text="{{#if vip}}{{gift}}{{/if}}{{#each items}}{{title}}{{/each}}",
        html="{{address.city}}",
    )


def test_there_is_nothing_to_say_of_data_that_fit(ses):
    lint = ses.lint_template("welcome", {"name": "Ann", "address": {"city": "Rome"}})

    assert not lint
    assert (lint.missing, lint.unused, lint.unknown_helpers) == ((), (), ())


def test_attributes_that_would_lose_the_mail_are_listed_over_all_parts(ses):
    assert ses.lint_template("welcome", {"vip": True, "items": [{}]}).missing == (
        *("name", "gift", "title", "address.city"),
    )


def test_what_a_condition_or_a_loop_asks_for_may_be_missing(ses):
    assert not ses.lint_template("welcome", {"name": "A", "address": {"city": "B"}})


def test_keys_that_nothing_asks_for_are_listed(ses):
    data = {"name": "A", "address": {"city": "B"}, "Name": "C", "items": []}

    assert ses.lint_template("welcome", data).unused == ("Name",)


def test_what_a_partial_with_members_of_its_own_prints_is_used(ses):
    partial = "{{#*inline 'line'}}{{label}}: {{city}}{{/inline}}{{> line label='To'}}"
    ses.add_template("label", subject="Hi", text=partial)

    assert not ses.lint_template("label", {"city": "Rome"})


def test_helpers_that_ses_does_not_have_are_listed(ses):
    ses.add_template("shout", subject="{{upper name}}", text="{{#IF name}}x{{/IF}}")

    lint = ses.lint_template("shout", {"name": "Ann"})

    assert lint.unknown_helpers == ("IF", "upper")
    assert (lint.missing, lint.unused) == ((), ())


def test_data_may_be_the_json_of_the_call(ses):
    assert ses.lint_template("welcome", '{"name": "Ann"}').missing == ("address.city",)
    with pytest.raises(ValueError, match="template data are a JSON object, not"):
        ses.lint_template("welcome", "[]")
    with pytest.raises(TypeError, match="template data are a mapping or JSON, not"):
        ses.lint_template("welcome", [])


def test_an_unknown_template_is_a_mistake_of_the_test(ses):
    with pytest.raises(ValueError, match="there is no template 'missing'; store it with"):
        ses.lint_template("missing", {})


def test_a_narrower_view_looks_in_its_region(ses):
    ses.region("eu-west-1").add_template("local", subject="{{a}}", text="x")

    assert ses.region("eu-west-1").lint_template("local", {}).missing == ("a",)
    with pytest.raises(ValueError, match="there is no template"):
        ses.region("us-east-1").lint_template("local", {})


def test_a_broader_view_looks_in_each_region_that_the_test_has_named(ses):
    ses.region("eu-west-1").add_template("local", subject="{{a}}", text="x")

    assert ses.lint_template("local", {}).missing == ("a",)

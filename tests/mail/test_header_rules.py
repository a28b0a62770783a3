"""Custom headers of v2, and message tags (facts: sending 5; events 3.2)."""

from __future__ import annotations

import pytest

from sesfake.mail.header_names import NOT_CUSTOM
from sesfake.mail.header_rules import check_custom_headers, check_tags
from tests.mail.refused import refused


class TestCustomHeaders:
    # sending 5: v2 custom `Headers`

    def test_fifteen_headers_pass_and_one_more_does_not(self):
        headers = [(f"X-{number}", "y") for number in range(16)]
        check_custom_headers(headers[:15])

        assert refused(check_custom_headers, headers) == "Custom header count exceeds 15."

    def test_name_and_value_have_996_characters_at_the_most(self):
        check_custom_headers([("X-Long", "y" * 990)])

        assert refused(check_custom_headers, [("X-Long", "y" * 991)]) == (
            "Header 'X-Long' is more than 996 characters long."
        )

    @pytest.mark.parametrize("name", [*sorted(NOT_CUSTOM), "Reply-To", "SUBJECT"])
    def test_what_ses_writes_itself_is_refused(self, name):
        assert refused(check_custom_headers, [(name, "x")]) == f"Illegal header '{name}'."

    @pytest.mark.parametrize(
        "name", ["List-Unsubscribe", "List-Unsubscribe-Post", "X-Subject", "Sender", "References"]
    )
    def test_others_are_allowed(self, name):
        check_custom_headers([(name, "x")])

    def test_one_on_the_once_only_list_comes_once(self):
        headers = [("X-Tag", "1"), ("x-tag", "2"), ("List-Unsubscribe", "<x>")]
        check_custom_headers(headers)

        assert refused(check_custom_headers, [*headers, ("list-unsubscribe", "<y>")]) == (
            "Duplicate header 'list-unsubscribe'."
        )


class TestTags:
    def test_letters_digits_dashes_and_underscores_are_allowed(self):
        check_tags([("Campaign_1", "a-Z_09"), ("campaign_1", "-")])

    @pytest.mark.parametrize("value", ["event:id:abc1234", "a b", "ä", "a.b", "a@b", "a\n", "٣"])
    def test_other_values_are_refused(self, value):
        # sending 5: Invalid tag value
        assert refused(check_tags, [("name", value)]) == (
            f"Invalid tag value <{value}>: only alphanumeric ASCII characters, '_', and '-' are "
            "allowed."
        )

    @pytest.mark.parametrize("name", ["event:id", "a b", "ä", "ses:configuration-set"])
    def test_other_names_are_refused_likewise(self, name):
        # sending 5: Invalid tag name
        assert refused(check_tags, [(name, "value")]) == (
            f"Invalid tag name <{name}>: only alphanumeric ASCII characters, '_', and '-' are "
            "allowed."
        )

    def test_two_names_with_a_colon_are_for_callers(self):
        # events 3.2: ses:feedback-id-a and -b
        check_tags([("ses:feedback-id-a", "x"), ("ses:feedback-id-b", "y")])

        assert refused(check_tags, [("ses:feedback-id-c", "x")]) == (
            "Invalid tag name <ses:feedback-id-c>: only alphanumeric ASCII characters, '_', and "
            "'-' are allowed."
        )

    def test_256_characters_are_the_most(self):
        # sending 5: tag name / value over 256 characters
        most, more = "x" * 256, "x" * 257
        check_tags([(most, most)])

        assert refused(check_tags, [(more, "y")]) == (
            f"Invalid tag name <{more}>: at most 256 characters are allowed."
        )
        assert refused(check_tags, [("y", more)]) == (
            f"Invalid tag value <{more}>: at most 256 characters are allowed."
        )

    def test_neither_may_be_empty(self):
        assert refused(check_tags, [("", "y")]) == "The tag name must not be empty."
        assert refused(check_tags, [("x", "")]) == "The tag value must not be empty."

    def test_a_name_comes_once(self):
        assert (
            refused(check_tags, [("x", "1"), ("y", "1"), ("x", "1")]) == "Duplicate tag name <x>."
        )

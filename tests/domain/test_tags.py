"""What may be a tag, and which fault is found first (fact sheet "resources", section 10)."""

from __future__ import annotations

import pytest

from sesfake.domain.tags import checked_tags
from sesfake.errors import ConstraintViolated, InvalidParameter

TOO_MANY = (
    "Maximum of 50 user tags are allowed per resource, consider reducing the number of tags in "
    "the request"
)
CHARACTERS = (
    "Tags can only contain letters, numbers, spaces, and the following special characters: "
    "_ . : / = + - @"
)
SYSTEM = "Caller is an end user and not allowed to mutate system tags"
TWICE = "Cannot provide multiple tags with the same key"


def fault(*tags):
    with pytest.raises((InvalidParameter, ConstraintViolated)) as caught:
        checked_tags(tags)
    return caught.value.message


def too_long(*paths):
    count = len(paths)
    return f"{count} validation error{'s' if count > 1 else ''} detected: " + "; ".join(
        f"Value at '{path}' failed to satisfy constraint: Member must have length less than or "
        f"equal to {128 if path.endswith('key') else 256}"
        for path in paths
    )


def test_tags_are_given_back_in_order():
    assert list(checked_tags([("b", "1"), ("a", "")]).items()) == [("b", "1"), ("a", "")]
    assert checked_tags([]) == {}


def test_fifty_tags_pass_and_one_more_does_not():
    tags = [(str(number), "") for number in range(51)]

    assert len(checked_tags(tags[:50])) == 50
    assert fault(*tags) == TOO_MANY


@pytest.mark.parametrize("text", ["a Z 09 _.:/=+-@", "Größe", "数", "٣", "½", "\u00a0"])
def test_letters_numbers_spaces_and_eight_others_pass(text):
    assert checked_tags([(text, text)]) == {text: text}


@pytest.mark.parametrize("text", ["!", "a,b", "#", "\n", "\0", "\U0001f600", "\ud800", "e\u0301"])
def test_other_characters_are_refused(text):
    assert fault(("key", text)) == fault((text, "value")) == CHARACTERS


def test_what_is_missing_counts_as_bad_characters():
    assert fault(("key", None)) == fault((None, "value")) == CHARACTERS


def test_amazons_own_keys_are_refused():
    assert fault(("aws:cloudformation:stack-name", "x")) == fault(("aws:", "")) == SYSTEM
    assert checked_tags([("aws", "aws:x"), ("AWS:x", "")]) == {"aws": "aws:x", "AWS:x": ""}


def test_keys_have_128_characters_and_values_256():
    tag = ("ä" * 128, "𝒳" * 256)

    assert checked_tags([tag]) == dict([tag])
    assert fault(("k" * 129, "v" * 257)) == too_long("tags.1.member.key", "tags.1.member.value")
    assert fault(tag, ("k", "v" * 257)) == too_long("tags.2.member.value")


def test_an_empty_key_is_refused_without_a_word():
    assert fault(("", "value")) is None


def test_a_key_is_given_once():
    assert fault(("key", "1"), ("other", ""), ("key", "1")) == TWICE
    assert checked_tags([("key", "1"), ("Key", "2")]) == {"key": "1", "Key": "2"}


def test_faults_are_found_in_this_order():
    tags = [("twice", ""), ("twice", "")]
    assert fault(*tags) == TWICE
    assert fault(*tags, ("", "")) is None
    assert fault(*tags, ("", ""), ("k" * 129, "")) == too_long("tags.4.member.key")
    assert fault(*tags, ("", ""), ("k" * 129, ""), ("aws:x", "")) == SYSTEM
    assert fault(*tags, ("", ""), ("k" * 129, ""), ("aws:x", ""), ("!", "")) == CHARACTERS
    assert fault(*tags, ("!", ""), *((str(number), "") for number in range(48))) == TOO_MANY

"""The tags of a resource: what may be one, and the order in which SES finds fault.

Each check looks at all the tags before the next begins: how many, which characters, Amazon's own
keys, lengths, empty keys, keys given twice (facts: resources 10). A value may be empty.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from sesfake.errors import ConstraintViolated, InvalidParameter

# https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Tag.html
MAX_TAGS = 50
TOO_MANY_TAGS = (
    f"Maximum of {MAX_TAGS} user tags are allowed per resource, consider reducing the number of "
    "tags in the request"
)
MAX_KEY = 128
MAX_VALUE = 256
_SPECIAL = frozenset("_.:/=+-@")

# A key and its value; raw JSON may leave out either.
GivenTag = tuple[str | None, str | None]


def checked_tags(tags: Sequence[GivenTag]) -> dict[str, str]:
    """Keys to values, as given; raises InvalidParameter or ConstraintViolated."""
    if len(tags) > MAX_TAGS:
        raise InvalidParameter(TOO_MANY_TAGS)
    present = _checked_characters(tags)
    if any(key.startswith("aws:") for key, _ in present):
        raise InvalidParameter("Caller is an end user and not allowed to mutate system tags")
    _check_lengths(present)
    if any(not key for key, _ in present):
        raise InvalidParameter  # without a word
    if len(dict(present)) < len(present):
        raise InvalidParameter("Cannot provide multiple tags with the same key")
    return dict(present)


def _checked_characters(tags: Sequence[GivenTag]) -> list[tuple[str, str]]:
    # What is missing counts as bad characters.
    present = [(key, value) for key, value in tags if key is not None and value is not None]
    if len(present) < len(tags) or not all(_is_allowed(key + value) for key, value in present):
        raise InvalidParameter(
            "Tags can only contain letters, numbers, spaces, and the following special "
            "characters: _ . : / = + - @"
        )
    return present


def _is_allowed(text: str) -> bool:
    return all(c in _SPECIAL or unicodedata.category(c)[0] in "LNZ" for c in text)


def _check_lengths(tags: list[tuple[str, str]]) -> None:
    violations = [
        f"Value at 'tags.{number}.member.{member}' failed to satisfy constraint: "
        f"Member must have length less than or equal to {maximum}"
        for number, (key, value) in enumerate(tags, 1)
        for member, text, maximum in (("key", key, MAX_KEY), ("value", value, MAX_VALUE))
        if len(text) > maximum
    ]
    if violations:
        raise ConstraintViolated(violations)

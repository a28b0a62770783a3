"""Rules for what v2's custom headers and both APIs' message tags may be (facts: sending 5).

The service model holds the single lengths and characters of custom headers; here is the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sesfake.errors import InvalidParameter
from sesfake.guesses.mail import (
    CUSTOM_HEADER_TOO_LONG,
    DUPLICATE_TAG,
    EMPTY_TAG,
    FORBIDDEN_CUSTOM_HEADER,
    INVALID_TAG_NAME,
    TAG_TOO_LONG,
    TOO_MANY_CUSTOM_HEADERS,
)
from sesfake.mail.header_names import NOT_CUSTOM, ONCE_ONLY

# https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html
MAX_CUSTOM_HEADERS = 15
MAX_HEADER_LENGTH = 996  # name and value together
# https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html
MAX_TAG_LENGTH = 256

# The only names with a colon that callers may give: parts of the Feedback-ID (facts: events 3.2).
FEEDBACK_TAGS = frozenset({"ses:feedback-id-a", "ses:feedback-id-b"})

_TAG = re.compile(r"[A-Za-z0-9_-]+")


def check_custom_headers(headers: Sequence[tuple[str, str]]) -> None:
    """Not too many, not too long, none that SES writes itself, none twice that comes once."""
    if len(headers) > MAX_CUSTOM_HEADERS:
        raise InvalidParameter(TOO_MANY_CUSTOM_HEADERS.format(maximum=MAX_CUSTOM_HEADERS))
    seen = set()
    for name, value in headers:
        key = name.lower()
        if key in NOT_CUSTOM:
            raise InvalidParameter(FORBIDDEN_CUSTOM_HEADER.format(name=name))
        if len(name) + len(value) > MAX_HEADER_LENGTH:
            raise InvalidParameter(
                CUSTOM_HEADER_TOO_LONG.format(name=name, maximum=MAX_HEADER_LENGTH)
            )
        if key in seen and key in ONCE_ONLY:
            raise InvalidParameter(f"Duplicate header '{name}'.")
        seen.add(key)


def check_tags(tags: Sequence[tuple[str, str]]) -> None:
    """Names and values of legal characters and length; each name once, with case."""
    seen = set()
    for name, value in tags:
        _check_length("name", name)
        if name not in FEEDBACK_TAGS and not _TAG.fullmatch(name):
            raise InvalidParameter(INVALID_TAG_NAME.format(text=name))
        _check_length("value", value)
        if not _TAG.fullmatch(value):
            raise InvalidParameter(
                f"Invalid tag value <{value}>: only alphanumeric ASCII characters, '_', and '-' "
                "are allowed."
            )
        if name in seen:
            raise InvalidParameter(DUPLICATE_TAG.format(name=name))
        seen.add(name)


def _check_length(what: str, text: str) -> None:
    if not text:
        raise InvalidParameter(EMPTY_TAG.format(what=what))
    if len(text) > MAX_TAG_LENGTH:
        raise InvalidParameter(TAG_TOO_LONG.format(what=what, text=text, maximum=MAX_TAG_LENGTH))

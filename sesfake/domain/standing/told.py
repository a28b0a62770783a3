"""What an appeal tells, read: which changes have been made, and which are only planned.

It is read for words: what the writer says that they are going to do is planned, whatever list it
stands in ("not changes you plan to make").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

Texts = str | Iterable[str]

# "We deleted it, so we will not mail it again" is what follows from a change.
_PLAN = (
    r"(?:will|shall|(?:going|planning|intending)\s+to|plan(?:ned)?\s+to|intend(?:ed)?\s+to"
    r"|would\s+like\s+to)\b"
)
_INTENTION = re.compile(
    r"(?<!\bso )(?<!\bso that )\b(?:we|I)"
    r"(?:['\u2019]ll\b|(?:\s+(?:are|am|have)|['\u2019](?:re|m|ve))?(?:\s+(?:also|now|soon|then))?"
    rf"\s+{_PLAN})|\A\W*(?:are\s+|am\s+)?{_PLAN}",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """What is blank is not told."""

    cause: str | None
    changes: tuple[str, ...]
    planned: tuple[str, ...]
    prevention: str | None
    information: Mapping[str, str]


def read(
    cause: str | None,
    changes: Texts,
    planned: Texts,
    prevention: str | None,
    information: Mapping[str, str] | None,
) -> Told:
    """Look through it; a TypeError says what is not as it should be."""
    for name, text in (("cause", cause), ("prevention", prevention)):
        if not (text is None or isinstance(text, str)):
            raise TypeError(f"{name}= is a text, not {text!r}.")
    said = _texts("changes", changes)
    return Told(
        _unless_blank(cause),
        tuple(text for text in said if not is_planned(text)),
        (*filter(is_planned, said), *_texts("planned", planned)),
        _unless_blank(prevention),
        _mapping({} if information is None else information),
    )


def is_planned(change: str) -> bool:
    """Whether its writer only means to make a change."""
    return _INTENTION.search(change) is not None


def _unless_blank(text: str | None) -> str | None:
    return text if text and text.strip() else None


def _texts(name: str, given: Texts) -> tuple[str, ...]:
    found: tuple[object, ...] = ()
    is_right = isinstance(given, Iterable) and not isinstance(given, (bytes, Mapping))
    if is_right:
        found = (given,) if isinstance(given, str) else tuple(given)
    texts = tuple(text for text in found if isinstance(text, str))
    if not is_right or len(texts) != len(found):
        raise TypeError(f"{name}= is a text or a list of texts, not {given!r}.")
    return tuple(text for text in texts if text.strip())


def _mapping(given: Mapping[str, str]) -> Mapping[str, str]:
    if not isinstance(given, Mapping) or not all(
        isinstance(text, str) for item in given.items() for text in item
    ):
        raise TypeError(
            "information= is a mapping of what was asked for to what you tell, as in "
            f"{{'how you collect addresses': 'With a form.'}}, not {given!r}."
        )
    return {asked: text for asked, text in given.items() if text.strip()}

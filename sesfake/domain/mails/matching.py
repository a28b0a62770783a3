"""How a tester names a mail: `to="ann@example.com", subject=re.compile("welcome")`.

A criterion is a value to be equal to, a compiled pattern to be found, a callable that says yes, or
anything with an `__eq__` of its own, such as `unittest.mock.ANY`; lists and dicts may hold any of
them. Addresses are compared bare and without case; one address matches if it is among those of the
mail, a list must be all of them.
Words of AWS's, such as types of events, may be spelt as either API does, but must be among those
there are.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from sesfake.domain.configuration_sets.event_destinations import ENGAGEMENT, EventType
from sesfake.domain.mails.differences import clipped, difference
from sesfake.mail.addresses import folded

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message


class Vocabulary(NamedTuple):
    """What mails of one kind can be found by."""

    kind: str  # as a sentence begins with it
    any_of: Mapping[str, Callable[[Any], list[str]]]
    values: frozenset[str]
    words: Mapping[str, frozenset[str]] = MappingProxyType({})  # of criteria that know few


_ANY_OF: dict[str, Callable[[Message], list[str]]] = {
    "to": lambda message: message.to,
    "cc": lambda message: message.cc,
    "bcc": lambda message: message.bcc,
    "recipient": lambda message: message.recipients,
    "reply_to": lambda message: message.reply_to,
    "from_": lambda message: [message.from_],
    "source": lambda message: [message.source],
    "return_path": lambda message: [message.return_path],
    "outcome": lambda message: list(message.outcome.values()),
}
_VALUES = frozenset({
    "id", "account_id", "region", "api", "operation", "subject", "text", "html", "headers", "tags",
    "configuration_set", "tenant", "links", "request", "sending_pool", "sending_ip",
})  # fmt: skip
_OUTCOMES = frozenset(type_.value.lower() for type_ in EventType if type_ not in ENGAGEMENT)
MESSAGES = Vocabulary("Messages", _ANY_OF, _VALUES, {"outcome": _OUTCOMES})
ATTACHMENTS = Vocabulary(
    "Attachments",
    any_of={},
    values=frozenset({
        "filename", "content_type", "content", "content_id", "disposition", "description",
    }),
)  # fmt: skip


class Criteria:
    """A checked set of criteria; a name that such mails do not have is a TypeError."""

    def __init__(self, criteria: Mapping[str, Any], vocabulary: Vocabulary) -> None:
        unknown = criteria.keys() - vocabulary.any_of.keys() - vocabulary.values
        if unknown:
            known = ", ".join(sorted([*vocabulary.any_of, *vocabulary.values]))
            raise TypeError(
                f"{vocabulary.kind} cannot be found by {', '.join(sorted(unknown))}; use {known}."
            )
        self._criteria = dict(criteria)
        self._any_of = vocabulary.any_of
        self._words = vocabulary.words
        for name in criteria.keys() & vocabulary.words.keys():
            _check_word(name, criteria[name], vocabulary.words[name])

    def __str__(self) -> str:
        return ", ".join(f"{name}={shown(wanted)}" for name, wanted in self._criteria.items())

    def match(self, mail: object) -> bool:
        return all(self._meets(mail, name, wanted) for name, wanted in self._criteria.items())

    def misses(self, mail: object) -> list[str]:
        """The criteria that a mail does not meet, each with what it has instead."""
        return [
            difference(name, self._value(mail, name), wanted)
            for name, wanted in self._criteria.items()
            if not self._meets(mail, name, wanted)
        ]

    def _value(self, mail: object, name: str) -> Any:
        return self._any_of[name](mail) if name in self._any_of else getattr(mail, name)

    def _meets(self, mail: object, name: str, wanted: Any) -> bool:
        value = self._value(mail, name)
        if name in self._words and isinstance(wanted, str):
            values = [value] if isinstance(value, str) else value
            return _plain(wanted) in map(_plain, values)
        if name not in self._any_of:
            return fits(value, wanted)
        if isinstance(wanted, (list, tuple)):
            return len(wanted) == len(value) and all(map(_is_address, value, wanted))
        if any(_is_address(address, wanted) for address in value):
            return True
        return not _asks(wanted) and fits(value, wanted)  # who asks is asked of each address


def fits(value: Any, wanted: Any) -> bool:
    """Whether a value is what was wanted."""
    if isinstance(wanted, re.Pattern):
        pattern: re.Pattern[Any] = wanted
        return isinstance(value, type(pattern.pattern)) and pattern.search(value) is not None
    if _asks(wanted):
        return bool(wanted(value))
    if wanted == value or (isinstance(value, Mapping) and wanted == dict(value)):
        return True
    if isinstance(wanted, dict) and isinstance(value, Mapping):
        return len(wanted) == len(value) and all(
            key in value and fits(value[key], each) for key, each in wanted.items()
        )
    if isinstance(wanted, list) and isinstance(value, (list, tuple)):
        return len(wanted) == len(value) and all(map(fits, value, wanted))
    return False


def _asks(wanted: Any) -> bool:
    # A class may be equal to its instances, or to what it describes: then it is not called.
    return callable(wanted) and not (
        isinstance(wanted, type) and type(wanted).__eq__ is not type.__eq__
    )


def shown(wanted: Any) -> str:
    """What was wanted, as somebody has written it."""
    if isinstance(wanted, re.Pattern):
        return f"re.compile({wanted.pattern!r})"
    if callable(wanted):
        return getattr(wanted, "__name__", None) or repr(wanted)
    with contextlib.suppress(Exception):
        # Some matchers show what they were equal to last; so that they show themselves:
        _ = wanted == _NOBODYS
    return clipped(wanted)


def _check_word(name: str, wanted: Any, words: frozenset[str]) -> None:
    if isinstance(wanted, str) and _plain(wanted) not in map(_plain, words):
        known = ", ".join(sorted(words))
        raise ValueError(f"{name}= is one of {known}, not {wanted!r}.")


def _plain(word: str) -> str:
    # `Rendering Failure`, `renderingFailure` and `RENDERING_FAILURE` are one.
    return word.replace("_", "").replace(" ", "").lower()


def _is_address(address: str, wanted: Any) -> bool:
    if isinstance(wanted, str):
        return folded(wanted) == folded(address)
    return fits(address, wanted)


class _Nobodys:
    """A value that is equal to nothing but what is equal to everything."""

    def __repr__(self) -> str:
        return "<anything>"


_NOBODYS = _Nobodys()

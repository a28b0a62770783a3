"""What travels: one HTTP request to SES and one answer from it, as plain bytes and strings.

Everything above speaks these two; who carries them (botocore, aiobotocore, a test) is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, get_args


class Headers(Mapping[str, str]):
    """HTTP headers: looked up without regard to case, shown as they were written."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Mapping[str, str] | None = None) -> None:
        self._fields = {name.lower(): (name, value) for name, value in (fields or {}).items()}

    def __getitem__(self, name: str) -> str:
        return self._fields[name.lower()][1]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._fields.values())

    def __len__(self) -> int:
        return len(self._fields)

    def __repr__(self) -> str:
        return f"Headers({dict(self)})"


class Request(NamedTuple):
    """A request as it would reach Amazon; `region` is the one that the client was made for.

    `headers` are looked up without regard to case, and may be bytes: botocore encodes some values
    and leaves others as they are. `header` gives text.
    """

    method: str
    url: str
    headers: Mapping[str, str | bytes]
    body: bytes
    region: str

    def header(self, name: str) -> str | None:
        try:
            value = self.headers[name]
        except KeyError:
            return None
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


class Response(NamedTuple):
    """An answer. `hint` is for the tester and never part of what the client reads.

    It takes `delay` seconds to come; who carries it lets them pass, and knows who waits how long.
    """

    status: int
    headers: dict[str, str]
    body: bytes
    request_id: str
    hint: str | None = None
    delay: float = 0.0


NoAnswerKind = Literal[
    "timeout", "connect_timeout", "connection_reset", "connection_closed", "connection_refused"
]
NO_ANSWERS: frozenset[str] = frozenset(get_args(NoAnswerKind))
UNREACHED: frozenset[str] = frozenset({"connect_timeout", "connection_refused"})  # nothing was sent


class NoAnswer(Exception):
    """The client gets no answer, and learns so after `delay` seconds, or its own timeout."""

    def __init__(self, kind: NoAnswerKind, delay: float) -> None:
        super().__init__(f"{kind}, as a test has asked")
        self.kind = kind
        self.delay = delay

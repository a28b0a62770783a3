"""What travels: one HTTP request to SES and one answer from it, as plain bytes and strings.

Everything above speaks these two; who carries them (botocore, aiobotocore, a test) is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field


class Headers(MutableMapping[str, str]):
    """HTTP headers: looked up without regard to case, kept as they were written."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Mapping[str, str | bytes] | None = None) -> None:
        self._fields: dict[str, tuple[str, str]] = {}
        for name, value in (fields or {}).items():
            self[name] = value

    def __setitem__(self, name: str, value: str | bytes) -> None:
        # botocore encodes some header values and leaves others as they are.
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        self._fields[name.lower()] = (name, text)

    def __getitem__(self, name: str) -> str:
        return self._fields[name.lower()][1]

    def __delitem__(self, name: str) -> None:
        del self._fields[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._fields.values())

    def __len__(self) -> int:
        return len(self._fields)

    def __repr__(self) -> str:
        return f"Headers({dict(self)})"


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it would reach Amazon. `url` is absolute; `region` is the one it was meant for."""

    method: str
    url: str
    headers: Headers
    body: bytes
    region: str


@dataclass(frozen=True, slots=True)
class Response:
    """An answer. `hint` is for the tester and never part of what the client reads."""

    status: int
    headers: Headers
    body: bytes
    request_id: str
    hint: str | None = field(default=None, compare=False)

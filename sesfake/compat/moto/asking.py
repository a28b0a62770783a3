"""How the views learn of the fake: by the operations that a client would call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from sesfake.app import SERVICES
from sesfake.domain.account import Account

V = TypeVar("V")


def ask(account: Account, service: str, operation: str, **request: Any) -> dict[str, Any]:
    """The answer to a call by the account's owner, in AWS's spelling; raises SESError."""
    with account.lock:
        account.called_by(None, None)
        answer = SERVICES[service][1][operation](account, request)
    found: dict[str, Any] = _as_answered(answer)
    return found


def _as_answered(value: Any) -> Any:
    """What a client would read: nothing that is None, and lists."""
    if isinstance(value, Mapping):
        return {key: _as_answered(one) for key, one in value.items() if one is not None}
    return [_as_answered(one) for one in value] if isinstance(value, (list, tuple)) else value


class Stored(Mapping[str, V]):
    """What there is of one kind, by name: looked up when it is read."""

    def __init__(
        self,
        names: Callable[[], Iterable[str]],
        show: Callable[[str], V],
        delete: Callable[[str], object] | None = None,
    ) -> None:
        self._names = names
        self._show = show
        self._delete = delete

    def __getitem__(self, name: str) -> V:
        if name not in self._names():
            raise KeyError(name)
        return self._show(name)

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._names()))

    def __len__(self) -> int:
        return len(list(self._names()))

    def __repr__(self) -> str:
        return repr(dict(self))

    def __delitem__(self, name: str) -> None:
        self.pop(name)

    def pop(self, name: str) -> V:
        """Delete one, and give what it was."""
        if self._delete is None:
            raise TypeError("these cannot be deleted here; call the operation with a client.")
        found = self[name]
        self._delete(name)
        return found

    def clear(self) -> None:
        """Delete all."""
        for name in self:
            self.pop(name)

"""A list of verified names, as tests for older versions of moto have changed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import overload


class Names(Sequence[str]):
    """Live: `append` verifies, `remove` deletes."""

    def __init__(
        self,
        names: Callable[[], list[str]],
        add: Callable[[str], object],
        delete: Callable[[str], object],
    ) -> None:
        self._names = names
        self._add = add
        self._delete = delete

    def __len__(self) -> int:
        return len(self._names())

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._names()[index]

    def __eq__(self, other: object) -> bool:
        return self._names() == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        return repr(self._names())

    def append(self, name: str) -> None:
        self._add(name)

    def extend(self, names: Iterable[str]) -> None:
        for name in names:
            self._add(name)

    def remove(self, name: str) -> None:
        if name not in self._names():
            raise ValueError(f"{name!r} is not verified.")
        self._delete(name)

    def clear(self) -> None:
        for name in self._names():
            self._delete(name)

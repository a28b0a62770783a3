"""IP filters: who may hand mail in at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

ALLOW, BLOCK = "Allow", "Block"


@dataclass(frozen=True)
class ReceiptFilter:
    """Mail from a range of IP addresses is let in, or not."""

    name: str
    policy: str
    cidr: str


class ReceiptFilters:
    """All of one account in one region, by name."""

    def __init__(self) -> None:
        self._filters: dict[str, ReceiptFilter] = {}

    def __iter__(self) -> Iterator[ReceiptFilter]:
        return iter(list(self._filters.values()))

"""IP filters: who may hand mail in at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sesfake.domain.receiving.names import check_filter_name
from sesfake.domain.receiving.ranges import check_range
from sesfake.errors import ReceiptFilterAlreadyExists, ReceiptLimitExceeded

ALLOW, BLOCK = "Allow", "Block"
MAX_FILTERS = 100  # facts: resources 5.1


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

    def add(self, new: ReceiptFilter) -> None:
        """Keep a new filter; raises InvalidParameter, ReceiptFilterAlreadyExists, or
        ReceiptLimitExceeded.
        """
        check_filter_name(new.name)
        check_range(new.cidr)
        if new.name in self._filters:
            raise ReceiptFilterAlreadyExists(new.name)
        if len(self._filters) >= MAX_FILTERS:
            raise ReceiptLimitExceeded("filters")
        self._filters[new.name] = new

    def delete(self, name: str) -> None:
        """Forget a filter; that there is none is no error."""
        check_filter_name(name)
        self._filters.pop(name, None)

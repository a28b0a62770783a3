"""Receipt rule sets of an account in a region, of which one at most is active."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sesfake.clock import Clock
from sesfake.domain.receiving.rules import ReceiptRule


@dataclass
class ReceiptRuleSet:
    """Rules in the order in which they are applied."""

    name: str
    created_at: datetime
    rules: list[ReceiptRule] = field(default_factory=list)


class ReceiptRuleSets:
    """All of one account in one region, by name."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sets: dict[str, ReceiptRuleSet] = {}
        self._active: str | None = None

    @property
    def active(self) -> ReceiptRuleSet | None:
        """The one that is applied to incoming mail."""
        return None if self._active is None else self._sets[self._active]

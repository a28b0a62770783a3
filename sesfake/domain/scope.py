"""Scopes: the parts of the world that a test may look at or act on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """A part of the world: everything, one region, one account, or one account in one region."""

    account_id: str | None = None
    region: str | None = None

    def holds(self, account_id: str | None, region: str) -> bool:
        """Whether an account in a region lies in it; None is a caller that has no account."""
        return self.account_id in (None, account_id) and self.region in (None, region)

    def includes(self, other: Scope) -> bool:
        """Whether all of another scope lies in it."""
        return self.account_id in (None, other.account_id) and self.region in (None, other.region)

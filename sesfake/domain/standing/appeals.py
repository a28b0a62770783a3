"""Appeals: what the owner of an account writes back to a probation or a suspension.

    OPEN ---> UNDER_REVIEW ---> ACCEPTED
      |             +---------> REFUSED
      +-----------------------> REFUSED     changes are only planned

An appeal tells three things (Suspension FAQ, question 6): how the problem came about, what has been
changed, and why that will prevent it. This is the state; `deciding.appealing` moves it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sesfake.domain.standing.told import Told

OPEN, UNDER_REVIEW, ACCEPTED, REFUSED = "open", "under review", "accepted", "refused"


@dataclass(eq=False)
class Appeal:
    """One appeal, and what it has told by now."""

    submitted_at: datetime
    state: str = OPEN
    reason: str | None = None  # why it was refused
    cause: str = ""
    prevention: str = ""
    changes: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    information: dict[str, str] = field(default_factory=dict)

    @property
    def is_pending(self) -> bool:
        """Whether it is neither accepted nor refused."""
        return self.state in (OPEN, UNDER_REVIEW)

    def take(self, told: Told) -> None:
        """Add what is told; what is said later counts."""
        self.cause = told.cause or self.cause
        self.prevention = told.prevention or self.prevention
        self.information.update(told.information)
        self.changes += told.changes
        self.planned += told.planned

    def missing(self, requests: tuple[str, ...]) -> tuple[str, ...]:
        """What it has still to tell: `cause`, `changes`, `prevention`, or what was asked for."""
        told = {
            "cause": self.cause,
            "changes": self.changes or self.planned,
            "prevention": self.prevention,
            **{asked: self.information.get(asked) for asked in requests},
        }
        return tuple(what for what, text in told.items() if not text)

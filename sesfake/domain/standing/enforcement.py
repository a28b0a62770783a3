"""How Amazon enforces its rules on an account in a region: nothing, a probation, a suspension.

    HEALTHY ---> PROBATION ---> SHUTDOWN         each back to HEALTHY: reinstated
        +------------------------>|              at once: severe, or one probation too many

This is the state; `deciding.enforcing` moves it. An account on probation sends as before, one that
is shut down does not send at all, and neither it nor its owner's switch changes that
(https://docs.aws.amazon.com/ses/latest/dg/faqs-enforcement.html).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sesfake.domain.standing.appeals import Appeal
from sesfake.domain.standing.rate_lines import Watch
from sesfake.errors import AccountSuspended, SendingPausedByAmazon

HEALTHY, PROBATION, SHUTDOWN = "HEALTHY", "PROBATION", "SHUTDOWN"


@dataclass(frozen=True)
class Step:
    """A change of the status. `cause` is one of `review`, `expired`, `severe`, `repeated`,
    `appeal`, `resolved` and `reinstated`.
    """

    status: str
    cause: str
    reason: str
    at: datetime


@dataclass
class Enforcement:
    """The status of an account in a region, and how it came to it.

    `reason` is the issue, such as `bounces`; `deadline` the end of a probation; `requests` is what
    an appeal is asked for besides. A permanent suspension is not lifted by appeals.
    """

    status: str = HEALTHY
    reason: str | None = None
    deadline: datetime | None = None
    is_permanent: bool = False
    requests: tuple[str, ...] = ()
    history: list[Step] = field(default_factory=list)
    appeals: list[Appeal] = field(default_factory=list, repr=False)
    follows_rates: bool = field(default=False, repr=False)
    fresh_start: datetime | None = field(default=None, repr=False)  # since when rates count
    watch: Watch = field(default_factory=Watch, repr=False)

    def check_may_send(self, hand: str = "ses") -> None:
        """Raise if Amazon does not let the account send."""
        if self.status == SHUTDOWN:
            if self.is_permanent:
                raise AccountSuspended(hand)
            raise SendingPausedByAmazon(hand)

    def probations(self, reason: str) -> int:
        """How many there were for an issue."""
        issue = _issue(reason)
        return sum(
            step.status == PROBATION and _issue(step.reason) == issue for step in self.history
        )

    def is_on_probation_for(self, reason: str) -> bool:
        return self.status == PROBATION and _issue(self.reason or "") == _issue(reason)

    @property
    def appeal(self) -> Appeal | None:
        """The appeal that waits for a decision, or for the rest of what it should tell."""
        waiting = [appeal for appeal in self.appeals if appeal.is_pending]
        return waiting[-1] if waiting else None


def _issue(reason: str) -> str:
    return " ".join(reason.casefold().split())

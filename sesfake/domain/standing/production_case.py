"""The support case of a request for production access, from the request to the last answer.

    PENDING ---> GRANTED
       |    ---> DENIED ---> PENDING again, by a complete reply
       +-------> FAILED      Amazon has not received it

This is the state; `deciding.production_access` moves it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime

from sesfake.domain.standing.details import AccountDetails
from sesfake.mail.links import find_links

PENDING, GRANTED, DENIED, FAILED = "PENDING", "GRANTED", "DENIED", "FAILED"


@dataclass(frozen=True)
class Reply:
    """What a reply to a rejection has to tell, one by one."""

    acknowledgement: str | None = None
    opt_in: str | None = None
    confirmation_sample: str | None = None
    privacy_policy: str | None = None
    unsubscribe: str | None = None

    def with_(self, other: Reply) -> Reply:
        """Both together; what is said later counts, but what is blank says nothing."""
        said = {f.name: getattr(other, f.name) or "" for f in fields(other)}
        return replace(self, **{name: text for name, text in said.items() if text.strip()})

    @property
    def missing(self) -> tuple[str, ...]:
        """What it does not tell yet: texts, and links to pages."""
        links = ("privacy_policy", "unsubscribe")
        told = {f.name: getattr(self, f.name) or "" for f in fields(self)}
        return tuple(
            name
            for name, text in told.items()
            if not text or (name in links and not find_links(text, None))
        )


@dataclass(eq=False)
class ProductionCase:
    """One case, and how far it has come."""

    id: str
    details: AccountDetails
    submitted_at: datetime
    status: str = PENDING
    reasons: tuple[str, ...] = ()  # why it was denied
    remarks: tuple[str, ...] = ()  # what made it take longer
    missing: tuple[str, ...] = ()  # what replies have not told yet, if there was one
    due: datetime | None = None  # when a reviewer is going to answer
    reply: Reply = Reply()  # what replies have told since the last answer
    replies: int = 0  # how many were complete

    def settle(self, status: str, reasons: tuple[str, ...] = ()) -> None:
        """Be answered."""
        self.status, self.reasons, self.due, self.missing = status, reasons, None, ()

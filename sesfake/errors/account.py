"""Errors of the account's own details, and of its pricing plan."""

from __future__ import annotations

from datetime import datetime

from sesfake.errors.base import SESError
from sesfake.guesses import standing as guesses
from sesfake.guesses.pricing import PRICING_CHANGE_PENDING


class DetailsUnderReview(SESError):
    """A request for production access waits for its answer; only v2 has such requests."""

    v2 = "ConflictException"

    def __init__(self, case_id: str, hand: str = "ses") -> None:
        super().__init__(
            guesses.DETAILS_UNDER_REVIEW,
            hint=f"Case {case_id} is PENDING. To mend the test: "
            f"`{hand}.grant_production_access()`, `{hand}.deny_production_access(reason)`, "
            "or with `mock_ses(auto_review=True)` "
            "`ses.clock.advance(...)`.",
        )


class PricingChangePending(SESError):
    """The pricing plan changes with the next month, and not before; only v2 has plans."""

    v2 = "ConflictException"

    def __init__(self, at: datetime) -> None:
        super().__init__(
            PRICING_CHANGE_PENDING,
            hint=f"The change takes effect at {at:%Y-%m-%d %H:%M} UTC; `ses.clock.advance(...)` "
            "goes there.",
        )

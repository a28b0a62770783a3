"""Errors of the account's own details."""

from __future__ import annotations

from sesfake.errors.base import SESError
from sesfake.guesses import standing as guesses


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

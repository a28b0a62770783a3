"""What a test sees of how Amazon enforces its rules: `ses.enforcement`, to be read only."""

from __future__ import annotations

from datetime import datetime

from sesfake.domain.account import Account
from sesfake.domain.standing.enforcement import Enforcement, Step
from sesfake.domain.standing.views.appeal import AppealView


class EnforcementView:
    """The status of an account in a region, as it is when it is read, and how it came to it.

    `reason` is the issue, such as `bounces`; `deadline` the end of a probation; `requests` is what
    an appeal is asked for besides. A permanent suspension is not lifted by appeals.
    """

    __slots__ = ("_account",)

    def __init__(self, account: Account) -> None:
        self._account = account

    def __repr__(self) -> str:
        return f"<Enforcement in {self._account.region}: {self.status}>"

    @property
    def status(self) -> str:
        """`HEALTHY`, `PROBATION` or `SHUTDOWN`."""
        return self._state.status

    @property
    def reason(self) -> str | None:
        return self._state.reason

    @property
    def deadline(self) -> datetime | None:
        return self._state.deadline

    @property
    def is_permanent(self) -> bool:
        return self._state.is_permanent

    @property
    def requests(self) -> tuple[str, ...]:
        return self._state.requests

    @property
    def history(self) -> list[Step]:
        return list(self._state.history)

    @property
    def appeals(self) -> list[AppealView]:
        return [AppealView(self._account, appeal) for appeal in self._state.appeals]

    @property
    def appeal(self) -> AppealView | None:
        """The appeal that waits for a decision, or for the rest of what it should tell."""
        appeal = self._state.appeal
        return None if appeal is None else AppealView(self._account, appeal)

    @property
    def _state(self) -> Enforcement:
        self._account.agenda.catch_up()
        return self._account.enforcement

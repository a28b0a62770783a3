"""What a test sees of an appeal: what `ses.appeal(...)` gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sesfake.domain.account import Account
from sesfake.domain.standing.appeals import Appeal
from sesfake.domain.standing.deciding import appealing
from sesfake.domain.standing.told import Texts, read


class AppealView:
    """One appeal: its `state`, what is `missing` from it, the `reason` why it was refused.

    `state` is `open`, `under review`, `accepted` or `refused`.
    """

    __slots__ = ("_account", "_appeal")

    def __init__(self, account: Account, appeal: Appeal) -> None:
        self._account = account
        self._appeal = appeal

    def __repr__(self) -> str:
        return f"<Appeal in {self.region}: {self.state}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AppealView) and self._appeal is other._appeal

    def __hash__(self) -> int:
        return hash(self._appeal)

    @property
    def account_id(self) -> str:
        return self._account.id

    @property
    def region(self) -> str:
        return self._account.region

    @property
    def submitted_at(self) -> datetime:
        return self._appeal.submitted_at

    @property
    def state(self) -> str:
        self._account.agenda.catch_up()
        return self._appeal.state

    @property
    def reason(self) -> str | None:
        """Why it was refused."""
        self._account.agenda.catch_up()
        return self._appeal.reason

    @property
    def cause(self) -> str:
        return self._appeal.cause

    @property
    def changes(self) -> tuple[str, ...]:
        return self._appeal.changes

    @property
    def planned(self) -> tuple[str, ...]:
        return self._appeal.planned

    @property
    def prevention(self) -> str:
        return self._appeal.prevention

    @property
    def information(self) -> dict[str, str]:
        return dict(self._appeal.information)

    @property
    def missing(self) -> tuple[str, ...]:
        """What it has still to tell: `cause`, `changes`, `prevention`, or what was asked for."""
        return self._appeal.missing(self._account.enforcement.requests)

    def reply(
        self,
        *,
        cause: str | None = None,
        changes: Texts = (),
        planned: Texts = (),
        prevention: str | None = None,
        information: Mapping[str, str] | None = None,
    ) -> None:
        """Tell what was missing. Changes that were planned are made when `changes=` says so.

        A ValueError when it is decided or under review.
        """
        told = read(cause, changes, planned, prevention, information)
        self._account.agenda.catch_up()
        with self._account.lock:
            appealing.hear(self._account, self._appeal, told)

    def accept(self) -> None:
        """Let Amazon accept it: the account is reinstated.

        A ValueError if the suspension is permanent.
        """
        self._account.agenda.catch_up()
        with self._account.lock:
            appealing.accept(self._account, self._appeal)

    def refuse(self, reason: str) -> None:
        """Let Amazon refuse it, and say why. Another appeal may follow."""
        if not isinstance(reason, str):
            raise TypeError(f"a refusal has a reason, a text, not {reason!r}.")
        if not reason.strip():
            raise ValueError("a refusal has a reason, a text; this one is blank.")
        self._account.agenda.catch_up()
        with self._account.lock:
            appealing.refuse(self._account, self._appeal, reason)

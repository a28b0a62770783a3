"""What a test sees of a request for production access: what `ses.production_case()` gives."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from sesfake.domain.account import Account
from sesfake.domain.standing.deciding import production_access
from sesfake.domain.standing.details import AccountDetails
from sesfake.domain.standing.production_case import ProductionCase, Reply


class ProductionCaseView:
    """One case: `status`, the `reasons` of a denial, `remarks` on what took its time.

    `due` is when a reviewer is going to answer, `missing` what a reply has still to tell.
    """

    __slots__ = ("_account", "_case")

    def __init__(self, account: Account, case: ProductionCase) -> None:
        self._account = account
        self._case = case

    def __repr__(self) -> str:
        return f"<ProductionCase {self.id} in {self.region}: {self.status}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ProductionCaseView) and self._case is other._case

    def __hash__(self) -> int:
        return hash(self._case)

    @property
    def id(self) -> str:
        return self._case.id

    @property
    def account_id(self) -> str:
        return self._account.id

    @property
    def region(self) -> str:
        return self._account.region

    @property
    def details(self) -> AccountDetails:
        return self._case.details

    @property
    def submitted_at(self) -> datetime:
        return self._case.submitted_at

    @property
    def status(self) -> str:
        """`PENDING`, `GRANTED`, `DENIED` or `FAILED`."""
        self._account.agenda.catch_up()
        return self._case.status

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it was denied."""
        self._account.agenda.catch_up()
        return self._case.reasons

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was no reason to deny it, but made it take longer."""
        self._account.agenda.catch_up()
        return self._case.remarks

    @property
    def missing(self) -> tuple[str, ...]:
        """What replies have not told yet, if there was one."""
        return self._case.missing

    @property
    def due(self) -> datetime | None:
        """When a reviewer is going to answer; None if nobody is."""
        self._account.agenda.catch_up()
        return self._case.due

    def reply(
        self,
        *,
        acknowledgement: str | None = None,
        opt_in: str | None = None,
        confirmation_sample: str | None = None,
        privacy_policy: str | None = None,
        unsubscribe: str | None = None,
    ) -> None:
        """Reply to the rejection: acknowledge the concern and tell more, with links to two pages.

        What is not told is asked for, and may come in another reply. A complete one is reviewed. A
        ValueError if nobody waits for a reply.
        """
        said = Reply(acknowledgement, opt_in, confirmation_sample, privacy_policy, unsubscribe)
        for f in fields(said):
            if not (getattr(said, f.name) is None or isinstance(getattr(said, f.name), str)):
                raise TypeError(f"{f.name}= is a text, not {getattr(said, f.name)!r}.")
        self._account.agenda.catch_up()
        with self._account.lock:
            production_access.reply(self._account, self._case, said)

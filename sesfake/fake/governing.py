"""What a test lets Amazon do to an account: review it, suspend it, reinstate it.

All of it is per account and region, as in SES. What is done to several regions is also done to
those first touched later, without another mail to the owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sesfake.domain.account import Account
from sesfake.domain.standing.deciding import appealing, enforcing
from sesfake.domain.standing.enforcement import SHUTDOWN
from sesfake.domain.standing.told import Texts, read
from sesfake.domain.standing.views.appeal import AppealView
from sesfake.domain.standing.views.enforcement import EnforcementView
from sesfake.fake.checks import governing as checks
from sesfake.fake.checks.given import texts
from sesfake.fake.view import View


class Governing(View):
    """The part of a fake that enforces Amazon's rules."""

    __slots__ = ()

    @property
    def enforcement(self) -> EnforcementView:
        """How things stand: `status`, `reason`, `deadline`, `history`.

        A ValueError if the program uses several regions and the view is not of one.
        """
        return EnforcementView(self._one_account())

    def put_on_probation(
        self,
        reason: str,
        *,
        days: float | None = None,
        deadline: datetime | None = None,
        requests: Iterable[str] = (),
    ) -> None:
        """Put the account under review for 14 days, or until a deadline; it goes on sending.

            ses.put_on_probation("bounces", days=7)

        `reason` is the issue in a few words; `bounces` and `complaints` are known. At the deadline
        the account is suspended, unless it was reinstated before. The third probation for an
        issue is a suspension. `requests` is what an appeal is asked for besides. A ValueError if
        the account is suspended, and for a deadline that is over.
        """
        reason = checks.issue(reason)
        asked = texts("requests", requests)
        at = self.accounts.clock.now()
        end = checks.deadline(days, deadline, at, enforcing.PROBATION_LASTS)
        for account in self._known():
            if account.enforcement.status == SHUTDOWN:
                raise ValueError(
                    f"the account is suspended in {account.region}: ses.reinstate() comes first."
                )

        def put(account: Account, tell: bool) -> None:
            if account.enforcement.status != SHUTDOWN:  # by another thread
                enforcing.put_on_probation(account, reason, end, at, requests=asked, tell=tell)

        self._decree(put)

    def suspend(
        self, reason: str, *, permanently: bool = False, requests: Iterable[str] = ()
    ) -> None:
        """Suspend the account at once: it cannot send until an appeal is accepted.

            ses.suspend("complaints")

        A permanent suspension has an error of its own, and no appeal lifts it. `requests` is what
        an appeal is asked for besides.
        """
        reason = checks.issue(reason)
        asked = texts("requests", requests)
        at = self.accounts.clock.now()
        self._decree(
            lambda account, tell: enforcing.suspend(
                account, reason, at, requests=asked, permanently=permanently, tell=tell
            )
        )

    def appeal(
        self,
        *,
        cause: str | None = None,
        changes: Texts = (),
        planned: Texts = (),
        prevention: str | None = None,
        information: Mapping[str, str] | None = None,
    ) -> AppealView:
        """Write an appeal against probation or suspension, as the account's owner.

            appeal = ses.appeal(
                cause="An old list was imported.",
                changes=["The list is deleted."],
                prevention="Only confirmed addresses are mailed.",
            )

        `changes` have been made, `planned` ones not yet; `information` is what the notice asks for.
        With `auto_review=True` it is decided on the clock, else by `appeal.accept()` and
        `appeal.refuse(reason)`. A ValueError if nothing is to be appealed, or an appeal is open.
        """
        told = read(cause, changes, planned, prevention, information)
        self.accounts.catch_up()
        account = self._one_account()
        with account.lock:
            return AppealView(account, appealing.appeal(account, told))

    def reinstate(self) -> None:
        """Make the account healthy again, whatever was the matter."""
        at = self.accounts.clock.now()
        self._decree(
            lambda account, tell: enforcing.reinstate(account, at, cause="reinstated", tell=tell)
        )

    def pause(self) -> None:
        """Let the account's owner switch sending off, as an alarm on the bounce rate may do."""
        self._switch(is_on=False)

    def resume(self) -> None:
        """Let the owner switch it on again. That does not lift a suspension."""
        self._switch(is_on=True)

    def _switch(self, *, is_on: bool) -> None:
        def switch(account: Account, _: bool) -> None:
            account.is_sending_enabled = is_on

        self._decree(switch)

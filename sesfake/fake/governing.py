"""What a test lets Amazon do to an account: let it out of the sandbox, review it, suspend it.

All of it is per account and region, as in SES. What is done to several regions is also done to
those first touched later, without another mail to the owner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from sesfake.domain.account import Account
from sesfake.domain.standing.deciding import appealing, enforcing, production_access
from sesfake.domain.standing.enforcement import SHUTDOWN
from sesfake.domain.standing.production_case import ProductionCase
from sesfake.domain.standing.told import Texts, read
from sesfake.domain.standing.views.appeal import AppealView
from sesfake.domain.standing.views.enforcement import EnforcementView
from sesfake.domain.standing.views.production_case import ProductionCaseView
from sesfake.fake.checks import governing as checks
from sesfake.fake.view import View
from sesfake.settings import check_limits


class Governing(View):
    """The part of a fake that speaks for Amazon."""

    __slots__ = ()

    # Production access

    def grant_production_access(
        self, *, max_24_hour_send: float | None = None, max_send_rate: float | None = None
    ) -> None:
        """Let the account out of the sandbox, whether it has asked for it or not.

            ses.grant_production_access(max_24_hour_send=100_000)

        It may send to 50,000 recipients a day and 14 a second, unless the call or `mock_ses(...)`
        says otherwise; -1 is unlimited.
        """
        check_limits(max_24_hour_send, max_send_rate)
        self._decree(
            lambda account, _: production_access.grant(account, max_24_hour_send, max_send_rate)
        )

    def deny_production_access(self, reason: str) -> None:
        """Refuse the request that is under review; a ValueError if there is none."""
        checks.check_reason(reason)
        self._answer(lambda account, case: production_access.deny(account, case, reason))

    def fail_production_access(self) -> None:
        """Let the request get lost at Amazon, so that it may be made again.

        A ValueError if there is none.
        """
        self._answer(lambda _, case: production_access.fail(case))

    def production_case(self, case_id: str | None = None) -> ProductionCaseView:
        """A request for production access: the latest one in view, or the one of an id.

            ses.production_case().reply(acknowledgement="...", opt_in="...", ...)

        A ValueError if there is none, or if there are some in several regions.
        """
        self.accounts.catch_up()
        cases = [
            ProductionCaseView(account, case)
            for account in self._known()
            for case in account.production_cases
        ]
        if case_id is not None:
            cases = [case for case in cases if case.id == case_id]
        if not cases:
            raise ValueError(
                f"there is no case {case_id!r}."
                if case_id
                else "nobody has asked for production access: put_account_details("
                "ProductionAccessEnabled=True, ...) of a sesv2 client does."
            )
        regions = sorted({case.region for case in cases})
        if len(regions) > 1:
            raise ValueError(f"say of which region, as in ses.region(...): {', '.join(regions)}.")
        return cases[-1]

    def reviewers_see(
        self,
        *,
        websites: Mapping[str, str] | Iterable[str] | None = None,
        domain_age: timedelta | None = None,
        history_of_abuse: bool | None = None,
        missing_records: Iterable[str] | None = None,
    ) -> None:
        """Say what Amazon's reviewers find when they look (with `auto_review=True`).

            ses.reviewers_see(websites={"https://shop.example.com": "under construction"})

        `websites`: those that exist, and how they are: `live`, `unclear`, `broken`,
        `under construction`; others are missing. Until this is said, each is live. `domain_age`:
        of the website's domain; otherwise it is established. `missing_records`: which of SPF, DKIM
        and DMARC it has not. What is left out stays as it was.
        """
        given = checks.sight(
            websites, domain_age, history_of_abuse, missing_records, self.accounts.clock.now()
        )

        def show(account: Account, _: bool) -> None:
            account.sight = given.over(account.sight)

        self._decree(show)

    def raise_limits(
        self, *, max_24_hour_send: float | None = None, max_send_rate: float | None = None
    ) -> None:
        """Give an account in production higher limits, as on request.

        In recipients a day and recipients a second; -1 is unlimited. A ValueError in the sandbox,
        and for limits that are lower than before.
        """
        check_limits(max_24_hour_send, max_send_rate)
        for account in self._known() or [self._one_account()]:
            checks.check_raise(account, max_24_hour_send, max_send_rate)

        def raise_(account: Account, _: bool) -> None:
            if account.is_in_production:
                account.leave_sandbox(
                    *checks.raised(account.quota.limits, max_24_hour_send, max_send_rate)
                )

        self._decree(raise_)

    # Enforcement

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
        asked = checks.texts("requests", requests)
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
        asked = checks.texts("requests", requests)
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

    def _decree(self, act: Callable[[Account, bool], None]) -> None:
        """Act in every region; the owner is told of those that are known now, or of the first."""
        self.accounts.catch_up()
        known = self._known() or [self._one_account()]
        self._everywhere(lambda account: act(account, account in known))

    def _answer(self, answer: Callable[[Account, ProductionCase], None]) -> None:
        self.accounts.catch_up()
        waiting = [account for account in self._known() if production_access.pending(account)]
        if not waiting:
            raise ValueError(
                "no request for production access waits for an answer: put_account_details("
                "ProductionAccessEnabled=True, ...) of a sesv2 client makes one."
            )
        for account in waiting:
            with account.lock:
                case = production_access.pending(account)
                if case is not None:
                    answer(account, case)

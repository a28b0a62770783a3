"""What a test lets Amazon say to who wants out of the sandbox, and to higher limits.

All of it is per account and region, as in SES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from sesfake.domain.account import Account
from sesfake.domain.standing.deciding import production_access
from sesfake.domain.standing.production_case import ProductionCase
from sesfake.domain.standing.views.production_case import ProductionCaseView
from sesfake.fake.checks import granting as checks
from sesfake.fake.checks.given import check_reason
from sesfake.fake.view import View
from sesfake.settings import check_limits


class Granting(View):
    """The part of a fake that speaks for Amazon about production access."""

    __slots__ = ()

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
        check_reason(reason)
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

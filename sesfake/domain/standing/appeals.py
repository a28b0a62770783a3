"""Appeals: what the owner of an account writes back to a probation or a suspension.

An appeal tells three things (Suspension FAQ, question 6): how the problem came about, what has been
changed, and why that will prevent it. What it does not tell it is asked for, and until then nobody
decides. Changes that are only planned are refused. A complete one is under review: with
`auto_review=True` it is accepted in time, otherwise the test accepts or refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from sesfake.domain.account import Account
from sesfake.domain.standing.enforcement import HEALTHY, PROBATION
from sesfake.domain.standing.enforcing import reinstate, suspend
from sesfake.domain.standing.mails import listed, mail
from sesfake.domain.standing.reviewing_time import after_business_days
from sesfake.domain.standing.told import Texts, Told, read
from sesfake.guesses import standing as guesses

REVIEW_DAYS = 1  # business days: a guess, the FAQ names none

OPEN, UNDER_REVIEW, ACCEPTED, REFUSED = "open", "under review", "accepted", "refused"

# In the words of question 6.
_WORDS = {
    "cause": "an explanation of how and why you think the problem occurred",
    "changes": "a list of changes that you have already made to address the issue",
    "prevention": "an explanation of why these changes will prevent it from happening again",
}


class Appeal:
    """One appeal: its `state`, what is `missing` from it, the `reason` why it was refused.

    `state` is `open`, `under review`, `accepted` or `refused`.
    """

    def __init__(self, account: Account) -> None:
        self.account_id, self.region = account.id, account.region
        self.submitted_at = account.clock.now()
        self.cause = ""
        self.prevention = ""
        self.changes: tuple[str, ...] = ()
        self.planned: tuple[str, ...] = ()
        self.information: dict[str, str] = {}
        self._account = account
        self._state = OPEN
        self._reason: str | None = None

    def __repr__(self) -> str:
        return f"<Appeal in {self.region}: {self.state}>"

    @property
    def state(self) -> str:
        self._account.agenda.catch_up()
        return self._state

    @property
    def reason(self) -> str | None:
        """Why it was refused."""
        self._account.agenda.catch_up()
        return self._reason

    @property
    def is_pending(self) -> bool:
        """Whether it is neither accepted nor refused, so far: nobody looks for what is due."""
        return self._state in (OPEN, UNDER_REVIEW)

    @property
    def is_under_review(self) -> bool:
        """Whether Amazon is about to decide, so far."""
        return self._state == UNDER_REVIEW

    @property
    def missing(self) -> tuple[str, ...]:
        """What it has still to tell: `cause`, `changes`, `prevention`, or what was asked for."""
        told = {
            "cause": self.cause,
            "changes": self.changes or self.planned,
            "prevention": self.prevention,
            **{asked: self.information.get(asked) for asked in self._requests},
        }
        return tuple(what for what, text in told.items() if not text)

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
            if self._state != OPEN:
                raise ValueError(f"this appeal waits for nothing more, it is {self._state}.")
            self._hear(told)

    def _hear(self, told: Told) -> None:
        self.cause = told.cause or self.cause
        self.prevention = told.prevention or self.prevention
        self.information.update(told.information)
        self.changes += told.changes
        self.planned += told.planned
        self._read()

    def accept(self) -> None:
        """Let Amazon accept it: the account is reinstated.

        A ValueError if the suspension is permanent.
        """
        with self._pending():
            if self._account.enforcement.is_permanent:
                raise ValueError(
                    "the suspension is permanent, and no appeal lifts it; ses.reinstate() ends it."
                )
            self._accept(self._account.clock.now())

    def refuse(self, reason: str) -> None:
        """Let Amazon refuse it, and say why. Another appeal may follow."""
        if not isinstance(reason, str):
            raise TypeError(f"a refusal has a reason, a text, not {reason!r}.")
        if not reason.strip():
            raise ValueError("a refusal has a reason, a text; this one is blank.")
        with self._pending():
            self._refuse(reason, self._account.clock.now())

    def _close(self) -> None:
        """Settle it because the account was reinstated without it."""
        self._state = ACCEPTED

    @property
    def _requests(self) -> tuple[str, ...]:
        return self._account.enforcement.requests

    def _read(self) -> None:
        account = self._account
        now = account.clock.now()
        if self.missing:
            asked = tuple(_WORDS.get(what, what) for what in self.missing)
            self._tell(now, "More information needed", (guesses.APPEAL_LACKS, listed(asked)))
        elif not self.changes:
            self._refuse(guesses.ONLY_PLANNED, now)
        else:
            self._state = UNDER_REVIEW
            if account.is_reviewed_on_the_clock:
                due = after_business_days(now, REVIEW_DAYS)
                account.agenda.plan(due, account.scope, self._decide)

    def _decide(self, at: datetime) -> None:
        with self._account.lock:
            if self._state != UNDER_REVIEW:
                return
            if self._account.enforcement.is_permanent:
                self._refuse(guesses.SUSPENDED_FOR_GOOD, at)
            else:
                self._accept(at)

    def _accept(self, at: datetime) -> None:
        self._state = ACCEPTED
        reinstate(self._account, at, cause="appeal")

    def _refuse(self, reason: str, at: datetime) -> None:
        state = self._account.enforcement
        self._state, self._reason = REFUSED, reason
        self._tell(at, "Your appeal was not accepted", (reason,))
        if state.status == PROBATION and state.deadline is not None and state.deadline <= at:
            issue = state.reason or ""
            suspend(self._account, issue, at, cause="expired", requests=state.requests)

    def _tell(self, at: datetime, subject: str, paragraphs: tuple[str, ...]) -> None:
        scope = self._account.scope
        self._account.notify(mail(scope, at, kind="appeal", subject=subject, paragraphs=paragraphs))

    @contextmanager
    def _pending(self) -> Iterator[None]:
        """With the account's lock, of one that is not decided."""
        self._account.agenda.catch_up()
        with self._account.lock:
            if not self.is_pending:
                raise ValueError(f"this appeal is decided, it is {self._state}.")
            yield


def appeal(account: Account, told: Told) -> Appeal:
    """A new appeal, under the lock; a ValueError if there is nothing to appeal, or one already."""
    state = account.enforcement
    if state.status == HEALTHY:
        raise ValueError(f"the account is healthy in {account.region}: there is nothing to appeal.")
    if state.appeal is not None:
        how = UNDER_REVIEW if state.appeal.is_under_review else OPEN
        raise ValueError(
            f"there is an appeal already, it is {how}; what it lacks is told by its reply(...)."
        )
    made = Appeal(account)
    state.appeals.append(made)
    made._hear(told)  # noqa: SLF001 - it is not for testers
    return made

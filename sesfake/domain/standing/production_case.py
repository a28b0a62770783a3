"""The support case of a request for production access, from the request to the last answer.

    PENDING ---> GRANTED
       |    ---> DENIED ---> PENDING again, by a complete reply
       +-------> FAILED      Amazon has not received it

With `auto_review=True` a reviewer answers when the clock comes to it (`review` has the criteria);
otherwise the case waits until the test says what becomes of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime

from sesfake.domain.account import Account
from sesfake.domain.standing.details import AccountDetails, domain_of
from sesfake.domain.standing.mails import SUPPORT, listed, mail, owners_address
from sesfake.domain.standing.review import Sight, Verdict, judge, judge_new_case, judge_reply
from sesfake.guesses import standing as guesses
from sesfake.mail.links import find_links

# What a reply to a rejection tells, in the order of the article.
_WORDS = {
    "acknowledgement": "that you have understood our concern",
    "opt_in": "how your recipients opt in, in more detail",
    "confirmation_sample": "a sample of the email with which they confirm it",
    "privacy_policy": "a link to your privacy policy",
    "unsubscribe": "a link to where recipients unsubscribe",
}

PENDING, GRANTED, DENIED, FAILED = "PENDING", "GRANTED", "DENIED", "FAILED"
KIND = "production-access"


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


Judge = Callable[[Sight], Verdict]


class ProductionCase:
    """One case: `status`, the `reasons` of a denial, `remarks` on what took its time.

    `due` is when a reviewer is going to answer, `missing` what a reply has still to tell.
    """

    def __init__(self, account: Account, details: AccountDetails, case_id: str) -> None:
        self.id = case_id
        self.details = details
        self.account_id, self.region = account.id, account.region
        self.submitted_at = account.clock.now()
        self._account = account
        self._status = PENDING
        self._reasons: tuple[str, ...] = ()
        self._remarks: tuple[str, ...] = ()
        self._missing: tuple[str, ...] = ()
        self._due: datetime | None = None
        self._reply = Reply()
        self._replies = 0
        self._tell(self.submitted_at, "received", (guesses.REQUEST_RECEIVED,))

    def __repr__(self) -> str:
        return f"<ProductionCase {self.id} in {self.region}: {self.status}>"

    @property
    def status(self) -> str:
        """`PENDING`, `GRANTED`, `DENIED` or `FAILED`."""
        self._account.agenda.catch_up()
        return self._status

    @property
    def so_far(self) -> str:
        """The same under the account's lock, where nobody looks for what is due."""
        return self._status

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it was denied."""
        self._account.agenda.catch_up()
        return self._reasons

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was no reason to deny it, but made it take longer."""
        self._account.agenda.catch_up()
        return self._remarks

    @property
    def missing(self) -> tuple[str, ...]:
        """What replies have not told yet, if there was one."""
        return self._missing

    @property
    def due(self) -> datetime | None:
        """When a reviewer is going to answer; None if nobody is."""
        self._account.agenda.catch_up()
        return self._due

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
            if self._status != DENIED:
                raise ValueError(f"only a rejection is replied to; this case is {self._status}.")
            now = self._account.clock.now()
            self._reply = self._reply.with_(said)
            self._missing = self._reply.missing
            if self._missing:
                asked = tuple(_WORDS[name] for name in self._missing)
                self._tell(now, "needs more information", (guesses.REPLY_LACKS, listed(asked)))
                return
            earlier, self._reply, self._replies = self._replies, Reply(), self._replies + 1
            self._status = PENDING
            self._account.production_cases.remove(self)  # it is the latest again
            self._account.production_cases.append(self)
            self._review(lambda sight: judge_reply(self.details, sight, now, earlier))

    def _begin(self, denied_before: ProductionCase | None) -> None:
        """Let a reviewer look at the request, if the test wants one."""
        at, before = self.submitted_at, denied_before
        if before is None:
            self._review(lambda sight: judge(self.details, sight, at))
        else:
            self._review(lambda _: judge_new_case(before.id, at))

    def _review(self, judge_it: Judge) -> None:
        account = self._account
        if not account.is_reviewed_on_the_clock:
            return
        verdict = judge_it(self._sight())
        due = self._due = verdict.due
        self._remarks = verdict.remarks

        def answer(at: datetime) -> None:
            with account.lock:
                if self._status != PENDING or self._due != due:
                    return  # the test has decided
                if account.is_in_production:
                    self._settle(GRANTED, ())  # by another case
                    return
                verdict = judge_it(self._sight())
                if verdict.reasons:
                    self._deny(verdict.reasons, at)
                else:
                    self._grant(at)

        account.agenda.plan(due, account.scope, answer)

    def _grant(self, at: datetime) -> None:
        """Leave the sandbox."""
        self._settle(GRANTED, ())
        self._account.leave_sandbox()
        self._tell(at, "granted", (guesses.REQUEST_GRANTED,))

    def _deny(self, reasons: tuple[str, ...], at: datetime) -> None:
        """Stay in it, for reasons."""
        self._settle(DENIED, reasons)
        self._tell(at, "denied", (guesses.REQUEST_DENIED, listed(reasons), guesses.HOW_TO_REPLY))

    def _fail(self) -> None:
        """As if Amazon had never received it."""
        self._settle(FAILED, ())

    def _settle(self, status: str, reasons: tuple[str, ...]) -> None:
        self._status, self._reasons, self._due = status, reasons, None
        self._missing = ()

    def _sight(self) -> Sight:
        sight = self._account.sight
        if sight.missing_records is None:
            missing = self._account.missing_records(domain_of(self.details.website))
            return replace(sight, missing_records=tuple(missing))
        return sight

    def _tell(self, at: datetime, what: str, paragraphs: tuple[str, ...]) -> None:
        account = self._account
        for to in (owners_address(account.id), *self.details.additional_contacts):
            account.notify(
                mail(
                    account.scope,
                    at,
                    kind=KIND,
                    subject=f"Your request for production access: {what}",
                    paragraphs=(f"Case {self.id}.", *paragraphs),
                    to=to,
                    sender=SUPPORT,
                    case_id=self.id,
                )
            )

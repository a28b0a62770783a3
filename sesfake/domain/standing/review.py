"""How a request for production access is judged: what a reviewer sees, and what follows from it.

A pure function of the account's details, of what is seen beside them, and of the time. The criteria
are those of "AWS SES production access: how to get approved in under 24 hours" (April 2026), whose
sentences stand at each number. Where it gives a range, every remark moves the answer towards its
end; so the same request always takes the same time. Amazon's own criteria are not published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sesfake.domain.standing.details import AccountDetails, domain_of, place_of
from sesfake.domain.standing.reviewing_time import (
    after_business_days,
    after_hours,
    is_monday_morning,
)
from sesfake.domain.standing.unasked import signs
from sesfake.domain.standing.use_case import NEEDED, untold

# "Well-written requests with established domains: 4-12 hours". "Submitting Monday morning gets the
# fastest review": otherwise it takes two hours more, and so does each remark (a guess).
FAST_HOURS = (4, 12)
HOURS_A_REMARK = 2
# "New domains or vague descriptions: 1-3 business days"; a day for each remark (a guess).
SLOW_DAYS = (1, 3)
# "Rejected requests that require appeal: 3-7 business days"
APPEAL_DAYS = (3, 7)
# "Domain was created very recently (days ago) - consider waiting a week"
TOO_YOUNG = timedelta(days=7)
NEW = timedelta(days=30)  # until then a domain is not established: a guess
# "Vague answers get rejected or create delays": rejected if less than half is told (a guess).
VAGUE = 0.5
# "No website or a broken/under-construction website"; "Make sure it's live and clearly shows what
# your business does." What a reviewer finds, and what they say of it:
LIVE, MISSING, UNCLEAR = "live", "missing", "unclear"
REJECTED_WEBSITES = {
    MISSING: "Your website {url} could not be found.",
    "broken": "Your website {url} does not work.",
    "under construction": "Your website {url} is under construction.",
}
WEBSITES = (LIVE, UNCLEAR, *REJECTED_WEBSITES)
# "make sure your domain has a valid SPF record, at least one DKIM signature, and a DMARC policy"
RECORDS = ("SPF", "DKIM", "DMARC")
_ABUSE = "There is a history of abuse on AWS services linked to the same billing account."
# "customers and subscribers who have explicitly opted in"; which words are signs is a guess.
_UNASKED = "Your use case description speaks of mail that recipients have not asked for: {signs}."
_SEE_OTHER_CASE = (
    "You have been answered in case {case_id}. Please reply to that email instead of opening a new "
    "case."
)


@dataclass(frozen=True)
class Sight:
    """What a reviewer sees beside the request; by default nothing that speaks against it."""

    websites: Mapping[str, str] | None = None  # by URL; None: each is live
    domain_created_at: datetime | None = None  # None: long ago
    has_history_of_abuse: bool = False
    missing_records: tuple[str, ...] | None = None  # of the website's domain; None: ask DNS

    def website(self, url: str) -> str:
        if self.websites is None:
            return LIVE
        found = {place_of(known): state for known, state in self.websites.items()}
        return found.get(place_of(url), MISSING)


class Verdict(NamedTuple):
    """No reasons: granted. Remarks are what only made it take longer."""

    reasons: tuple[str, ...]
    remarks: tuple[str, ...]
    due: datetime


def judge(details: AccountDetails, sight: Sight, now: datetime) -> Verdict:
    """What a first review comes to."""
    missing = untold(details.mail_type, details.use_case)
    told = 1 - len(missing) / len(NEEDED[details.mail_type])
    wanted = f"Please tell us {', '.join(point.value for point in missing)}."
    found = signs(details.use_case or "")
    reasons = [_UNASKED.format(signs=", ".join(found))] if found else []
    reasons += _against(details, sight, now)
    records = _records(details, sight)
    doubts = []
    if sight.website(details.website) == UNCLEAR:
        doubts.append(f"Your website {details.website} does not show what your business does.")
    if TOO_YOUNG <= _age(sight, now) < NEW:
        doubts.append(f"Your domain {domain_of(details.website)} is new.")
    points = len(missing) + len(reasons) + len(doubts)
    if told < VAGUE:
        reasons.insert(0, f"Your use case description is too vague. {wanted}")
    elif missing:
        doubts.insert(0, wanted)
    if points:
        due = after_business_days(now, _within(SLOW_DAYS, points + len(records) - 1))
    else:
        haste = 0 if is_monday_morning(now) else 1
        due = after_hours(now, _within(FAST_HOURS, HOURS_A_REMARK * (haste + len(records))))
    return Verdict(tuple(reasons), (*doubts, *records), due)


def judge_reply(details: AccountDetails, sight: Sight, now: datetime, earlier: int) -> Verdict:
    """What follows from a complete reply to a rejection; `earlier` is how many came before it.

    "First-time rejections for legitimate businesses are almost always overturned on appeal": all
    but those for what no reply mends, which is looked at again.
    """
    remarks = _records(details, sight)
    due = after_business_days(now, _within(APPEAL_DAYS, len(remarks) + earlier))
    return Verdict(tuple(_against(details, sight, due)), tuple(remarks), due)


def judge_new_case(case_id: str, now: datetime) -> Verdict:
    """What follows from a new case after a rejection.

    "Reply to the rejection email directly. Do not open a new support case."
    """
    due = after_business_days(now, SLOW_DAYS[1])
    return Verdict((_SEE_OTHER_CASE.format(case_id=case_id),), (), due)


def _against(details: AccountDetails, sight: Sight, now: datetime) -> list[str]:
    """What no words of the applicant mend."""
    reasons = []
    url = details.website
    text = REJECTED_WEBSITES.get(sight.website(url))
    if text is not None:
        reasons.append(text.format(url=url))
    age = _age(sight, now)
    if age < TOO_YOUNG:
        days = f"{age.days} {'day' if age.days == 1 else 'days'}"
        reasons.append(f"Your domain {domain_of(url)} was created very recently ({days} ago).")
    if sight.has_history_of_abuse:
        reasons.append(_ABUSE)
    return reasons


def _records(details: AccountDetails, sight: Sight) -> list[str]:
    # "Missing records are a yellow flag even if not an outright rejection reason."
    domain = domain_of(details.website)
    return [
        f"Your domain {domain} has no {record} record."
        for record in RECORDS
        if record in (sight.missing_records or ())
    ]


def _age(sight: Sight, now: datetime) -> timedelta:
    created = sight.domain_created_at
    return timedelta.max if created is None else max(now - created, timedelta())


def _within(span: tuple[int, int], more: int) -> int:
    shortest, longest = span
    return min(shortest + max(0, more), longest)

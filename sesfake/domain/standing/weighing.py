"""What a bounce or a complaint does to the rates of an account, and they to its status.

Only with `reputation="enforce"`; otherwise rates are observed, and move nothing.
"""

from __future__ import annotations

from sesfake.domain.account import Account
from sesfake.domain.events.details import Bounce, Complaint
from sesfake.domain.events.event import Event
from sesfake.domain.figures.measures import reputation_of
from sesfake.domain.standing.enforcement import HEALTHY, SHUTDOWN
from sesfake.domain.standing.enforcing import PROBATION_LASTS, put_on_probation, suspend
from sesfake.domain.standing.rate_lines import BOUNCES, COMPLAINTS, LINES, is_over


def weigh(account: Account, event: Event) -> None:
    """See whether an event has taken a rate over a line."""
    state = account.enforcement
    if not (account.is_judged_by_rates and event.counted) or state.status == SHUTDOWN:
        return
    details, watch = event.details, state.watch
    if not isinstance(details, (Bounce, Complaint)):
        return
    watch.note(BOUNCES if isinstance(details, Bounce) else COMPLAINTS, event.counted)
    limits = {line: line.review if state.status == HEALTHY else line.pause for line in LINES}
    identities = len(account.identities)
    if not any(watch.may_be_over(line, limit, identities) for line, limit in limits.items()):
        return
    rates = reputation_of(account, since=state.fresh_start)
    watch.look(rates, identities)
    now = account.clock.now()
    for line in LINES:
        if is_over(rates, line, line.pause):
            suspend(account, line.issue, now)
            return
    for line in LINES:
        if state.status == HEALTHY and is_over(rates, line, line.review):
            end = now + PROBATION_LASTS
            put_on_probation(account, line.issue, end, now, follows_rates=True)

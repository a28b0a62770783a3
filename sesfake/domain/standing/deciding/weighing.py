"""What a bounce, a complaint or a send does to the rates of an account, and they to its status.

Only with `reputation="enforce"`; otherwise rates are observed, and move nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from sesfake.domain.account import Account
from sesfake.domain.events.details import Bounce, Complaint
from sesfake.domain.events.event import Event
from sesfake.domain.figures.measures import reputation_of, volume_of
from sesfake.domain.messages.message import Message
from sesfake.domain.standing.deciding.enforcing import PROBATION_LASTS, put_on_probation, suspend
from sesfake.domain.standing.enforcement import HEALTHY, SHUTDOWN
from sesfake.domain.standing.rate_lines import BOUNCES, COMPLAINTS, LINES, Line, is_over


def weigh(account: Account, event: Event) -> None:
    """See whether an event has taken a rate over a line."""
    state = account.enforcement
    if not (account.is_judged_by_rates and event.counted) or state.status == SHUTDOWN:
        return
    details = event.details
    if not isinstance(details, (Bounce, Complaint)):
        return
    state.watch.note(BOUNCES if isinstance(details, Bounce) else COMPLAINTS, event.counted)
    _look(account, LINES)


def weigh_send(account: Account, message: Message) -> None:
    """See whether a rate is over a line now that there is enough mail to judge by."""
    watch = account.enforcement.watch
    watch.note_send(volume_of(account, message))
    _look(account, [line for line in LINES if watch.has_come_to(line)])


def _look(account: Account, lines: Iterable[Line]) -> None:
    """Look at the rates, if one of these may be over its line."""
    state = account.enforcement
    limits = {line: line.review if state.status == HEALTHY else line.pause for line in lines}
    identities = len(account.identities)
    if not any(state.watch.may_be_over(line, limits[line], identities) for line in limits):
        return
    rates = reputation_of(account, since=state.fresh_start)
    state.watch.look(rates, identities)
    now = account.clock.now()
    for line in LINES:
        if is_over(rates, line, line.pause):
            suspend(account, line.issue, now)
            return
    for line in LINES:
        if state.status == HEALTHY and is_over(rates, line, line.review):
            end = now + PROBATION_LASTS
            put_on_probation(account, line.issue, end, now, follows_rates=True)

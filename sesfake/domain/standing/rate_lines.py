"""Where a rate leads to a review of the account, and where to a pause (facts: events 9).

https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
"""

from __future__ import annotations

from typing import NamedTuple

from sesfake.domain.figures.reputation import Reputation

_ROUNDING = 1e-9


class Line(NamedTuple):
    """The limits of one rate. `least_volume`: fewer recipients are not judged by."""

    issue: str
    review: float
    pause: float
    least_volume: int


# AWS does not tell its "representative volume"; the least ones here are guesses. Below a thousand
# recipients a single complaint would be over the line.
BOUNCES = Line("bounces", 0.05, 0.10, 100)
COMPLAINTS = Line("complaints", 0.001, 0.005, 1_000)
LINES = (BOUNCES, COMPLAINTS)


def is_over(rates: Reputation, line: Line, limit: float) -> bool:
    """Whether a rate has reached a limit of its line."""
    rate = rates.bounce_rate if line is BOUNCES else rates.complaint_rate
    return rates.volume >= line.least_volume and rate >= limit


class Watch:
    """When to look at the rates, which is costly: not before they can have reached a limit.

    It counts at least as many hits as the rates do, and of the volume no more than was last seen:
    that only grows, unless identities come or go. A send only lowers rates, but for the one that
    brings the volume to where they are judged.
    """

    def __init__(self) -> None:
        self._hits = dict.fromkeys(LINES, 0)
        self._volume = 0
        self._sent = 0  # since then
        self._identities = 0

    def note(self, line: Line, hits: int) -> None:
        """Count a bounce or a complaint, of so many recipients."""
        self._hits[line] += hits

    def note_send(self, recipients: int) -> None:
        """Count recipients who count."""
        self._sent += recipients

    def has_come_to(self, line: Line) -> bool:
        """Whether the volume by which a rate is judged has been reached since the last look."""
        return self._volume < line.least_volume <= self._volume + self._sent

    def may_be_over(self, line: Line, limit: float, identities: int) -> bool:
        volume = max(self._volume, line.least_volume)
        is_fit = self._hits[line] + _ROUNDING >= limit * volume
        return is_fit or identities != self._identities

    def may_be_under(self, line: Line, limit: float) -> bool:
        """Whether sends since the last look may have brought a rate below a limit again."""
        return self._hits[line] < limit * (self._volume + self._sent)

    def look(self, rates: Reputation, identities: int) -> None:
        """Know the rates as they are."""
        self._hits = {BOUNCES: rates.bounces, COMPLAINTS: rates.complaints}
        self._volume, self._sent = rates.volume, 0
        self._identities = identities

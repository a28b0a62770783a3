"""Suppression lists: addresses that SES takes mail for and does not deliver to.

An address is kept without the space around it and with its domain in lower case; its local part
stays as it was given, and management calls compare it exactly: `Ann@example.com` and
`ann@example.com` may both be on the list. Sending compares without case. To put an address again
replaces its entry. https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sesfake.clock import Clock
from sesfake.domain.identities.syntax import check_email_address
from sesfake.domain.paging import Pager, place
from sesfake.errors import InvalidParameter, SuppressedDestinationNotFound
from sesfake.guesses.recipients import INVALID_DESTINATION
from sesfake.mail.addresses import folded

REASONS = ("BOUNCE", "COMPLAINT")
MAX_PAGE = DEFAULT_PAGE = 1000


@dataclass(frozen=True, slots=True)
class SuppressedDestination:
    """An address on the list; the ids are those of the event that put it there, if one did."""

    address: str
    reason: str
    updated_at: datetime
    message_id: str | None = None
    feedback_id: str | None = None
    place: str = ""  # in the list


@dataclass(frozen=True)
class SuppressionFilter:
    """What a listing asks for: any of the reasons, updated between two times, both included.

    AWS says "after" and "before". Nobody could tell there, where no two calls are made at the same
    time; on a clock that a test holds, what is put "now" is in a listing that ends "now".
    """

    reasons: frozenset[str] = frozenset(REASONS)
    start: datetime | None = None
    end: datetime | None = None

    def selects(self, entry: SuppressedDestination) -> bool:
        return (
            entry.reason in self.reasons
            and (self.start is None or entry.updated_at >= self.start)
            and (self.end is None or entry.updated_at <= self.end)
        )

    def pages(self, tenant_id: str = "") -> Pager[SuppressedDestination]:
        """The pages of what it selects; their tokens are no good with another filter or list."""
        asked = f"{tenant_id} {sorted(self.reasons)} {self.start} {self.end}"
        return Pager(f"suppressed-destinations {asked}", position=lambda entry: entry.place)


class SuppressionList:
    """The suppressed destinations of an account in one region, or of a tenant, as they came.

    `reasons` are those that count for the account where nobody says otherwise, for being put on the
    list by an event as for not being sent to. `whose` it is stands in texts.
    """

    def __init__(self, clock: Clock, whose: str = "your") -> None:
        self._clock = clock
        self._whose = whose
        self.reasons: tuple[str, ...] = REASONS
        self._by_address: dict[str, SuppressedDestination] = {}
        self._by_mailbox: dict[str, tuple[SuppressedDestination, ...]] = {}  # without case
        self._places = itertools.count()

    def __iter__(self) -> Iterator[SuppressedDestination]:
        return iter(self._by_address.values())

    def __len__(self) -> int:
        return len(self._by_address)

    def put(
        self,
        address: str,
        reason: str,
        *,
        message_id: str | None = None,
        feedback_id: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """Keep an address, now or as of a time, in place of its entry if there is one."""
        address = stored_form(address)
        before = self._by_address.get(address)
        entry = SuppressedDestination(
            address,
            reason,
            _to_the_millisecond(at or self._clock.now()),
            message_id,
            feedback_id,
            place(next(self._places)) if before is None else before.place,
        )
        self._by_address[address] = entry
        mailbox = folded(address)
        others = self._by_mailbox.get(mailbox, ())
        if before is not None:
            others = tuple(other for other in others if other is not before)
        self._by_mailbox[mailbox] = (*others, entry)

    def get(self, address: str) -> SuppressedDestination:
        """The entry of an address, compared exactly; raises SuppressedDestinationNotFound."""
        address = stored_form(address)
        found = self._by_address.get(address)
        if found is None:
            spellings = [other.address for other in self._by_mailbox.get(folded(address), ())]
            raise SuppressedDestinationNotFound(address, spellings, self._whose)
        return found

    def delete(self, address: str) -> None:
        """Forget an address, compared exactly; raises SuppressedDestinationNotFound."""
        entry = self.get(address)
        mailbox = folded(entry.address)
        del self._by_address[entry.address]
        others = tuple(other for other in self._by_mailbox.pop(mailbox) if other is not entry)
        if others:
            self._by_mailbox[mailbox] = others

    def find_for_sending(
        self, address: str, reasons: Collection[str] = REASONS
    ) -> SuppressedDestination | None:
        """The entry for which SES does not deliver to an address, where some reasons count.

        Compared without case. Which reasons count is for the caller to say.
        """
        for entry in self._by_mailbox.get(folded(address), ()):
            if entry.reason in reasons:
                return entry
        return None


def stored_form(address: str) -> str:
    """An address as the list keeps it."""
    local, at, domain = address.strip().rpartition("@")
    return local + at + domain.lower()


def check_destination(address: str) -> None:
    """Raise InvalidParameter for what is not an address, and nothing but one."""
    try:
        check_email_address(address.strip())
    except InvalidParameter:
        raise InvalidParameter(INVALID_DESTINATION.format(address=address)) from None


def _to_the_millisecond(moment: datetime) -> datetime:
    # As answers show it, so that what a caller has read selects what it was read from.
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

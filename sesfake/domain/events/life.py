"""What has become of a message so far.

First come the events that follow from the send itself: the account's suppression list and the
simulator answer as they do, a virus is rejected, and every other recipient's server takes the mail,
unless the fake leaves that to the test (`delivery="manual"`). They are worked out when somebody
first asks. Later ones are what the test lets the world do.

That a mail is taken is only what is assumed while nobody says otherwise: the first word of the test
on a recipient takes its place, be it a bounce or a delay. What has been told to another service
already stays told; and a bounce that comes an hour later on the clock comes after the delivery.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from sesfake.domain.configuration_sets.event_destinations import ENGAGEMENT
from sesfake.domain.events.audience import NOBODY, Audience
from sesfake.domain.events.details import Bounce, Complaint, Delivery, Details, Reject, Send
from sesfake.domain.events.details import RenderingFailure as FailureDetails
from sesfake.domain.events.event import Event
from sesfake.domain.events.feedback import delivery, suppressed
from sesfake.domain.events.simulator import answered_at, answers, is_at_simulator
from sesfake.domain.events.stamps import accepted_at
from sesfake.domain.events.vocabulary import BounceSubType
from sesfake.mail.addresses import split

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

ALREADY_TOLD = "Another service has been told so already"

_NONE: frozenset[str] = frozenset()  # one for all


class Life:
    """The events of one message, and what they are not yet sure of."""

    __slots__ = (
        "_first",
        "_given_up",
        "_named_later",
        "_turned_later",
        "audience",
        "catch_up",
        "certain",
        "engaged_at",
        "is_left_open",
        "later",
        "suppression_list",
    )

    def __init__(
        self,
        audience: Audience = NOBODY,
        *,
        is_left_open: bool = False,
        suppression_list: BounceSubType = BounceSubType.GENERAL,
        catch_up: Callable[[], object] = lambda: None,
    ) -> None:
        self.audience = audience
        self.is_left_open = is_left_open
        self.suppression_list = suppression_list  # how the simulator's mailbox bounces
        self.certain: str | None = None  # why what was assumed stays, if it does
        self.catch_up = catch_up
        self.later: tuple[Event, ...] = ()
        self.engaged_at: datetime | None = None  # when a reader did something last
        self._turned_later: tuple[Event, ...] = ()  # without what readers did
        self._named_later = _NONE  # recipients
        self._given_up = _NONE
        self._first: tuple[frozenset[str], tuple[Event, ...]] | None = None

    def events(self, message: Message) -> tuple[Event, ...]:
        """All there are by now, oldest first; not to be asked for under an account's lock."""
        self.catch_up()
        return self.so_far(message)

    def so_far(self, message: Message) -> tuple[Event, ...]:
        """The same, but what was planned for a time that has come may still be to happen."""
        return (*self.first(message), *self.later)

    def turns(self, message: Message) -> tuple[Event, ...]:
        """Those of `so_far` that tell where it is: a mail may be opened thousands of times."""
        return (*self.first(message), *self._turned_later)

    def add(self, event: Event) -> None:
        """Have something happen; under the lock of the mailbag."""
        if event.details.event_type in ENGAGEMENT:
            self.engaged_at = event.timestamp
        else:
            self._turned_later += (event,)
        self._named_later |= frozenset(event.recipients)
        self.later += (event,)

    def first(self, message: Message) -> tuple[Event, ...]:
        """Those that follow from the send itself."""
        # Readers hold no lock: what was worked out is kept with what it was worked out for.
        given_up, known = self._given_up, self._first
        if known is None or known[0] is not given_up:
            known = self._first = given_up, tuple(self._worked_out(message, given_up))
        return known[1]

    def is_assumed(self, recipient: str) -> bool:
        """Whether nobody has said yet that it has come to somebody to whom it has."""
        return (
            self.certain is None
            and recipient not in self._named_later
            and not is_at_simulator(recipient)
        )

    def give_up(self, recipients: Iterable[str]) -> None:
        """Assume no more that some recipients have got it."""
        self._given_up |= frozenset(recipients)

    def _worked_out(self, message: Message, given_up: frozenset[str]) -> Iterator[Event]:
        def event(details: Details, at: datetime, recipients: Iterable[str]) -> Event:
            return Event(message, details, at, tuple(recipients), self.audience)

        everybody = message.recipients
        sent_at = accepted_at(message)
        failure = message.rendering_failure
        if failure is not None:
            yield event(FailureDetails(failure, message.template_name), sent_at, everybody)
            return
        yield event(Send(), sent_at, everybody)
        if message.has_virus:
            yield event(Reject(), sent_at, everybody)
            return
        at = answered_at(message)
        kept_back = message.kept_back
        # The envelope may name an address twice; what happens to it is told once.
        open_ = [one for one in dict.fromkeys(everybody) if one not in kept_back]
        if not self.is_left_open:
            taken = [r for r in open_ if r not in given_up and not is_at_simulator(r)]
            for recipients in _by_domain(taken):
                yield event(delivery(message, recipients, at), at, recipients)
        for when, details in answers(message, open_, at, self.suppression_list):
            yield event(details, when, _concerned(details))
        for reason, recipients in _by_reason(message):
            details = suppressed(message, recipients, at, reason, message.suppressed_by)
            yield event(details, at, recipients)
        if message.unsubscribed:
            opted_out = [one for one in dict.fromkeys(everybody) if one in message.unsubscribed]
            why = BounceSubType.UNSUBSCRIBED_RECIPIENT
            yield event(suppressed(message, opted_out, at, sub_type=why), at, opted_out)
        if message.failed_validation:
            failed = [one for one in dict.fromkeys(everybody) if one in message.failed_validation]
            why = BounceSubType.EMAIL_VALIDATION_SUPPRESSED
            yield event(suppressed(message, failed, at, sub_type=why), at, failed)


def _by_domain(recipients: Iterable[str]) -> Iterator[list[str]]:
    # One delivery tells of all recipients that one server takes.
    domains: dict[str, list[str]] = {}
    for recipient in recipients:
        domains.setdefault(split(recipient)[1].lower(), []).append(recipient)
    return iter(domains.values())


def _by_reason(message: Message) -> Iterator[tuple[str, list[str]]]:
    reasons: dict[str, list[str]] = {}
    for recipient, reason in message.suppressed.items():
        reasons.setdefault(reason, []).append(recipient)
    return iter(reasons.items())


def _concerned(details: Details) -> tuple[str, ...]:
    if isinstance(details, Bounce):
        return tuple(recipient.address for recipient in details.recipients)
    if isinstance(details, (Delivery, Complaint)):
        return details.recipients
    raise TypeError(f"The simulator does not answer with {details!r}.")

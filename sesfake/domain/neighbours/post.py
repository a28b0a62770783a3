"""Post: what calls have to tell other services, until it is delivered.

Operations put postings here under their account's lock; whoever made the call delivers them when
the lock is released, for a delivery can send mail in turn. Each thread has a post of its own: when
a call returns, all that it has caused is delivered, in order, whatever other threads do meanwhile.

Mail that is sent during a delivery only adds to the post, and its turn comes when that delivery is
over. So a subscriber that answers with mail makes no deep stack; one that answers its own mail
without end is stopped by a RuntimeError.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from sesfake.domain.neighbours.parcels import Carriers, Parcel, Undeliverable

# How long a chain may be in which one delivery leads to the next, and how many deliveries may come
# of one. Programs stay far below; an endless loop passes one or the other within seconds.
MAX_HOPS = 100
MAX_CONSEQUENCES = 10_000


class Posting(Protocol):
    """A parcel on its way."""

    @property
    def service(self) -> str:
        """Who is to take it, such as `sns`."""
        ...

    @property
    def account_id(self) -> str:
        """In whose name."""
        ...

    @property
    def region(self) -> str:
        """Where it comes from."""
        ...

    @property
    def parcel(self) -> Parcel:
        """What is in it; made when it is asked for."""
        ...

    def failed(self, reason: str) -> None:
        """Learn that it could not be delivered."""


@dataclass
class _Cause:
    """A delivery that led to others."""

    consequences: int = 0


class _Waiting(NamedTuple):
    posting: Posting
    cause: _Cause | None  # where its chain began; None if no delivery led to it
    hops: int


class _Bag(threading.local):
    """What one thread has to deliver, and what it is delivering now."""

    def __init__(self) -> None:
        self.waiting: deque[_Waiting] = deque()
        self.cause: _Cause | None = None
        self.hops = 0


class Post:
    """A queue of postings, one for each thread."""

    def __init__(self) -> None:
        self._bag = _Bag()

    def __len__(self) -> int:
        return len(self._bag.waiting)

    def put(self, posting: Posting) -> None:
        """Have a posting delivered when the call is over."""
        bag = self._bag
        if bag.cause is None:
            bag.waiting.append(_Waiting(posting, None, 0))
        else:
            bag.cause.consequences += 1
            bag.waiting.append(_Waiting(posting, bag.cause, bag.hops + 1))

    def empty(self) -> None:
        """Forget what waits, in all threads."""
        self._bag = _Bag()

    def deliver(self, carriers: Carriers) -> None:
        """Hand out what waits; what is for a service that is not there is dropped unread.

        During a delivery this does nothing: whoever delivers goes on until all is done.
        """
        bag = self._bag
        if bag.cause is not None:
            return
        while bag.waiting:
            posting, cause, hops = bag.waiting.popleft()
            if not carriers.is_there(posting.service):
                continue
            bag.cause, bag.hops = cause or _Cause(), hops
            try:
                _check_end(bag, bag.cause)
                _deliver(posting, carriers)
            finally:
                bag.cause = None
            if bag is not self._bag:  # emptied meanwhile
                return


def _deliver(posting: Posting, carriers: Carriers) -> None:
    try:
        carriers.deliver(posting.parcel, posting.account_id, posting.region)
    except Undeliverable as reason:
        posting.failed(str(reason))


def _check_end(bag: _Bag, cause: _Cause) -> None:
    if bag.hops <= MAX_HOPS and cause.consequences <= MAX_CONSEQUENCES:
        return
    bag.waiting = deque(waiting for waiting in bag.waiting if waiting.cause is not cause)
    raise RuntimeError(
        "A subscriber answers events with mail, whose events it answers with mail, and so on: "
        f"{cause.consequences} deliveries came of one. Let it leave out what it has sent itself."
    )

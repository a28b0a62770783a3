"""Replacing methods of single objects, and who answers those objects.

An attribute of an object comes before the method of its class. So what is laid over one client
touches no other, needs no fake to be active, and comes before the hook, which is on the classes.
"""

from __future__ import annotations

import functools
import threading
import types
import weakref
from collections.abc import Callable
from typing import Any

from sesfake.adapters.patches import Make
from sesfake.domain.accounts import Accounts

_ATTRIBUTE = "__sesfake_seat__"


class Seat:
    """The fakes that one object is attached to; the last one answers.

    What was laid over the object is taken off with the last fake, but where somebody has put
    something of their own on top: it may call ours, which then does what the class does.
    """

    def __init__(self, taker: Any) -> None:
        self._taker = weakref.ref(taker)
        self._fakes: tuple[Accounts, ...] = ()
        self._laid: list[tuple[Any, str, types.MethodType]] = []
        self.made: weakref.WeakSet[Seat] = weakref.WeakSet()  # clients', where it is a session's

    def current(self) -> Accounts | None:
        fakes = self._fakes
        return fakes[-1] if fakes else None

    def take(self, accounts: Accounts, equip: Callable[[Seat], None]) -> None:
        """Attach to a fake; where it is the first, `equip` lays what that needs."""
        with _lock:
            if not self._fakes:
                equip(self)
            self._fakes = (*self._fakes, accounts)
            _seats.add(self)

    def lay(self, over: Any, name: str, make: Make) -> None:
        """Lay `make(method of the class)` over an object, unless a test's own is there already."""
        if name in vars(over):
            return

        # Found at each call: others may patch the class meanwhile.
        @functools.wraps(getattr(type(over), name))
        def method_of_class(self: Any, *args: Any, **kwargs: Any) -> Any:
            __tracebackhide__ = True
            return getattr(type(self), name)(self, *args, **kwargs)

        method = types.MethodType(make(method_of_class), over)
        setattr(over, name, method)
        self._laid.append((over, name, method))

    def leave(self, accounts: Accounts, *, once: bool = False) -> None:
        """Be attached to a fake no more, or `once` less; without effect if it was not."""
        with _lock:
            kept = list(self._fakes)
            for index in reversed(range(len(kept))):
                if kept[index] is accounts:
                    del kept[index]
                    if once:
                        break
            self._fakes = tuple(kept)
            if all(other is not accounts for other in kept):
                for seat in list(self.made):
                    seat.leave(accounts, once=True)
            if not kept:
                self._rise()

    def _rise(self) -> None:
        _seats.discard(self)
        is_wanted = False
        while self._laid:
            over, name, method = self._laid.pop()
            if vars(over).get(name) is method:
                delattr(over, name)
            else:
                is_wanted = True  # by ours, below theirs, when there is a fake again
        taker = self._taker()
        if taker is not None and not is_wanted:
            vars(taker).pop(_ATTRIBUTE, None)


_lock = threading.RLock()
_seats: weakref.WeakSet[Seat] = weakref.WeakSet()


def seat_of(taker: Any) -> Seat:
    """The seat of an object, a new one if it has none."""
    with _lock:
        seat: Seat = vars(taker).setdefault(_ATTRIBUTE, Seat(taker))
        return seat


def seated(taker: Any) -> Accounts | None:
    """The fake that an object is attached to, if any."""
    seat: Seat | None = vars(taker).get(_ATTRIBUTE)
    return None if seat is None else seat.current()


def release(accounts: Accounts) -> None:
    """Detach all that is attached to a fake."""
    with _lock:
        for seat in list(_seats):
            seat.leave(accounts)

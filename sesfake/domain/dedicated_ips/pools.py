"""Pools of dedicated addresses, by name, and the two that every account has.

`ses-default-dedicated-pool` holds the addresses that are in no other pool; `ses-shared-pool` stands
for the addresses that Amazon's customers share, and holds none of the account's.
https://docs.aws.amazon.com/ses/latest/dg/managing-ip-pools.html
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from sesfake.domain.paging import Pager, place
from sesfake.errors import (
    InvalidParameter,
    ManagedPoolLimitExceeded,
    PoolAlreadyExists,
    PoolNotFound,
)
from sesfake.guesses.dedicated_ips import DEFAULT_POOL_FIXED, TOO_MANY_MANAGED_POOLS

DEFAULT_POOL = "ses-default-dedicated-pool"
SHARED_POOL = "ses-shared-pool"
MAX_MANAGED_POOLS = 5  # facts: events 10
MAX_PAGE = 1000
STANDARD, MANAGED = SCALING_MODES = ("STANDARD", "MANAGED")
_BAD_SCALING_MODE = "The ScalingMode parameter is invalid."


@dataclass(eq=False)
class Pool:
    """One pool. Of a managed one Amazon chooses the addresses, and warms them up."""

    name: str
    place: str = ""  # in lists
    scaling_mode: str = STANDARD
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def is_managed(self) -> bool:
        return self.scaling_mode == MANAGED


class Pools:
    """The pools of one account in one region; going through them gives those it has made."""

    def __init__(self) -> None:
        self.default = Pool(DEFAULT_POOL)
        self._by_name: dict[str, Pool] = {}
        self._places = itertools.count()

    def __iter__(self) -> Iterator[Pool]:
        return iter(self._by_name.values())

    def __contains__(self, name: object) -> bool:
        """Whether a configuration set may name it."""
        return name in self._by_name or name in {DEFAULT_POOL, SHARED_POOL}

    def find(self, name: str) -> Pool | None:
        """A pool that the account has made."""
        return self._by_name.get(name)

    def get(self, name: str) -> Pool:
        """A pool that may hold the account's addresses; raises PoolNotFound."""
        found = self.default if name == DEFAULT_POOL else self.find(name)
        if found is None:
            raise PoolNotFound(name)
        return found

    def add(self, name: str, scaling_mode: str, tags: dict[str, str]) -> None:
        """Make a pool; raises PoolAlreadyExists, ManagedPoolLimitExceeded."""
        if name in self:
            raise PoolAlreadyExists(name)
        if scaling_mode == MANAGED and self._has_all_managed:
            raise ManagedPoolLimitExceeded(MAX_MANAGED_POOLS)
        self._by_name[name] = Pool(name, place(next(self._places)), scaling_mode, tags)

    def scale(self, name: str, mode: str) -> None:
        """Let Amazon manage a pool; raises PoolNotFound.

        InvalidParameter for the way back and for one pool too many: of a limit this call declares
        no error.
        """
        pool = self._own(name)
        if pool.is_managed and mode != MANAGED:
            raise InvalidParameter(_BAD_SCALING_MODE)
        if mode == MANAGED and not pool.is_managed and self._has_all_managed:
            raise InvalidParameter(TOO_MANY_MANAGED_POOLS.format(maximum=MAX_MANAGED_POOLS))
        pool.scaling_mode = mode

    def delete(self, name: str) -> Pool:
        """Forget a pool, and give it; raises PoolNotFound, InvalidParameter."""
        return self._by_name.pop(self._own(name).name)

    def _own(self, name: str) -> Pool:
        found = self.get(name)
        if found is self.default:
            raise InvalidParameter(DEFAULT_POOL_FIXED.format(pool=name))
        return found

    @property
    def _has_all_managed(self) -> bool:
        return sum(pool.is_managed for pool in self) >= MAX_MANAGED_POOLS


POOL_PAGES: Pager[Pool] = Pager("dedicated-ip-pools", position=lambda pool: pool.place)


def check_pool_name(name: str) -> None:
    """Raise InvalidParameter for a blank name."""
    if not name.strip():
        raise InvalidParameter("Pool name can't be blank.")


def check_scaling_mode(mode: str) -> None:
    """Raise InvalidParameter for what is neither of the two."""
    if mode not in SCALING_MODES:
        raise InvalidParameter(_BAD_SCALING_MODE)

"""The dedicated addresses of an account in one region, and what is done to them.

Amazon leases them; by the API they are only moved between pools and warmed up. To disable the
automatic warm-up ends it for every address, to enable it again starts it for none but those that
are leased later.
https://docs.aws.amazon.com/ses/latest/dg/dedicated-ip.html
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from sesfake.clock import Clock
from sesfake.domain.dedicated_ips import warmup
from sesfake.domain.dedicated_ips.dedicated_ip import DedicatedIp, Listing
from sesfake.domain.dedicated_ips.pools import Pool, Pools
from sesfake.domain.paging import place
from sesfake.errors import DedicatedIpNotFound, InvalidParameter
from sesfake.guesses.dedicated_ips import MANAGED_POOL_MOVE, MANAGED_WARMUP


class DedicatedIps:
    """Going through them gives them in the order of their leases."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.pools = Pools()
        self.is_warmup_automatic = True
        self.uses = itertools.count(1)  # of any address
        self._by_address: dict[str, DedicatedIp] = {}
        self._places = itertools.count()
        self._leases = itertools.count(1)

    def __iter__(self) -> Iterator[DedicatedIp]:
        return iter(self._by_address.values())

    def __len__(self) -> int:
        return len(self._by_address)

    def find(self, address: str) -> DedicatedIp | None:
        return self._by_address.get(address)

    def get(self, address: str) -> DedicatedIp:
        """A leased address; raises DedicatedIpNotFound."""
        found = self.find(address)
        if found is None:
            raise DedicatedIpNotFound(address)
        return found

    def lease(self, addresses: Iterable[str], pool: Pool) -> None:
        """Have new addresses, in a pool; with automatic warm-up it begins now."""
        lease = next(self._leases)
        begun = self.clock.now() if self.is_warmup_automatic else None
        for address in addresses:
            self._by_address[address] = DedicatedIp(
                address, pool, place(next(self._places)), lease, begun
            )

    def release(self, address: str) -> None:
        """Give an address back."""
        del self._by_address[address]

    def move(self, address: str, pool_name: str) -> None:
        """Put an address into a pool; raises DedicatedIpNotFound, PoolNotFound, and
        InvalidParameter where a pool is Amazon's to fill.
        """
        ip = self.get(address)
        pool = self.pools.get(pool_name)
        if pool is ip.pool:
            return
        for each in (ip.pool, pool):
            if each.is_managed:
                raise InvalidParameter(MANAGED_POOL_MOVE.format(pool=each.name))
        ip.pool = pool

    def delete_pool(self, name: str) -> None:
        """Forget a pool: its addresses are in the default pool then, a managed one's are given
        back; raises PoolNotFound, InvalidParameter.
        """
        pool = self.pools.delete(name)
        for ip in [ip for ip in self if ip.pool is pool]:
            if pool.is_managed:
                self.release(ip.address)
            else:
                ip.pool = self.pools.default

    def warm_up(self, address: str, percentage: int) -> None:
        """Go on with the warm-up of an address from a percentage, automatic or not; raises
        DedicatedIpNotFound, and InvalidParameter where Amazon sees to it.
        """
        ip = self.get(address)
        if ip.pool.is_managed:
            raise InvalidParameter(MANAGED_WARMUP.format(ip=address))
        ip.begun = warmup.begun_at(percentage, self.clock.now())

    def switch_warmup(self, *, automatic: bool) -> None:
        """Warm up what is leased later, or end the warm-up of all addresses."""
        self.is_warmup_automatic = automatic
        if not automatic:
            for ip in self:
                ip.begun = None

    def listings(self, addresses: Iterable[str]) -> dict[str, list[Listing]]:
        """The block lists that addresses are on; raises DedicatedIpNotFound."""
        return {address: list(self.get(address).listings.values()) for address in addresses}


def checked_percentage(percentage: int | None) -> int:
    """How far a warm-up is; raises InvalidParameter."""
    if percentage is None:
        raise InvalidParameter("Warmup Percentage can't be null.")
    if not 0 <= percentage <= warmup.COMPLETE:
        raise InvalidParameter("Warmup Percentage must be between 0 and 100.")
    return percentage

"""What a test has Amazon do with dedicated addresses: lease them, and tell who blocks them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sesfake.domain.account import Account
from sesfake.domain.dedicated_ips.dedicated_ip import Listing
from sesfake.domain.dedicated_ips.pools import DEFAULT_POOL, Pool
from sesfake.domain.scope import Scope
from sesfake.fake.checks.leasing import check_block_list, check_ips
from sesfake.fake.view import View


class Leasing(View):
    """The part of a fake about dedicated addresses; each belongs to one account and region."""

    __slots__ = ()

    def lease_dedicated_ips(self, *ips: str, pool: str | None = None) -> None:
        """Lease IPv4 addresses to the account, as Amazon does on request.

            ses.lease_dedicated_ips("198.51.100.1", "198.51.100.2", pool="marketing")

        Without `pool=` they are in the default pool. Their warm-up begins, unless the account has
        disabled it. A ValueError for what is no such address or is leased already, where there is
        no such pool, and if the program uses several regions and the view is not of one.
        """
        check_ips("lease_dedicated_ips", ips)
        account = self._one_account()
        with account.lock:
            self._check_free(ips)
            account.dedicated_ips.lease(ips, _pool(account, pool))

    def release_dedicated_ips(self, *ips: str) -> None:
        """Give addresses back to Amazon; a ValueError for those that are not leased."""
        check_ips("release_dedicated_ips", ips)
        for ip in ips:
            self._holder(ip)  # all of them, before any is given back
        for ip in ips:
            with self._held(ip) as account:
                account.dedicated_ips.release(ip)

    def put_on_block_list(self, ip: str, name: str, *, description: str | None = None) -> None:
        """Let somebody list a leased address; `GetBlacklistReports` tells of it.

            ses.put_on_block_list("198.51.100.1", "Spamhaus", description="Spam was seen.")

        Mail is sent and delivered as before. A ValueError for an address that is not leased.
        """
        check_ips("put_on_block_list", (ip,))
        check_block_list(name, description)
        with self._held(ip) as account:
            listing = Listing(name, account.clock.now(), description)
            account.dedicated_ips.get(ip).listings[name] = listing

    def take_off_block_list(self, ip: str, name: str) -> None:
        """Let them take it off again; a ValueError if it is not on the list."""
        check_ips("take_off_block_list", (ip,))
        check_block_list(name)
        with self._held(ip) as account:
            if account.dedicated_ips.get(ip).listings.pop(name, None) is None:
                raise ValueError(f"{ip} is not on the block list {name!r}.")

    @contextmanager
    def _held(self, ip: str) -> Iterator[Account]:
        """With the lock of the account that has an address."""
        account = self._holder(ip)
        with account.lock:
            if account.dedicated_ips.find(ip) is None:  # any more
                raise _not_leased(ip)
            yield account

    def _holder(self, ip: str) -> Account:
        for account in self._known():
            if account.dedicated_ips.find(ip) is not None:
                return account
        raise _not_leased(ip)

    def _check_free(self, ips: tuple[str, ...]) -> None:
        for account in self.accounts.existing(Scope()):
            for ip in ips:
                if account.dedicated_ips.find(ip) is not None:
                    raise ValueError(f"{ip} is leased to {account.id} in {account.region}.")


def _not_leased(ip: str) -> ValueError:
    return ValueError(f"{ip} is not leased; ses.lease_dedicated_ips({ip!r}) comes first.")


def _pool(account: Account, name: str | None) -> Pool:
    pools = account.dedicated_ips.pools
    if name is None or name == DEFAULT_POOL:
        return pools.default
    found = pools.find(name) if isinstance(name, str) else None
    if found is None:
        raise ValueError(
            f"there is no pool {name!r} for dedicated IPs; make it first, with "
            f"create_dedicated_ip_pool(PoolName={name!r}) of a sesv2 client."
        )
    return found

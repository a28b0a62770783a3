"""What every hand of a fake has in common: the part of the world that is in view."""

from __future__ import annotations

from collections.abc import Callable

from sesfake.adapters.credentials import home_region
from sesfake.domain.account import Account
from sesfake.domain.accounts import Accounts
from sesfake.domain.scope import Scope


class View:
    """All of a fake, one region or one account of it."""

    __slots__ = ("__weakref__", "_scope", "accounts")  # a misspelt attribute is an error

    def __init__(self, accounts: Accounts, scope: Scope) -> None:
        self.accounts = accounts
        self._scope = scope

    def _known(self) -> list[Account]:
        """The account's regions in view, as far as there are any by now."""
        return list(self.accounts.existing(self.accounts.own(self._scope)))

    def _one_account(self) -> Account:
        known = self._known() or self.accounts.known(self._scope, home_region())
        if len(known) > 1:
            regions = ", ".join(account.region for account in known)
            raise ValueError(f"say of which region, as in ses.region(...): {regions}.")
        return known[0]

    def _everywhere(self, action: Callable[[Account], None]) -> None:
        self.accounts.everywhere(self.accounts.own(self._scope), action)

    def _decree(self, act: Callable[[Account, bool], None]) -> None:
        """Act in every region; the owner is told of those that are known now, or of the first."""
        self.accounts.catch_up()
        known = self._known() or [self._one_account()]
        self._everywhere(lambda account: act(account, account in known))

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

    def _one_account(self) -> Account:
        scope = self._scope
        account_id = scope.account_id or self.accounts.settings.account_id
        known = list(self.accounts.existing(Scope(account_id, scope.region)))
        if len(known) > 1:
            regions = ", ".join(account.region for account in known)
            raise ValueError(f"say of which region, as in ses.region(...): {regions}.")
        return known[0] if known else self.accounts.open(account_id, scope.region or home_region())

    def _everywhere(self, action: Callable[[Account], None]) -> None:
        account_id = self._scope.account_id or self.accounts.settings.account_id
        self.accounts.everywhere(Scope(account_id, self._scope.region), action)

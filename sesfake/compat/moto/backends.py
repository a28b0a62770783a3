"""`ses_backends`: from account to region to backend, as moto has it.

They can be imported, and taken apart, before a fake is active: what is read is read from the one
that is active then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from sesfake.compat.moto.backend import SESBackend
from sesfake.compat.moto.backend_v2 import SESV2Backend
from sesfake.domain.scope import Scope
from sesfake.fake.checks.given import check_account, check_region
from sesfake.mock import current

# moto's account, and that of `mock_ses` unless it is told another.
DEFAULT_ACCOUNT_ID = "123456789012"

B = TypeVar("B")


class Regions(Mapping[str, B]):
    """The backends of one account by region; those that the test has touched are listed."""

    def __init__(self, account_id: str, backend: Callable[[str, str], B]) -> None:
        self.account_id = account_id
        self._backend = backend

    def __getitem__(self, region: str) -> B:
        _check(check_region, region)
        return self._backend(self.account_id, region)

    def __iter__(self) -> Iterator[str]:
        return iter(current().accounts.regions(self.account_id))

    def __len__(self) -> int:
        return len(current().accounts.regions(self.account_id))

    def reset(self) -> None:
        current().account(self.account_id).reset()


class Backends(Mapping[str, Regions[B]]):
    """The backends by account, the default one always among them."""

    def __init__(self, backend: Callable[[str, str], B]) -> None:
        self._backend = backend

    def __getitem__(self, account_id: str) -> Regions[B]:
        _check(check_account, account_id)
        return Regions(account_id, self._backend)

    def __iter__(self) -> Iterator[str]:
        accounts = current().accounts
        found = [accounts.settings.account_id]
        found += [account.id for account in accounts.existing(Scope())]
        return iter(dict.fromkeys(found))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def iter_backends(self) -> Iterator[tuple[str, str, B]]:
        for account_id in self:
            for region in self[account_id]:
                yield account_id, region, self[account_id][region]

    def reset(self) -> None:
        current().reset()


ses_backends: Backends[SESBackend] = Backends(SESBackend)
sesv2_backends: Backends[SESV2Backend] = Backends(SESV2Backend)


def get_backend(name: str) -> Any:
    """`ses_backends` or `sesv2_backends`, as `moto.backends.get_backend` gives them."""
    found: dict[str, Any] = {"ses": ses_backends, "sesv2": sesv2_backends}
    if name not in found:
        raise ValueError(f"here are the backends of ses and sesv2 only, not of {name!r}.")
    return found[name]


def _check(check: Callable[[str], None], name: str) -> None:
    try:
        check(name)
    except (TypeError, ValueError) as error:
        raise KeyError(
            f"{error} Backends are found as in ses_backends[DEFAULT_ACCOUNT_ID]['us-east-1']."
        ) from None

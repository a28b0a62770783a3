"""The identity that a call of v2 names, where one that there is not is NotFound.

Calls for policies and certificates tell the name in brackets (facts: resources 2.2).
"""

from __future__ import annotations

from sesfake.domain.account import Account
from sesfake.domain.identities.identity import Identity
from sesfake.errors import IdentityNotFound


def found(account: Account, name: str) -> Identity:
    return _found(account, name, name)


def found_in_brackets(account: Account, name: str) -> Identity:
    return _found(account, name, f"<{name}>")


def _found(account: Account, name: str, told: str) -> Identity:
    identity = account.identities.find(name)
    if identity is None:
        raise IdentityNotFound(told)
    return identity

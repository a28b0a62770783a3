"""Errors of dedicated addresses and their pools."""

from __future__ import annotations

from sesfake.errors.base import AlreadyExists, NotFound, SESError
from sesfake.guesses.dedicated_ips import TOO_MANY_MANAGED_POOLS


def how_to_make_pool(name: str) -> str:
    return (
        f"To mend the test: `create_dedicated_ip_pool(PoolName={name!r})` of a `sesv2` client, in "
        "the same region and account."
    )


class PoolNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The requested pool <{name}> does not exist.",
            hint=how_to_make_pool(name),
        )


class PoolAlreadyExists(AlreadyExists):
    def __init__(self, name: str) -> None:
        super().__init__(f"The pool <{name}> already exists.")


class ManagedPoolLimitExceeded(SESError):
    v1 = v2 = "LimitExceededException"

    def __init__(self, maximum: int) -> None:
        super().__init__(TOO_MANY_MANAGED_POOLS.format(maximum=maximum))


class DedicatedIpNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, address: str) -> None:
        super().__init__(
            f"Could not find dedicated IP <{address}> under this account.",
            hint=f"To mend the test: `ses.lease_dedicated_ips({address!r})`, in the same region "
            "and account.",
        )

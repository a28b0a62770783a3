"""Which region a send through a multi-region endpoint goes out of.

The two take turns, the primary first: "sending traffic is divided between the two", says AWS, not
how. A region that endpoints fail over from is left out (`ses.region(...).fail_over()`). From there
on it is a send like any other of that region: identities, sets, templates and quota are its own.

The endpoint may belong to any region of the account, and the caller's client be made for another:
the signature of such a call, SigV4A, names no region. A send that has to go elsewhere interrupts
the operation with SentElsewhere; `app.handle` runs it there, so that no thread ever holds the locks
of two regions.
"""

from __future__ import annotations

from sesfake.domain.account import Account
from sesfake.domain.multi_region.endpoints import READY, Endpoint
from sesfake.errors import (
    EndpointNotReady,
    EndpointToSendNotFound,
    EndpointUnavailable,
)


class SentElsewhere(Exception):
    """The send is another region's to do."""

    def __init__(self, endpoint_id: str, region: str) -> None:
        super().__init__(endpoint_id, region)
        self.endpoint_id = endpoint_id
        self.region = region


def check_region(account: Account, endpoint_id: str) -> None:
    """Let a send go on if it is this region's to do; raises SentElsewhere if it is another's.

    Raises EndpointToSendNotFound, EndpointNotReady, EndpointUnavailable.
    """
    if account.sends_for == endpoint_id:
        return
    endpoint = _find(account, endpoint_id)
    status = None if endpoint is None else endpoint.status(account.clock.now())
    if endpoint is None or status is None:
        raise EndpointToSendNotFound(endpoint_id)
    if status != READY:
        raise EndpointNotReady(endpoint_id, status)
    up = [name for name in endpoint.regions if not account.in_region(name).is_failed_over]
    if not up:
        raise EndpointUnavailable(endpoint.regions)
    region = up[next(endpoint.sends) % len(up)]
    if region != account.region:
        raise SentElsewhere(endpoint_id, region)


def _find(account: Account, endpoint_id: str) -> Endpoint | None:
    for each in account.everywhere():
        for endpoint in each.endpoints:
            if endpoint.id == endpoint_id:
                return endpoint
    return None

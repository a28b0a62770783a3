"""Multi-region endpoints, which Amazon also calls global endpoints.

    CREATING ---> READY ---> DELETING ---> gone

An endpoint belongs to the region where it was created, its primary; there it is managed, and only
there it is seen. It has one other region, its secondary. Each step takes some time on the clock.
https://docs.aws.amazon.com/ses/latest/dg/global-endpoints.html
"""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sesfake.clock import Clock
from sesfake.domain.ids import Ids
from sesfake.domain.paging import Pager, place
from sesfake.errors import (
    EndpointAlreadyExists,
    EndpointLimitExceeded,
    EndpointNotDeletable,
    EndpointNotFound,
    InvalidParameter,
)
from sesfake.guesses.multi_region import BAD_SECONDARY_REGION, NOT_ONE_ROUTE, SAME_REGION

CREATING, READY, DELETING = "CREATING", "READY", "DELETING"
MAX_ENDPOINTS = 100  # a guess: of the quota only its existence is documented
MAX_PAGE = DEFAULT_PAGE = 1000  # the default is a guess
TAKES = timedelta(seconds=30)  # a guess: seconds to minutes
_REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-[1-9]", re.ASCII)
_ALPHABET = string.ascii_lowercase + string.digits


@dataclass(eq=False)
class Endpoint:
    """One endpoint. `sends` counts them, for its regions take turns."""

    number: int
    name: str
    id: str
    regions: tuple[str, str]  # primary and secondary
    created_at: datetime
    tags: dict[str, str]
    deleted_at: datetime | None = None
    sends: Iterator[int] = field(default_factory=itertools.count)

    def status(self, now: datetime) -> str | None:
        """As of a time; None when it is gone."""
        if self.deleted_at is not None:
            return DELETING if now < self.deleted_at + TAKES else None
        return CREATING if now < self.created_at + TAKES else READY

    def updated_at(self, now: datetime) -> datetime:
        """When it last took a step."""
        if self.deleted_at is not None:
            return self.deleted_at
        return self.created_at if self.status(now) == CREATING else self.created_at + TAKES


class Endpoints:
    """Those whose primary is one region of an account, oldest first."""

    def __init__(self, region: str, clock: Clock, ids: Ids) -> None:
        self._region = region
        self._clock = clock
        self._ids = ids
        self._by_name: dict[str, Endpoint] = {}
        self._numbers = itertools.count(1)

    def __iter__(self) -> Iterator[Endpoint]:
        now = self._clock.now()
        return iter([one for one in list(self._by_name.values()) if one.status(now) is not None])

    def find(self, name: str) -> Endpoint | None:
        return next((endpoint for endpoint in self if endpoint.name == name), None)

    def get(self, name: str) -> Endpoint:
        """The endpoint of a name; raises EndpointNotFound."""
        found = self.find(name)
        if found is None:
            raise EndpointNotFound(name)
        return found

    def add(self, name: str, secondaries: list[str], tags: dict[str, str]) -> Endpoint:
        """Begin to make an endpoint.

        Raises InvalidParameter, EndpointAlreadyExists, EndpointLimitExceeded.
        """
        if len(secondaries) != 1:
            raise InvalidParameter(NOT_ONE_ROUTE)
        [secondary] = secondaries
        if not _REGION.fullmatch(secondary):
            raise InvalidParameter(BAD_SECONDARY_REGION.format(region=secondary))
        if secondary == self._region:
            raise InvalidParameter(SAME_REGION.format(region=secondary))
        if self.find(name) is not None:
            raise EndpointAlreadyExists(name)
        if len(list(self)) >= MAX_ENDPOINTS:
            raise EndpointLimitExceeded(MAX_ENDPOINTS)
        self._by_name = {one.name: one for one in self}  # without those that are gone
        new = self._by_name[name] = Endpoint(
            next(self._numbers),
            name,
            self._new_id(),
            (self._region, secondary),
            self._clock.now(),
            tags,
        )
        return new

    def delete(self, name: str) -> Endpoint:
        """Begin to delete an endpoint; raises EndpointNotFound, EndpointNotDeletable."""
        endpoint = self.get(name)
        now = self._clock.now()
        status = endpoint.status(now)
        if status != READY:
            raise EndpointNotDeletable("PROVISIONING" if status == CREATING else DELETING)
        endpoint.deleted_at = now
        return endpoint

    def _new_id(self) -> str:
        """`abcdef12.g3h`; the form is a guess (facts: resources 8.3)."""
        x = "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in self._ids.bytes(11))
        return f"{x[:8]}.{x[8:]}"


def endpoint_pages() -> Pager[Endpoint]:
    """The pages of endpoints, oldest first."""
    return Pager("multi-region-endpoints", position=lambda endpoint: place(endpoint.number))

"""Errors of multi-region endpoints, and of sends through them; only v2 has them."""

from __future__ import annotations

from collections.abc import Sequence

from sesfake.errors.base import AlreadyExists, InvalidParameter, NotFound, SESError
from sesfake.guesses import multi_region as guesses


class EndpointNotFound(NotFound):
    """In the region of the call, for only there an endpoint is seen."""

    def __init__(self, name: str) -> None:
        super().__init__(guesses.NO_ENDPOINT.format(name=name))


class EndpointAlreadyExists(AlreadyExists):
    def __init__(self, name: str) -> None:
        super().__init__(guesses.ENDPOINT_EXISTS.format(name=name))


class EndpointLimitExceeded(SESError):
    v2 = "LimitExceededException"

    def __init__(self, maximum: int) -> None:
        super().__init__(guesses.TOO_MANY_ENDPOINTS.format(maximum=maximum))


class EndpointNotDeletable(SESError):
    """It is being created still, or deleted already."""

    v2 = "ConcurrentModificationException"

    def __init__(self, status: str) -> None:
        # facts: resources 8.3
        super().__init__(
            f"Unable to delete resource in {status} status",
            hint="To mend the test: `ses.clock.advance(minutes=1)` first.",
        )


class EndpointToSendNotFound(NotFound):
    def __init__(self, endpoint_id: str) -> None:
        super().__init__(guesses.NO_ENDPOINT_TO_SEND.format(id=endpoint_id))


class EndpointNotReady(InvalidParameter):
    """A send through an endpoint that is being created or deleted."""

    def __init__(self, endpoint_id: str, status: str) -> None:
        super().__init__(
            guesses.ENDPOINT_NOT_READY.format(id=endpoint_id, status=status),
            hint="To mend the test: `ses.clock.advance(minutes=1)` after "
            "`create_multi_region_endpoint(...)`.",
        )


class EndpointUnavailable(SESError):
    """Both regions are failed over from."""

    v2 = "ServiceUnavailableException"

    def __init__(self, regions: Sequence[str]) -> None:
        super().__init__(
            guesses.ENDPOINT_UNAVAILABLE,
            hint=f"To mend the test: `ses.region({regions[0]!r}).fail_back()`.",
        )

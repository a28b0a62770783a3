"""Errors of the options of configuration sets."""

from __future__ import annotations

from sesfake.errors.base import AlreadyExists, NotFound, SESError
from sesfake.errors.dedicated_ips import how_to_make_pool


class InvalidTrackingOptions(SESError):
    v1 = "InvalidTrackingOptionsException"
    v2 = "BadRequestException"


class RedirectDomainNotVerified(InvalidTrackingOptions):
    """A custom redirect domain that is no verified domain identity of the account."""

    def __init__(self, domain: str, hand: str = "ses") -> None:
        instead = f" or `mock_ses(verified=[{domain!r}])`" if hand == "ses" else ""
        super().__init__(
            f"Domain <{domain}> is not verified under this account.",
            hint="The redirect domain must be a verified identity itself, its parent is not "
            f"enough: `{hand}.verify({domain!r})`{instead}.",
        )


class TrackingOptionsNotFound(NotFound):
    v1 = "TrackingOptionsDoesNotExistException"

    def __init__(self, configuration_set: str) -> None:
        super().__init__(
            f"There are no tracking options for configuration set <{configuration_set}>",
            ConfigurationSetName=configuration_set,
        )


class TrackingOptionsAlreadyExist(AlreadyExists):
    v1 = "TrackingOptionsAlreadyExistsException"

    def __init__(self, configuration_set: str) -> None:
        super().__init__(
            f"Configuration set <{configuration_set}> already has tracking options.",
            ConfigurationSetName=configuration_set,
        )


class SendingPoolNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"SendingPool <{name}> doesn't exist",
            hint=f"{how_to_make_pool(name)} Every account has ses-default-dedicated-pool and "
            "ses-shared-pool.",
        )

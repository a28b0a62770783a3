"""Errors of identities and their policies."""

from __future__ import annotations

from sesfake.errors.base import AlreadyExists, NotFound, SESError
from sesfake.guesses import identities as guesses


class IdentityNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, identity: str) -> None:
        super().__init__(f"Email identity {identity} does not exist.")


class IdentityToConfigureNotFound(NotFound):
    """The same, in the words of the call that sets the default configuration set."""

    v1 = "InvalidParameterValue"

    def __init__(self, identity: str) -> None:
        super().__init__(f"Identity <{identity}> does not exist.")


class IdentityAlreadyExists(AlreadyExists):
    def __init__(self, identity: str) -> None:
        super().__init__(f"Email identity {identity} already exist.")  # sic


class IdentityLimitExceeded(SESError):
    v1 = "InvalidParameterValue"
    v2 = "LimitExceededException"

    def __init__(self, maximum: int) -> None:
        super().__init__(guesses.TOO_MANY_IDENTITIES_IN_REGION.format(maximum=maximum))


class InvalidPolicy(SESError):
    """A policy document that SES does not take; of Amazon's texts none is known."""

    v1 = "InvalidPolicyException"
    v2 = "BadRequestException"


class PolicyNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, name: str) -> None:
        super().__init__(f"Policy <{name}> does not exist")


class PolicyAlreadyExists(AlreadyExists):
    def __init__(self, name: str) -> None:
        super().__init__(f"Policy <{name}> already exists")


class PolicyLimitExceeded(SESError):
    v1 = "InvalidParameterValue"
    v2 = "LimitExceededException"

    def __init__(self, identity: str) -> None:
        super().__init__(
            f"Number of policies for <{identity}> exceeds max allowed number of policies per "
            "resource"
        )

"""Errors of event destinations."""

from __future__ import annotations

from sesfake.errors.base import AlreadyExists, NotFound, SESError
from sesfake.guesses import configuration_sets as guesses


class EventDestinationNotFound(NotFound):
    v1 = "EventDestinationDoesNotExistException"

    def __init__(self, name: str, configuration_set: str) -> None:
        super().__init__(
            f"An event destination with name <{name}> does not exist for configuration set "
            f"<{configuration_set}>.",
            ConfigurationSetName=configuration_set,
            EventDestinationName=name,
        )


class EventDestinationAlreadyExists(AlreadyExists):
    v1 = "EventDestinationAlreadyExistsException"

    def __init__(self, name: str, configuration_set: str) -> None:
        super().__init__(
            f"An event destination with name <{name}> already exists for configuration set "
            f"<{configuration_set}>.",
            ConfigurationSetName=configuration_set,
            EventDestinationName=name,
        )


class EventDestinationLimitExceeded(SESError):
    v1 = v2 = "LimitExceededException"

    def __init__(self, configuration_set: str, maximum: int) -> None:
        text = guesses.TOO_MANY_EVENT_DESTINATIONS
        super().__init__(text.format(name=configuration_set, maximum=maximum))


class InvalidTarget(SESError):
    """What an event destination names is nothing that events can be published to."""

    v1 = "InvalidParameterValue"
    v2 = "BadRequestException"

    def __init__(
        self, message: str, name: str, configuration_set: str, *, hint: str | None = None
    ) -> None:
        super().__init__(
            message,
            hint=hint,
            ConfigurationSetName=configuration_set,
            EventDestinationName=name,
        )


class InvalidSNSDestination(InvalidTarget):
    v1 = "InvalidSNSDestinationException"


class InvalidFirehoseDestination(InvalidTarget):
    v1 = "InvalidFirehoseDestinationException"


class InvalidCloudWatchDestination(InvalidTarget):
    v1 = "InvalidCloudWatchDestinationException"

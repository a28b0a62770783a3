"""Errors of configuration sets."""

from __future__ import annotations

from sesfake.errors.base import AlreadyExists, NotFound, SESError
from sesfake.guesses import configuration_sets as guesses


class ConfigurationSetNotFound(NotFound):
    v1 = "ConfigurationSetDoesNotExistException"

    def __init__(self, name: str) -> None:
        # The angle brackets are Amazon's.
        super().__init__(
            f"Configuration set <{name}> does not exist.",
            hint=f"To mend the test: `create_configuration_set(ConfigurationSet={{'Name': {name!r}"
            "})` of a `ses` client, or "
            f"`create_configuration_set(ConfigurationSetName={name!r})` of a `sesv2` client, in "
            "the same region.",
            ConfigurationSetName=name,
        )


class ConfigurationSetAlreadyExists(AlreadyExists):
    v1 = "ConfigurationSetAlreadyExistsException"

    def __init__(self, name: str) -> None:
        super().__init__(f"Configuration set <{name}> already exists.", ConfigurationSetName=name)


class ConfigurationSetLimitExceeded(SESError):
    v1 = v2 = "LimitExceededException"

    def __init__(self, maximum: int) -> None:
        super().__init__(guesses.TOO_MANY_CONFIGURATION_SETS.format(maximum=maximum))


class ConfigurationSetSendingPaused(SESError):
    """The owner has switched sending off for one configuration set."""

    v1 = "ConfigurationSetSendingPausedException"
    v2 = "SendingPausedException"

    def __init__(self, name: str) -> None:
        # The name is bare here, without the brackets of the other texts.
        super().__init__(
            f"Sending is paused for configuration set {name}",
            hint="To mend the test: `update_configuration_set_sending_enabled("
            f"ConfigurationSetName={name!r}, Enabled=True)` of a `ses` client, or "
            f"`put_configuration_set_sending_options(ConfigurationSetName={name!r}, "
            "SendingEnabled=True)` of a `sesv2` client.",
            ConfigurationSetName=name,
        )

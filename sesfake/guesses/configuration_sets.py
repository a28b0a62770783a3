"""Guessed texts of configuration sets and their event destinations."""

from __future__ import annotations

from sesfake.guesses import guess

TOO_MANY_CONFIGURATION_SETS = guess(
    "more configuration sets than an account may have",
    "Number of configuration sets exceeds max allowed number of {maximum}.",
)
TOO_MANY_EVENT_DESTINATIONS = guess(
    "more event destinations than a configuration set may have",
    "Number of event destinations for configuration set <{name}> exceeds max allowed number of "
    "{maximum}.",
)
NO_EVENT_DESTINATION_NAME = guess(
    "an event destination with an empty name", "The event destination name must be specified."
)
INVALID_TARGET_ARN = guess(
    "an event destination whose topic, stream, role or bus is no ARN of one that events can be "
    "published to",
    "Invalid {what} ARN provided: {arn}.",
)
TOO_MANY_DIMENSIONS = guess(
    "an event destination of more than 10 CloudWatch dimensions",
    "CloudWatch metrics dimension configuration list cannot have more than {maximum} elements.",
)
DIMENSION_NAME = guess(
    "a CloudWatch dimension's name that is empty, too long, or has other characters",
    "Invalid CloudWatch dimension name <{name}>: only 1 to {maximum} alphanumeric ASCII "
    "characters, '_', '-', and ':' are allowed.",
)
DIMENSION_DEFAULT = guess(
    "a CloudWatch dimension's default value that is empty, too long, or has other characters",
    "Invalid CloudWatch default dimension value <{value}>: only 1 to {maximum} alphanumeric ASCII "
    "characters, '_', '-', '@', and '.' are allowed.",
)
DIMENSION_HEADER = guess(
    "a CloudWatch dimension of a header that SES does not take for one",
    "Invalid CloudWatch dimension name <{name}>: this email header cannot be used.",
)
PINPOINT_SUBSCRIPTION = guess(
    "subscription events for Pinpoint, which knows none",
    "The event type SUBSCRIPTION is not supported for Pinpoint destinations.",
)
NOT_ONE_SIGNING_SCHEME = guess(
    "a signing scheme that is none or several of DefaultScheme and SmimeScheme",
    "Exactly one of DefaultScheme and SmimeScheme must be specified.",
)

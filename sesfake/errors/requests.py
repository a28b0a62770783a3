"""Requests that are refused before an operation looks at them."""

from __future__ import annotations

from collections.abc import Sequence

from sesfake.errors.base import SESError


class RequestNotUnderstood(SESError):
    """The request is refused before any operation has looked at it."""


class MissingAction(RequestNotUnderstood):
    v1 = v2 = "MissingAction"


class InvalidAction(RequestNotUnderstood):
    v1 = v2 = "InvalidAction"


class UnknownOperation(RequestNotUnderstood):
    """No operation answers to this method and path (v2)."""

    v1 = v2 = "UnknownOperationException"


class MalformedQueryString(RequestNotUnderstood):
    v1 = v2 = "MalformedQueryString"


class InvalidParameterCombination(RequestNotUnderstood):
    v1 = v2 = "InvalidParameterCombination"


class MalformedInput(RequestNotUnderstood):
    """A v1 parameter that cannot be read as its type."""

    v1 = v2 = "MalformedInput"


class SerializationFailed(RequestNotUnderstood):
    """A v2 body that is not JSON, or a member of the wrong JSON type."""

    v1 = v2 = "SerializationException"


class MissingAuthenticationToken(RequestNotUnderstood):
    v1 = "MissingAuthenticationToken"
    v2 = "MissingAuthenticationTokenException"

    def __init__(self) -> None:
        super().__init__("Missing Authentication Token")


class IncompleteSignature(RequestNotUnderstood):
    v1 = "IncompleteSignature"
    v2 = "IncompleteSignatureException"


class ConstraintViolated(SESError):
    """Members that break the service model's constraints, reported together."""

    v1 = "ValidationError"
    v2 = "BadRequestException"

    def __init__(self, violations: Sequence[str]) -> None:
        count = len(violations)
        noun = "error" if count == 1 else "errors"
        super().__init__(f"{count} validation {noun} detected: " + "; ".join(violations))

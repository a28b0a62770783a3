"""Requests that are refused before an operation looks at them."""

from __future__ import annotations

from collections.abc import Sequence

from sesfake.errors.base import SESError
from sesfake.guesses import requests as guesses


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


class UnknownAccessKey(RequestNotUnderstood):
    """An access key, or the session token that goes with it, that Amazon does not know."""

    v1 = "InvalidClientTokenId"
    v2 = "UnrecognizedClientException"

    def __init__(self, hint: str) -> None:
        super().__init__("The security token included in the request is invalid.", hint=hint)


class SignatureDoesNotMatch(RequestNotUnderstood):
    """Signed with another secret, or not what was signed."""

    v1 = "SignatureDoesNotMatch"
    v2 = "InvalidSignatureException"

    def __init__(self, message: str | None = None, *, hint: str | None = None) -> None:
        super().__init__(
            message
            or "The request signature we calculated does not match the signature you provided. "
            "Check your AWS Secret Access Key and signing method. Consult the service "
            "documentation for details.",
            hint=hint or "The secret is that of the AccessKey in `mock_ses(credentials=...)`.",
        )


_CLOCK = (
    "The caller's clock may be 15 minutes ahead or behind, not more. To mend the test: change "
    "`clock_off_by=` of the AccessKey in `mock_ses(credentials=...)`."
)


class SignatureExpired(SignatureDoesNotMatch):
    """Signed more than 15 minutes ago, by Amazon's clock."""

    def __init__(self, signed_at: str, earliest: str, now: str) -> None:
        super().__init__(
            guesses.SIGNATURE_EXPIRED.format(signed_at=signed_at, earliest=earliest, now=now),
            hint=_CLOCK,
        )


class SignatureNotYetCurrent(SignatureDoesNotMatch):
    """Signed more than 15 minutes from now, by Amazon's clock."""

    def __init__(self, signed_at: str, latest: str, now: str) -> None:
        super().__init__(
            guesses.SIGNATURE_NOT_YET_CURRENT.format(signed_at=signed_at, latest=latest, now=now),
            hint=_CLOCK,
        )


class ConstraintViolated(SESError):
    """Members that break the service model's constraints, reported together."""

    v1 = "ValidationError"
    v2 = "BadRequestException"

    def __init__(self, violations: Sequence[str]) -> None:
        count = len(violations)
        noun = "error" if count == 1 else "errors"
        super().__init__(f"{count} validation {noun} detected: " + "; ".join(violations))

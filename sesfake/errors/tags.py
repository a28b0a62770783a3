"""Errors of tags."""

from __future__ import annotations

from sesfake.errors.base import NotFound, SESError


class ValidationFailed(SESError):
    """Refused without a word, as only the calls for tags do."""

    v1 = "ValidationError"
    v2 = "ValidationException"


class TaggedResourceNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"No {kind} present with name: {name}")

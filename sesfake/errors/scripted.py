"""Errors that a test asks for, and what they say."""

from __future__ import annotations

from sesfake.errors.base import SESError
from sesfake.errors.requests import MissingAuthenticationToken
from sesfake.errors.sending import RATE_EXCEEDED, AccountSendingPaused
from sesfake.errors.verification_emails import ProductionAccessNotGranted
from sesfake.guesses import sending as guesses


class ScriptedFault(SESError):
    """The next answer as a test has scripted it; `shape` is any modelled or common error."""

    def __init__(self, shape: str, message: str | None) -> None:
        super().__init__(message)
        self.v1 = self.v2 = shape  # type: ignore[misc]  # the one error whose shape is data


def usual_text(shape: str, asked_by: str = "ses.fail_next") -> str:
    """What SES says with an error whose text tells no particulars, or else who asked for it."""
    return _USUAL_TEXTS.get(_stem(shape)) or f"A test asked for this error with {asked_by}."


def _stem(shape: str) -> str:
    """What a shape's name and its code on the wire have in common."""
    return shape.removesuffix("Exception")


_USUAL_TEXTS = {
    "Throttling": RATE_EXCEEDED,
    "TooManyRequests": RATE_EXCEEDED,
    **{
        _stem(name): error.message
        for error in (AccountSendingPaused(), MissingAuthenticationToken())
        for name in (error.v1, error.v2)
    },
    # v2 has no error of its own for it.
    _stem(ProductionAccessNotGranted.v1): guesses.SANDBOX,
}

"""Errors of the suppression list."""

from __future__ import annotations

from collections.abc import Sequence

from sesfake.errors.base import NotFound, SESError


class SuppressedDestinationNotFound(NotFound):
    """An address is not on the list; `spellings` are those of another case that are.

    `whose` list it is: "your" or "your tenant".
    """

    v1 = "InvalidParameterValue"

    def __init__(self, address: str, spellings: Sequence[str] = (), whose: str = "your") -> None:
        super().__init__(
            f"Email address {address} does not exist on {whose} suppression list.",
            hint=f"{spellings[0]!r} is on the list; only sending compares without case."
            if spellings
            else None,
        )


class InvalidNextToken(SESError):
    """A token of another list, filter or region."""

    v1 = "InvalidParameterValue"
    v2 = "InvalidNextTokenException"

    def __init__(self) -> None:
        super().__init__("Token is invalid.")

"""Guessed texts of suppression lists and contacts."""

from __future__ import annotations

from sesfake.guesses import guess

INVALID_DESTINATION = guess(
    "an address for the suppression list that is none, or has a display name",
    "Email address {address} is invalid.",
)
ATTRIBUTES_NO_OBJECT = guess(
    "attributes of a contact that are not a JSON object",
    "AttributesData must be a valid JSON object.",
)

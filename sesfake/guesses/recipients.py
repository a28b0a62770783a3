"""Guessed texts of suppression lists, contacts and tenants."""

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
TOO_MANY_TENANTS = guess(
    "more tenants than an account may have",
    "Number of tenants exceeds max allowed number of {maximum}.",
)
TENANT_PAUSED = guess(
    "a send in the name of a tenant whose sending is disabled",
    "Sending is paused for tenant {name}",
)
BAD_SENDING_STATUS = guess(
    "a sending status to list tenants by that is none", "Invalid sending status {status} specified."
)

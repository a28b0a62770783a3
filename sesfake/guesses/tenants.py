"""Guessed texts of tenants, and of how they stand."""

from __future__ import annotations

from sesfake.guesses import guess

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
FINDINGS_RESOLVED = guess(
    "the cause of the status of a tenant that was reinstated and has no findings left",
    "Reputation findings resolved.",
)
BAD_ENTITY_REFERENCE = guess(
    "a reputation entity that is no ARN of a tenant of the account in the region",
    "Invalid reputation entity reference <{reference}>.",
)
NO_ENTITY = guess(
    "a reputation entity that does not exist",
    "The requested reputation entity <{reference}> does not exist.",
)
BAD_POLICY = guess(
    "a reputation policy that is none", "Invalid reputation management policy <{policy}>."
)
BAD_ENTITY_FILTER = guess(
    "a value to list reputation entities by that cannot be", "Invalid value <{value}> for {key}."
)

"""Guessed texts of multi-region endpoints."""

from __future__ import annotations

from sesfake.guesses import guess

NOT_ONE_ROUTE = guess(
    "a multi-region endpoint with no or several secondary regions",
    "RoutesDetails must contain exactly one route.",
)
BAD_SECONDARY_REGION = guess(
    "a multi-region endpoint whose secondary region is none", "Invalid region <{region}>."
)
SAME_REGION = guess(
    "a multi-region endpoint whose secondary region is its primary",
    "The secondary region must be different from the primary region <{region}>.",
)
NO_ENDPOINT = guess(
    "a multi-region endpoint that does not exist", "Multi-region endpoint <{name}> does not exist."
)
ENDPOINT_EXISTS = guess(
    "a second multi-region endpoint of a name", "Multi-region endpoint <{name}> already exists."
)
TOO_MANY_ENDPOINTS = guess(
    "more multi-region endpoints than an account may have",
    "Number of multi-region endpoints exceeds max allowed number of {maximum}.",
)
BAD_ENDPOINT_TOKEN = guess(
    "a token of another list, for multi-region endpoints", "Invalid NextToken"
)
NO_ENDPOINT_TO_SEND = guess(
    "a send with an EndpointId that nothing has",
    "Multi-region endpoint with id <{id}> does not exist.",
)
ENDPOINT_NOT_READY = guess(
    "a send with an EndpointId that is being created or deleted",
    "Multi-region endpoint with id <{id}> is in {status} status.",
)
ENDPOINT_UNAVAILABLE = guess(
    "a send with an EndpointId while both of its regions are failed over from",
    "The service is temporarily unavailable.",
)

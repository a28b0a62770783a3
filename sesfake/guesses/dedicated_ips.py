"""Guessed texts of dedicated addresses and their pools."""

from __future__ import annotations

from sesfake.guesses import guess

TOO_MANY_MANAGED_POOLS = guess(
    "more than 5 managed pools of dedicated IPs in a region",
    "The maximum number of managed dedicated IP pools has been reached: {maximum}.",
)
DEFAULT_POOL_FIXED = guess(
    "deleting the default pool of dedicated IPs, or giving it another scaling mode",
    "The pool <{pool}> cannot be changed.",
)
MANAGED_POOL_MOVE = guess(
    "moving a dedicated IP into a managed pool, or out of one",
    "The IPs of the managed pool <{pool}> cannot be changed.",
)
MANAGED_WARMUP = guess(
    "the warm-up percentage of a dedicated IP in a managed pool",
    "The warm-up of the dedicated IP <{ip}> is managed.",
)

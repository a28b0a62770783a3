"""Guessed texts of requests that are refused before they reach an operation."""

from __future__ import annotations

from sesfake.guesses import guess

SIGNATURE_EXPIRED = guess(
    "a request signed more than 15 minutes ago (the text that other services have)",
    "Signature expired: {signed_at} is now earlier than {earliest} ({now} - 15 min.)",
)
SIGNATURE_NOT_YET_CURRENT = guess(
    "a request signed more than 15 minutes ahead (the text that other services have)",
    "Signature not yet current: {signed_at} is still later than {latest} ({now} + 15 min.)",
)

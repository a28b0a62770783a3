"""Guessed texts of pricing plans."""

from __future__ import annotations

from sesfake.guesses import guess

PRICING_CHANGE_PENDING = guess(
    "another pricing plan while a change of it is pending",
    "A change of the pricing plan is already pending.",
)

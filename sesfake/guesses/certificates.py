"""Guessed texts of S/MIME certificates."""

from __future__ import annotations

from sesfake.guesses import guess

NOT_THE_IDENTITY_ITSELF = guess(
    "a certificate for another address than the identity, which is an address itself",
    "FromAddress <{sender}> does not match the email address identity <{identity}>.",
)

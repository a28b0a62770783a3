"""Errors of S/MIME certificates."""

from __future__ import annotations

from sesfake.errors.base import AlreadyExists


class CertificateAlreadyAssociated(AlreadyExists):
    def __init__(self, sender: str, identity: str) -> None:
        super().__init__(
            f"A certificate is already associated with sender <{sender}> on identity <{identity}>."
        )

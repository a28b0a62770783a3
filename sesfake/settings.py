"""The options of `mock_ses`, checked when they are given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Verification = Literal["auto", "manual"]

_ACCOUNT_ID = re.compile(r"\d{12}")


@dataclass(frozen=True)
class Settings:
    """See `mock_ses` for what each option means."""

    verified: Sequence[str] | Mapping[str, Sequence[str]] = ()
    production: bool = False
    verification: Verification = "auto"
    max_24_hour_send: float | None = None
    max_send_rate: float | None = None
    enforce_rate: bool | None = None
    account_id: str = "123456789012"
    seed: int = 0

    def __post_init__(self) -> None:
        if isinstance(self.verified, str):
            raise TypeError(
                f"verified= takes a list of identities: mock_ses(verified=[{self.verified!r}])."
            )
        if self.verification not in ("auto", "manual"):
            raise ValueError(f"verification= is 'auto' or 'manual', not {self.verification!r}.")
        for name in ("max_24_hour_send", "max_send_rate"):
            value = getattr(self, name)
            if value is not None and value < 0 and value != -1:
                raise ValueError(f"{name}= is a number of recipients, or -1 for unlimited.")
        if not _ACCOUNT_ID.fullmatch(self.account_id):
            raise ValueError(f"account_id= is 12 digits, not {self.account_id!r}.")

    @property
    def enforces_rate(self) -> bool:
        """Only where it was asked for: a test's milliseconds are not production's seconds."""
        return self.max_send_rate is not None if self.enforce_rate is None else self.enforce_rate

    def verified_in(self, region: str) -> Sequence[str]:
        if isinstance(self.verified, Mapping):
            return self.verified.get(region, ())
        return self.verified

    @property
    def all_verified(self) -> Sequence[str]:
        if isinstance(self.verified, Mapping):
            return [name for names in self.verified.values() for name in names]
        return self.verified

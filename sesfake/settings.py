"""The options of `mock_ses`, checked when they are given."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from sesfake.access_keys import AccessKey, is_account_id

Verification = Literal["auto", "manual", "dns"]
Delivery = Literal["auto", "manual"]
SuppressionlistSubType = Literal["General", "Suppressed"]
NeighbourRule = Literal["auto", "strict"]
ReputationRule = Literal["observe", "enforce"]

_WORDS = {
    "verification": get_args(Verification),
    "delivery": get_args(Delivery),
    "suppressionlist": get_args(SuppressionlistSubType),
    "reputation": get_args(ReputationRule),
    "neighbours": get_args(NeighbourRule),
}


@dataclass(frozen=True)
class Settings:
    """See `mock_ses` for what each option means; lists and mappings are kept as they are now."""

    verified: Sequence[str] | Mapping[str, Sequence[str]] = ()
    production: bool = False
    verification: Verification = "auto"
    delivery: Delivery = "auto"
    suppressionlist: SuppressionlistSubType = "General"
    max_24_hour_send: float | None = None
    max_send_rate: float | None = None
    enforce_rate: bool | None = None
    strict_templates: bool = False
    reputation: ReputationRule = "observe"
    auto_review: bool = False
    neighbours: NeighbourRule = "auto"
    account_id: str = "123456789012"
    credentials: Mapping[str, AccessKey] | None = None
    seed: int = 0

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Settings:
        """The settings that named options ask for; a TypeError for an unknown name."""
        names = [field.name for field in fields(cls)]
        for name in options:
            if name not in names:
                near = difflib.get_close_matches(name, names, n=1)
                raise TypeError(
                    f"there is no option {name}=; "
                    + (f"did you mean {near[0]}=?" if near else f"there are {', '.join(names)}.")
                )
        return cls(**options)

    def __post_init__(self) -> None:
        self._check_verified()
        for name, words in _WORDS.items():
            value = getattr(self, name)
            if value not in words:
                raise ValueError(f"{name}= is {' or '.join(map(repr, words))}, not {value!r}.")
        self._check_switches()
        check_limits(self.max_24_hour_send, self.max_send_rate)
        if not isinstance(self.account_id, str):
            raise TypeError(f"account_id= is a text of 12 digits, not {self.account_id!r}.")
        if not is_account_id(self.account_id):
            raise ValueError(f"account_id= is a text of 12 digits, not {self.account_id!r}.")
        self._check_credentials()
        if not isinstance(self.seed, int) or isinstance(self.seed, bool):
            raise TypeError(f"seed= is an integer, not {self.seed!r}.")
        self._keep_what_was_checked()

    def _keep_what_was_checked(self) -> None:
        """Whoever handed in a list or a mapping may change it later."""
        given = self.verified
        verified = (
            {region: copy(names) for region, names in given.items()}
            if isinstance(given, Mapping)
            else copy(given)
        )
        object.__setattr__(self, "verified", verified)
        if self.credentials is not None:
            object.__setattr__(self, "credentials", dict(self.credentials))

    def _check_credentials(self) -> None:
        given = self.credentials
        if given is None:
            return
        if not isinstance(given, Mapping) or not all(
            isinstance(name, str) and isinstance(key, AccessKey) for name, key in given.items()
        ):
            raise TypeError(
                "credentials= is a mapping from access keys to sesfake.AccessKey(...); what was "
                "given is none, and is not shown, since there may be secrets in it."
            )

    def _check_switches(self) -> None:
        for name in ("production", "strict_templates", "enforce_rate", "auto_review"):
            value = getattr(self, name)
            if not (isinstance(value, bool) or (value is None and name == "enforce_rate")):
                raise TypeError(f"{name}= is True or False, not {value!r}.")

    def _check_verified(self) -> None:
        for names in self._lists_of_verified:
            if isinstance(names, str):
                raise TypeError(f"verified= takes lists of identities: [{names!r}], not {names!r}.")
            if not isinstance(names, Sequence) or not all(isinstance(name, str) for name in names):
                raise TypeError(
                    "verified= is a list of identities, or a mapping from region to such lists, "
                    f"not {self.verified!r}."
                )

    @property
    def _lists_of_verified(self) -> list[Sequence[str]]:
        by_region = self.verified
        return list(by_region.values()) if isinstance(by_region, Mapping) else [by_region]

    @property
    def enforces_rate(self) -> bool:
        """Only where it was asked for: a test's milliseconds are not production's seconds."""
        return self.max_send_rate is not None if self.enforce_rate is None else self.enforce_rate

    def verified_in(self, region: str) -> Sequence[str]:
        if isinstance(self.verified, Mapping):
            return self.verified.get(region, ())
        return self.verified

    @property
    def regions(self) -> set[str]:
        """Those that `verified=` names."""
        return set(self.verified) if isinstance(self.verified, Mapping) else set()

    @property
    def all_verified(self) -> Sequence[str]:
        return [name for names in self._lists_of_verified for name in names]


def check_limits(max_24_hour_send: object, max_send_rate: object) -> None:
    """Raise TypeError or ValueError for what cannot be a quota; None is not given."""
    for name, value in (("max_24_hour_send", max_24_hour_send), ("max_send_rate", max_send_rate)):
        if value is None:
            continue
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise TypeError(f"{name}= is a number of recipients, not {value!r}.")
        if not (value == -1 or 0 <= value <= sys.float_info.max):  # SES answers with a double
            raise ValueError(
                f"{name}= is a number of recipients, or -1 for unlimited, not {value!r}."
            )

"""What a test says of what reviewers see, and of limits that are raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.quota.quota import UNLIMITED
from sesfake.domain.standing.review import LIVE, RECORDS, WEBSITES, Sight
from sesfake.fake.checks.given import texts


@dataclass(frozen=True)
class Seen:
    """What a test has said of what reviewers see."""

    given: Mapping[str, Any]

    def over(self, before: Sight) -> Sight:
        """The rest is as it was."""
        return replace(before, **self.given)


def sight(
    websites: Mapping[str, str] | Iterable[str] | None,
    domain_age: timedelta | None,
    history_of_abuse: bool | None,
    missing_records: Iterable[str] | None,
    now: datetime,
) -> Seen:
    given: dict[str, Any] = {}
    if websites is not None:
        given["websites"] = _websites(websites)
    if domain_age is not None:
        if not isinstance(domain_age, timedelta):
            raise TypeError(
                f"domain_age= is a timedelta, as in timedelta(days=3), not {domain_age!r}."
            )
        given["domain_created_at"] = now - domain_age
    if history_of_abuse is not None:
        if not isinstance(history_of_abuse, bool):
            raise TypeError(f"history_of_abuse= is True or False, not {history_of_abuse!r}.")
        given["has_history_of_abuse"] = history_of_abuse
    if missing_records is not None:
        names = texts("missing_records", missing_records)
        strange = [name for name in names if name not in RECORDS]
        if strange:
            raise ValueError(f"missing_records= are of {', '.join(RECORDS)}, not {strange[0]!r}.")
        given["missing_records"] = names
    return Seen(given)


def _websites(given: Mapping[str, str] | Iterable[str]) -> dict[str, str]:
    if isinstance(given, str):
        raise TypeError(f"websites= are several: [{given!r}], or {{{given!r}: 'live'}}.")
    found = dict(given) if isinstance(given, Mapping) else dict.fromkeys(given, LIVE)
    for url, state in found.items():
        if not isinstance(url, str):
            raise TypeError(f"a website is a URL, such as 'https://example.com', not {url!r}.")
        if state not in WEBSITES:
            raise ValueError(f"a website is one of {', '.join(WEBSITES)}, not {state!r}.")
    return found


def check_raise(
    account: Account, max_24_hour_send: float | None, max_send_rate: float | None
) -> None:
    if not account.is_in_production:
        raise ValueError(
            f"the account is in the sandbox in {account.region}, where limits are not raised: "
            "ses.grant_production_access(max_24_hour_send=..., max_send_rate=...)."
        )
    for name, value, before in zip(
        ("max_24_hour_send", "max_send_rate"),
        (max_24_hour_send, max_send_rate),
        account.quota.limits,
        strict=True,
    ):
        if value is not None and _is_lower(value, before):
            raise ValueError(f"{name}= is not raised: it was {before:.15g}, and would be {value}.")


def raised(before: tuple[float, float], *asked: float | None) -> list[float | None]:
    """What is asked for; None where the limit is higher by now, or in that region."""
    return [
        None if value is None or _is_lower(value, limit) else value
        for value, limit in zip(asked, before, strict=True)
    ]


def _is_lower(value: float, before: float) -> bool:
    return UNLIMITED not in (value, before) and value < before

"""Options of `mock_ses` in pytest's configuration: defaults for every test of a project."""

from __future__ import annotations

from typing import Any

import pytest

from sesfake.settings import Settings

# How pytest reads each, what it is then made into, and what it means.
OPTIONS = {
    "verified": ("linelist", list, "identities verified in every region"),
    "production": ("bool", bool, "out of the sandbox"),
    "verification": ("string", str, "auto, manual or dns"),
    "max_24_hour_send": ("string", float, "the daily quota in recipients; -1 is unlimited"),
    "max_send_rate": ("string", float, "recipients a second; -1 is unlimited"),
    "strict_templates": ("bool", bool, "a template that cannot be filled in fails the send"),
    "delivery": ("string", str, "auto or manual"),
    "suppressionlist": ("string", str, "General or Suppressed"),
    "reputation": ("string", str, "observe or enforce"),
    "auto_review": ("bool", bool, "requests and appeals are answered on the clock"),
    "neighbours": ("string", str, "auto or strict"),
    "enforce_rate": ("bool", bool, "refuse what is sent above the rate"),
    "account_id": ("string", str, "the caller's account, 12 digits"),
    "seed": ("string", int, "where ids begin"),
}


def add(parser: pytest.Parser) -> None:
    """Let pytest know them, as `ses_verified` and so on."""
    for name, (kind, _, meaning) in OPTIONS.items():
        parser.addini(
            f"ses_{name}",
            f"sesfake: {meaning}; default of mock_ses({name}=...) for tests",
            kind,  # type: ignore[arg-type]  # one of pytest's literals
            default=None,
        )


def defaults(config: pytest.Config) -> dict[str, Any]:
    """What the configuration says; a UsageError for what can never work."""
    found = {name: _default(config, name) for name in OPTIONS}
    return {name: value for name, value in found.items() if value is not None}


def _default(config: pytest.Config, name: str) -> Any:
    _, read, _ = OPTIONS[name]
    try:
        value = config.getini(f"ses_{name}")
        if value is not None:
            value = read(value)
            Settings.of({name: value})
    except (TypeError, ValueError) as error:
        raise pytest.UsageError(f"ses_{name} in the configuration: {error}") from error
    return value

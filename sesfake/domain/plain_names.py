"""Names of letters, digits, '_' and '-', as sets, event destinations and tenants have them."""

from __future__ import annotations

import re

from sesfake.errors import InvalidParameter

MAX_NAME = 64
_NAME = re.compile(r"[A-Za-z0-9_-]+")


def check_plain_name(name: str, what: str, *, missing: str, title: str | None = None) -> None:
    """Raise InvalidParameter for what cannot be such a name.

    `what` it is a name of, as texts have it within; `title` as they begin with it; `missing` is the
    text for an empty one.
    """
    if not name:
        raise InvalidParameter(missing)
    if len(name) > MAX_NAME:
        raise InvalidParameter(f"{title or what.capitalize()} cannot exceed {MAX_NAME} characters.")
    if not _NAME.fullmatch(name):
        raise InvalidParameter(
            f"Invalid {what} <{name}>: only alphanumeric ASCII characters, '_', and '-' are "
            "allowed."
        )

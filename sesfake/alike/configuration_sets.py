"""The configuration set that a call is about: both APIs name it in one member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def given_name(request: Mapping[str, Any]) -> str:
    """As the call has it, unchecked; a name that is left out is empty."""
    name: str = request.get("ConfigurationSetName", "")
    return name

"""Tags in v2, as requests and answers spell them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.tags import checked_tags


def given_tags(request: Mapping[str, Any]) -> dict[str, str]:
    """The tags that a resource is made with; raises what `checked_tags` raises."""
    return checked_tags([(tag.get("Key"), tag.get("Value")) for tag in request.get("Tags", ())])


def shown_tags(tags: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]

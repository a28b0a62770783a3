"""Whom a request of v1 names, read without checking it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.alike.contents import all_addressees
from sesfake.domain.faults.call import Named


def named(request: Mapping[str, Any]) -> Named:
    """Senders and recipients of a mail that a request would send; nobody in any other request."""
    given = request.get("Destinations", ())  # texts of a raw mail, structures in a bulk send
    entries = [entry.get("Destination", {}) for entry in given if isinstance(entry, dict)]
    if "Destination" in request:
        entries.append(request["Destination"])
    return Named(
        source=request.get("Source"),
        **all_addressees(entries),
        destinations=tuple(entry for entry in given if isinstance(entry, str)),
        raw=request.get("RawMessage", {}).get("Data"),
        configuration_set=request.get("ConfigurationSetName"),
    )

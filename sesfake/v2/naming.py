"""Whom a request of v2 names, read without checking it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.alike.contents import all_addressees
from sesfake.domain.faults.call import Named


def named(request: Mapping[str, Any]) -> Named:
    """Senders and recipients of a mail that a request would send; nobody in any other request."""
    entries = [
        entry.get("Destination", {})
        for entry in request.get("BulkEmailEntries", ())
        if entry is not None  # as JSON that nobody has checked may have it
    ]
    destination = request.get("Destination", {})
    raw = request.get("Content", {}).get("Raw", {}).get("Data")
    if raw is None:
        entries.append(destination)
    envelope = () if raw is None else destination.values()  # it names no headers of a raw mail
    return Named(
        source=request.get("FromEmailAddress"),
        **all_addressees(entries),
        destinations=tuple(
            address for addresses in envelope for address in addresses if address is not None
        ),
        raw=raw,
        configuration_set=request.get("ConfigurationSetName"),
        tenant=request.get("TenantName"),
    )

"""Whom a request of v2 names, read without checking it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.faults.call import Named


def named(request: Mapping[str, Any]) -> Named:
    """Senders and recipients of a mail that a request would send; nobody in any other request."""
    entries = [entry.get("Destination", {}) for entry in request.get("BulkEmailEntries", ())]
    destination = request.get("Destination", {})
    raw = _content(request).get("Raw", {}).get("Data")
    mail = {} if raw is not None else destination  # of a raw mail it is the envelope
    entries.append(mail)
    return Named(
        source=request.get("FromEmailAddress"),
        to=_of(entries, "ToAddresses"),
        cc=_of(entries, "CcAddresses"),
        bcc=_of(entries, "BccAddresses"),
        destinations=()
        if raw is None
        else tuple(address for addresses in destination.values() for address in addresses),
        raw=raw,
        configuration_set=request.get("ConfigurationSetName"),
        tenant=request.get("TenantName"),
    )


def _content(request: Mapping[str, Any]) -> Mapping[str, Any]:
    content = request.get("Content")
    return content if isinstance(content, dict) else {}  # a template's is a text


def _of(entries: list[Mapping[str, Any]], name: str) -> tuple[str, ...]:
    return tuple(address for entry in entries for address in entry.get(name, ()))

"""Entries of the suppression list, as tests put and read them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
DAY = timedelta(days=1)


def put(client, address="ann@example.com", reason="BOUNCE"):
    return client.put_suppressed_destination(EmailAddress=address, Reason=reason)


def read(client, address="ann@example.com"):
    answer = client.get_suppressed_destination(EmailAddress=address)
    return answer["SuppressedDestination"]


def listed(client, **given):
    answer = client.list_suppressed_destinations(**given)
    return [entry["EmailAddress"] for entry in answer["SuppressedDestinationSummaries"]]

"""A request for production access, as a program makes it."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import boto3

# A Monday; reviews are the fastest in the morning.
MONDAY = datetime(2026, 4, 20, 9, tzinfo=timezone.utc)
WEBSITE = "https://shop.example.com"

# The template of the article, filled in.
WELL_WRITTEN = (
    "We operate an online shop for tea and use AWS SES to send marketing newsletters to customers "
    "and subscribers who have explicitly opted in via a double-opt-in form on our website.\n\n"
    "Our list currently has approximately 5,000 subscribers. We send one newsletter per week. We "
    "manage unsubscribes using list-unsubscribe headers. We suppress hard bounces and spam "
    "complaints immediately.\n\n"
    "Expected monthly send volume: 20,000 emails."
)
RECEIPTS = (
    "We run an online shop for tea and send receipts and password resets. We stop sending to "
    "addresses that bounce. Expected monthly send volume: 2,000 emails."
)


def request(region: str | None = None, **more: Any) -> dict[str, Any]:
    """Ask for production access, by default so that nothing speaks against it."""
    call = {
        "MailType": "MARKETING",
        "WebsiteURL": WEBSITE,
        "UseCaseDescription": WELL_WRITTEN,
        "ProductionAccessEnabled": True,
        **more,
    }
    return boto3.client("sesv2", region).put_account_details(**call)


def account(region: str | None = None) -> dict[str, Any]:
    """What GetAccount answers."""
    return boto3.client("sesv2", region).get_account()


def review(region: str | None = None) -> dict[str, str] | None:
    """The review as GetAccount tells it."""
    return account(region).get("Details", {}).get("ReviewDetails")

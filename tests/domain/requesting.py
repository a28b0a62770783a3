"""A request for production access, as a program makes it."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import boto3

SHOP = "shop@example.com"
STRANGER = "ann@example.org"
COMPLETE = {
    "acknowledgement": "We understand that our description was too short.",
    "opt_in": "Customers tick a box at checkout, and confirm it by mail.",
    "confirmation_sample": "Subject: Please confirm\n\nClick here to get our newsletter.",
    "privacy_policy": "https://shop.example.com/privacy",
    "unsubscribe": "https://shop.example.com/unsubscribe",
}

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


def sender():
    """How a program sends a mail to somebody."""
    client = boto3.client("sesv2")

    def send(to: str = STRANGER) -> str:
        return client.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [to]},
            Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}},
        )["MessageId"]

    return send


def hours_taken(ses, **more) -> float:
    """How long the review of a request takes, from now."""
    request(**more)
    return (ses.production_case().due - ses.clock.now()).total_seconds() / 3600

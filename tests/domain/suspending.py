"""An account that is suspended and reinstated, as tests of that see it."""

from __future__ import annotations

from datetime import datetime, timezone

import boto3

from tests.refusing import refusal_with_status

SHOP = "shop@example.com"
STRANGER = "ann@example.org"
MONDAY = datetime(2026, 4, 20, 9, tzinfo=timezone.utc)
FIXED = {
    "cause": "An old list was imported by mistake.",
    "changes": ["The list is deleted.", "Imports need a second pair of eyes."],
    "prevention": "Nobody can import such a list any more.",
}
PAUSED = (
    "MessageRejected",
    "Sending paused for this account. For more information, please check the inbox of the email "
    "address associated with your AWS account.",
    400,
)


def account(region: str | None = None) -> dict:
    return boto3.client("sesv2", region).get_account()


def status(region: str | None = None) -> tuple[str, bool]:
    found = account(region)
    return found["EnforcementStatus"], found["SendingEnabled"]


def assert_sends(send) -> None:
    assert send(SHOP, to=[STRANGER])


def assert_paused(send) -> None:
    assert refusal_with_status(send, SHOP, to=[STRANGER]) == PAUSED

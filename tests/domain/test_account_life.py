"""The life of an account, from new to reinstated, on the clock and in no time."""

from __future__ import annotations

import os
import time
from datetime import datetime, timezone

import boto3

from sesfake import mock_ses
from tests.domain.requesting import WEBSITE, WELL_WRITTEN
from tests.refusing import refusal

SHOP = "shop@example.com"
MONDAY = datetime(2026, 4, 20, 9, tzinfo=timezone.utc)
LIMIT = 0.25 if "CI" in os.environ else 0.05  # seconds; who knows what else runs there


def walk(ses, client) -> list[str]:
    """What GetAccount says on the way."""

    def send():
        return client.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": ["ann@example.org"]},
            Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}},
        )

    def note() -> None:
        found = client.get_account()
        place = "production" if found["ProductionAccessEnabled"] else "sandbox"
        review = found.get("Details", {}).get("ReviewDetails", {}).get("Status", "-")
        seen.append(f"{place} {review} {found['EnforcementStatus']}")

    seen: list[str] = []
    note()
    assert "not verified" in refusal(send)[1]
    client.put_account_details(
        MailType="MARKETING",
        WebsiteURL=WEBSITE,
        UseCaseDescription=WELL_WRITTEN,
        ProductionAccessEnabled=True,
    )
    note()
    ses.clock.advance(hours=4)
    note()
    send()
    ses.put_on_probation("bounces", days=7)
    note()
    send()
    ses.clock.advance(days=7)
    note()
    assert "Sending paused for this account." in refusal(send)[1]
    appeal = ses.appeal(cause="An old list was imported.")
    appeal.reply(changes=["The list is deleted."], prevention="Imports are switched off.")
    ses.clock.advance(days=1)
    note()
    send()
    return seen


def test_from_new_to_production_to_probation_to_suspension_to_reinstated():
    walks = []
    for _ in range(3):
        with mock_ses(verified=["example.com"], auto_review=True) as ses:
            ses.clock.freeze(MONDAY)
            client = boto3.client("sesv2")
            start = time.process_time()
            seen = walk(ses, client)
            walks.append(time.process_time() - start)

            assert seen == [
                "sandbox - HEALTHY",
                "sandbox PENDING HEALTHY",
                "production GRANTED HEALTHY",
                "production GRANTED PROBATION",
                "production GRANTED SHUTDOWN",
                "production GRANTED HEALTHY",
            ]
            assert [notice.kind for notice in ses.notices] == [
                "production-access",
                "production-access",
                "probation",
                "suspension",
                "appeal",
                "reinstatement",
            ]
            assert len(ses.outbox) == 3

    print(f"an account's life: {min(walks) * 1000:.1f} ms")  # pytest -rP shows it
    assert min(walks) < LIMIT

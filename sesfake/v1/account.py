"""The account in v1: its quota, its statistics, its sending switch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.figures.statistics import data_points


def get_send_quota(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    quota = account.quota
    return {
        "Max24HourSend": quota.max_24_hour_send,
        "MaxSendRate": quota.max_send_rate,
        "SentLast24Hours": float(quota.sent_last_24_hours),
    }


def get_send_statistics(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    events = account.mailbag.events(account.scope)
    return {
        "SendDataPoints": [
            {
                "Timestamp": point.started_at,
                "DeliveryAttempts": point.delivery_attempts,
                "Bounces": point.bounces,
                "Complaints": point.complaints,
                "Rejects": point.rejects,
            }
            for point in data_points(events, account.clock.now())
        ]
    }


def get_account_sending_enabled(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    return {"Enabled": account.may_send}


def update_account_sending_enabled(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    # A switch that is left out is off (facts: resources 0.3). It does not lift Amazon's own pause.
    account.is_sending_enabled = request.get("Enabled", False)
    return {}

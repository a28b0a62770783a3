"""The account in v1: its quota, its statistics, its sending switch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.alike.quota import shown_quota
from sesfake.domain.account import Account
from sesfake.domain.figures.statistics import data_points


def get_send_quota(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    return shown_quota(account.quota)


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

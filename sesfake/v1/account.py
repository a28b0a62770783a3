"""The account in v1: its quota."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account


def get_send_quota(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    quota = account.quota
    return {
        "Max24HourSend": quota.max_24_hour_send,
        "MaxSendRate": quota.max_send_rate,
        "SentLast24Hours": float(quota.sent_last_24_hours),
    }

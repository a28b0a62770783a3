"""The quota of an account as both APIs tell it."""

from __future__ import annotations

from sesfake.domain.quota.quota import Quota


def shown_quota(quota: Quota) -> dict[str, float]:
    return {
        "Max24HourSend": quota.max_24_hour_send,
        "MaxSendRate": quota.max_send_rate,
        "SentLast24Hours": float(quota.sent_last_24_hours),
    }

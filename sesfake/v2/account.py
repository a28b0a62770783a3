"""The account in v2: sandbox or production, quota, sending switch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.v2.vdm import shown_vdm


def get_account(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    # Details are absent until somebody puts them (facts: sending, 14.1).
    quota = account.quota
    return {
        "DedicatedIpAutoWarmupEnabled": account.is_warmup_automatic,
        "EnforcementStatus": account.enforcement_status,
        "ProductionAccessEnabled": account.is_in_production,
        "SendQuota": {
            "Max24HourSend": quota.max_24_hour_send,
            "MaxSendRate": quota.max_send_rate,
            "SentLast24Hours": float(quota.sent_last_24_hours),
        },
        "SendingEnabled": account.is_sending_enabled,
        "SuppressionAttributes": {"SuppressedReasons": account.suppression.reasons},
        "VdmAttributes": shown_vdm(account.vdm),
    }


def put_account_sending_attributes(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    # A switch that is left out is off (facts: resources 0.3).
    account.is_sending_enabled = request.get("SendingEnabled", False)
    return {}

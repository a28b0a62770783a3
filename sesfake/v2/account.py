"""The account in v2: sandbox or production, its details, quota, sending switch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.alike.quota import shown_quota
from sesfake.domain.account import Account
from sesfake.domain.pricing import Pricing
from sesfake.domain.standing.deciding.production_access import put_details, review_details
from sesfake.domain.standing.details import AccountDetails
from sesfake.v2.option_blocks import shown_validation
from sesfake.v2.vdm import shown_vdm


def get_account(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "DedicatedIpAutoWarmupEnabled": account.dedicated_ips.is_warmup_automatic,
        "EnforcementStatus": account.enforcement.status,
        "ProductionAccessEnabled": account.is_in_production,
        "SendQuota": shown_quota(account.quota),
        "SendingEnabled": account.may_send,
        "SuppressionAttributes": {
            "SuppressedReasons": account.suppression.reasons,
            "ValidationAttributes": shown_validation(account.auto_validation),
        },
        "Details": _details(account),
        "VdmAttributes": shown_vdm(account.vdm),
        "PricingAttributes": _pricing(account.pricing),
    }


def put_account_sending_attributes(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    # A switch that is left out is off (facts: resources 0.3). It does not lift Amazon's own pause.
    account.is_sending_enabled = request.get("SendingEnabled", False)
    return {}


def put_account_details(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    details = AccountDetails(
        mail_type=request["MailType"],
        website=request["WebsiteURL"],
        contact_language=request.get("ContactLanguage"),
        use_case=request.get("UseCaseDescription"),
        additional_contacts=tuple(request.get("AdditionalContactEmailAddresses") or ()),
    )
    asks = request.get("ProductionAccessEnabled", False)
    put_details(account, details, asks_for_production=asks)
    return {}


def put_account_pricing_attributes(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    account.pricing.choose(request["Plan"])
    return {}


def _pricing(pricing: Pricing) -> dict[str, Any] | None:
    """Absent until somebody has chosen a plan, as with what else is put (a guess)."""
    if not pricing.is_chosen:
        return None
    return {"CurrentPlan": pricing.current, "NextPlan": pricing.next}


def _details(account: Account) -> dict[str, Any] | None:
    """Absent until somebody puts them in the region (facts: sending 14.1)."""
    details = account.details
    if details is None:
        return None
    review = review_details(account)
    return {
        "MailType": details.mail_type,
        "WebsiteURL": details.website,
        "ContactLanguage": details.contact_language,
        "UseCaseDescription": details.use_case,
        "AdditionalContactEmailAddresses": list(details.additional_contacts) or None,
        "ReviewDetails": review and {"Status": review[0], "CaseId": review[1]},
    }

"""The option blocks of configuration sets, as requests and answers of v2 spell them.

A block is the same when a set is made and when the option is put afterwards; so it is read here,
once. Nothing in here looks at the account.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSet
from sesfake.domain.configuration_sets.options import (
    Archiving,
    AutoValidation,
    Delivery,
    HttpsPolicy,
    Signing,
    Suppression,
    TlsPolicy,
    Tracking,
    Vdm,
    check_pool_name,
)
from sesfake.errors import ConstraintViolated, InvalidParameter, InvalidTrackingOptions
from sesfake.guesses.configuration_sets import NOT_ONE_SIGNING_SCHEME

Block = Mapping[str, Any]


def given_redirect_domain(block: Block) -> str | None:
    """The domain of tracking options, None without a word; raises InvalidTrackingOptions."""
    domain: str | None = block.get("CustomRedirectDomain")
    if domain is None and "HttpsPolicy" not in block:
        return None
    if domain is None or not domain.strip():
        raise InvalidTrackingOptions("CustomRedirectDomain must be specified.")
    return domain


def given_tracking(domain: str, block: Block) -> Tracking:
    """Tracking options, whose policy is checked last; raises ConstraintViolated."""
    policy = block.get("HttpsPolicy")
    if policy is None:
        return Tracking(domain)
    if policy not in HttpsPolicy.__members__:
        known = ", ".join(HttpsPolicy.__members__)
        violation = (
            "Value at 'httpsPolicy' failed to satisfy constraint: Member must satisfy enum value "
            f"set: [{known}]"
        )
        raise ConstraintViolated([violation])
    return Tracking(domain, HttpsPolicy[policy])


def given_delivery(block: Block) -> Delivery:
    """Delivery options; raises InvalidParameter for a pool without a name."""
    pool = block.get("SendingPoolName")
    if pool is not None:
        check_pool_name(pool)
    tls = block.get("TlsPolicy")
    return Delivery(None if tls is None else TlsPolicy[tls], pool, block.get("MaxDeliverySeconds"))


def given_suppression(block: Block) -> Suppression:
    reasons = block.get("SuppressedReasons")
    return Suppression(
        None if reasons is None else tuple(dict.fromkeys(reasons)),
        block.get("SuppressionScope"),
        given_validation(block.get("ValidationOptions")),
    )


def given_vdm(block: Block) -> Vdm:
    return Vdm(
        _given_status(block.get("DashboardOptions", {}).get("EngagementMetrics")),
        _given_status(block.get("GuardianOptions", {}).get("OptimizedSharedDelivery")),
    )


def given_archiving(block: Block) -> Archiving:
    return Archiving(block.get("ArchiveArn"))


def given_signing(block: Block) -> Signing | None:
    """The signing scheme of message security options; raises InvalidParameter."""
    scheme = block.get("SigningScheme")
    if scheme is None:
        return None
    if len(scheme) != 1:
        raise InvalidParameter(NOT_ONE_SIGNING_SCHEME)
    if "DefaultScheme" in scheme:
        return Signing(is_smime=False)
    return Signing(is_smime=True, signature_format=scheme["SmimeScheme"].get("SignatureFormat"))


def shown_options(configuration_set: ConfigurationSet) -> dict[str, Any]:
    """The blocks of the options that were ever given."""
    blocks = {
        "TrackingOptions": _shown_tracking(configuration_set.tracking),
        "DeliveryOptions": _shown_delivery(configuration_set.delivery),
        "SuppressionOptions": _shown_suppression(configuration_set.suppression),
        "VdmOptions": _shown_vdm(configuration_set.vdm),
        "ArchivingOptions": _shown_archiving(configuration_set.archiving),
        "MessageSecurityOptions": _shown_signing(configuration_set.signing),
    }
    return {name: block for name, block in blocks.items() if block is not None}


def _shown_tracking(tracking: Tracking | None) -> dict[str, Any] | None:
    if tracking is None:
        return None
    https = tracking.https
    return {
        "CustomRedirectDomain": tracking.domain,
        "HttpsPolicy": None if https is None else https.name,
    }


def _shown_delivery(delivery: Delivery | None) -> dict[str, Any] | None:
    if delivery is None:
        return None
    return {
        "TlsPolicy": None if delivery.tls is None else delivery.tls.name,
        "SendingPoolName": delivery.pool,
        "MaxDeliverySeconds": delivery.max_seconds,
    }


def _shown_suppression(suppression: Suppression | None) -> dict[str, Any] | None:
    if suppression is None:
        return None
    return {
        "SuppressedReasons": suppression.reasons,
        "SuppressionScope": suppression.scope,
        "ValidationOptions": shown_validation(suppression.validation),
    }


def _shown_vdm(vdm: Vdm | None) -> dict[str, Any] | None:
    if vdm is None:
        return None
    metrics = _shown_status(vdm.engagement_metrics)
    shared = _shown_status(vdm.optimized_shared_delivery)
    return {
        "DashboardOptions": None if metrics is None else {"EngagementMetrics": metrics},
        "GuardianOptions": None if shared is None else {"OptimizedSharedDelivery": shared},
    }


def _shown_archiving(archiving: Archiving | None) -> dict[str, Any] | None:
    return None if archiving is None else {"ArchiveArn": archiving.archive_arn}


def _shown_signing(signing: Signing | None) -> dict[str, Any] | None:
    if signing is None:
        return None
    if not signing.is_smime:
        return {"SigningScheme": {"DefaultScheme": {}}}
    return {"SigningScheme": {"SmimeScheme": {"SignatureFormat": signing.signature_format}}}


def given_validation(block: Block | None) -> AutoValidation | None:
    if block is None:
        return None
    condition = block["ConditionThreshold"]
    overall = condition.get("OverallConfidenceThreshold", {})
    return AutoValidation(
        condition["ConditionThresholdEnabled"] == _ENABLED,
        overall.get("ConfidenceVerdictThreshold"),
    )


def shown_validation(validation: AutoValidation | None) -> dict[str, Any] | None:
    if validation is None:
        return None
    condition: dict[str, Any] = {"ConditionThresholdEnabled": _shown_status(validation.is_enabled)}
    if validation.threshold is not None:
        condition["OverallConfidenceThreshold"] = {
            "ConfidenceVerdictThreshold": validation.threshold
        }
    return {"ConditionThreshold": condition}


_ENABLED = "ENABLED"


def _given_status(text: str | None) -> bool | None:
    return None if text is None else text == _ENABLED


def _shown_status(is_enabled: bool | None) -> str | None:
    if is_enabled is None:
        return None
    return _ENABLED if is_enabled else "DISABLED"

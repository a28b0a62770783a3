"""What moto keeps besides messages and contacts: identities, configuration sets, rule sets.

Each is a view: an attribute is asked for when it is read.
"""

from __future__ import annotations

from typing import Any

from sesfake.compat.moto.asking import ask
from sesfake.domain.account import Account


class EmailIdentity:
    """An address or a domain."""

    def __init__(self, account: Account, name: str) -> None:
        self._account = account
        self.email_identity = name

    @property
    def get_response_object(self) -> dict[str, Any]:
        return ask(self._account, "sesv2", "GetEmailIdentity", EmailIdentity=self.email_identity)

    @property
    def list_response_object(self) -> dict[str, Any]:
        return {
            "IdentityType": self.identity_type,
            "IdentityName": self.email_identity,
            "SendingEnabled": self.sending_enabled,
            "VerificationStatus": self.verification_status,
        }

    @property
    def identity_type(self) -> str:
        return str(self.get_response_object["IdentityType"])

    @property
    def verified_for_sending_status(self) -> bool:
        return bool(self.get_response_object["VerifiedForSendingStatus"])

    @property
    def sending_enabled(self) -> bool:
        return self.verified_for_sending_status

    @property
    def feedback_forwarding_status(self) -> bool:
        return bool(self.get_response_object["FeedbackForwardingStatus"])

    @property
    def verification_status(self) -> str:
        return str(self.get_response_object["VerificationStatus"])

    @property
    def dkim_attributes(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get_response_object["DkimAttributes"]
        return found

    @property
    def policies(self) -> dict[str, str]:
        return dict(self.get_response_object["Policies"])

    @property
    def tags(self) -> list[dict[str, str]] | None:
        return self.get_response_object.get("Tags") or None

    @property
    def configuration_set_name(self) -> str | None:
        return self.get_response_object.get("ConfigurationSetName")


class ConfigurationSet:
    """A configuration set; the options that are not set are empty."""

    def __init__(self, account: Account, name: str) -> None:
        self._account = account
        self.configuration_set_name = name

    def to_dict_v2(self) -> dict[str, Any]:
        name = self.configuration_set_name
        return ask(self._account, "sesv2", "GetConfigurationSet", ConfigurationSetName=name)

    @property
    def tracking_options(self) -> dict[str, str]:
        return self._block("TrackingOptions")

    @property
    def delivery_options(self) -> dict[str, Any]:
        return self._block("DeliveryOptions")

    @property
    def reputation_options(self) -> dict[str, Any]:
        return self._block("ReputationOptions")

    @property
    def enabled(self) -> dict[str, bool]:
        return self._block("SendingOptions")

    @property
    def suppression_options(self) -> dict[str, Any]:
        return self._block("SuppressionOptions")

    @property
    def vdm_options(self) -> dict[str, Any]:
        return self._block("VdmOptions")

    @property
    def tags(self) -> list[dict[str, str]]:
        return self.to_dict_v2().get("Tags") or []

    def _block(self, name: str) -> dict[str, Any]:
        return dict(self.to_dict_v2().get(name) or {})


class ReceiptRuleSet:
    """A receipt rule set; `rules` are in AWS's spelling."""

    def __init__(self, account: Account, name: str) -> None:
        self._account = account
        self.name = name

    @property
    def rules(self) -> list[dict[str, Any]]:
        return list(self._asked["Rules"])

    @property
    def metadata(self) -> dict[str, str]:
        return {"CreatedTimestamp": self.created_timestamp, "Name": self.name}

    @property
    def created_timestamp(self) -> str:
        return str(self._asked["Metadata"]["CreatedTimestamp"].isoformat())

    @property
    def is_active(self) -> bool:
        active = self._account.receipt_rule_sets.active
        return active is not None and active.name == self.name

    @property
    def _asked(self) -> dict[str, Any]:
        return ask(self._account, "ses", "DescribeReceiptRuleSet", RuleSetName=self.name)


class DedicatedIpPool:
    """A pool of dedicated IPs."""

    def __init__(self, account: Account, name: str) -> None:
        self._account = account
        self.pool_name = name

    @property
    def scaling_mode(self) -> str:
        found = ask(self._account, "sesv2", "GetDedicatedIpPool", PoolName=self.pool_name)
        return str(found["DedicatedIpPool"]["ScalingMode"])

    @property
    def tags(self) -> list[dict[str, str]]:
        arn = self._account.arn(f"dedicated-ip-pool/{self.pool_name}")
        return list(ask(self._account, "sesv2", "ListTagsForResource", ResourceArn=arn)["Tags"])

    def to_dict(self) -> dict[str, Any]:
        return {"PoolName": self.pool_name, "Tags": self.tags, "ScalingMode": self.scaling_mode}

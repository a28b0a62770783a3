"""Where the service and its published model part ways: what `validation` must know besides.

Each entry was seen in an answer of the real service. Shapes are named as the models name them; a
name that is in both models means both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# The order in which the service lists an enum's values, where it is not the model's.
ENUM_ORDER: Mapping[str, tuple[str, ...]] = {
    # v1
    "EventType": (
        "click", "bounce", "send", "open", "complaint", "delivery", "renderingFailure", "reject",
    ),
    "BehaviorOnMXFailure": ("RejectMessage", "UseDefaultValue"),
    "InvocationType": ("RequestResponse", "Event"),
    "ReceiptFilterPolicy": ("Allow", "Block"),
    "SNSActionEncoding": ("Base64", "UTF-8"),
    # v2
    "BehaviorOnMxFailure": ("REJECT_MESSAGE", "USE_DEFAULT_VALUE"),
    "HttpsPolicy": ("OPTIONAL", "REQUIRE", "REQUIRE_OPEN_ONLY"),
    "Metric": (
        "DELIVERY_COMPLAINT", "CLICK", "SEND", "OPEN", "COMPLAINT", "DELIVERY", "DELIVERY_OPEN",
        "PERMANENT_BOUNCE", "DELIVERY_CLICK", "TRANSIENT_BOUNCE",
    ),
    "SubscriptionStatus": ("OPT_OUT", "OPT_IN"),
    "SuppressionListScope": ("TENANT", "ACCOUNT"),
    # both, each with its own spelling
    "TlsPolicy": ("Optional", "Require", "OPTIONAL", "REQUIRE"),
}  # fmt: skip

# Members whose violations come in another order than the model's.
MEMBER_ORDER: Mapping[str, tuple[str, ...]] = {
    "SendEmailRequest": ("Message", "Destination"),
    "CloneReceiptRuleSetRequest": ("OriginalRuleSetName", "RuleSetName"),
    "BounceAction": ("SmtpReplyCode", "Sender", "Message"),
    "SNSAction": ("Encoding", "TopicArn"),
}

# Constraints that the service has and the model does not tell.
UNTOLD: Mapping[str, Mapping[str, Any]] = {
    "ReceiptRuleSetName": {"min": 1, "pattern": "^[a-zA-Z0-9_.-]+$"},
    "ReceiptRuleName": {"min": 1, "pattern": "^[a-zA-Z0-9_.-]+$"},
}

# Members with texts of their own for a bad value ("Reason X is invalid, must be one of ...", "The
# ScalingMode parameter is invalid."), or with none, as a page size that is overlooked: if they are
# required they must be present, the rest is the operation's to check.
LEFT_TO_THE_OPERATION = frozenset(
    {
        ("PutConfigurationSetSuppressionOptionsRequest", "SuppressedReasons"),
        ("PutConfigurationSetTrackingOptionsRequest", "HttpsPolicy"),
        ("ListCustomVerificationEmailTemplatesRequest", "MaxResults"),
        ("CreateDedicatedIpPoolRequest", "ScalingMode"),
        ("PutDedicatedIpPoolScalingAttributesRequest", "ScalingMode"),
    }
)

# Members of which the operation also tells the absence ("TenantName cannot be empty"), or whose
# constraints come later than other checks (`late`).
LEFT_WHOLLY_TO_THE_OPERATION = frozenset(
    {
        ("BatchGetMetricDataRequest", "Queries"),
        ("CreateTenantResourceAssociationRequest", "TenantName"),
        ("DeleteTenantRequest", "TenantName"),
        ("DeleteTenantResourceAssociationRequest", "TenantName"),
        ("GetTenantRequest", "TenantName"),
        ("PutDedicatedIpWarmupAttributesRequest", "WarmupPercentage"),
        ("ListTenantResourcesRequest", "TenantName"),
        ("PutTenantSuppressionAttributesRequest", "TenantName"),
        ("ListTagsForResourceRequest", "ResourceArn"),
        ("TagResourceRequest", "ResourceArn"),
        ("UntagResourceRequest", "ResourceArn"),
        ("UntagResourceRequest", "TagKeys"),
    }
)

# Required members whose absence the operation tells in words of its own ("The configuration set
# name must be specified."), by the shape of the member.
ABSENCE_LEFT_TO_THE_OPERATION = frozenset(
    {"ConfigurationSet", "ConfigurationSetName", "TagKey", "TagValue"}
)

# Required in the model's answers, and yet absent in the service's: an identity without a MAIL FROM
# domain has only the behaviour to show, one without topics none of them.
ABSENT_THOUGH_REQUIRED: Mapping[str, frozenset[str]] = {
    "IdentityNotificationAttributes": frozenset({"BounceTopic", "ComplaintTopic", "DeliveryTopic"}),
    "MailFromAttributes": frozenset({"MailFromDomain", "MailFromDomainStatus"}),
    "IdentityMailFromDomainAttributes": frozenset({"MailFromDomain", "MailFromDomainStatus"}),
}

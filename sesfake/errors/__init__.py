"""The errors SES answers with, named for the situation.

    SESError
    ├── RequestNotUnderstood        refused before the operation looks at it
    │   ├── MissingAction
    │   ├── InvalidAction
    │   │   └── ReceivingUnavailable
    │   ├── UnknownOperation
    │   ├── MalformedQueryString
    │   ├── InvalidParameterCombination
    │   ├── MalformedInput
    │   ├── SerializationFailed
    │   ├── MissingAuthenticationToken
    │   ├── IncompleteSignature
    │   ├── UnknownAccessKey
    │   └── SignatureDoesNotMatch
    │       ├── SignatureExpired
    │       └── SignatureNotYetCurrent
    ├── ConstraintViolated          the service model's own rules, all violations in one text
    ├── InvalidParameter            a rule of the service that the model does not know
    │   ├── EndpointNotReady        a send through an endpoint that is being made or deleted
    │   ├── ExportJobNotFound
    │   ├── InvalidTemplateData
    │   └── VdmNotEnabledForExports
    ├── ValidationFailed            without a word, by calls for tags
    ├── NotAuthorized               of sends
    ├── CallNotAuthorized           of all other calls
    ├── InvalidPolicy
    ├── InvalidTemplate
    ├── InvalidRenderingParameter
    ├── MissingRenderingAttribute
    ├── IdentityLimitExceeded
    ├── PolicyLimitExceeded
    ├── TemplateLimitExceeded
    ├── VerificationTemplateLimitExceeded
    ├── InvalidVerificationContent
    ├── ProductionAccessNotGranted  a call that the sandbox does not allow
    ├── MessageRejected
    │   ├── IdentityNotVerified
    │   ├── SendingPausedByAmazon   the account is suspended
    │   ├── OriginalMessageNotFound of a bounce
    │   ├── NoReturnPath
    │   └── NotOriginalRecipient
    ├── MailFromDomainNotVerified
    ├── AccountSendingPaused        by its owner
    ├── AccountSuspended            by Amazon, for good
    ├── DetailsUnderReview
    ├── PricingChangePending
    ├── EndpointLimitExceeded
    ├── EndpointNotDeletable
    ├── EndpointUnavailable         both of its regions are down
    ├── ConfigurationSetSendingPaused
    ├── TenantSendingPaused
    ├── TenantNotAssociated         a send with resources that are not the tenant's
    ├── TenantLimitExceeded
    ├── ManagedPoolLimitExceeded
    ├── ExportJobLimitExceeded
    ├── ConfigurationSetLimitExceeded
    ├── EventDestinationLimitExceeded
    ├── InvalidTarget               of an event destination
    │   ├── InvalidCloudWatchDestination
    │   ├── InvalidFirehoseDestination
    │   └── InvalidSNSDestination
    ├── ActiveRuleSetNotDeleted
    ├── ReceiptLimitExceeded        of rule sets, rules, actions or IP filters
    ├── InvalidS3Configuration      of an action of a receipt rule, as are the next two
    ├── InvalidSnsTopic
    ├── InvalidLambdaFunction
    ├── InvalidTrackingOptions
    │   └── RedirectDomainNotVerified
    ├── InvalidNextToken
    ├── ImportJobLimitExceeded
    ├── NotFound
    │   ├── CampaignNotFound
    │   ├── ConfigurationSetNotFound
    │   ├── ContactListNotFound
    │   ├── ContactNotFound
    │   ├── DashboardNotEnabled
    │   ├── DedicatedIpNotFound
    │   ├── DomainNotSubscribed
    │   ├── DomainToSubscribeNotVerified
    │   ├── EndpointNotFound
    │   ├── EndpointToSendNotFound
    │   ├── EventDestinationNotFound
    │   ├── IdentityNotFound
    │   ├── IdentityToConfigureNotFound
    │   ├── ImportJobNotFound
    │   ├── InsightsNotFound        a message of which nothing is known
    │   ├── ListToImportNotFound
    │   ├── PlacementTestNotFound
    │   ├── PolicyNotFound
    │   ├── PoolNotFound
    │   ├── ReceiptRuleNotFound
    │   ├── ReceiptRuleSetNotFound
    │   ├── SendingPoolNotFound
    │   ├── ReputationEntityNotFound
    │   ├── RequestedTenantNotFound
    │   ├── SuppressedDestinationNotFound
    │   ├── TaggedResourceNotFound
    │   ├── TemplateNotFound
    │   ├── TenantNotFound
    │   ├── TenantResourceNotFound
    │   ├── TrackingOptionsNotFound
    │   ├── VdmNotEnabled
    │   ├── VerificationTemplateNotFound
    │   ├── VerificationTemplateToSendNotFound
    │   └── FromEmailAddressNotVerified
    ├── AlreadyExists
    │   ├── CertificateAlreadyAssociated
    │   ├── ConfigurationSetAlreadyExists
    │   ├── ContactAlreadyExists
    │   ├── DomainSubscribedTwice
    │   ├── EndpointAlreadyExists
    │   ├── EventDestinationAlreadyExists
    │   ├── IdentityAlreadyExists
    │   ├── PolicyAlreadyExists
    │   ├── PoolAlreadyExists
    │   ├── ReceiptFilterAlreadyExists
    │   ├── ReceiptRuleAlreadyExists
    │   ├── ReceiptRuleSetAlreadyExists
    │   ├── TemplateAlreadyExists
    │   ├── TenantAlreadyExists
    │   ├── TenantAssociationAlreadyExists
    │   ├── TrackingOptionsAlreadyExist
    │   └── VerificationTemplateAlreadyExists
    ├── Throttled
    │   ├── DailyQuotaExceeded
    │   ├── SendRateExceeded
    │   └── RequestRateExceeded
    ├── InternalFailure             a fault of the service's own
    ├── ScriptedFault               what a test asked for with `ses.fail` and `ses.fail_next`
    └── NotModelled                 sesfake does not know this yet, and says so

Each class names its shape in either API and writes AWS's text. A shape that the service model
declares takes its wire code and HTTP status from there; the few that SES sends without declaring
them stand in `protocol/faults.py`. Only `app.handle` turns an error into a response.
"""

from sesfake.errors.account import DetailsUnderReview, PricingChangePending
from sesfake.errors.base import (
    AlreadyExists,
    CallNotAuthorized,
    InternalFailure,
    InvalidParameter,
    NotAuthorized,
    NotFound,
    NotModelled,
    SESError,
)
from sesfake.errors.bounces import (
    NoReturnPath,
    NotOriginalRecipient,
    OriginalMessageNotFound,
)
from sesfake.errors.certificates import CertificateAlreadyAssociated
from sesfake.errors.configuration_set_options import (
    InvalidTrackingOptions,
    RedirectDomainNotVerified,
    SendingPoolNotFound,
    TrackingOptionsAlreadyExist,
    TrackingOptionsNotFound,
)
from sesfake.errors.configuration_sets import (
    ConfigurationSetAlreadyExists,
    ConfigurationSetLimitExceeded,
    ConfigurationSetNotFound,
    ConfigurationSetSendingPaused,
)
from sesfake.errors.contacts import (
    ContactAlreadyExists,
    ContactListNotFound,
    ContactNotFound,
)
from sesfake.errors.dedicated_ips import (
    DedicatedIpNotFound,
    ManagedPoolLimitExceeded,
    PoolAlreadyExists,
    PoolNotFound,
)
from sesfake.errors.deliverability import (
    CampaignNotFound,
    DashboardNotEnabled,
    DomainNotSubscribed,
    DomainSubscribedTwice,
    DomainToSubscribeNotVerified,
    PlacementTestNotFound,
)
from sesfake.errors.event_destinations import (
    EventDestinationAlreadyExists,
    EventDestinationLimitExceeded,
    EventDestinationNotFound,
    InvalidCloudWatchDestination,
    InvalidFirehoseDestination,
    InvalidSNSDestination,
    InvalidTarget,
)
from sesfake.errors.identities import (
    IdentityAlreadyExists,
    IdentityLimitExceeded,
    IdentityNotFound,
    IdentityToConfigureNotFound,
    InvalidPolicy,
    PolicyAlreadyExists,
    PolicyLimitExceeded,
    PolicyNotFound,
)
from sesfake.errors.import_jobs import (
    ImportJobLimitExceeded,
    ImportJobNotFound,
    ListToImportNotFound,
)
from sesfake.errors.insights import (
    ExportJobLimitExceeded,
    ExportJobNotFound,
    InsightsNotFound,
    VdmNotEnabled,
    VdmNotEnabledForExports,
)
from sesfake.errors.multi_region import (
    EndpointAlreadyExists,
    EndpointLimitExceeded,
    EndpointNotDeletable,
    EndpointNotFound,
    EndpointNotReady,
    EndpointToSendNotFound,
    EndpointUnavailable,
)
from sesfake.errors.receiving import (
    ActiveRuleSetNotDeleted,
    InvalidLambdaFunction,
    InvalidS3Configuration,
    InvalidSnsTopic,
    ReceiptFilterAlreadyExists,
    ReceiptLimitExceeded,
    ReceiptRuleAlreadyExists,
    ReceiptRuleNotFound,
    ReceiptRuleSetAlreadyExists,
    ReceiptRuleSetNotFound,
    ReceivingUnavailable,
)
from sesfake.errors.requests import (
    ConstraintViolated,
    IncompleteSignature,
    InvalidAction,
    InvalidParameterCombination,
    MalformedInput,
    MalformedQueryString,
    MissingAction,
    MissingAuthenticationToken,
    RequestNotUnderstood,
    SerializationFailed,
    SignatureDoesNotMatch,
    SignatureExpired,
    SignatureNotYetCurrent,
    UnknownAccessKey,
    UnknownOperation,
)
from sesfake.errors.scripted import (
    ScriptedFault,
    usual_text,
)
from sesfake.errors.sending import (
    AccountSendingPaused,
    AccountSuspended,
    DailyQuotaExceeded,
    IdentityNotVerified,
    MailFromDomainNotVerified,
    MessageRejected,
    RequestRateExceeded,
    SendingPausedByAmazon,
    SendRateExceeded,
    Throttled,
)
from sesfake.errors.suppression import (
    InvalidNextToken,
    SuppressedDestinationNotFound,
)
from sesfake.errors.tags import (
    TaggedResourceNotFound,
    ValidationFailed,
)
from sesfake.errors.templates import (
    InvalidRenderingParameter,
    InvalidTemplate,
    InvalidTemplateData,
    MissingRenderingAttribute,
    TemplateAlreadyExists,
    TemplateLimitExceeded,
    TemplateNotFound,
)
from sesfake.errors.tenants import (
    ReputationEntityNotFound,
    RequestedTenantNotFound,
    TenantAlreadyExists,
    TenantAssociationAlreadyExists,
    TenantLimitExceeded,
    TenantNotAssociated,
    TenantNotFound,
    TenantResourceNotFound,
    TenantSendingPaused,
)
from sesfake.errors.verification_emails import (
    FromEmailAddressNotVerified,
    InvalidVerificationContent,
    ProductionAccessNotGranted,
    VerificationTemplateAlreadyExists,
    VerificationTemplateLimitExceeded,
    VerificationTemplateNotFound,
    VerificationTemplateToSendNotFound,
)

__all__ = [
    "AccountSendingPaused", "AccountSuspended", "ActiveRuleSetNotDeleted", "AlreadyExists",
    "CallNotAuthorized", "CampaignNotFound", "CertificateAlreadyAssociated",
    "ConfigurationSetAlreadyExists", "ConfigurationSetLimitExceeded", "ConfigurationSetNotFound",
    "ConfigurationSetSendingPaused", "ConstraintViolated", "ContactAlreadyExists",
    "ContactListNotFound", "ContactNotFound", "DailyQuotaExceeded", "DashboardNotEnabled",
    "DedicatedIpNotFound", "DetailsUnderReview", "DomainNotSubscribed", "DomainSubscribedTwice",
    "DomainToSubscribeNotVerified", "EndpointAlreadyExists", "EndpointLimitExceeded",
    "EndpointNotDeletable", "EndpointNotFound", "EndpointNotReady", "EndpointToSendNotFound",
    "EndpointUnavailable", "EventDestinationAlreadyExists", "EventDestinationLimitExceeded",
    "EventDestinationNotFound", "ExportJobLimitExceeded", "ExportJobNotFound",
    "FromEmailAddressNotVerified", "IdentityAlreadyExists", "IdentityLimitExceeded",
    "IdentityNotFound", "IdentityNotVerified", "IdentityToConfigureNotFound",
    "ImportJobLimitExceeded", "ImportJobNotFound", "IncompleteSignature", "InsightsNotFound",
    "InternalFailure", "InvalidAction", "InvalidCloudWatchDestination",
    "InvalidFirehoseDestination", "InvalidLambdaFunction", "InvalidNextToken", "InvalidParameter",
    "InvalidParameterCombination", "InvalidPolicy", "InvalidRenderingParameter",
    "InvalidS3Configuration", "InvalidSNSDestination", "InvalidSnsTopic", "InvalidTarget",
    "InvalidTemplate", "InvalidTemplateData", "InvalidTrackingOptions",
    "InvalidVerificationContent", "ListToImportNotFound", "MailFromDomainNotVerified",
    "MalformedInput", "MalformedQueryString", "ManagedPoolLimitExceeded", "MessageRejected",
    "MissingAction", "MissingAuthenticationToken", "MissingRenderingAttribute", "NoReturnPath",
    "NotAuthorized", "NotFound", "NotModelled", "NotOriginalRecipient", "OriginalMessageNotFound",
    "PlacementTestNotFound", "PolicyAlreadyExists", "PolicyLimitExceeded", "PolicyNotFound",
    "PoolAlreadyExists", "PoolNotFound", "PricingChangePending", "ProductionAccessNotGranted",
    "ReceiptFilterAlreadyExists", "ReceiptLimitExceeded", "ReceiptRuleAlreadyExists",
    "ReceiptRuleNotFound", "ReceiptRuleSetAlreadyExists", "ReceiptRuleSetNotFound",
    "ReceivingUnavailable", "RedirectDomainNotVerified", "ReputationEntityNotFound",
    "RequestNotUnderstood", "RequestRateExceeded", "RequestedTenantNotFound", "SESError",
    "ScriptedFault", "SendRateExceeded", "SendingPausedByAmazon", "SendingPoolNotFound",
    "SerializationFailed", "SignatureDoesNotMatch", "SignatureExpired", "SignatureNotYetCurrent",
    "SuppressedDestinationNotFound", "TaggedResourceNotFound", "TemplateAlreadyExists",
    "TemplateLimitExceeded", "TemplateNotFound", "TenantAlreadyExists",
    "TenantAssociationAlreadyExists", "TenantLimitExceeded", "TenantNotAssociated",
    "TenantNotFound", "TenantResourceNotFound", "TenantSendingPaused", "Throttled",
    "TrackingOptionsAlreadyExist", "TrackingOptionsNotFound", "UnknownAccessKey",
    "UnknownOperation", "ValidationFailed", "VdmNotEnabled", "VdmNotEnabledForExports",
    "VerificationTemplateAlreadyExists", "VerificationTemplateLimitExceeded",
    "VerificationTemplateNotFound", "VerificationTemplateToSendNotFound", "usual_text",
]  # fmt: skip

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

Each family has a file of its own, and all are to be had from here. Each class names its shape in
either API and writes AWS's text. A shape that the service model declares takes its wire code and
HTTP status from there; the few that SES sends without declaring them stand in `protocol/faults.py`.
Only `app.handle` turns an error into a response.
"""

from sesfake.errors.account import *
from sesfake.errors.base import *
from sesfake.errors.bounces import *
from sesfake.errors.certificates import *
from sesfake.errors.configuration_set_options import *
from sesfake.errors.configuration_sets import *
from sesfake.errors.contacts import *
from sesfake.errors.dedicated_ips import *
from sesfake.errors.deliverability import *
from sesfake.errors.event_destinations import *
from sesfake.errors.identities import *
from sesfake.errors.import_jobs import *
from sesfake.errors.insights import *
from sesfake.errors.multi_region import *
from sesfake.errors.receiving import *
from sesfake.errors.requests import *
from sesfake.errors.scripted import *
from sesfake.errors.sending import *
from sesfake.errors.suppression import *
from sesfake.errors.tags import *
from sesfake.errors.templates import *
from sesfake.errors.tenants import *
from sesfake.errors.verification_emails import *

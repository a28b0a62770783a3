"""The errors SES answers with, named for the situation.

    SESError
    ├── RequestNotUnderstood        refused before the operation looks at it
    │   ├── MissingAction
    │   ├── InvalidAction
    │   ├── UnknownOperation
    │   ├── MalformedQueryString
    │   ├── InvalidParameterCombination
    │   ├── MalformedInput
    │   ├── SerializationFailed
    │   ├── MissingAuthenticationToken
    │   └── IncompleteSignature
    ├── ConstraintViolated          the service model's own rules, all violations in one text
    ├── InvalidParameter            a rule of the service that the model does not know
    │   └── InvalidTemplateData
    ├── NotAuthorized
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
    │   └── IdentityNotVerified
    ├── MailFromDomainNotVerified
    ├── AccountSendingPaused        by its owner
    ├── ConfigurationSetSendingPaused
    ├── ConfigurationSetLimitExceeded
    ├── InvalidNextToken
    ├── NotFound
    │   ├── ConfigurationSetNotFound
    │   ├── ContactListNotFound
    │   ├── IdentityNotFound
    │   ├── IdentityToConfigureNotFound
    │   ├── PolicyNotFound
    │   ├── RequestedTenantNotFound
    │   ├── SuppressedDestinationNotFound
    │   ├── TemplateNotFound
    │   ├── TenantNotFound
    │   ├── VerificationTemplateNotFound
    │   ├── VerificationTemplateToSendNotFound
    │   └── FromEmailAddressNotVerified
    ├── AlreadyExists
    │   ├── ConfigurationSetAlreadyExists
    │   ├── IdentityAlreadyExists
    │   ├── PolicyAlreadyExists
    │   ├── TemplateAlreadyExists
    │   └── VerificationTemplateAlreadyExists
    ├── Throttled
    │   ├── DailyQuotaExceeded
    │   ├── SendRateExceeded
    │   └── RequestRateExceeded
    ├── ScriptedFault               what a test asked for with `ses.fail_next`
    └── NotModelled                 sesfake does not know this yet, and says so

Each class names its shape in either API and writes AWS's text. A shape that the service model
declares takes its wire code and HTTP status from there; the few that SES sends without declaring
them stand in `protocol/faults.py`. Only `app.handle` turns an error into a response.
"""

from sesfake.errors.base import (
    AlreadyExists,
    InvalidParameter,
    NotAuthorized,
    NotFound,
    NotModelled,
    SESError,
)
from sesfake.errors.configuration_sets import (
    ConfigurationSetAlreadyExists,
    ConfigurationSetLimitExceeded,
    ConfigurationSetNotFound,
    ConfigurationSetSendingPaused,
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
    UnknownOperation,
)
from sesfake.errors.scripted import (
    ScriptedFault,
    usual_text,
)
from sesfake.errors.sending import (
    AccountSendingPaused,
    ContactListNotFound,
    DailyQuotaExceeded,
    IdentityNotVerified,
    MailFromDomainNotVerified,
    MessageRejected,
    RequestRateExceeded,
    SendRateExceeded,
    TenantNotFound,
    Throttled,
)
from sesfake.errors.suppression import (
    InvalidNextToken,
    RequestedTenantNotFound,
    SuppressedDestinationNotFound,
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
    "AccountSendingPaused",
    "AlreadyExists",
    "ConfigurationSetAlreadyExists",
    "ConfigurationSetLimitExceeded",
    "ConfigurationSetNotFound",
    "ConfigurationSetSendingPaused",
    "ConstraintViolated",
    "ContactListNotFound",
    "DailyQuotaExceeded",
    "FromEmailAddressNotVerified",
    "IdentityAlreadyExists",
    "IdentityLimitExceeded",
    "IdentityNotFound",
    "IdentityNotVerified",
    "IdentityToConfigureNotFound",
    "IncompleteSignature",
    "InvalidAction",
    "InvalidNextToken",
    "InvalidParameter",
    "InvalidParameterCombination",
    "InvalidPolicy",
    "InvalidRenderingParameter",
    "InvalidTemplate",
    "InvalidTemplateData",
    "InvalidVerificationContent",
    "MailFromDomainNotVerified",
    "MalformedInput",
    "MalformedQueryString",
    "MessageRejected",
    "MissingAction",
    "MissingAuthenticationToken",
    "MissingRenderingAttribute",
    "NotAuthorized",
    "NotFound",
    "NotModelled",
    "PolicyAlreadyExists",
    "PolicyLimitExceeded",
    "PolicyNotFound",
    "ProductionAccessNotGranted",
    "RequestNotUnderstood",
    "RequestRateExceeded",
    "RequestedTenantNotFound",
    "SESError",
    "ScriptedFault",
    "SendRateExceeded",
    "SerializationFailed",
    "SuppressedDestinationNotFound",
    "TemplateAlreadyExists",
    "TemplateLimitExceeded",
    "TemplateNotFound",
    "TenantNotFound",
    "Throttled",
    "UnknownOperation",
    "VerificationTemplateAlreadyExists",
    "VerificationTemplateLimitExceeded",
    "VerificationTemplateNotFound",
    "VerificationTemplateToSendNotFound",
    "usual_text",
]

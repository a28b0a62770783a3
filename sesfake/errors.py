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
    ├── NotFound
    │   ├── ConfigurationSetNotFound
    │   ├── ContactListNotFound
    │   ├── IdentityNotFound
    │   ├── IdentityToConfigureNotFound
    │   ├── PolicyNotFound
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

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from sesfake import guesses


class SESError(Exception):
    """A request that SES refuses.

    `message` is the text on the wire (None where AWS sends none), `members` the further members of
    the modelled error, `hint` a sentence for the tester on how to mend the test.
    """

    v1: ClassVar[str]
    v2: ClassVar[str]

    def __init__(
        self, message: str | None = None, *, hint: str | None = None, **members: Any
    ) -> None:
        super().__init__(message)
        self.message = message
        self.members = members
        self.hint = hint


class RequestNotUnderstood(SESError):
    """The request is refused before any operation has looked at it."""


class MissingAction(RequestNotUnderstood):
    v1 = v2 = "MissingAction"


class InvalidAction(RequestNotUnderstood):
    v1 = v2 = "InvalidAction"


class UnknownOperation(RequestNotUnderstood):
    """No operation answers to this method and path (v2)."""

    v1 = v2 = "UnknownOperationException"


class MalformedQueryString(RequestNotUnderstood):
    v1 = v2 = "MalformedQueryString"


class InvalidParameterCombination(RequestNotUnderstood):
    v1 = v2 = "InvalidParameterCombination"


class MalformedInput(RequestNotUnderstood):
    """A v1 parameter that cannot be read as its type."""

    v1 = v2 = "MalformedInput"


class SerializationFailed(RequestNotUnderstood):
    """A v2 body that is not JSON, or a member of the wrong JSON type."""

    v1 = v2 = "SerializationException"


class MissingAuthenticationToken(RequestNotUnderstood):
    v1 = "MissingAuthenticationToken"
    v2 = "MissingAuthenticationTokenException"

    def __init__(self) -> None:
        super().__init__("Missing Authentication Token")


class IncompleteSignature(RequestNotUnderstood):
    v1 = "IncompleteSignature"
    v2 = "IncompleteSignatureException"


class ConstraintViolated(SESError):
    """Members that break the service model's constraints, reported together."""

    v1 = "ValidationError"
    v2 = "BadRequestException"

    def __init__(self, violations: Sequence[str]) -> None:
        count = len(violations)
        noun = "error" if count == 1 else "errors"
        super().__init__(f"{count} validation {noun} detected: " + "; ".join(violations))


class InvalidParameter(SESError):
    """A value the service refuses for a reason of its own."""

    v1 = "InvalidParameterValue"
    v2 = "BadRequestException"


class InvalidTemplateData(InvalidParameter):
    """The template data of a send are no JSON object."""

    def __init__(self) -> None:
        super().__init__("Unable to parse template data (invalid JSON).")


class InvalidTemplate(SESError):
    """A template that does not compile is not stored."""

    v1 = "InvalidTemplateException"
    v2 = "BadRequestException"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(guesses.INVALID_TEMPLATE.format(reason=reason), TemplateName=name)


class InvalidRenderingParameter(SESError):
    """Template data with which a template cannot be tested."""

    v1 = "InvalidRenderingParameterException"
    v2 = "BadRequestException"

    def __init__(self, template: str, message: str | None) -> None:
        super().__init__(message, TemplateName=template)


class MissingRenderingAttribute(SESError):
    """Template data that lack an attribute, told when a template is tested and only then."""

    v1 = "MissingRenderingAttributeException"
    v2 = "BadRequestException"

    def __init__(self, template: str, message: str, *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint, TemplateName=template)


class InvalidPolicy(SESError):
    """A policy document that SES does not take; of Amazon's texts none is known."""

    v1 = "InvalidPolicyException"
    v2 = "BadRequestException"


class IdentityLimitExceeded(SESError):
    v1 = "InvalidParameterValue"
    v2 = "LimitExceededException"

    def __init__(self, maximum: int) -> None:
        super().__init__(guesses.TOO_MANY_IDENTITIES_IN_REGION.format(maximum=maximum))


class PolicyLimitExceeded(SESError):
    v1 = "InvalidParameterValue"
    v2 = "LimitExceededException"

    def __init__(self, identity: str) -> None:
        super().__init__(
            f"Number of policies for <{identity}> exceeds max allowed number of policies per "
            "resource"
        )


class TemplateLimitExceeded(SESError):
    v1 = v2 = "LimitExceededException"

    def __init__(self, maximum: int) -> None:
        super().__init__(guesses.TOO_MANY_TEMPLATES.format(maximum=maximum))


class NotAuthorized(SESError):
    """A send in the name of an identity whose owner has not allowed it."""

    v1 = "AccessDenied"
    v2 = "AccessDeniedException"

    def __init__(self, user_arn: str, action: str, resource_arn: str) -> None:
        super().__init__(
            f"User `{user_arn}' is not authorized to perform `{action}' "
            f"on resource `{resource_arn}'"
        )


class MessageRejected(SESError):
    v1 = v2 = "MessageRejected"


class IdentityNotVerified(MessageRejected):
    """Senders, or in the sandbox recipients, that are not verified in this region.

    The texts are echoed as they were written, display names and all.
    """

    def __init__(self, identities: Sequence[str], region: str, *, hint: str) -> None:
        super().__init__(
            "Email address is not verified. The following identities failed the check in region "
            f"{region.upper()}: {', '.join(identities)}",
            hint=hint,
        )


class MailFromDomainNotVerified(SESError):
    """A sender's MAIL FROM domain has no record, and its owner wants messages refused then."""

    v1 = v2 = "MailFromDomainNotVerifiedException"

    def __init__(self) -> None:
        super().__init__(guesses.MAIL_FROM_NOT_VERIFIED)


class AccountSendingPaused(SESError):
    """The owner has switched sending off for the account in this region."""

    v1 = "AccountSendingPausedException"
    v2 = "SendingPausedException"

    def __init__(self) -> None:
        super().__init__(guesses.ACCOUNT_PAUSED)


class ConfigurationSetSendingPaused(SESError):
    """The owner has switched sending off for one configuration set."""

    v1 = "ConfigurationSetSendingPausedException"
    v2 = "SendingPausedException"

    def __init__(self, name: str) -> None:
        # The name is bare here, without the brackets of the other texts.
        super().__init__(
            f"Sending is paused for configuration set {name}", ConfigurationSetName=name
        )


class ConfigurationSetLimitExceeded(SESError):
    v1 = v2 = "LimitExceededException"

    def __init__(self, maximum: int) -> None:
        super().__init__(guesses.TOO_MANY_CONFIGURATION_SETS.format(maximum=maximum))


class VerificationTemplateLimitExceeded(SESError):
    v1 = v2 = "LimitExceededException"

    def __init__(self, maximum: int) -> None:
        super().__init__(guesses.TOO_MANY_VERIFICATION_TEMPLATES.format(maximum=maximum))


class InvalidVerificationContent(SESError):
    """Content that cannot be that of a custom verification mail."""

    v1 = "CustomVerificationEmailInvalidContentException"
    v2 = "BadRequestException"


class ProductionAccessNotGranted(SESError):
    """A call that is not allowed in the sandbox; v2 declares no error of its own for it."""

    v1 = "ProductionAccessNotGrantedException"
    v2 = "BadRequestException"

    def __init__(self) -> None:
        super().__init__(
            guesses.SANDBOX,
            hint="To mend the test: `mock_ses(production=True)` leaves the sandbox.",
        )


class NotFound(SESError):
    v2 = "NotFoundException"


class ConfigurationSetNotFound(NotFound):
    v1 = "ConfigurationSetDoesNotExistException"

    def __init__(self, name: str) -> None:
        # The angle brackets are Amazon's.
        super().__init__(f"Configuration set <{name}> does not exist.", ConfigurationSetName=name)


class ContactListNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, name: str) -> None:
        super().__init__(f"List with name: {name} doesn't exist.")


class IdentityNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, identity: str) -> None:
        super().__init__(f"Email identity {identity} does not exist.")


class IdentityToConfigureNotFound(NotFound):
    """The same, in the words of the call that sets the default configuration set."""

    v1 = "InvalidParameterValue"

    def __init__(self, identity: str) -> None:
        super().__init__(f"Identity <{identity}> does not exist.")


class PolicyNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, name: str) -> None:
        super().__init__(f"Policy <{name}> does not exist")


class TemplateNotFound(NotFound):
    v1 = "TemplateDoesNotExistException"

    def __init__(self, name: str) -> None:
        super().__init__(f"Template {name} does not exist", TemplateName=name)


class TenantNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, name: str, account_id: str) -> None:
        super().__init__(f"Tenant {name} for AwsAccountId {account_id} not found.")


class VerificationTemplateNotFound(NotFound):
    v1 = "CustomVerificationEmailTemplateDoesNotExistException"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Custom verification email template <{name}> does not exist",
            CustomVerificationEmailTemplateName=name,
        )


class VerificationTemplateToSendNotFound(NotFound):
    """The same, in the words of v1's call that sends the mail."""

    v1 = "CustomVerificationEmailTemplateDoesNotExistException"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Template {name} does not exist", CustomVerificationEmailTemplateName=name
        )


class FromEmailAddressNotVerified(NotFound):
    """The sender of a custom verification template is not verified in this region."""

    v1 = "FromEmailAddressNotVerifiedException"

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The from email address <{address}> is not verified",
            hint=f"To mend the test: `ses.verify({address!r})` or "
            f"`mock_ses(verified=[{address!r}])`.",
            FromEmailAddress=address,
        )


class AlreadyExists(SESError):
    v1 = "AlreadyExistsException"
    v2 = "AlreadyExistsException"


class ConfigurationSetAlreadyExists(AlreadyExists):
    v1 = "ConfigurationSetAlreadyExistsException"

    def __init__(self, name: str) -> None:
        super().__init__(f"Configuration set <{name}> already exists.", ConfigurationSetName=name)


class IdentityAlreadyExists(AlreadyExists):
    def __init__(self, identity: str) -> None:
        super().__init__(f"Email identity {identity} already exist.")  # sic


class PolicyAlreadyExists(AlreadyExists):
    def __init__(self, name: str) -> None:
        super().__init__(f"Policy <{name}> already exists")


class TemplateAlreadyExists(AlreadyExists):
    def __init__(self, name: str, account_id: str) -> None:
        super().__init__(f"Template {name} already exists for account id {account_id}", Name=name)


class VerificationTemplateAlreadyExists(AlreadyExists):
    v1 = "CustomVerificationEmailTemplateAlreadyExistsException"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Custom verification email template <{name}> already exists",
            CustomVerificationEmailTemplateName=name,
        )


RATE_EXCEEDED = "Rate exceeded"


class Throttled(SESError):
    v1 = "Throttling"
    v2 = "TooManyRequestsException"


class DailyQuotaExceeded(Throttled):
    def __init__(self, sent: int, maximum: float) -> None:
        super().__init__(
            "Daily message quota exceeded.",
            hint=f"{sent} of {maximum:g} recipients were sent to in the last 24 hours. "
            "`ses.clock.advance(hours=24)` lets a day pass, `mock_ses(max_24_hour_send=...)` sets "
            "another quota.",
        )


class SendRateExceeded(Throttled):
    def __init__(self, rate: float) -> None:
        super().__init__(
            "Maximum sending rate exceeded.",
            hint=f"The rate is {rate:g} recipients a second. `ses.clock.advance(seconds=1)` lets a "
            "second pass, `mock_ses(max_send_rate=...)` sets another rate.",
        )


class RequestRateExceeded(Throttled):
    def __init__(self, operation: str) -> None:
        super().__init__(
            RATE_EXCEEDED,
            hint=f"{operation} may be called once a second while the rate is enforced. "
            "`ses.clock.advance(seconds=1)` lets a second pass, `mock_ses(enforce_rate=False)` "
            "stops enforcing.",
        )


class ScriptedFault(SESError):
    """The next answer as a test has scripted it; `shape` is any modelled or common error."""

    def __init__(self, shape: str, message: str | None) -> None:
        super().__init__(message)
        self.v1 = self.v2 = shape  # type: ignore[misc]  # the one error whose shape is data


def usual_text(shape: str) -> str:
    """What SES says with an error whose text tells no particulars, or else who asked for it."""
    return _USUAL_TEXTS.get(_stem(shape)) or "A test asked for this error with ses.fail_next."


class NotModelled(SESError):
    """sesfake does not model this. `what` names an operation, or a member of one."""

    v1 = v2 = "NotModelled"

    def __init__(self, what: str) -> None:
        super().__init__(f"sesfake does not model {what} yet; nothing was done.")


def _stem(shape: str) -> str:
    """What a shape's name and its code on the wire have in common."""
    return shape.removesuffix("Exception")


_USUAL_TEXTS = {
    "Throttling": RATE_EXCEEDED,
    "TooManyRequests": RATE_EXCEEDED,
    **{
        _stem(name): error.message
        for error in (AccountSendingPaused(), MissingAuthenticationToken())
        for name in (error.v1, error.v2)
    },
    # v2 has no error of its own for it.
    _stem(ProductionAccessNotGranted.v1): guesses.SANDBOX,
}

"""Errors of custom verification mails and their templates."""

from __future__ import annotations

from sesfake.errors.base import AlreadyExists, NotFound, SESError
from sesfake.guesses import sending, templates


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


class VerificationTemplateAlreadyExists(AlreadyExists):
    v1 = "CustomVerificationEmailTemplateAlreadyExistsException"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Custom verification email template <{name}> already exists",
            CustomVerificationEmailTemplateName=name,
        )


class VerificationTemplateLimitExceeded(SESError):
    v1 = v2 = "LimitExceededException"

    def __init__(self, maximum: int) -> None:
        super().__init__(templates.TOO_MANY_VERIFICATION_TEMPLATES.format(maximum=maximum))


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
            sending.SANDBOX,
            hint="To mend the test: `mock_ses(production=True)` leaves the sandbox.",
        )


class FromEmailAddressNotVerified(NotFound):
    """The sender of a custom verification template is not verified in this region."""

    v1 = "FromEmailAddressNotVerifiedException"

    def __init__(self, address: str, hand: str = "ses") -> None:
        instead = f" or `mock_ses(verified=[{address!r}])`" if hand == "ses" else ""
        super().__init__(
            f"The from email address <{address}> is not verified",
            hint=f"To mend the test: `{hand}.verify({address!r})`{instead}.",
            FromEmailAddress=address,
        )

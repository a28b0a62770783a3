"""Errors of e-mail templates and their data."""

from __future__ import annotations

from sesfake.errors.base import AlreadyExists, InvalidParameter, NotFound, SESError
from sesfake.guesses import templates as guesses


class TemplateNotFound(NotFound):
    v1 = "TemplateDoesNotExistException"

    def __init__(self, name: str, *, hint: str | None = None, hand: str = "ses") -> None:
        super().__init__(
            f"Template {name} does not exist",
            hint=hint
            or f"To mend the test: `{hand}.add_template({name!r}, subject='...', text='...')`.",
            TemplateName=name,
        )


class TemplateAlreadyExists(AlreadyExists):
    def __init__(self, name: str, account_id: str) -> None:
        super().__init__(f"Template {name} already exists for account id {account_id}", Name=name)


class TemplateLimitExceeded(SESError):
    v1 = v2 = "LimitExceededException"

    def __init__(self, maximum: int) -> None:
        super().__init__(guesses.TOO_MANY_TEMPLATES.format(maximum=maximum))


class InvalidTemplate(SESError):
    """A template that does not compile is not stored."""

    v1 = "InvalidTemplateException"
    v2 = "BadRequestException"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(guesses.INVALID_TEMPLATE.format(reason=reason), TemplateName=name)


class InvalidTemplateData(InvalidParameter):
    """The template data of a send are no JSON object."""

    def __init__(self) -> None:
        super().__init__("Unable to parse template data (invalid JSON).")


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

"""What all errors have in common, and the kinds that many situations share."""

from __future__ import annotations

from typing import Any, ClassVar


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


class InvalidParameter(SESError):
    """A value the service refuses for a reason of its own."""

    v1 = "InvalidParameterValue"
    v2 = "BadRequestException"


class InternalFailure(SESError):
    """SES itself fails where it should have refused."""

    v1 = v2 = "InternalFailure"


class NotFound(SESError):
    v2 = "NotFoundException"


class AlreadyExists(SESError):
    v1 = "AlreadyExistsException"
    v2 = "AlreadyExistsException"


class NotAuthorized(SESError):
    """A send in the name of an identity whose owner has not allowed it."""

    v1 = "AccessDenied"
    v2 = "AccessDeniedException"

    def __init__(
        self, user_arn: str, action: str, resource_arn: str, *, hint: str | None = None
    ) -> None:
        super().__init__(
            f"User `{user_arn}' is not authorized to perform `{action}' "
            f"on resource `{resource_arn}'",
            hint=hint,
        )


class CallNotAuthorized(SESError):
    """A call, other than a send, that the caller's own policies do not allow.

    The text of v2 names the resource and why; that of v1 is without (facts: sending 7).
    """

    v1 = "AccessDenied"
    v2 = "AccessDeniedException"

    def __init__(
        self,
        user_arn: str,
        action: str,
        resource_arn: str | None,
        *,
        is_forbidden: bool,
        hint: str | None = None,
    ) -> None:
        text = f"User: {user_arn} is not authorized to perform: {action}"
        if resource_arn is not None:
            why = (
                "with an explicit deny in an identity-based policy"
                if is_forbidden
                else f"because no identity-based policy allows the {action} action"
            )
            text += f" on resource: {resource_arn} {why}"
        super().__init__(text, hint=hint)


class NotModelled(SESError):
    """sesfake does not model this. `what` names an operation, or a member of one."""

    v1 = v2 = "NotModelled"

    def __init__(self, what: str) -> None:
        super().__init__(f"sesfake does not model {what} yet; nothing was done.")

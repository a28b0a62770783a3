"""Errors of receipt rule sets, receipt rules and IP filters, which v1 alone has."""

from __future__ import annotations

from sesfake.errors.base import AlreadyExists, NotFound, SESError
from sesfake.errors.requests import InvalidAction
from sesfake.guesses import receiving as guesses


class ReceiptRuleSetNotFound(NotFound):
    v1 = "RuleSetDoesNotExistException"

    def __init__(self, name: str) -> None:
        super().__init__(f"Rule set does not exist: {name}", Name=name)


class ReceiptRuleNotFound(NotFound):
    v1 = "RuleDoesNotExistException"

    def __init__(self, name: str) -> None:
        super().__init__(f"Rule does not exist: {name}", Name=name)


class ReceiptRuleSetAlreadyExists(AlreadyExists):
    def __init__(self, name: str) -> None:
        super().__init__(f"Rule set already exists: {name}", Name=name)


class ReceiptRuleAlreadyExists(AlreadyExists):
    def __init__(self, name: str) -> None:
        super().__init__(f"Rule already exists: {name}", Name=name)


class ReceiptFilterAlreadyExists(AlreadyExists):
    def __init__(self, name: str) -> None:
        super().__init__(f"Filter already exists: {name}", Name=name)


class ActiveRuleSetNotDeleted(SESError):
    v1 = "CannotDeleteException"

    def __init__(self, name: str) -> None:
        super().__init__(f"Cannot delete active rule set: {name}", Name=name)


class ReceiptLimitExceeded(SESError):
    """More rule sets, rules, actions or filters than there may be; `what` there are too many of."""

    v1 = "LimitExceededException"

    def __init__(self, what: str) -> None:
        super().__init__(f"Too many {what}")


class InvalidS3Configuration(SESError):
    v1 = "InvalidS3ConfigurationException"

    def __init__(self, text: str, bucket: str, *, hint: str | None = None) -> None:
        super().__init__(text, hint=hint, Bucket=bucket)


class InvalidSnsTopic(SESError):
    v1 = "InvalidSnsTopicException"

    def __init__(self, text: str, topic: str, *, hint: str | None = None) -> None:
        super().__init__(text, hint=hint, Topic=topic)


class InvalidLambdaFunction(SESError):
    v1 = "InvalidLambdaFunctionException"

    def __init__(self, text: str, function_arn: str, *, hint: str | None = None) -> None:
        super().__init__(text, hint=hint, FunctionArn=function_arn)


class ReceivingUnavailable(InvalidAction):
    """A region in which SES receives no mail."""

    def __init__(self, region: str, regions: str) -> None:
        super().__init__(
            guesses.RECEIVING_UNAVAILABLE,
            hint=f"SES receives no mail in {region}, only in {regions}.",
        )

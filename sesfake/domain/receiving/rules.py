"""Receipt rules and their actions, as they are stored: the words of AWS in Python's spelling.

https://docs.aws.amazon.com/ses/latest/dg/receiving-email-concepts.html
"""

from __future__ import annotations

from dataclasses import dataclass

OPTIONAL, REQUIRE = "Optional", "Require"  # TLS policies
EVENT, REQUEST_RESPONSE = "Event", "RequestResponse"  # ways to invoke a function
UTF_8, BASE64 = "UTF-8", "Base64"  # encodings of mail in notifications


@dataclass(frozen=True)
class S3Action:
    """Store the mail in a bucket."""

    bucket: str
    prefix: str | None = None
    kms_key_arn: str | None = None
    role_arn: str | None = None
    topic_arn: str | None = None


@dataclass(frozen=True)
class SnsAction:
    """Publish the mail to a topic."""

    topic_arn: str
    encoding: str = UTF_8


@dataclass(frozen=True)
class LambdaAction:
    """Invoke a function."""

    function_arn: str
    invocation_type: str = EVENT
    topic_arn: str | None = None


@dataclass(frozen=True)
class BounceAction:
    """Send the mail back."""

    smtp_reply_code: str
    message: str
    sender: str
    status_code: str | None = None
    topic_arn: str | None = None


@dataclass(frozen=True)
class AddHeaderAction:
    """Put a header on top of the mail, for the actions that follow."""

    name: str
    value: str


@dataclass(frozen=True)
class StopAction:
    """End the evaluation of the rule set."""

    scope: str = "RuleSet"
    topic_arn: str | None = None


@dataclass(frozen=True)
class WorkmailAction:
    """Hand the mail to an organization of WorkMail."""

    organization_arn: str
    topic_arn: str | None = None


@dataclass(frozen=True)
class ConnectAction:
    """Hand the mail to an instance of Connect."""

    instance_arn: str
    role_arn: str


ReceiptAction = (
    S3Action
    | SnsAction
    | LambdaAction
    | BounceAction
    | AddHeaderAction
    | StopAction
    | WorkmailAction
    | ConnectAction
)


@dataclass(frozen=True)
class ReceiptRule:
    """What is done to mail for some recipients; none named are all of verified domains."""

    name: str
    is_enabled: bool = False
    is_scanned: bool = False
    tls_policy: str = OPTIONAL
    recipients: tuple[str, ...] = ()
    actions: tuple[ReceiptAction, ...] = ()

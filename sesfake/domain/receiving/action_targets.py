"""What the actions of a receipt rule name, looked at when the rule is given.

SES writes an object to a bucket and publishes a message to a topic to see whether it can; of a
function it only looks whether it may invoke it. With the exception of buckets, all must be in the
region of the rule. https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sesfake.domain.identities.identities import Identities
from sesfake.domain.neighbours.parcels import S3Object, SnsMessage
from sesfake.domain.neighbours.targets import FunctionToInvoke, RoleToAssume, Targets, What
from sesfake.domain.receiving.rule_checks import no_bucket
from sesfake.domain.receiving.rules import (
    BounceAction,
    ConnectAction,
    LambdaAction,
    ReceiptAction,
    ReceiptRule,
    S3Action,
)
from sesfake.errors import (
    InvalidLambdaFunction,
    InvalidParameter,
    InvalidS3Configuration,
    InvalidSnsTopic,
)
from sesfake.guesses.receiving import (
    RECEIPT_ROLE_NOT_ASSUMED,
    RECEIPT_TOPIC_SUBSCRIBED,
    SETUP_OBJECT,
)
from sesfake.mail.addresses import bare

SETUP_KEY = "AMAZON_SES_SETUP_NOTIFICATION"  # facts: events 11


@dataclass(frozen=True)
class ActionTargets:
    """What the rules of one account in one region may name."""

    targets: Targets
    identities: Identities
    hand: str = "ses"

    def check(self, rule: ReceiptRule) -> None:
        """Raise the error of the first action that cannot be done."""
        for action in rule.actions:
            self._check(action)
            topic = getattr(action, "topic_arn", None)
            if topic is not None:
                self._check_topic(topic)

    def _check(self, action: ReceiptAction) -> None:
        if isinstance(action, S3Action):
            self._check_bucket(action)
        elif isinstance(action, LambdaAction):
            self._check_function(action.function_arn)
        elif isinstance(action, BounceAction):
            self._check_sender(action.sender)
        elif isinstance(action, ConnectAction):
            self._check_role(action.role_arn)

    def _check_bucket(self, action: S3Action) -> None:
        bucket, prefix = action.bucket, action.prefix or ""
        if action.role_arn is not None:
            self._check_role(action.role_arn, bucket)
        content = SETUP_OBJECT.format(bucket=bucket, prefix=prefix)
        trouble = self.targets.trouble(S3Object(bucket, prefix + SETUP_KEY, content.encode()))
        if trouble is None:
            return
        if trouble.what is What.BUCKET:
            raise no_bucket(bucket, trouble.hint)
        raise InvalidS3Configuration(
            f"Could not write to bucket: {bucket}", bucket, hint=trouble.hint
        )

    def _check_function(self, arn: str) -> None:
        trouble = self.targets.trouble(FunctionToInvoke(arn))
        if trouble is not None:
            text = f"Could not invoke Lambda function: {arn}"
            raise InvalidLambdaFunction(text, arn, hint=trouble.hint)

    def _check_topic(self, arn: str) -> None:
        trouble = self.targets.trouble(SnsMessage(arn, _subscribed(arn)))
        if trouble is not None:
            text = f"Could not publish to SNS topic: {arn}"
            raise InvalidSnsTopic(text, arn, hint=trouble.hint)

    def _check_sender(self, sender: str) -> None:
        address = bare(sender)
        is_address = "@" in address.strip("@")
        if not is_address or self.identities.covering(address) is None:
            hint = "The Sender of a Bounce action is an address, such as 'mailer@example.com'."
            if is_address:
                hint = f"To mend the test: `{self.hand}.verify({address!r})`."
            raise InvalidParameter(f"Identity is not verified: {sender}", hint=hint)

    def _check_role(self, arn: str, bucket: str | None = None) -> None:
        trouble = self.targets.trouble(RoleToAssume(arn))
        if trouble is None:
            return
        text = RECEIPT_ROLE_NOT_ASSUMED.format(role=arn)
        if bucket is None:
            raise InvalidParameter(text, hint=trouble.hint)
        raise InvalidS3Configuration(text, bucket, hint=trouble.hint)


def _subscribed(topic: str) -> str:
    # As identities' topics are told (facts: events 5).
    message = RECEIPT_TOPIC_SUBSCRIBED.format(topic=topic)
    notification = {"notificationType": "AmazonSnsSubscriptionSucceeded", "message": message}
    return json.dumps(notification, ensure_ascii=False, separators=(",", ":")) + "\n"

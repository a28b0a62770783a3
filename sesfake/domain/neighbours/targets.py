"""Whether what an operation names in another service is there, asked before anything changes.

The answer may lie with a neighbour, and nobody calls one under an account's lock. So an operation
that asks what is not known yet is interrupted by TargetUnknown; `app.handle` has the question
answered outside of the lock and runs the operation again, from the start, with the answer.

For a topic or a bucket the question is itself the deed: SES publishes a message, or writes an
object, to see whether it can. A disabled destination is looked at like an enabled one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from sesfake.domain.configuration_sets.event_destinations import EventDestination
from sesfake.domain.configuration_sets.event_targets import FirehoseTarget, SnsTarget
from sesfake.domain.configuration_sets.target_arns import region_of
from sesfake.domain.identities.notifications import NotificationType, check_topic_arn
from sesfake.domain.neighbours.parcels import S3Object, SnsMessage
from sesfake.errors import InvalidParameter
from sesfake.guesses.neighbours import (
    ROLE_NOT_ASSUMED,
    STREAM_NOT_ACCESSED,
    TOPIC_NOT_PUBLISHED,
    TOPIC_OF_IDENTITY_NOT_PUBLISHED,
    VALIDATION_SUBJECT,
)

VALIDATED = "Successfully validated SNS topic for Amazon SES event publishing."  # facts: events 4

# https://docs.aws.amazon.com/ses/latest/dg/configure-sns-notifications.html
_ELSEWHERE = "SES publishes only to topics of its own region, which is {region} here."
_FUNCTION_ELSEWHERE = "SES invokes only functions of its own region, which is {region} here."


@dataclass(frozen=True)
class FunctionToInvoke:
    """A function that SES is to invoke some day."""

    arn: str


@dataclass(frozen=True)
class RoleToAssume:
    """A role that SES is to assume some day."""

    arn: str


Target = SnsMessage | FirehoseTarget | S3Object | FunctionToInvoke | RoleToAssume


@dataclass(frozen=True)
class Question:
    """Whether something can be used, asked in the name of an account in a region."""

    account_id: str
    region: str
    target: Target


class What(Enum):
    """What a trouble can be with."""

    TOPIC = "topic"
    ROLE = "role"
    STREAM = "stream"
    BUCKET = "bucket"
    OBJECT = "object"  # which a bucket does not take
    FUNCTION = "function"

    @property
    def service(self) -> str:
        """Who knows of it."""
        return _SERVICES[self]


_SERVICES = {
    What.TOPIC: "sns",
    What.ROLE: "iam",
    What.STREAM: "firehose",
    What.BUCKET: "s3",
    What.OBJECT: "s3",
    What.FUNCTION: "lambda",
}


class Trouble(NamedTuple):
    """What cannot be used; the hint tells the tester why, and what to do."""

    what: What
    hint: str


Answers = Mapping[Question, Trouble | None]


class TargetUnknown(Exception):
    """An operation cannot go on before a question is answered."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.question = question


@dataclass(frozen=True)
class Validation:
    """A message that SES has published to see whether a topic takes it."""

    topic_arn: str
    message: str
    subject: str | None
    account_id: str
    region: str
    sent_at: datetime


class Targets:
    """What one account in one region may ask about."""

    def __init__(self, account_id: str, region: str) -> None:
        self._account_id = account_id
        self._region = region
        self._answers: Answers = {}

    @contextmanager
    def told(self, answers: Answers) -> Iterator[None]:
        """Know some answers, for one run of an operation."""
        self._answers = answers
        try:
            yield
        finally:
            self._answers = {}

    def check_destination(self, destination: EventDestination, configuration_set: str) -> None:
        """Raise the target's error if nothing can be published to it."""
        target = destination.target
        if isinstance(target, SnsTarget):
            trouble = self.trouble(SnsMessage(target.topic_arn, VALIDATED, VALIDATION_SUBJECT))
        elif isinstance(target, FirehoseTarget):
            trouble = self.trouble(target)
        else:
            return
        if trouble is not None:
            text = _text(trouble, target)
            raise target.error(text, destination.name, configuration_set, hint=trouble.hint)

    def check_topic(self, topic: str, type_: NotificationType, identity: str) -> None:
        """Raise InvalidParameter if an identity's notifications cannot be published there."""
        check_topic_arn(topic)
        trouble = self.trouble(SnsMessage(topic, _subscribed(topic, type_, identity)))
        if trouble is not None:
            text = TOPIC_OF_IDENTITY_NOT_PUBLISHED.format(topic=topic)
            raise InvalidParameter(text, hint=trouble.hint)

    def trouble(self, target: Target) -> Trouble | None:
        """What stands against using a well-formed target; raises TargetUnknown until it is told."""
        if isinstance(target, SnsMessage) and region_of(target.topic_arn) != self._region:
            return Trouble(What.TOPIC, _ELSEWHERE.format(region=self._region))
        if isinstance(target, FunctionToInvoke) and region_of(target.arn) != self._region:
            return Trouble(What.FUNCTION, _FUNCTION_ELSEWHERE.format(region=self._region))
        question = Question(self._account_id, self._region, target)
        if question not in self._answers:
            raise TargetUnknown(question)
        return self._answers[question]


def _text(trouble: Trouble, target: SnsTarget | FirehoseTarget) -> str:
    if isinstance(target, SnsTarget):
        return TOPIC_NOT_PUBLISHED.format(topic=target.topic_arn)
    if trouble.what is What.ROLE:
        return ROLE_NOT_ASSUMED.format(role=target.role_arn)
    return STREAM_NOT_ACCESSED.format(stream=target.stream_arn)


def _subscribed(topic: str, type_: NotificationType, identity: str) -> str:
    # facts: events 5
    message = (
        f"You have successfully subscribed your Amazon SNS topic '{topic}' to receive "
        f"'{type_.value}' notifications from Amazon SES for identity '{identity}'."
    )
    notification = {"notificationType": "AmazonSnsSubscriptionSucceeded", "message": message}
    return json.dumps(notification, ensure_ascii=False, separators=(",", ":")) + "\n"

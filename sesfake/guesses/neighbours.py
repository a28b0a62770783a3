"""Guessed texts about the services next door."""

from __future__ import annotations

from sesfake.guesses import guess

VALIDATION_SUBJECT = guess(
    "the subject of the message that SES publishes to see whether an event destination's topic "
    "takes it",
    "Amazon SES Email Event Notification",
)
TOPIC_NOT_PUBLISHED = guess(
    "an event destination's topic that SES cannot publish to (the end of the text)",
    "Could not publish message to SNS topic <{topic}>.",
)
TOPIC_OF_IDENTITY_NOT_PUBLISHED = guess(
    "an identity's topic that SES cannot publish to (the end of the text)",
    "SNS topic <{topic}> does not exist or cannot be published to.",
)
ROLE_NOT_ASSUMED = guess(
    "an event destination's role that SES cannot assume (the end of the text)",
    "Could not assume IAM role <{role}>.",
)
STREAM_NOT_ACCESSED = guess(
    "an event destination's delivery stream that is not there (the end of the text)",
    "Could not access Kinesis Firehose Stream <{stream}>.",
)
TOPIC_GONE_SUBJECT = guess(
    "the subject of the mail about a feedback topic that does not take notifications",
    "Amazon SES removed the {type} notification topic of {identity}",
)
TOPIC_GONE = guess(
    "the mail about a feedback topic that does not take notifications",
    "Amazon SES could not publish a {type} notification for the identity {identity} to the Amazon "
    "SNS topic {topic}:\n\n{reason}\n\nThe topic was removed from the identity, and email "
    "feedback forwarding is enabled again.\n",
)

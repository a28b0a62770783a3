"""Guessed texts of SendBounce, and of the bounces that it and receipt rules send."""

from __future__ import annotations

from sesfake.guesses import guess

ORIGINAL_UNKNOWN = guess(
    "SendBounce about mail that was not received in the last 24 hours",
    "Could not find the original message: {message_id}",
)
NO_RETURN_PATH = guess(
    "SendBounce about mail that wants no bounces: its return path is empty",
    "The original message has no return path: {message_id}",
)
NOT_ITS_RECIPIENT = guess(
    "SendBounce for somebody who is no recipient of the original mail",
    "{address} is not a recipient of the original message.",
)
NOBODY_BOUNCED = guess(
    "SendBounce without recipients", "You must specify at least one BouncedRecipientInfo."
)
NO_BOUNCE_REASON = guess(
    "SendBounce for a recipient without a bounce type and without fields of its own",
    "You must specify either BounceType or RecipientDsnFields for recipient {address}.",
)
EXTENSION_NAME = guess(
    "SendBounce with an extension field of an illegal name",
    "Invalid extension field name: {name}",
)
EXTENSION_VALUE = guess(
    "SendBounce with an extension field of an illegal value",
    "Invalid value of extension field: {name}",
)
DOES_NOT_EXIST = guess(
    "what a bounce of the type DoesNotExist says", "550 5.1.1 Mailbox does not exist"
)
MESSAGE_TOO_LARGE = guess(
    "what a bounce of the type MessageTooLarge says", "552 5.3.4 Message too large"
)
EXCEEDED_QUOTA = guess("what a bounce of the type ExceededQuota says", "552 5.2.2 Mailbox full")
CONTENT_REJECTED = guess(
    "what a bounce of the type ContentRejected says", "500 5.6.1 Message content rejected"
)
UNDEFINED = guess("what a bounce of the type Undefined says", "554 5.0.0 Unknown failure")
TEMPORARY_FAILURE = guess(
    "what a bounce of the type TemporaryFailure says", "450 4.0.0 Temporary failure"
)

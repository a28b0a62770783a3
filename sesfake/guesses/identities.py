"""Guessed texts of identities."""

from __future__ import annotations

from sesfake.guesses import guess

MALFORMED_ARN = guess("a malformed identity ARN", "Invalid ARN: {arn}")
FOREIGN_IDENTITY = guess(
    "another account's or region's identity ARN in a management call",
    "Identity <{arn}> is not owned by account {account_id}.",
)
TOO_MANY_IDENTITIES = guess(
    "more than 100 identities in one read", "At most 100 identities may be specified at a time."
)
TOO_MANY_IDENTITIES_IN_REGION = guess(
    "more than 10,000 identities in a region",
    "The maximum number of identities for this account has been reached: {maximum}.",
)
KEY_LENGTH_CHANGED_TODAY = guess(
    "a second change of the DKIM key length within 24 hours",
    "The DKIM signing key length can be changed only once in 24 hours.",
)
DKIM_SETTINGS_OF_AN_ADDRESS = guess(
    "DKIM settings in the creation of an address identity",
    "DKIM signing attributes can only be specified for a domain.",
)
NOT_ONE_DKIM_METHOD = guess(
    "DKIM settings of several methods at once",
    "The DKIM signing attributes do not fit the signing attributes origin.",
)
NO_OWN_KEY = guess(
    "Bring Your Own DKIM without a selector or without a private key",
    "DomainSigningSelector and DomainSigningPrivateKey must both be specified.",
)
ORIGIN_IN_ATTRIBUTES = guess(
    "an origin inside of the signing attributes of PutEmailIdentityDkimSigningAttributes",
    "DomainSigningAttributesOrigin is not allowed here; use SigningAttributesOrigin.",
)
TOO_MANY_POLICIES = guess(
    "more than 20 policies in one read", "At most 20 policies may be specified at a time."
)
BAD_TOPIC = guess("an SNS topic that is no ARN of one", "SNS topic <{topic}> is not valid.")
TOPICS_NEEDED = guess(
    "feedback forwarding switched off without both topics",
    "Feedback forwarding can only be disabled when bounce and complaint topics are set.",
)

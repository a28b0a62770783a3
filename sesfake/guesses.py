"""Texts that nobody has quoted from Amazon yet: ours, in one table, until the real one is seen.

The situations are documented, their codes mostly too; only the words are guessed. What stands in
braces is filled in by who raises it. `docs/fidelity.md` prints the table.
"""

from __future__ import annotations

GUESSES: dict[str, str] = {}  # text to what it stands for


def _guess(about: str, text: str) -> str:
    GUESSES[text] = about
    return text


NO_RECIPIENTS = _guess("a message without recipients", "There are no recipients specified")
NO_BODY = _guess("a message without a body", "Message body must have a Text or an Html part.")
NOT_ONE_CONTENT = _guess(
    "v2 content that is none or several of Simple, Raw, Template",
    "Exactly one of Simple, Raw and Template must be specified.",
)
ACCOUNT_PAUSED = _guess(
    "the account's owner has switched sending off", "Sending is paused for this account"
)
MALFORMED_ARN = _guess("a malformed identity ARN", "Invalid ARN: {arn}")
FOREIGN_IDENTITY = _guess(
    "another account's or region's identity ARN in a management call",
    "Identity <{arn}> is not owned by account {account_id}.",
)
TOO_MANY_IDENTITIES = _guess(
    "more than 100 identities in one read", "At most 100 identities may be specified at a time."
)
TOO_MANY_POLICIES = _guess(
    "more than 20 policies in one read", "At most 20 policies may be specified at a time."
)
TOPICS_NEEDED = _guess(
    "feedback forwarding switched off without both topics",
    "Feedback forwarding can only be disabled when bounce and complaint topics are set.",
)
TOO_MANY_CONFIGURATION_SETS = _guess(
    "more configuration sets than an account may have",
    "Number of configuration sets exceeds max allowed number of {maximum}.",
)

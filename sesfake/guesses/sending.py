"""Guessed texts of sends."""

from __future__ import annotations

from sesfake.guesses import guess

NO_RECIPIENTS = guess("a message without recipients", "There are no recipients specified")
NO_BODY = guess("a message without a body", "Message body must have a Text or an Html part.")
NOT_ONE_CONTENT = guess(
    "v2 content that is none or several of Simple, Raw, Template",
    "Exactly one of Simple, Raw and Template must be specified.",
)
NOT_ONE_TEMPLATE = guess(
    "a v2 send with none or several of TemplateName, TemplateArn, TemplateContent",
    "Exactly one of TemplateName, TemplateArn and TemplateContent must be specified.",
)
TOO_MANY_DESTINATIONS = guess(
    "a bulk send to more than 50 destinations", "Number of destinations exceeds {maximum}."
)
NO_DESTINATIONS = guess("a bulk send to nobody", "There are no destinations specified")
MAIL_FROM_NOT_VERIFIED = guess(
    "a custom MAIL FROM domain without its record, whose owner wants messages refused",
    "Mail FROM domain is not verified",
)
ACCOUNT_PAUSED = guess(
    "the account's owner has switched sending off", "Sending is paused for this account"
)
SANDBOX = guess(
    "a custom verification mail from an account in the sandbox",
    "Production access has not been granted for this account.",
)
ACCOUNT_SUSPENDED = guess(
    "a send from an account that Amazon has suspended for good",
    "The account's ability to send email has been permanently restricted.",
)

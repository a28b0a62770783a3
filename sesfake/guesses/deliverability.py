"""Guessed texts of the Deliverability dashboard."""

from __future__ import annotations

from sesfake.guesses import guess

DASHBOARD_NOT_ENABLED = guess(
    "a call for the Deliverability dashboard, which is not enabled (as Amazon says it of another)",
    "To use this feature you must enable the Deliverability dashboard",
)
DOMAIN_NOT_SUBSCRIBED = guess(
    "figures of a domain for which the dashboard is not enabled",
    "Domain <{domain}> is not subscribed to the Deliverability dashboard.",
)
DOMAIN_NOT_VERIFIED = guess(
    "a subscription of what is no verified domain of the account",
    "Domain <{domain}> is not a verified domain.",
)
DOMAIN_TWICE = guess(
    "a subscription that names a domain twice", "Domain <{domain}> is specified more than once."
)
DOMAIN_MISSING = guess(
    "a subscription of a domain without its name", "Domain is required in SubscribedDomains."
)
TEST_NOT_FOUND = guess(
    "an inbox placement test that there is not", "Report with id: {id} doesn't exist."
)
CAMPAIGN_NOT_FOUND = guess("a campaign that there is not", "Campaign with id: {id} doesn't exist.")
BAD_INTERVAL = guess(
    "figures of a domain from a day after the last", "EndDate must not be before StartDate."
)
LONG_INTERVAL = guess(
    "figures of a domain for too long", "EndDate must be at most {days} days after StartDate."
)
BAD_PAGE_SIZE = guess(
    "pages of placement tests or campaigns of another size",
    "The page size must be between 0 and {maximum}",
)
BAD_TOKEN = guess("a bad token of placement tests or campaigns", "The NextToken is invalid.")

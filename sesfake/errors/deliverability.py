"""Errors of the Deliverability dashboard, which only v2 has."""

from __future__ import annotations

from sesfake.errors.base import AlreadyExists, NotFound
from sesfake.guesses import deliverability as guesses


class DashboardNotEnabled(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self) -> None:
        super().__init__(
            guesses.DASHBOARD_NOT_ENABLED,
            hint="`put_deliverability_dashboard_option(DashboardEnabled=True, "
            "SubscribedDomains=[{'Domain': ...}])` of a `sesv2` client.",
        )


class DomainNotSubscribed(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, domain: str) -> None:
        super().__init__(
            guesses.DOMAIN_NOT_SUBSCRIBED.format(domain=domain),
            hint="`put_deliverability_dashboard_option(DashboardEnabled=True, "
            f"SubscribedDomains=[{{'Domain': {domain!r}}}])` of a `sesv2` client.",
        )


class DomainToSubscribeNotVerified(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, domain: str, hand: str = "ses") -> None:
        super().__init__(
            guesses.DOMAIN_NOT_VERIFIED.format(domain=domain),
            hint=f"To mend the test: `{hand}.verify({domain!r})`.",
        )


class DomainSubscribedTwice(AlreadyExists):
    def __init__(self, domain: str) -> None:
        super().__init__(guesses.DOMAIN_TWICE.format(domain=domain))


class PlacementTestNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, test_id: str) -> None:
        super().__init__(guesses.TEST_NOT_FOUND.format(id=test_id))


class CampaignNotFound(NotFound):
    v1 = "InvalidParameterValue"

    def __init__(self, campaign_id: str) -> None:
        super().__init__(guesses.CAMPAIGN_NOT_FOUND.format(id=campaign_id))

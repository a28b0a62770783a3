"""The Deliverability dashboard in v2, and tests of inbox placement; v1 has no calls for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sesfake.domain import sending
from sesfake.domain.account import Account
from sesfake.domain.deliverability.dashboard import DashboardStatus, PlacementTracking, Subscription
from sesfake.domain.deliverability.placement_tests import (
    MAX_PAGE,
    TEST_PAGES,
    Placement,
    PlacementTest,
    overall,
)
from sesfake.domain.deliverability.seeds import SEEDS, TEST_OPERATION
from sesfake.domain.dns.reviewed import passes_spf
from sesfake.errors import DomainSubscribedTwice, DomainToSubscribeNotVerified, InvalidParameter
from sesfake.guesses.deliverability import BAD_PAGE_SIZE, BAD_TOKEN, DOMAIN_MISSING
from sesfake.v2.contents import read_content
from sesfake.v2.pages import page_of
from sesfake.v2.sending import shared_draft
from sesfake.v2.tags import given_tags, shown_tags


def put_deliverability_dashboard_option(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    if request["DashboardEnabled"]:
        given = request.get("SubscribedDomains")
        account.dashboard.enable(None if given is None else _wanted(account, given))
    else:
        account.dashboard.disable()
    return {}


def get_deliverability_dashboard_options(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    dashboard = account.dashboard
    subscriptions = dashboard.subscriptions
    return {
        "DashboardEnabled": dashboard.status is not DashboardStatus.DISABLED,
        "SubscriptionExpiryDate": dashboard.expires_at,
        "AccountStatus": dashboard.status.name,
        "ActiveSubscribedDomains": [
            _shown_domain(one) for one in subscriptions if one.expires_at is None
        ],
        "PendingExpirationSubscribedDomains": [
            _shown_domain(one) for one in subscriptions if one.expires_at is not None
        ],
    }


def create_deliverability_test_report(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    account.dashboard.check()
    tags = given_tags(request)
    if not request["FromEmailAddress"]:
        raise InvalidParameter("Source cannot be empty")  # as of templates (facts: sending 5)
    content = read_content(account, request["Content"])
    draft = shared_draft(TEST_OPERATION, request, content)._replace(bcc=SEEDS)
    message = sending.send(account, draft)
    is_known = message.mail_from is not None and account.identities.follow_dns
    test = account.placement_tests.add(
        request.get("ReportName"),
        message,
        tags,
        passes_spf=not is_known or passes_spf(account.dns, message.mail_from or ""),
    )
    return {"ReportId": test.id, "DeliverabilityTestStatus": _status(account, test)}


def get_deliverability_test_report(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    account.dashboard.check()
    test = account.placement_tests.get(request["ReportId"])
    placements = test.placements() if test.is_completed(account.clock.now()) else {}
    return {
        "DeliverabilityTestReport": _shown(account, test),
        "OverallPlacement": (
            _shown_placement(test, overall(list(placements.values()))) if placements else {}
        ),
        "IspPlacements": [
            {"IspName": provider, "PlacementStatistics": _shown_placement(test, placement)}
            for provider, placement in placements.items()
        ],
        "Message": test.message.html or test.message.text,
        "Tags": shown_tags(test.tags),
    }


def list_deliverability_test_reports(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    size = checked_page_size(request)
    account.dashboard.check()
    page = page_of(
        account, TEST_PAGES, account.placement_tests, size, request.get("NextToken"), BAD_TOKEN
    )
    return {
        "DeliverabilityTestReports": [_shown(account, test) for test in page.items],
        "NextToken": page.next_token,
    }


def checked_page_size(request: Mapping[str, Any]) -> int:
    """How many to list; raises InvalidParameter. None at all is taken for nothing said."""
    size: int = request.get("PageSize", 0)
    if not 0 <= size <= MAX_PAGE:
        raise InvalidParameter(BAD_PAGE_SIZE.format(maximum=MAX_PAGE))
    return size or MAX_PAGE


def _wanted(account: Account, given: Iterable[Mapping[str, Any]]) -> dict[str, PlacementTracking]:
    wanted: dict[str, PlacementTracking] = {}
    for one in given:
        name = one.get("Domain")
        if not name:
            raise InvalidParameter(DOMAIN_MISSING)
        identity = account.identities.find(name)
        if identity is None or not (identity.is_domain and identity.is_verified):
            raise DomainToSubscribeNotVerified(name, account.hand)
        if identity.name in wanted:
            raise DomainSubscribedTwice(name)
        wanted[identity.name] = _given_tracking(one.get("InboxPlacementTrackingOption"))
    return wanted


def _given_tracking(option: Mapping[str, Any] | None) -> PlacementTracking:
    if option is None:
        return PlacementTracking()
    return PlacementTracking(option.get("Global", False), tuple(option.get("TrackedIsps", ())))


def _shown_domain(subscription: Subscription) -> dict[str, Any]:
    tracking = subscription.tracking
    return {
        "Domain": subscription.domain,
        "SubscriptionStartDate": subscription.started_at,
        "InboxPlacementTrackingOption": {
            "Global": tracking.is_global,
            "TrackedIsps": list(tracking.providers),
        },
    }


def _shown(account: Account, test: PlacementTest) -> dict[str, Any]:
    return {
        "ReportId": test.id,
        "ReportName": test.name,
        "Subject": test.message.subject,
        "FromEmailAddress": test.message.draft.source,
        "CreateDate": test.created_at,
        "DeliverabilityTestStatus": _status(account, test),
    }


def _status(account: Account, test: PlacementTest) -> str:
    return "COMPLETED" if test.is_completed(account.clock.now()) else "IN_PROGRESS"


def _shown_placement(test: PlacementTest, placement: Placement) -> dict[str, float]:
    arrived = 100 - placement.missing  # of what is missing nobody knows
    return {
        "InboxPercentage": placement.inbox,
        "SpamPercentage": placement.spam,
        "MissingPercentage": placement.missing,
        "SpfPercentage": arrived if test.passes_spf else 0.0,
        "DkimPercentage": arrived if test.passes_dkim else 0.0,
    }

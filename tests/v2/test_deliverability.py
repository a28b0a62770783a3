"""The Deliverability dashboard, which only v2 has. Rows: facts "resources" 9.4, 0.3 and the model.

Which texts are Amazon's nobody knows; they are in `sesfake/guesses/deliverability.py`.
"""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from tests.refusing import refusal, refusal_with_status

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
END_OF_MARCH = datetime(2026, 3, 31, 23, 59, 59, tzinfo=timezone.utc)
END_OF_APRIL = datetime(2026, 4, 30, 23, 59, 59, tzinfo=timezone.utc)
ALL = {"Global": True, "TrackedIsps": []}

pytestmark = pytest.mark.ses(verified=["example.com", "example.org", "ann@example.net"])


@pytest.fixture(autouse=True)
def it_is_noon(ses):
    ses.clock.freeze(NOON)


def put(client, *domains, enabled=True):
    return client.put_deliverability_dashboard_option(
        DashboardEnabled=enabled, SubscribedDomains=[{"Domain": name} for name in domains]
    )


def options(client):
    answer = client.get_deliverability_dashboard_options()
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def names(client):
    """The domains that are active, and those that end."""
    found = options(client)
    return (
        [one["Domain"] for one in found["ActiveSubscribedDomains"]],
        [one["Domain"] for one in found["PendingExpirationSubscribedDomains"]],
    )


def test_it_is_off_by_default(sesv2_client):  # resources 9.4
    assert options(sesv2_client) == {
        "DashboardEnabled": False,
        "AccountStatus": "DISABLED",
        "ActiveSubscribedDomains": [],
        "PendingExpirationSubscribedDomains": [],
    }


def test_it_is_enabled_for_domains(sesv2_client):
    sesv2_client.put_deliverability_dashboard_option(
        DashboardEnabled=True,
        SubscribedDomains=[
            {"Domain": "Example.com"},
            {
                "Domain": "example.org",
                "SubscriptionStartDate": datetime(2020, 1, 1, tzinfo=timezone.utc),
                "InboxPlacementTrackingOption": {"TrackedIsps": ["Gmail"]},
            },
        ],
    )

    assert options(sesv2_client) == {
        "DashboardEnabled": True,
        "AccountStatus": "ACTIVE",
        "ActiveSubscribedDomains": [
            {
                "Domain": "example.com",
                "SubscriptionStartDate": NOON,
                "InboxPlacementTrackingOption": ALL,
            },
            {
                "Domain": "example.org",
                "SubscriptionStartDate": NOON,  # since when, is SES's to say
                "InboxPlacementTrackingOption": {"Global": False, "TrackedIsps": ["Gmail"]},
            },
        ],
        "PendingExpirationSubscribedDomains": [],
    }


def test_it_may_be_enabled_for_no_domain(sesv2_client):
    sesv2_client.put_deliverability_dashboard_option(DashboardEnabled=True)

    assert options(sesv2_client)["AccountStatus"] == "ACTIVE"
    assert names(sesv2_client) == ([], [])


def test_what_is_disabled_goes_on_to_the_end_of_the_month(ses, sesv2_client):
    put(sesv2_client, "example.com")

    sesv2_client.put_deliverability_dashboard_option(DashboardEnabled=False)
    ses.clock.freeze(END_OF_MARCH)
    last = options(sesv2_client)
    ses.clock.advance(seconds=1)

    assert last == {
        "DashboardEnabled": True,
        "AccountStatus": "PENDING_EXPIRATION",
        "SubscriptionExpiryDate": END_OF_MARCH,
        "ActiveSubscribedDomains": [],
        "PendingExpirationSubscribedDomains": [
            {
                "Domain": "example.com",
                "SubscriptionStartDate": NOON,
                "InboxPlacementTrackingOption": ALL,
            }
        ],
    }
    assert options(sesv2_client) == {
        "DashboardEnabled": False,
        "AccountStatus": "DISABLED",
        "ActiveSubscribedDomains": [],
        "PendingExpirationSubscribedDomains": [],
    }


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (datetime(2026, 12, 31, 12, tzinfo=timezone.utc), "2026-12-31 23:59:59"),
        (datetime(2026, 1, 31, 12, tzinfo=timezone.utc), "2026-01-31 23:59:59"),
        (datetime(2028, 2, 1, 12, tzinfo=timezone.utc), "2028-02-29 23:59:59"),
    ],
)
def test_months_end_when_they_do(ses, sesv2_client, day, end):
    ses.clock.freeze(day)
    put(sesv2_client, "example.com")
    put(sesv2_client, enabled=False)

    expiry = options(sesv2_client)["SubscriptionExpiryDate"].astimezone(timezone.utc)
    assert str(expiry).startswith(end)


def test_to_disable_what_is_off_does_nothing(sesv2_client):
    put(sesv2_client, enabled=False)

    assert options(sesv2_client)["AccountStatus"] == "DISABLED"


def test_to_enable_again_before_the_end_takes_it_back(ses, sesv2_client):
    put(sesv2_client, "example.com")
    put(sesv2_client, enabled=False)
    ses.clock.advance(days=1)

    put(sesv2_client, "example.com")

    found = options(sesv2_client)
    assert "SubscriptionExpiryDate" not in found
    assert [one["SubscriptionStartDate"] for one in found["ActiveSubscribedDomains"]] == [NOON]


def test_a_domain_that_is_left_out_ends_with_the_month(ses, sesv2_client):
    put(sesv2_client, "example.com", "example.org")

    put(sesv2_client, "example.org")
    pending = names(sesv2_client)
    ses.clock.advance(days=30)

    assert pending == (["example.org"], ["example.com"])
    assert names(sesv2_client) == (["example.org"], [])


def test_without_a_list_domains_stay_as_they_are(sesv2_client):
    put(sesv2_client, "example.com")

    sesv2_client.put_deliverability_dashboard_option(DashboardEnabled=True)

    assert names(sesv2_client) == (["example.com"], [])


@pytest.mark.parametrize("name", ["unknown.example", "ann@example.net"])
def test_only_verified_domains_can_be_subscribed(sesv2_client, name):
    code, text, status = refusal_with_status(put, sesv2_client, "example.com", name)

    assert (code, text, status) == (
        "NotFoundException",
        f"Domain <{name}> is not a verified domain.",
        404,
    )
    assert options(sesv2_client)["AccountStatus"] == "DISABLED"


@pytest.mark.ses(verification="manual")
def test_a_domain_that_waits_for_its_records_cannot_be_subscribed(sesv2_client):
    sesv2_client.create_email_identity(EmailIdentity="late.example")

    assert refusal(put, sesv2_client, "late.example")[0] == "NotFoundException"


def test_a_domain_is_named_once(sesv2_client):
    assert refusal_with_status(put, sesv2_client, "example.com", "EXAMPLE.com") == (
        "AlreadyExistsException",
        "Domain <EXAMPLE.com> is specified more than once.",
        400,
    )


@pytest.mark.parametrize("domain", [{}, {"Domain": ""}])
def test_a_domain_has_a_name(sesv2_client, domain):
    assert refusal(
        sesv2_client.put_deliverability_dashboard_option,
        DashboardEnabled=True,
        SubscribedDomains=[domain],
    ) == ("BadRequestException", "Domain is required in SubscribedDomains.")


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        (
            "create_deliverability_test_report",
            {
                "FromEmailAddress": "shop@example.com",
                "Content": {"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}},
            },
        ),
        ("get_deliverability_test_report", {"ReportId": "x"}),
        ("list_deliverability_test_reports", {}),
        ("get_domain_deliverability_campaign", {"CampaignId": "x"}),
        (
            "list_domain_deliverability_campaigns",
            {"SubscribedDomain": "example.com", "StartDate": NOON, "EndDate": NOON},
        ),
        (
            "get_domain_statistics_report",
            {"Domain": "example.com", "StartDate": NOON, "EndDate": NOON},
        ),
    ],
)
def test_nothing_of_it_can_be_used_before_it_is_enabled(ses, sesv2_client, operation, parameters):
    # resources 13
    assert refusal_with_status(getattr(sesv2_client, operation), **parameters) == (
        "NotFoundException",
        "To use this feature you must enable the Deliverability dashboard",
        404,
    )
    assert len(ses.outbox) == 0


def test_regions_have_their_own_and_a_reset_takes_it_away(ses, sesv2_client):
    put(sesv2_client, "example.com")

    ses.region("eu-west-1").reset()
    kept = options(sesv2_client)["AccountStatus"]
    ses.reset()

    assert kept == "ACTIVE"
    assert options(sesv2_client)["AccountStatus"] == "DISABLED"

"""Campaigns and statistics of the Deliverability dashboard. Rows: facts "resources" 9.4, 1."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tests.refusing import refusal, refusal_with_status

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
MIDNIGHT = datetime(2026, 3, 15, tzinfo=timezone.utc)
DAY = timedelta(days=1)

pytestmark = pytest.mark.ses(verified=["example.com", "example.org"], production=True)


@pytest.fixture(autouse=True)
def it_is_noon(ses):
    ses.clock.freeze(NOON)


@pytest.fixture
def client(sesv2_client):
    subscribe(sesv2_client, {"Domain": "example.com"})
    return sesv2_client


def subscribe(client, *domains):
    client.put_deliverability_dashboard_option(
        DashboardEnabled=True, SubscribedDomains=list(domains)
    )


def send(client, *to, sender="shop@example.com", subject="News", **more):
    body = {"Html": {"Data": "<p>Hi</p>"}}
    client.send_email(
        FromEmailAddress=sender,
        Destination={"ToAddresses": list(to)},
        Content={"Simple": {"Subject": {"Data": subject}, "Body": body}},
        **more,
    )


@pytest.fixture
def tracked(sesv2_client):
    sesv2_client.create_configuration_set(ConfigurationSetName="tracked")
    sesv2_client.create_configuration_set_event_destination(
        ConfigurationSetName="tracked",
        EventDestinationName="all",
        EventDestination={
            "Enabled": True,
            "MatchingEventTypes": ["OPEN"],
            "SnsDestination": {"TopicArn": "arn:aws:sns:us-east-1:123456789012:opens"},
        },
    )
    return {"ConfigurationSetName": "tracked"}


def statistics(client, domain="example.com", start=MIDNIGHT, end=MIDNIGHT):
    answer = client.get_domain_statistics_report(Domain=domain, StartDate=start, EndDate=end)
    return answer["OverallVolume"], answer["DailyVolumes"]


def campaigns(client, domain="example.com", start=MIDNIGHT, end=MIDNIGHT, **more):
    answer = client.list_domain_deliverability_campaigns(
        SubscribedDomain=domain, StartDate=start, EndDate=end, **more
    )
    return answer["DomainDeliverabilityCampaigns"]


def volumes(inbox, spam, projected=(100, 0)):
    return {
        "InboxRawCount": inbox,
        "SpamRawCount": spam,
        "ProjectedInbox": projected[0],
        "ProjectedSpam": projected[1],
    }


def at_provider(name, inbox, spam):
    return {
        "IspName": name,
        "InboxRawCount": inbox,
        "SpamRawCount": spam,
        "InboxPercentage": 100 * inbox / (inbox + spam),
        "SpamPercentage": 100 * spam / (inbox + spam),
    }


def test_statistics_are_of_the_mail_that_has_arrived(ses, client, tracked):
    send(client, "a@gmail.com", "b@gmail.com", "c@yahoo.com", "d@example.net", **tracked)
    message = ses.outbox.last
    ses.bounce(message, "c@yahoo.com")
    ses.not_spam(message, "b@gmail.com")
    ses.open(message, "a@gmail.com")

    overall, days = statistics(client)

    # three have it, one of them in the spam folder
    assert overall == {
        "VolumeStatistics": volumes(2, 1, (67, 33)),
        "ReadRatePercent": 100 / 3,
        "DomainIspPlacements": [at_provider("Gmail", 1, 1)],
    }
    assert days == [
        {
            "StartDate": MIDNIGHT,
            "VolumeStatistics": volumes(2, 1, (67, 33)),
            "DomainIspPlacements": [at_provider("Gmail", 1, 1)],
        }
    ]


def test_every_day_of_the_interval_has_a_row(ses, client):
    send(client, "a@gmail.com")
    ses.clock.advance(days=1)
    send(client, "a@aol.com")

    overall, days = statistics(client, start=NOON - DAY + timedelta(seconds=30), end=NOON + DAY)

    assert overall["VolumeStatistics"] == volumes(2, 0)
    assert [(row["StartDate"], row["VolumeStatistics"]["InboxRawCount"]) for row in days] == [
        (MIDNIGHT - DAY, 0),
        (MIDNIGHT, 1),
        (MIDNIGHT + DAY, 1),
    ]
    assert days[0]["VolumeStatistics"] == volumes(0, 0, (0, 0))
    assert days[0]["DomainIspPlacements"] == []


def test_only_mail_of_the_domain_to_people_counts(ses, client):
    send(client, "a@gmail.com")
    send(client, "a@gmail.com", sender="x@news.EXAMPLE.com")  # below it
    send(client, "a@gmail.com", sender="x@example.org")
    send(client, "success@simulator.amazonses.com")
    ses.suppress("s@gmail.com")
    send(client, "s@gmail.com")
    client.create_deliverability_test_report(
        FromEmailAddress="shop@example.com",
        Content={"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}},
    )

    overall, _ = statistics(client)

    assert overall["VolumeStatistics"] == volumes(2, 0)


def test_mail_is_counted_where_the_providers_are_tracked(client):
    option = {"Global": False, "TrackedIsps": ["Yahoo"]}
    subscribe(client, {"Domain": "example.com", "InboxPlacementTrackingOption": option})
    send(client, "a@gmail.com", "b@yahoo.com", "c@example.net")

    overall, _ = statistics(client)

    assert overall["VolumeStatistics"] == volumes(1, 0)
    assert overall["DomainIspPlacements"] == [at_provider("Yahoo", 1, 0)]
    [campaign] = campaigns(client)
    assert (campaign["InboxCount"], campaign["ProjectedVolume"]) == (1, 3)


def test_messages_of_one_subject_from_one_address_on_one_day_are_a_campaign(ses, client, tracked):
    send(client, "a@gmail.com", **tracked)
    ses.open(ses.outbox.last)
    ses.clock.advance(hours=1)
    send(client, "b@yahoo.com", "c@yahoo.com")
    ses.bounce(ses.outbox.last, "c@yahoo.com")
    send(client, "a@gmail.com", subject="Other")

    first, second = campaigns(client)

    assert second["Subject"] == "Other"
    campaign_id, seen_first, seen_last = (
        first.pop(name) for name in ("CampaignId", "FirstSeenDateTime", "LastSeenDateTime")
    )
    assert first == {
        "Subject": "News",
        "FromAddress": "shop@example.com",
        "SendingIps": sorted(message.sending_ip for message in ses.outbox[:2]),
        "InboxCount": 2,
        "SpamCount": 0,
        "ReadRate": 50.0,
        "DeleteRate": 0.0,
        "ReadDeleteRate": 0.0,
        "ProjectedVolume": 3,
        "Esps": ["Gmail", "Yahoo"],
    }
    assert NOON <= seen_first < seen_first + timedelta(hours=1) <= seen_last
    answer = client.get_domain_deliverability_campaign(CampaignId=campaign_id)
    assert answer["DomainDeliverabilityCampaign"]["Subject"] == "News"


def test_a_campaign_tells_each_dedicated_address_that_has_sent_it(ses, client):
    ses.lease_dedicated_ips("198.51.100.2", "198.51.100.1")
    for _ in range(3):
        send(client, "a@gmail.com")

    [campaign] = campaigns(client)

    assert campaign["SendingIps"] == ["198.51.100.1", "198.51.100.2"]


@pytest.mark.parametrize(
    ("days", "other"), [(0, {"subject": "Olds"}), (0, {"sender": "news@example.com"}), (1, {})]
)
def test_other_campaigns(ses, client, days, other):
    send(client, "a@gmail.com")
    ses.clock.advance(days=days)
    send(client, "a@gmail.com", **other)

    found = campaigns(client, end=MIDNIGHT + DAY)

    assert len({one["CampaignId"] for one in found}) == 2


def test_what_nobody_has_got_is_no_campaign(ses, client):
    send(client, "a@gmail.com")
    ses.bounce(ses.outbox.last)

    assert campaigns(client) == []


def test_campaigns_of_other_days_are_not_listed(ses, client):
    send(client, "a@gmail.com")
    ses.clock.advance(days=1)
    send(client, "a@gmail.com")

    assert len(campaigns(client)) == 1
    assert len(campaigns(client, start=NOON, end=NOON + DAY)) == 2
    assert campaigns(client, start=MIDNIGHT - DAY, end=MIDNIGHT - timedelta(seconds=1)) == []


def test_campaigns_are_listed_a_page_at_a_time(client):
    for subject in ("a", "b", "c"):
        send(client, "a@gmail.com", subject=subject)

    found, token = [], {}
    while True:
        page = client.list_domain_deliverability_campaigns(
            SubscribedDomain="example.com", StartDate=NOON, EndDate=NOON, PageSize=1, **token
        )
        found += [one["Subject"] for one in page["DomainDeliverabilityCampaigns"]]
        if "NextToken" not in page:
            break
        token = {"NextToken": page["NextToken"]}

    assert sorted(found) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ({"PageSize": -1}, "The page size must be between 0 and 1000"),
        ({"PageSize": 1001}, "The page size must be between 0 and 1000"),
        ({"NextToken": "x"}, "The NextToken is invalid."),
    ],
)
def test_pages_have_limits(client, parameters, text):
    assert refusal(campaigns, client, **parameters) == ("BadRequestException", text)


@pytest.mark.parametrize("call", [statistics, campaigns])
def test_an_interval_is_thirty_days_at_the_most(client, call):
    call(client, end=MIDNIGHT + 30 * DAY)

    assert refusal(call, client, end=MIDNIGHT + 30 * DAY + timedelta(seconds=1)) == (
        "BadRequestException",
        "EndDate must be at most 30 days after StartDate.",
    )
    assert refusal(call, client, end=MIDNIGHT - timedelta(seconds=1)) == (
        "BadRequestException",
        "EndDate must not be before StartDate.",
    )


@pytest.mark.parametrize("call", [statistics, campaigns])
@pytest.mark.parametrize("domain", ["example.org", "news.example.com", "x"])
def test_a_domain_without_a_subscription(client, call, domain):
    assert refusal_with_status(call, client, domain) == (
        "NotFoundException",
        f"Domain <{domain}> is not subscribed to the Deliverability dashboard.",
        404,
    )


def test_what_ends_with_the_month_is_told_until_then(ses, client):
    send(client, "a@gmail.com")
    client.put_deliverability_dashboard_option(DashboardEnabled=False)

    assert len(campaigns(client)) == 1

    ses.clock.advance(days=17)
    assert refusal(campaigns, client)[0] == "NotFoundException"


def test_an_unknown_campaign(client):
    assert refusal_with_status(client.get_domain_deliverability_campaign, CampaignId="x") == (
        "NotFoundException",
        "Campaign with id: x doesn't exist.",
        404,
    )


def test_a_campaign_is_known_as_long_as_its_domain_is_subscribed(ses, client):
    send(client, "a@gmail.com")
    [campaign] = campaigns(client)
    subscribe(client, {"Domain": "example.org"})

    client.get_domain_deliverability_campaign(CampaignId=campaign["CampaignId"])
    ses.clock.advance(days=17)  # another month
    code, _ = refusal(client.get_domain_deliverability_campaign, CampaignId=campaign["CampaignId"])

    assert code == "NotFoundException"


def test_years_far_away_are_answered(client):
    far = datetime(9999, 12, 31, tzinfo=timezone.utc)

    assert statistics(client, start=far - DAY, end=far)[0]["ReadRatePercent"] == 0.0

"""Tenants by their own rates, and what that does to their sends. Rows: facts "events" 4 and 9."""

from __future__ import annotations

from datetime import datetime, timezone

import boto3
import pytest

from sesfake.domain.tenants.deciding import weighing
from tests.installed import needs_operation
from tests.refusing import refusal_with_status

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
DOMAIN = "arn:aws:ses:us-east-1:123456789012:identity/example.com"
PEOPLE = [f"customer-{n}@example.org" for n in range(50)]
READERS = [f"reader-{n}@example.net" for n in range(50)]
HIGH = (
    "The bounce rate exceeded 10.0% based on a representative volume of 100 emails from March 15, "
    "2026 at 12:00 (UTC) to March 15, 2026 at 13:30 (UTC)."
)
LOW = HIGH.replace("10.0%", "5.0%")
PAUSED = ("SendingPausedException", "Sending is paused for tenant acme", 400)

pytestmark = pytest.mark.ses(production=True, verified=["example.com"], reputation="enforce")


@pytest.fixture(autouse=True)
def client(ses):
    needs_operation("sesv2", "GetReputationEntity")
    ses.clock.freeze(NOON)
    client = boto3.client("sesv2")
    for tenant in ("acme", "zenith"):
        client.create_tenant(TenantName=tenant)
        client.create_tenant_resource_association(TenantName=tenant, ResourceArn=DOMAIN)
    return client


def arn(tenant="acme"):
    return boto3.client("sesv2").get_tenant(TenantName=tenant)["Tenant"]["TenantArn"]


def entity(tenant="acme"):
    return boto3.client("sesv2").get_reputation_entity(
        ReputationEntityType="RESOURCE", ReputationEntityReference=arn(tenant)
    )["ReputationEntity"]


def standing(tenant="acme"):
    found = entity(tenant)
    return found["ReputationImpact"], found["SendingStatusAggregate"]


def send(to=PEOPLE[:1], tenant="acme"):
    named = {"TenantName": tenant} if tenant else {}
    boto3.client("sesv2").send_email(
        FromEmailAddress="shop@example.com",
        Destination={"BccAddresses": list(to)},
        Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}},
        **named,
    )


def say(status, tenant="acme"):
    boto3.client("sesv2").update_reputation_entity_customer_managed_status(
        ReputationEntityType="RESOURCE",
        ReputationEntityReference=arn(tenant),
        SendingStatus=status,
    )


def choose(policy, tenant="acme"):
    boto3.client("sesv2").update_reputation_entity_policy(
        ReputationEntityType="RESOURCE",
        ReputationEntityReference=arn(tenant),
        ReputationEntityPolicy=f"arn:aws:ses:us-east-1:aws:reputation-policy/{policy}",
    )


@pytest.fixture
def hundred(ses):
    """A message of the tenant, the last of a hundred."""
    send(PEOPLE)
    ses.clock.advance(minutes=90)
    send(PEOPLE)
    for _ in range(20):  # so that the account itself stays healthy
        send(READERS, tenant=None)
    return ses.outbox[1]


class TestPolicies:
    @pytest.mark.parametrize(
        ("policy", "at_five_per_cent", "at_ten"),
        [
            ("standard", "ENABLED", "DISABLED"),
            ("strict", "DISABLED", "DISABLED"),
            ("none", "ENABLED", "ENABLED"),
        ],
    )
    def test_say_which_findings_pause(self, ses, hundred, policy, at_five_per_cent, at_ten):
        # events 9: Policies, Thresholds
        choose(policy)

        ses.bounce(hundred, PEOPLE[:4])
        assert standing() == ("NONE", "ENABLED")
        ses.bounce(hundred, PEOPLE[4])
        assert standing() == ("LOW", at_five_per_cent)
        ses.bounce(hundred, PEOPLE[5:9])
        assert standing() == ("LOW", at_five_per_cent)
        ses.bounce(hundred, PEOPLE[9])
        assert standing() == ("HIGH", at_ten)
        assert ses.enforcement.status == "HEALTHY"

    def test_the_cause_is_what_was_found(self, ses, hundred):
        # events 9: Finding text
        ses.bounce(hundred, PEOPLE[:10])

        assert entity()["CustomerManagedStatus"] == {
            "Status": "DISABLED",
            "Cause": HIGH,
            "LastUpdatedTimestamp": NOON.replace(hour=13, minute=30),
        }
        assert entity()["AwsSesManagedStatus"]["Status"] == "ENABLED"

    def test_recommendations_tell_the_same(self, ses, client, hundred):
        ses.bounce(hundred, PEOPLE[:10])

        [told] = client.list_recommendations()["Recommendations"]
        assert (told["ResourceArn"], told["Type"], told["Impact"]) == (arn(), "BOUNCE", "HIGH")
        assert told["Description"] == HIGH
        found = client.list_reputation_entities(Filter={"REPUTATION_IMPACT": "HIGH"})
        assert [one["ReputationEntityReference"] for one in found["ReputationEntities"]] == [arn()]

    def test_another_policy_judges_what_has_been_found(self, ses, hundred):
        choose("none")
        ses.bounce(hundred, PEOPLE[:5])
        choose("standard")
        assert standing() == ("LOW", "ENABLED")

        choose("strict")

        assert standing() == ("LOW", "DISABLED")

    @pytest.mark.ses(reputation="observe")
    def test_pause_nobody_unless_rates_are_enforced(self, ses, hundred):
        choose("strict")
        ses.bounce(hundred)

        assert standing() == ("HIGH", "ENABLED")
        assert ses.announcements == []
        assert ses.reputation(tenant="acme").bounce_rate == 0.5

    def test_complaints(self, ses):
        for _ in range(19):
            send(PEOPLE)
        send(PEOPLE[:48])
        send(["reader@example.net"])
        ses.complain(ses.outbox.last)
        assert standing() == ("NONE", "ENABLED")  # 999 of a thousand

        send(["one-more@example.net"])

        assert standing() == ("LOW", "ENABLED")
        [opened] = ses.announcements
        assert opened.detail["data"]["description"] == (
            "The complaint rate exceeded 0.1% based on a representative volume of 1000 emails from "
            "March 15, 2026 at 12:00 (UTC) to March 15, 2026 at 12:00 (UTC)."
        )

    def test_below_a_hundred_recipients_nobody_judges(self, ses):
        send(PEOPLE)
        send(PEOPLE[:49])
        ses.bounce(ses.outbox[0], PEOPLE[:10])
        assert standing() == ("NONE", "ENABLED")

        send(["one-more@example.net"])

        assert standing() == ("HIGH", "DISABLED")

    def test_a_tenant_has_rates_of_its_own(self, ses, hundred):
        ses.bounce(hundred, PEOPLE[:10])

        assert ses.reputation(tenant="acme").bounce_rate == 0.1
        assert ses.reputation(tenant="zenith").volume == 0
        assert standing("zenith") == ("NONE", "ENABLED")

    def test_so_has_one_of_the_same_name_that_comes_later(self, ses, client, hundred):
        client.delete_tenant(TenantName="acme")
        client.create_tenant(TenantName="acme")

        ses.bounce(hundred, PEOPLE[:10])

        assert ses.reputation(tenant="acme").volume == 0
        assert standing() == ("NONE", "ENABLED")

    def test_the_accounts_own_rates_count_it_too(self, ses):
        send(PEOPLE)
        send(PEOPLE)

        ses.bounce(ses.outbox[0], PEOPLE[:10])

        assert ses.enforcement.status == "SHUTDOWN"


class TestSends:
    def test_a_paused_tenant_sends_nothing_and_others_go_on(self, ses, hundred):
        # events 9: Paused tenant
        ses.bounce(hundred, PEOPLE[:10])
        before = len(ses.outbox)

        assert refusal_with_status(send) == PAUSED
        send(tenant="zenith")
        send(tenant=None)

        assert len(ses.outbox) == before + 2

    def test_its_owner_reinstates_it_in_spite_of_findings(self, ses, hundred):
        # events 9: Aggregate
        ses.bounce(hundred, PEOPLE[:10])

        say("REINSTATED")
        send()
        ses.bounce(hundred, PEOPLE[10])

        assert standing() == ("HIGH", "REINSTATED")

    def test_until_something_else_is_found(self, ses, hundred):
        choose("strict")
        ses.bounce(hundred, PEOPLE[:5])
        say("REINSTATED")
        ses.bounce(hundred, PEOPLE[5:9])
        assert standing() == ("LOW", "REINSTATED")

        ses.bounce(hundred, PEOPLE[9])

        assert standing() == ("HIGH", "DISABLED")

    def test_or_until_nothing_is_found_any_more(self, ses, hundred):
        ses.bounce(hundred, PEOPLE[:10])
        say("REINSTATED")

        send(READERS)
        assert standing() == ("LOW", "REINSTATED")  # 10 of 150
        send(READERS)
        assert standing() == ("LOW", "REINSTATED")  # 10 of 200 is still five per cent
        send(READERS[:1])

        assert standing() == ("NONE", "ENABLED")
        assert entity()["CustomerManagedStatus"]["Cause"] == "Reputation findings resolved."

    def test_only_enabled_it_is_paused_again_by_the_next_bounce(self, ses, hundred):
        ses.bounce(hundred, PEOPLE[:10])
        say("ENABLED")
        send()
        assert standing() == ("HIGH", "ENABLED")

        ses.bounce(hundred, PEOPLE[10])

        assert standing() == ("HIGH", "DISABLED")

    def test_what_amazon_has_stopped_only_amazon_starts(self, ses):
        ses.suspend_tenant("acme", "Complaints.")
        say("REINSTATED")
        assert refusal_with_status(send) == PAUSED

        ses.reinstate_tenant("acme")

        send()
        assert len(ses.outbox) == 1

    def test_rates_are_looked_at_by_few_sends(self, ses, hundred, monkeypatch):
        choose("none")
        ses.bounce(hundred, PEOPLE[:10])
        looks = []
        original = weighing.reputation_of
        monkeypatch.setattr(
            weighing,
            "reputation_of",
            lambda *a, **k: looks.append(1) or original(*a, **k),
        )

        for _ in range(150):
            send(READERS[:1])

        assert standing() == ("NONE", "ENABLED")
        assert len(looks) == 2  # below ten per cent, and below five


class TestTheEventBus:
    def test_is_told_of_statuses(self, ses):
        # events 4: also without any destination
        ses.clock.freeze(datetime(2025, 7, 24, 12, 44, 28, 995000, tzinfo=timezone.utc))

        say("DISABLED")

        [told] = ses.announcements
        event = told.event
        assert len(event.pop("id")) == 36
        assert event == {
            "version": "0",
            "detail-type": "Sending Status Disabled",
            "source": "aws.ses",
            "account": "123456789012",
            "time": "2025-07-24T12:44:28Z",
            "region": "us-east-1",
            "resources": [arn()],
            "detail": {
                "version": "1.0.0",
                "data": {
                    "origin": "CUSTOMER_MANAGED",
                    "record": {
                        "status": "DISABLED",
                        "cause": "Status manually updated.",
                        "lastUpdatedTimestamp": [2025, 7, 24, 12, 44, 28, 995000000],
                    },
                },
            },
        }

    def test_of_what_changes_and_not_of_what_stays(self, ses):
        for status in ("ENABLED", "DISABLED", "DISABLED", "REINSTATED", "ENABLED"):
            say(status)
        ses.suspend_tenant("acme", "Complaints.")
        ses.reinstate_tenant("acme")

        assert [
            (
                told.detail_type,
                told.detail["data"]["origin"],
                told.detail["data"]["record"]["status"],
            )
            for told in ses.announcements
        ] == [
            ("Sending Status Disabled", "CUSTOMER_MANAGED", "DISABLED"),
            ("Sending Status Enabled", "CUSTOMER_MANAGED", "REINSTATED"),
            ("Sending Status Enabled", "CUSTOMER_MANAGED", "ENABLED"),
            ("Sending Status Disabled", "AWS_SES_MANAGED", "DISABLED"),
            ("Sending Status Enabled", "AWS_SES_MANAGED", "ENABLED"),
        ]

    def test_and_of_findings(self, ses, hundred):
        choose("none")
        ses.bounce(hundred, PEOPLE[:5])
        ses.bounce(hundred, PEOPLE[5:10])
        for _ in range(3):
            send(READERS)

        told = [
            (one.detail_type, one.detail["data"]["status"], one.detail["data"]["impact"])
            for one in ses.announcements
        ]
        assert told == [
            ("Advisor Recommendation Status Open", "OPEN", "LOW"),
            ("Advisor Recommendation Status Open", "OPEN", "HIGH"),
            ("Advisor Recommendation Status Open", "OPEN", "LOW"),
            ("Advisor Recommendation Status Resolved", "FIXED", "LOW"),
        ]
        first = ses.announcements[0]
        at = [2026, 3, 15, 13, 30, 0, 0]
        assert first.resource == arn()
        assert first.event["time"] == "2026-03-15T13:30:00Z"
        assert first.detail == {
            "version": "1.0.0",
            "data": {
                "type": "BOUNCE",
                "status": "OPEN",
                "impact": "LOW",
                "description": LOW,
                "createdTimestamp": at,
                "lastUpdatedTimestamp": at,
            },
        }

    def test_which_a_reset_forgets(self, ses):
        say("DISABLED")
        assert len(ses.announcements) == 1
        assert ses.region("eu-west-1").announcements == []

        ses.region("us-east-1").reset()

        assert ses.announcements == []


class TestWhatATestSays:
    def test_of_a_tenant_that_there_is(self, ses):
        with pytest.raises(ValueError, match="there is no tenant 'nobody'; make it first"):
            ses.suspend_tenant("nobody", "Complaints.")
        with pytest.raises(ValueError, match="there is no tenant 'nobody'; make it first"):
            ses.reinstate_tenant("nobody")
        with pytest.raises(ValueError, match="there is no tenant 'nobody'; make it first"):
            ses.reputation(tenant="nobody")
        with pytest.raises(TypeError, match="not both"):
            ses.reputation("news", tenant="acme")

    def test_with_a_cause_that_can_be(self, ses):
        with pytest.raises(ValueError, match="512 characters at most, not 513"):
            ses.suspend_tenant("acme", "x" * 513)
        with pytest.raises(TypeError, match="a reason is a text"):
            ses.suspend_tenant("acme", None)
        ses.suspend_tenant("acme", "x" * 512)

    def test_the_hint_says_who_has_to_act(self, ses):
        say("DISABLED")
        refusal_with_status(send)
        assert "SendingStatus='REINSTATED'" in ses.accounts.mailbag.refusals[-1].hint

        ses.suspend_tenant("acme", "Complaints.")
        refusal_with_status(send)
        assert "ses.reinstate_tenant('acme')" in ses.accounts.mailbag.refusals[-1].hint


def test_a_tenant_has_metrics_of_its_own(ses, hundred):
    # events 4: CloudWatch, tenant
    ses.bounce(hundred, PEOPLE[0])
    ses.complain(ses.outbox[0], PEOPLE[0])

    tenant_id = arn().rpartition("/")[2]
    assert hundred.tenant_id == tenant_id
    dimensions = (("TenantId", tenant_id), ("TenantName", "acme"))
    found = [metric.name for metric in ses.metrics if metric.dimensions == dimensions]
    assert sorted(found) == ["Bounces", "Complaints", "Sends", "Sends"]

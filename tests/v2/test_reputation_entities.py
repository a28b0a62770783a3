"""Reputation entities through v2, the only API that has them.

Rows: facts "resources" 8.2 and 1, "events" 9.
"""

from __future__ import annotations

from datetime import datetime, timezone

import boto3
import pytest

from tests.installed import needs_operation
from tests.refusing import refusal_with_status

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
POLICY = "arn:aws:ses:us-east-1:aws:reputation-policy/"
TENANT = "arn:aws:ses:us-east-1:123456789012:tenant/"
MISSING = f"{TENANT}acme/tn-{'0' * 30}"


@pytest.fixture(autouse=True)
def _newer_botocore():
    needs_operation("sesv2", "GetReputationEntity")


@pytest.fixture
def client(ses, sesv2_client):
    ses.clock.freeze(NOON)
    sesv2_client.create_tenant(TenantName="acme")
    return sesv2_client


@pytest.fixture
def acme(client):
    """The reference to the tenant."""
    return arn_of(client, "acme")


def arn_of(client, tenant):
    return client.get_tenant(TenantName=tenant)["Tenant"]["TenantArn"]


def entity(client, reference):
    return client.get_reputation_entity(
        ReputationEntityType="RESOURCE", ReputationEntityReference=reference
    )["ReputationEntity"]


def say(client, reference, status):
    return client.update_reputation_entity_customer_managed_status(
        ReputationEntityType="RESOURCE", ReputationEntityReference=reference, SendingStatus=status
    )


def choose(client, reference, policy):
    return client.update_reputation_entity_policy(
        ReputationEntityType="RESOURCE",
        ReputationEntityReference=reference,
        ReputationEntityPolicy=policy,
    )


CALLS = [entity, lambda *a: say(*a, "DISABLED"), lambda *a: choose(*a, f"{POLICY}none")]


class TestGetting:
    def test_a_new_tenant_has_the_standard_policy_and_nothing_against_it(self, client, acme):
        # resources 8.2: policies; events 9: ReputationImpact, CustomerManagedStatus
        assert entity(client, acme) == {
            "ReputationEntityReference": acme,
            "ReputationEntityType": "RESOURCE",
            "ReputationManagementPolicy": f"{POLICY}standard",
            "AwsSesManagedStatus": {"Status": "ENABLED", "LastUpdatedTimestamp": NOON},
            "SendingStatusAggregate": "ENABLED",
            "ReputationImpact": "NONE",
        }

    @pytest.mark.parametrize("call", CALLS, ids=["get", "status", "policy"])
    def test_there_is_no_such_tenant(self, client, call):
        # resources 8.2: NotFound is for reading only
        code, status = (
            ("NotFoundException", 404) if call is entity else ("BadRequestException", 400)
        )

        assert refusal_with_status(call, client, MISSING) == (
            code,
            f"The requested reputation entity <{MISSING}> does not exist.",
            status,
        )

    @pytest.mark.parametrize("call", CALLS, ids=["get", "status", "policy"])
    @pytest.mark.parametrize(
        "reference",
        [
            "acme",
            TENANT,
            f"{TENANT}acme",
            f"{TENANT}acme/",
            "arn:aws:ses:eu-west-1:123456789012:tenant/acme/tn-1",
            "arn:aws:ses:us-east-1:999999999999:tenant/acme/tn-1",
            "arn:aws:ses:us-east-1:123456789012:identity/example.com",
        ],
    )
    def test_what_is_no_tenants_arn(self, client, call, reference):
        assert refusal_with_status(call, client, reference) == (
            "BadRequestException",
            f"Invalid reputation entity reference <{reference}>.",
            400,
        )

    def test_a_tenant_that_was_made_anew_is_another(self, client, acme):
        client.delete_tenant(TenantName="acme")
        client.create_tenant(TenantName="acme")

        assert refusal_with_status(entity, client, acme)[0] == "NotFoundException"


class TestTheOwnersStatus:
    @pytest.mark.parametrize("status", ["ENABLED", "DISABLED", "REINSTATED"])
    def test_is_shown_with_its_cause_and_in_the_aggregate(self, ses, client, acme, status):
        # events 9: CustomerManagedStatus, Aggregate
        ses.clock.advance(hours=1)

        assert set(say(client, acme, status)) == {"ResponseMetadata"}

        found = entity(client, acme)
        assert found["CustomerManagedStatus"] == {
            "Status": status,
            "Cause": "Status manually updated.",
            "LastUpdatedTimestamp": NOON.replace(hour=13),
        }
        assert found["AwsSesManagedStatus"]["Status"] == "ENABLED"
        assert found["SendingStatusAggregate"] == status
        assert client.get_tenant(TenantName="acme")["Tenant"]["SendingStatus"] == status

    @pytest.mark.parametrize(
        ("customer", "aggregate"),
        [("ENABLED", "DISABLED"), ("REINSTATED", "DISABLED"), ("DISABLED", "DISABLED")],
    )
    def test_does_not_lift_amazons(self, ses, client, acme, customer, aggregate):
        # resources 8.2: the AWS-managed status stays untouched
        ses.suspend_tenant("acme", "Complaints.")

        say(client, acme, customer)

        found = entity(client, acme)
        assert found["AwsSesManagedStatus"] == {
            "Status": "DISABLED",
            "Cause": "Complaints.",
            "LastUpdatedTimestamp": NOON,
        }
        assert found["SendingStatusAggregate"] == aggregate

        ses.reinstate_tenant("acme")
        assert entity(client, acme)["SendingStatusAggregate"] == customer

    def test_another_word_is_none(self, client, acme):
        # resources 0.2
        assert refusal_with_status(say, client, acme, "PAUSED") == (
            "BadRequestException",
            "1 validation error detected: Value at 'sendingStatus' failed to satisfy constraint: "
            "Member must satisfy enum value set: [ENABLED, REINSTATED, DISABLED]",
            400,
        )


class TestPolicies:
    @pytest.mark.parametrize("policy", ["strict", "none", "standard"])
    def test_there_are_three(self, client, acme, policy):
        # resources 8.2: policies
        assert set(choose(client, acme, POLICY + policy)) == {"ResponseMetadata"}

        assert entity(client, acme)["ReputationManagementPolicy"] == POLICY + policy

    @pytest.mark.parametrize(
        "policy",
        [
            "strict",
            f"{POLICY}Strict",
            f"{POLICY}lenient",
            "arn:aws:ses:eu-west-1:aws:reputation-policy/strict",
            "arn:aws:ses:us-east-1:123456789012:reputation-policy/strict",
        ],
    )
    def test_and_no_other(self, client, acme, policy):
        assert refusal_with_status(choose, client, acme, policy) == (
            "BadRequestException",
            f"Invalid reputation management policy <{policy}>.",
            400,
        )


class TestListing:
    @pytest.fixture
    def three(self, client):
        for name in ("zenith", "beta"):
            client.create_tenant(TenantName=name)
        say(client, arn_of(client, "beta"), "DISABLED")
        return client

    def names(self, client, **given):
        found = client.list_reputation_entities(**given)["ReputationEntities"]
        return [one["ReputationEntityReference"].split("/")[1] for one in found]

    def test_each_is_shown_as_it_is_read(self, client, acme):
        answer = client.list_reputation_entities()

        del answer["ResponseMetadata"]
        assert answer == {"ReputationEntities": [entity(client, acme)]}

    def test_none(self, ses, sesv2_client):
        assert sesv2_client.list_reputation_entities()["ReputationEntities"] == []

    @pytest.mark.parametrize(
        ("filters", "names"),
        [
            ({}, ["acme", "beta", "zenith"]),
            ({"ENTITY_TYPE": "RESOURCE"}, ["acme", "beta", "zenith"]),
            ({"SENDING_STATUS": "DISABLED"}, ["beta"]),
            ({"SENDING_STATUS": "ENABLED"}, ["acme", "zenith"]),
            ({"SENDING_STATUS": "REINSTATED"}, []),
            ({"REPUTATION_IMPACT": "HIGH"}, []),
            ({"REPUTATION_IMPACT": "LOW"}, []),
            ({"REPUTATION_IMPACT": "NONE"}, ["acme", "beta", "zenith"]),
            ({"ENTITY_REFERENCE_PREFIX": f"{TENANT}ze"}, ["zenith"]),
            ({"ENTITY_REFERENCE_PREFIX": "ze"}, []),
            ({"ENTITY_REFERENCE_PREFIX": f"{TENANT}a", "SENDING_STATUS": "DISABLED"}, []),
        ],
    )
    def test_filters(self, three, filters, names):
        # resources 8.2: filters
        assert self.names(three, Filter=filters) == names

    @pytest.mark.parametrize("key", ["ENTITY_TYPE", "SENDING_STATUS", "REPUTATION_IMPACT"])
    def test_a_value_that_cannot_be(self, three, key):
        assert refusal_with_status(three.list_reputation_entities, Filter={key: "odd"}) == (
            "BadRequestException",
            f"Invalid value <odd> for {key}.",
            400,
        )

    def test_page_by_page(self, three):
        found, token = [], {}
        while token is not None:
            answer = three.list_reputation_entities(PageSize=1, **token)
            found += answer["ReputationEntities"]
            token = {"NextToken": answer["NextToken"]} if "NextToken" in answer else None

        assert found == three.list_reputation_entities()["ReputationEntities"]

    @pytest.mark.parametrize(("size", "bound"), [(0, "greater"), (101, "less")])
    def test_sizes(self, three, size, bound):
        # resources 1, as tenants
        code, text, status = refusal_with_status(three.list_reputation_entities, PageSize=size)

        limit = 1 if size == 0 else 100
        assert (code, status) == ("BadRequestException", 400)
        assert text == (
            f"1 validation error detected: Value '{size}' at 'pageSize' failed to satisfy "
            f"constraint: Member must have value {bound} than or equal to {limit}"
        )
        assert len(self.names(three, PageSize=limit)) == min(limit, 3)

    def test_tokens_of_others(self, three):
        of_tenants = three.list_tenants(PageSize=1)["NextToken"]
        own = three.list_reputation_entities(PageSize=1)["NextToken"]

        for given in (
            {"NextToken": "odd"},
            {"NextToken": of_tenants},
            {"NextToken": own, "Filter": {"SENDING_STATUS": "ENABLED"}},
        ):
            assert refusal_with_status(three.list_reputation_entities, **given) == (
                "BadRequestException",
                "Invalid Next Token",
                400,
            )

    def test_a_region_has_its_own(self, client):
        assert self.names(boto3.client("sesv2", "eu-west-1")) == []

"""Multi-region endpoints through v2, the only API that has them. Rows: facts "resources" 8.3."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import boto3
import pytest
from botocore.config import Config

from sesfake.domain.multi_region.endpoints import MAX_ENDPOINTS, TAKES
from tests.installed import needs_operation
from tests.refusing import refusal_with_status

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
ARN = "arn:aws:ses:us-east-1:123456789012:multi-region-endpoint/"
MISSING = ("NotFoundException", "Multi-region endpoint <global> does not exist.", 404)


@pytest.fixture(autouse=True)
def _newer_botocore(ses):
    needs_operation("sesv2", "CreateMultiRegionEndpoint")
    ses.clock.freeze(NOON)


@pytest.fixture
def client(ses):
    # A ConcurrentModificationException is a 500, which botocore tries again.
    return boto3.client("sesv2", config=Config(retries={"total_max_attempts": 1}))


def create(client, name="global", *secondaries, **more):
    routes = [{"Region": region} for region in secondaries or ("eu-west-1",)]
    return client.create_multi_region_endpoint(
        EndpointName=name, Details={"RoutesDetails": routes}, **more
    )


def get(client, name="global"):
    answer = client.get_multi_region_endpoint(EndpointName=name)
    del answer["ResponseMetadata"]
    return answer


def delete(client, name="global"):
    return client.delete_multi_region_endpoint(EndpointName=name)


def names(client, **given):
    found = client.list_multi_region_endpoints(**given)["MultiRegionEndpoints"]
    return [endpoint["EndpointName"] for endpoint in found]


class TestALife:
    def test_creating_then_ready(self, ses, client):
        # resources 8.3: states
        answer = create(client)
        del answer["ResponseMetadata"]

        assert answer == {"Status": "CREATING", "EndpointId": answer["EndpointId"]}
        assert re.fullmatch(r"[a-z0-9]{8}\.[a-z0-9]{3}", answer["EndpointId"])
        shown = {
            "EndpointName": "global",
            "EndpointId": answer["EndpointId"],
            "Routes": [{"Region": "us-east-1"}, {"Region": "eu-west-1"}],
            "Status": "CREATING",
            "CreatedTimestamp": NOON,
            "LastUpdatedTimestamp": NOON,
        }
        assert get(client) == shown
        ses.clock.advance(seconds=TAKES.total_seconds() - 1)
        assert get(client) == shown
        ses.clock.advance(seconds=1)
        assert get(client) == {
            **shown,
            "Status": "READY",
            "LastUpdatedTimestamp": NOON + TAKES,
        }

    def test_deleting_then_gone(self, ses, client):
        create(client)
        ses.clock.advance(minutes=1)

        answer = delete(client)
        del answer["ResponseMetadata"]

        assert answer == {"Status": "DELETING"}
        found = get(client)
        assert found["Status"] == "DELETING"
        assert found["LastUpdatedTimestamp"] == NOON + timedelta(minutes=1)
        ses.clock.advance(minutes=1)
        assert refusal_with_status(get, client) == MISSING
        assert names(client) == []

    def test_it_cannot_be_deleted_while_it_is_created(self, ses, client):
        # resources 8.3: delete while creating
        create(client)

        assert refusal_with_status(delete, client) == (
            "ConcurrentModificationException",
            "Unable to delete resource in PROVISIONING status",
            500,
        )
        ses.clock.advance(minutes=1)
        delete(client)
        assert refusal_with_status(delete, client) == (
            "ConcurrentModificationException",
            "Unable to delete resource in DELETING status",
            500,
        )

    @pytest.mark.parametrize("call", [get, delete])
    def test_there_is_none(self, client, call):
        assert refusal_with_status(call, client) == MISSING

    @pytest.mark.parametrize("call", [get, delete])
    def test_only_its_primary_region_sees_it(self, ses, client, call):
        # the model: only endpoints whose primary is the region of the call
        create(client)
        ses.clock.advance(minutes=1)
        secondary = boto3.client("sesv2", "eu-west-1")

        assert refusal_with_status(call, secondary) == MISSING
        assert names(secondary) == []
        create(secondary, "global", "us-east-1")  # a name is free in each


class TestCreating:
    def test_a_name_only_once(self, ses, client):
        create(client)

        for _ in range(2):  # while it is created, and when it is ready
            assert refusal_with_status(create, client) == (
                "AlreadyExistsException",
                "Multi-region endpoint <global> already exists.",
                400,
            )
            ses.clock.advance(minutes=1)

        first = get(client)["EndpointId"]
        delete(client)
        ses.clock.advance(minutes=1)
        assert create(client)["EndpointId"] != first

    @pytest.mark.parametrize("secondaries", [[], ["eu-west-1", "eu-central-1"]])
    def test_exactly_one_secondary_region(self, client, secondaries):
        # resources 8.3: exactly one
        routes = [{"Region": region} for region in secondaries]

        assert refusal_with_status(
            client.create_multi_region_endpoint,
            EndpointName="global",
            Details={"RoutesDetails": routes},
        ) == ("BadRequestException", "RoutesDetails must contain exactly one route.", 400)

    @pytest.mark.parametrize(
        ("region", "text"),
        [
            (
                "us-east-1",
                "The secondary region must be different from the primary region <us-east-1>.",
            ),
            ("Ireland", "Invalid region <Ireland>."),
            ("", "Invalid region <>."),
        ],
    )
    def test_another_region(self, client, region, text):
        routes = {"RoutesDetails": [{"Region": region}]}

        assert refusal_with_status(
            client.create_multi_region_endpoint, EndpointName="global", Details=routes
        ) == ("BadRequestException", text, 400)

    def test_names(self, client):
        # resources 8.3: name
        create(client, "a" * 64)
        assert refusal_with_status(create, client, "a" * 65) == (
            "BadRequestException",
            "1 validation error detected: Value at 'endpointName' failed to satisfy constraint: "
            "Member must have length less than or equal to 64",
            400,
        )
        create(client, "Global-1_a")
        assert refusal_with_status(create, client, "a b")[1] == (
            "1 validation error detected: Value at 'endpointName' failed to satisfy constraint: "
            r"Member must satisfy regular expression pattern: ^[\w\-_]+$"
        )

    def test_no_more_than_so_many(self, client):
        for number in range(MAX_ENDPOINTS):
            create(client, f"endpoint-{number}")

        assert refusal_with_status(create, client) == (
            "LimitExceededException",
            "Number of multi-region endpoints exceeds max allowed number of 100.",
            400,
        )


class TestListing:
    def test_oldest_first(self, client):
        create(client, "b")
        create(client, "a", "eu-central-1")

        answer = client.list_multi_region_endpoints()
        del answer["ResponseMetadata"]

        b, a = answer["MultiRegionEndpoints"]
        assert answer == {"MultiRegionEndpoints": [b, a]}
        assert a == {
            "EndpointName": "a",
            "EndpointId": get(client, "a")["EndpointId"],
            "Status": "CREATING",
            "Regions": ["us-east-1", "eu-central-1"],
            "CreatedTimestamp": NOON,
            "LastUpdatedTimestamp": NOON,
        }
        assert b["EndpointName"] == "b"

    def test_page_by_page(self, client):
        for name in "cab":
            create(client, name)

        found, token = [], {}
        while token is not None:
            answer = client.list_multi_region_endpoints(PageSize=1, **token)
            found += [one["EndpointName"] for one in answer["MultiRegionEndpoints"]]
            token = {"NextToken": answer["NextToken"]} if "NextToken" in answer else None

        assert found == ["c", "a", "b"]

    @pytest.mark.parametrize(("size", "bound"), [(0, "greater"), (1001, "less")])
    def test_sizes(self, ses, size, bound):
        # resources 1: modelled
        client = boto3.client("sesv2", config=Config(parameter_validation=False))
        limit = 1 if size == 0 else 1000

        assert refusal_with_status(names, client, PageSize=size) == (
            "BadRequestException",
            f"1 validation error detected: Value '{size}' at 'pageSize' failed to satisfy "
            f"constraint: Member must have value {bound} than or equal to {limit}",
            400,
        )
        assert names(client, PageSize=limit) == []

    def test_tokens(self, client):
        code, text, _ = refusal_with_status(names, client, NextToken="no base64!")
        assert code == "BadRequestException"
        assert "Member must satisfy regular expression pattern" in text

        assert refusal_with_status(names, client, NextToken="YWJj") == (
            "BadRequestException",
            "Invalid NextToken",
            400,
        )


class TestTags:
    def test_are_given_shown_and_taken(self, client):
        # resources 10: by the model also multi-region-endpoint
        create(client, Tags=[{"Key": "team", "Value": "mail"}])
        arn = f"{ARN}global"

        client.tag_resource(ResourceArn=arn, Tags=[{"Key": "stage", "Value": "test"}])
        client.untag_resource(ResourceArn=arn, TagKeys=["team"])

        assert client.list_tags_for_resource(ResourceArn=arn)["Tags"] == [
            {"Key": "stage", "Value": "test"}
        ]

    def test_of_none(self, client):
        assert refusal_with_status(client.list_tags_for_resource, ResourceArn=f"{ARN}global") == (
            "NotFoundException",
            "No MultiRegionEndpoint present with name: global",
            404,
        )

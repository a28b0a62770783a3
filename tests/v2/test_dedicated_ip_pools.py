"""Pools of dedicated IPs through v2, the only API that has them.

Rows: facts "resources" 7, 1 and 10, "events" 10.
"""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from tests.refusing import refusal, refusal_with_status

A, B = "198.51.100.1", "198.51.100.2"
ARN = "arn:aws:ses:us-east-1:123456789012:dedicated-ip-pool/marketing"
DEFAULT, SHARED = "ses-default-dedicated-pool", "ses-shared-pool"
BLANK = ("BadRequestException", "Pool name can't be blank.", 400)
BAD_MODE = ("BadRequestException", "The ScalingMode parameter is invalid.", 400)


@pytest.fixture
def unchecked(ses):
    """A client that sends what botocore's would not."""
    return boto3.client("sesv2", config=Config(parameter_validation=False))


def create(client, *names, **more):
    for name in names:
        client.create_dedicated_ip_pool(PoolName=name, **more)


def names(client, **more):
    return client.list_dedicated_ip_pools(**more)["DedicatedIpPools"]


def shown(client, name):
    return client.get_dedicated_ip_pool(PoolName=name)["DedicatedIpPool"]


def missing(name):
    return ("NotFoundException", f"The requested pool <{name}> does not exist.", 404)


def test_a_pool_is_standard_unless_told(sesv2_client):
    # resources 7, scaling mode
    create(sesv2_client, "marketing")
    create(sesv2_client, "managed", ScalingMode="MANAGED")

    assert shown(sesv2_client, "marketing") == {"PoolName": "marketing", "ScalingMode": "STANDARD"}
    assert shown(sesv2_client, "managed") == {"PoolName": "managed", "ScalingMode": "MANAGED"}
    assert names(sesv2_client) == ["marketing", "managed"]


def test_an_account_that_has_made_none_lists_none(sesv2_client):
    assert names(sesv2_client) == []


def test_the_default_pool_can_be_read(sesv2_client):
    assert shown(sesv2_client, DEFAULT) == {"PoolName": DEFAULT, "ScalingMode": "STANDARD"}


@pytest.mark.parametrize("mode", ["STANDARD", "MANAGED"])
@pytest.mark.parametrize("name", ["marketing", DEFAULT, SHARED])
def test_a_name_is_given_once_whatever_the_mode(sesv2_client, name, mode):
    # resources 7, duplicate; events 10: one namespace
    create(sesv2_client, "marketing")

    answer = refusal_with_status(
        sesv2_client.create_dedicated_ip_pool, PoolName=name, ScalingMode=mode
    )

    assert answer == ("AlreadyExistsException", f"The pool <{name}> already exists.", 400)


CALLS = [
    ("get_dedicated_ip_pool", {}),
    ("delete_dedicated_ip_pool", {}),
    ("put_dedicated_ip_pool_scaling_attributes", {"ScalingMode": "MANAGED"}),
    ("get_dedicated_ips", {}),
]


@pytest.mark.parametrize("name", ["marketing", SHARED])
@pytest.mark.parametrize(("operation", "given"), CALLS, ids=str)
def test_a_pool_that_does_not_exist(sesv2_client, operation, given, name):
    # resources 7, missing; the shared pool holds nobody's dedicated IPs
    call = getattr(sesv2_client, operation)

    assert refusal_with_status(call, PoolName=name, **given) == missing(name)


@pytest.mark.parametrize(("operation", "given"), [("create_dedicated_ip_pool", {}), *CALLS])
def test_a_name_is_not_blank(sesv2_client, operation, given):
    # resources 7, pool name
    call = getattr(sesv2_client, operation)

    assert refusal_with_status(call, PoolName=" ", **given) == BLANK


def test_an_empty_name_is_blank(sesv2_client):
    assert refusal_with_status(sesv2_client.create_dedicated_ip_pool, PoolName="") == BLANK


def test_a_mode_is_one_of_two(sesv2_client):
    # resources 7, scaling mode: before existence
    put = sesv2_client.put_dedicated_ip_pool_scaling_attributes

    assert refusal_with_status(put, PoolName="no", ScalingMode="managed") == BAD_MODE
    assert (
        refusal_with_status(
            sesv2_client.create_dedicated_ip_pool, PoolName="marketing", ScalingMode="managed"
        )
        == BAD_MODE
    )
    assert names(sesv2_client) == []


def test_a_mode_must_be_given(unchecked):
    assert refusal(unchecked.put_dedicated_ip_pool_scaling_attributes, PoolName="marketing") == (
        "BadRequestException",
        "1 validation error detected: Value at 'scalingMode' failed to satisfy constraint: Member "
        "must not be null",
    )


def test_a_standard_pool_becomes_managed_with_its_ips_and_never_goes_back(ses, sesv2_client):
    # resources 7, scaling mode; events 10, warm-up
    create(sesv2_client, "marketing")
    ses.lease_dedicated_ips(A, pool="marketing")
    put = sesv2_client.put_dedicated_ip_pool_scaling_attributes

    put(PoolName="marketing", ScalingMode="STANDARD")
    put(PoolName="marketing", ScalingMode="MANAGED")

    assert refusal_with_status(put, PoolName="marketing", ScalingMode="STANDARD") == BAD_MODE
    put(PoolName="marketing", ScalingMode="MANAGED")
    assert sesv2_client.get_dedicated_ip(Ip=A)["DedicatedIp"] == {
        "Ip": A,
        "WarmupStatus": "NOT_APPLICABLE",
        "WarmupPercentage": -1,
        "PoolName": "marketing",
    }


def test_there_are_at_most_5_managed_pools_in_a_region(sesv2_client):
    # events 10; the text is a guess
    managed = [f"pool-{n}" for n in range(5)]
    too_many = "The maximum number of managed dedicated IP pools has been reached: 5."
    create(sesv2_client, *managed, ScalingMode="MANAGED")
    create(sesv2_client, "standard")

    assert refusal(
        sesv2_client.create_dedicated_ip_pool, PoolName="more", ScalingMode="MANAGED"
    ) == ("LimitExceededException", too_many)
    # Of a limit this call declares no error.
    assert refusal(
        sesv2_client.put_dedicated_ip_pool_scaling_attributes,
        PoolName="standard",
        ScalingMode="MANAGED",
    ) == ("BadRequestException", too_many)
    assert names(sesv2_client) == [*managed, "standard"]


@pytest.mark.parametrize(
    ("operation", "given"),
    [
        ("delete_dedicated_ip_pool", {}),
        ("put_dedicated_ip_pool_scaling_attributes", {"ScalingMode": "MANAGED"}),
    ],
)
def test_the_default_pool_stays_as_it_is(sesv2_client, operation, given):
    call = getattr(sesv2_client, operation)

    assert refusal(call, PoolName=DEFAULT, **given) == (
        "BadRequestException",
        f"The pool <{DEFAULT}> cannot be changed.",
    )


def test_a_deleted_pool_is_gone_and_may_be_made_again(ses, sesv2_client):
    create(sesv2_client, "marketing")
    ses.lease_dedicated_ips(A, pool="marketing")

    sesv2_client.delete_dedicated_ip_pool(PoolName="marketing")

    assert names(sesv2_client) == []
    assert sesv2_client.get_dedicated_ip(Ip=A)["DedicatedIp"]["PoolName"] == DEFAULT
    create(sesv2_client, "marketing")
    assert sesv2_client.get_dedicated_ips(PoolName="marketing")["DedicatedIps"] == []


def test_every_region_has_pools_of_its_own(sesv2_client):
    create(sesv2_client, "marketing")

    elsewhere = boto3.client("sesv2", region_name="eu-west-1")

    assert names(elsewhere) == []


class TestPages:
    """facts: resources 1"""

    def test_every_pool_is_on_one_page(self, sesv2_client):
        create(sesv2_client, "c", "a", "b")

        found, token = [], {}
        while True:
            answer = sesv2_client.list_dedicated_ip_pools(PageSize=1, **token)
            found += answer["DedicatedIpPools"]
            if "NextToken" not in answer:
                break
            token = {"NextToken": answer["NextToken"]}

        assert found == ["c", "a", "b"]

    @pytest.mark.parametrize("size", [0, 1001])
    def test_a_size_out_of_range(self, sesv2_client, size):
        assert refusal(sesv2_client.list_dedicated_ip_pools, PageSize=size) == (
            "BadRequestException",
            "The page size must be in [1, 1000] range.",
        )

    @pytest.mark.parametrize("size", [1, 1000])
    def test_the_ends_of_the_range(self, sesv2_client, size):
        assert names(sesv2_client, PageSize=size) == []

    @pytest.mark.parametrize("token", ["", "x", "e30="])
    def test_a_token_that_is_none(self, sesv2_client, token):
        assert refusal(sesv2_client.list_dedicated_ip_pools, NextToken=token) == (
            "BadRequestException",
            "Invalid next token.",
        )

    def test_a_token_of_ips_is_none(self, ses, sesv2_client):
        ses.lease_dedicated_ips(A, B)
        token = sesv2_client.get_dedicated_ips(PageSize=1)["NextToken"]

        assert refusal(sesv2_client.list_dedicated_ip_pools, NextToken=token) == (
            "BadRequestException",
            "Invalid next token.",
        )


class TestTags:
    """facts: resources 10"""

    def tags(self, client):
        return client.list_tags_for_resource(ResourceArn=ARN)["Tags"]

    def test_a_pool_has_those_that_it_was_made_with(self, sesv2_client):
        create(sesv2_client, "marketing", Tags=[{"Key": "team", "Value": "a"}])

        assert self.tags(sesv2_client) == [{"Key": "team", "Value": "a"}]

    def test_they_can_be_added_and_taken_away(self, sesv2_client):
        create(sesv2_client, "marketing")

        sesv2_client.tag_resource(
            ResourceArn=ARN, Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
        )
        sesv2_client.untag_resource(ResourceArn=ARN, TagKeys=["a"])

        assert self.tags(sesv2_client) == [{"Key": "b", "Value": "2"}]

    def test_bad_tags_make_no_pool(self, sesv2_client):
        answer = refusal(
            sesv2_client.create_dedicated_ip_pool,
            PoolName="marketing",
            Tags=[{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}],
        )

        assert answer == (
            "BadRequestException", "Cannot provide multiple tags with the same key",
        )  # fmt: skip
        assert names(sesv2_client) == []

    def test_the_default_pool_has_none(self, sesv2_client):
        arn = ARN.replace("marketing", DEFAULT)

        assert refusal(sesv2_client.list_tags_for_resource, ResourceArn=arn) == (
            "NotFoundException",
            f"No DedicatedIpPool present with name: {DEFAULT}",
        )

"""Dedicated IPs through v2, the only API that has them.

Rows: facts "resources" 7, 1 and 9.4, "events" 10. How warm-up goes by the clock is in
tests/domain/test_dedicated_ips_warmup.py.
"""

from __future__ import annotations

from datetime import datetime, timezone

import boto3
import pytest
from botocore.config import Config

from tests.refusing import refusal, refusal_with_status

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
A, B, C = "198.51.100.1", "198.51.100.2", "198.51.100.3"
DEFAULT = "ses-default-dedicated-pool"


@pytest.fixture
def unchecked(ses):
    """A client that sends what botocore's would not."""
    return boto3.client("sesv2", config=Config(parameter_validation=False))


def bad(text):
    return ("BadRequestException", text)


def unknown(ip):
    return ("NotFoundException", f"Could not find dedicated IP <{ip}> under this account.", 404)


def shown(ip, pool=DEFAULT, status="IN_PROGRESS", percentage=0):
    return {
        "Ip": ip, "WarmupStatus": status, "WarmupPercentage": percentage, "PoolName": pool,
    }  # fmt: skip


def pool_of(client, ip):
    return client.get_dedicated_ip(Ip=ip)["DedicatedIp"]["PoolName"]


def create(client, name, mode="STANDARD"):
    client.create_dedicated_ip_pool(PoolName=name, ScalingMode=mode)


def test_a_new_ip_is_in_the_default_pool(ses, sesv2_client):
    # resources 7, lists
    ses.lease_dedicated_ips(A)

    assert sesv2_client.get_dedicated_ip(Ip=A)["DedicatedIp"] == shown(A)


def test_an_account_without_ips_lists_none(sesv2_client):
    # resources 7, lists
    assert sesv2_client.get_dedicated_ips()["DedicatedIps"] == []


def test_ips_are_listed_by_pool_or_all(ses, sesv2_client):
    create(sesv2_client, "marketing")
    ses.lease_dedicated_ips(B, A)
    ses.lease_dedicated_ips(C, pool="marketing")

    assert sesv2_client.get_dedicated_ips()["DedicatedIps"] == [
        shown(B), shown(A), shown(C, "marketing"),
    ]  # fmt: skip
    by_pool = {
        pool: sesv2_client.get_dedicated_ips(PoolName=pool)["DedicatedIps"]
        for pool in (DEFAULT, "marketing")
    }
    assert by_pool == {DEFAULT: [shown(B), shown(A)], "marketing": [shown(C, "marketing")]}


@pytest.mark.parametrize("ip", [A, "no-ip", " "])
@pytest.mark.parametrize(
    ("operation", "given"),
    [
        ("get_dedicated_ip", {}),
        ("put_dedicated_ip_in_pool", {"DestinationPoolName": "no"}),
        ("put_dedicated_ip_warmup_attributes", {"WarmupPercentage": 50}),
    ],
)
def test_an_ip_that_is_not_leased(sesv2_client, operation, given, ip):
    # resources 7, IP; it is looked for before the pool
    call = getattr(sesv2_client, operation)

    assert refusal_with_status(call, Ip=ip, **given) == unknown(ip)


def test_the_ip_of_another_region_is_not_found(ses, sesv2_client):
    ses.region("eu-west-1").lease_dedicated_ips(A)

    assert refusal_with_status(sesv2_client.get_dedicated_ip, Ip=A) == unknown(A)
    assert boto3.client("sesv2", "eu-west-1").get_dedicated_ip(Ip=A)["DedicatedIp"] == shown(A)


class TestPools:
    def test_an_ip_is_in_one_pool_at_a_time(self, ses, sesv2_client):
        # events 10
        create(sesv2_client, "marketing")
        ses.lease_dedicated_ips(A)

        sesv2_client.put_dedicated_ip_in_pool(Ip=A, DestinationPoolName="marketing")

        assert pool_of(sesv2_client, A) == "marketing"
        assert sesv2_client.get_dedicated_ips(PoolName=DEFAULT)["DedicatedIps"] == []

    def test_it_goes_back_into_the_default_pool(self, ses, sesv2_client):
        create(sesv2_client, "marketing")
        ses.lease_dedicated_ips(A, pool="marketing")

        sesv2_client.put_dedicated_ip_in_pool(Ip=A, DestinationPoolName=DEFAULT)

        assert pool_of(sesv2_client, A) == DEFAULT

    @pytest.mark.parametrize("pool", ["no", "ses-shared-pool"])
    def test_the_pool_must_exist(self, ses, sesv2_client, pool):
        ses.lease_dedicated_ips(A)

        answer = refusal_with_status(
            sesv2_client.put_dedicated_ip_in_pool, Ip=A, DestinationPoolName=pool
        )

        assert answer == ("NotFoundException", f"The requested pool <{pool}> does not exist.", 404)

    def test_its_name_is_not_blank(self, sesv2_client):
        answer = refusal(sesv2_client.put_dedicated_ip_in_pool, Ip=A, DestinationPoolName="")

        assert answer == bad("Pool name can't be blank.")

    def test_of_a_managed_pool_the_ips_are_amazons_choice(self, ses, sesv2_client):
        # the text is a guess
        create(sesv2_client, "managed", "MANAGED")
        ses.lease_dedicated_ips(A)
        ses.lease_dedicated_ips(B, pool="managed")
        move = sesv2_client.put_dedicated_ip_in_pool
        fixed = bad("The IPs of the managed pool <managed> cannot be changed.")

        assert refusal(move, Ip=A, DestinationPoolName="managed") == fixed
        assert refusal(move, Ip=B, DestinationPoolName=DEFAULT) == fixed
        move(Ip=B, DestinationPoolName="managed")  # where it is
        assert [pool_of(sesv2_client, ip) for ip in (A, B)] == [DEFAULT, "managed"]

    def test_a_destination_must_be_given(self, unchecked):
        assert refusal(unchecked.put_dedicated_ip_in_pool, Ip=A) == bad(
            "1 validation error detected: Value at 'destinationPoolName' failed to satisfy "
            "constraint: Member must not be null"
        )


class TestWarmup:
    @pytest.mark.parametrize("percentage", [-1, 101])
    def test_a_percentage_out_of_range(self, sesv2_client, percentage):
        # resources 7, warm-up: before existence
        call = sesv2_client.put_dedicated_ip_warmup_attributes

        assert refusal_with_status(call, Ip=A, WarmupPercentage=percentage) == (
            "BadRequestException",
            "Warmup Percentage must be between 0 and 100.",
            400,
        )

    def test_no_percentage(self, unchecked):
        # resources 7, warm-up: before existence
        answer = refusal(unchecked.put_dedicated_ip_warmup_attributes, Ip=A)

        assert answer == bad("Warmup Percentage can't be null.")

    @pytest.mark.parametrize(
        ("percentage", "status"), [(0, "IN_PROGRESS"), (99, "IN_PROGRESS"), (100, "DONE")]
    )
    def test_100_is_done_and_less_is_in_progress(self, ses, sesv2_client, percentage, status):
        # events 10
        ses.lease_dedicated_ips(A)

        sesv2_client.put_dedicated_ip_warmup_attributes(Ip=A, WarmupPercentage=percentage)

        answer = sesv2_client.get_dedicated_ip(Ip=A)["DedicatedIp"]
        assert answer == shown(A, status=status, percentage=percentage)

    def test_in_a_managed_pool_it_is_amazons(self, ses, sesv2_client):
        # events 10, warm-up; the text is a guess
        create(sesv2_client, "managed", "MANAGED")
        ses.lease_dedicated_ips(A, pool="managed")

        answer = refusal(sesv2_client.put_dedicated_ip_warmup_attributes, Ip=A, WarmupPercentage=50)

        assert answer == bad(f"The warm-up of the dedicated IP <{A}> is managed.")
        told = sesv2_client.get_dedicated_ip(Ip=A)["DedicatedIp"]
        assert told == shown(A, "managed", "NOT_APPLICABLE", -1)


class TestPages:
    """facts: resources 1, as pools"""

    def pages(self, client, **more):
        found, token = [], {}
        while True:
            answer = client.get_dedicated_ips(PageSize=1, **more, **token)
            found += [ip["Ip"] for ip in answer["DedicatedIps"]]
            if "NextToken" not in answer:
                return found
            token = {"NextToken": answer["NextToken"]}

    def test_every_ip_is_on_one_page(self, ses, sesv2_client):
        ses.lease_dedicated_ips(C, A)
        ses.lease_dedicated_ips(B)

        assert self.pages(sesv2_client) == [C, A, B]

    def test_so_are_those_of_a_pool(self, ses, sesv2_client):
        create(sesv2_client, "marketing")
        ses.lease_dedicated_ips(A)
        ses.lease_dedicated_ips(B, C, pool="marketing")

        assert self.pages(sesv2_client, PoolName="marketing") == [B, C]

    @pytest.mark.parametrize("size", [0, 1001])
    def test_a_size_out_of_range(self, sesv2_client, size):
        assert refusal(sesv2_client.get_dedicated_ips, PageSize=size) == bad(
            "The page size must be in [1, 1000] range."
        )

    @pytest.mark.parametrize("token", ["", "x", "e30="])
    def test_a_token_that_is_none(self, sesv2_client, token):
        assert refusal(sesv2_client.get_dedicated_ips, NextToken=token) == bad(
            "Invalid next token."
        )


class TestBlockLists:
    """facts: resources 9.4"""

    def report(self, client, *ips):
        return client.get_blacklist_reports(BlacklistItemNames=list(ips))["BlacklistReport"]

    def test_a_report_tells_of_every_list(self, ses, sesv2_client):
        ses.clock.freeze(NOON)
        ses.lease_dedicated_ips(A, B)
        ses.put_on_block_list(A, "Spamhaus", description="Spam was seen.")
        ses.put_on_block_list(A, "SpamCop")

        assert self.report(sesv2_client, A, B, A) == {
            A: [
                {"RblName": "Spamhaus", "ListingTime": NOON, "Description": "Spam was seen."},
                {"RblName": "SpamCop", "ListingTime": NOON},
            ],
            B: [],
        }

    def test_what_is_taken_off_is_not_reported(self, ses, sesv2_client):
        ses.lease_dedicated_ips(A)
        ses.put_on_block_list(A, "Spamhaus")

        ses.take_off_block_list(A, "Spamhaus")

        assert self.report(sesv2_client, A) == {A: []}

    def test_only_of_the_accounts_own_ips(self, ses, sesv2_client):
        # that it is this error is a guess
        ses.lease_dedicated_ips(A)

        assert refusal_with_status(self.report, sesv2_client, A, B) == unknown(B)

    def test_ips_must_be_named(self, unchecked):
        assert refusal(unchecked.get_blacklist_reports) == bad(
            "1 validation error detected: Value at 'blacklistItemNames' failed to satisfy "
            "constraint: Member must not be null"
        )

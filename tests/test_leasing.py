"""Leasing dedicated IPs by the test: what can be done, and what is a mistake in the test."""

from __future__ import annotations

import boto3
import pytest

A, B = "198.51.100.1", "198.51.100.2"


def ips(region="us-east-1"):
    client = boto3.client("sesv2", region_name=region)
    return [ip["Ip"] for ip in client.get_dedicated_ips()["DedicatedIps"]]


def test_what_is_given_back_is_gone_and_may_be_leased_again(ses):
    ses.lease_dedicated_ips(A, B)

    ses.release_dedicated_ips(A)
    assert ips() == [B]

    ses.lease_dedicated_ips(A)
    assert ips() == [B, A]


def test_an_ip_is_leased_to_one_account_and_region(ses):
    ses.account("999999999999").region("eu-west-1").lease_dedicated_ips(A)

    with pytest.raises(ValueError, match="is leased to 999999999999 in eu-west-1"):
        ses.lease_dedicated_ips(A)


def test_where_several_regions_are_in_use_one_must_be_named(ses):
    assert ips("us-east-1") == ips("eu-west-1") == []

    with pytest.raises(ValueError, match="say of which region"):
        ses.lease_dedicated_ips(A)

    ses.region("eu-west-1").lease_dedicated_ips(A)
    assert (ips("us-east-1"), ips("eu-west-1")) == ([], [A])


def test_a_reset_gives_all_back(ses):
    ses.lease_dedicated_ips(A)

    ses.reset()

    assert ips() == []


def test_a_call_that_fails_leases_nothing(ses):
    ses.lease_dedicated_ips(B)

    with pytest.raises(ValueError, match="is leased"):
        ses.lease_dedicated_ips(A, B)

    assert ips() == [B]


@pytest.mark.parametrize("pool", ["no", "ses-shared-pool", 1, ["x"]])
def test_the_pool_must_exist(ses, pool):
    with pytest.raises(ValueError, match="there is no pool"):
        ses.lease_dedicated_ips(A, pool=pool)


def test_the_default_pool_may_be_named(ses):
    ses.lease_dedicated_ips(A, pool="ses-default-dedicated-pool")

    assert ips() == [A]


@pytest.mark.parametrize("method", ["lease_dedicated_ips", "release_dedicated_ips"])
@pytest.mark.parametrize(
    ("given", "error", "text"),
    [
        ((), TypeError, "at least one address"),
        ((1,), TypeError, "an address is a text"),
        (("example.com",), ValueError, "no IPv4 address"),
        (("2001:db8::1",), ValueError, "no IPv4 address"),
        ((A, A), ValueError, "given twice"),
    ],
)
def test_what_is_no_address(ses, method, given, error, text):
    with pytest.raises(error, match=text):
        getattr(ses, method)(*given)


def test_what_is_not_leased_can_neither_be_released_nor_listed(ses):
    for act in (
        lambda: ses.release_dedicated_ips(A),
        lambda: ses.put_on_block_list(A, "Spamhaus"),
        lambda: ses.take_off_block_list(A, "Spamhaus"),
    ):
        with pytest.raises(ValueError, match=rf"{A} is not leased; ses.lease_dedicated_ips"):
            act()


def test_what_is_no_block_list(ses):
    ses.lease_dedicated_ips(A)

    with pytest.raises(TypeError, match="named by a text"):
        ses.put_on_block_list(A, 1)
    with pytest.raises(ValueError, match="has a name"):
        ses.put_on_block_list(A, " ")
    with pytest.raises(TypeError, match="description="):
        ses.put_on_block_list(A, "Spamhaus", description=1)
    with pytest.raises(ValueError, match="is not on the block list 'Spamhaus'"):
        ses.take_off_block_list(A, "Spamhaus")

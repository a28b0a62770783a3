"""Ranges of IP addresses. The row is 5.4 of the fact sheet "resources"."""

from __future__ import annotations

import pytest

from sesfake.domain.receiving.ranges import check_range
from sesfake.errors import InvalidParameter


@pytest.mark.parametrize(
    "cidr",
    [
        "10.0.0.1",
        "0.0.0.0/0",
        "1.2.3.4/24",  # as in botocore's example: bits behind the prefix may be set
        "255.255.255.255/32",
        "::",
        "::1",
        "::/0",
        "2001:db8::/32",
        "2001:DB8::1/128",
        "fe80:0:0:0:0:0:0:1",
    ],
)
def test_these_are_ranges(cidr):
    check_range(cidr)


@pytest.mark.parametrize(
    "cidr",
    [
        "",
        "/",
        "/24",
        "10.0.0.1/",
        "10.0.0.1/33",
        "10.0.0.1/-1",
        "10.0.0.1/+8",
        "10.0.0.1/08",
        "10.0.0.1/8/8",
        "10.0.0.0/255.255.255.0",
        "10.0.0.1/8 ",
        " 10.0.0.1",
        "10.0.0.1\n",
        "10.0.0",
        "10.0.0.0.1",
        "10.0.0.256",
        "010.0.0.1",
        "0x0a.0.0.1",
        "167772161",
        "10.0.0.1-10.0.0.9",
        "10.0.0.*",
        "١٠.0.0.1",
        "10.0.0.1/٨",
        "::1/129",
        "::1/ffff::",
        ":",
        ":::",
        "1::2::3",
        "12345::",
        "[::1]",
        "[::1]/128",
        "fe80::1%eth0",
        "fe80::1%1/64",
        "::ffff:10.0.0.1",
        "::ffff:10.0.0.1/104",
        "::ffff:a00:1",
        "example.com",
        "1" * 100_000,
        ":" * 100_000,
    ],
)
def test_these_are_none(cidr):
    with pytest.raises(InvalidParameter) as caught:
        check_range(cidr)

    assert caught.value.message == f"Invalid CIDR block: {cidr}"

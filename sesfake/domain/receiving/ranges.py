"""Ranges of IP addresses, as IP filters name them (facts: resources 5.4).

An address of IPv4 or IPv6, alone or with the length of a prefix; bits behind the prefix may be set,
as in the documentation's `10.0.0.1/24`. No brackets, zones, netmasks or IPv4 inside of IPv6.
"""

from __future__ import annotations

import ipaddress
import re

from sesfake.errors import InvalidParameter

_RANGE = re.compile(r"([0-9A-Fa-f.:]{2,45})(?:/(0|[1-9][0-9]{0,2}))?")


def check_range(cidr: str) -> None:
    """Raise InvalidParameter for what is no range of IP addresses."""
    if not _is_range(cidr):
        raise InvalidParameter(f"Invalid CIDR block: {cidr}")


def _is_range(cidr: str) -> bool:
    match = _RANGE.fullmatch(cidr)
    if match is None:
        return False
    try:
        address = ipaddress.ip_address(match[1])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return False
    return match[2] is None or int(match[2]) <= address.max_prefixlen

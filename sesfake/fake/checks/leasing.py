"""Whether what a test gives can be an address or a block list; if not, how to mend it."""

from __future__ import annotations

import ipaddress

_EXAMPLE = "'198.51.100.1'"


def check_ips(method: str, ips: tuple[str, ...]) -> None:
    """Raise TypeError or ValueError for what are no IPv4 addresses, each given once."""
    if not ips:
        raise TypeError(f"ses.{method}() takes at least one address.")
    for ip in ips:
        if not isinstance(ip, str):
            raise TypeError(f"an address is a text, as in ses.{method}({_EXAMPLE}), not {ip!r}.")
        try:
            ipaddress.IPv4Address(ip)
        except ValueError:
            raise ValueError(f"{ip!r} is no IPv4 address such as {_EXAMPLE}.") from None
    if len(set(ips)) < len(ips):
        raise ValueError("an address is given twice.")


def check_block_list(name: str, description: str | None = None) -> None:
    """Raise TypeError or ValueError for what cannot be a block list's name and description."""
    if not isinstance(name, str):
        raise TypeError(f"a block list is named by a text, such as 'Spamhaus', not {name!r}.")
    if not name.strip():
        raise ValueError("a block list has a name, such as 'Spamhaus'.")
    if not (description is None or isinstance(description, str)):
        raise TypeError(f"description= is a text, not {description!r}.")

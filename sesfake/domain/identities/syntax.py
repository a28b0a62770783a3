"""What can be the name of an identity: an address or a domain, told apart by the `@`."""

from __future__ import annotations

import re

from sesfake.errors import InvalidParameter
from sesfake.mail.mailboxes import check_length, parse_mailbox

# Refused: `_name`, `name-`, `a..b`, an all-digit top level, a label of 64, a trailing dot;
# accepted: `a_b.example.com` (facts: resources 2.1). That one label alone is refused is a guess.
_LABEL = r"(?!-)[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?"
_DOMAIN_NAME = re.compile(
    rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\.(?!\d+\Z){_LABEL}\Z", re.IGNORECASE | re.ASCII
)


def check_name(name: str) -> None:
    """Raise InvalidParameter for what is neither an address nor a domain."""
    if "@" in name:
        check_email_address(name)
    else:
        check_domain(name)


def check_domain(name: str) -> None:
    """Raise InvalidParameter for what is not a domain."""
    if not _DOMAIN_NAME.match(name):
        raise InvalidParameter(f"Invalid domain name {name}.")


def check_email_address(name: str) -> None:
    """Raise InvalidParameter for what is not an address, and nothing but one."""
    try:
        mailbox = parse_mailbox(name)
        check_length(mailbox)
    except InvalidParameter:
        mailbox = None
    if mailbox is None or mailbox.address != name:
        raise InvalidParameter(f"Invalid email address<{name}>.")  # no space: Amazon's

"""How a request names an identity: by itself, or by its ARN.

shop@example.com
arn:aws:ses:us-east-1:123456789012:identity/shop@example.com
"""

from __future__ import annotations

from sesfake.domain.account import Account
from sesfake.domain.identities.identity import Identity
from sesfake.errors import InvalidParameter
from sesfake.guesses.identities import FOREIGN_IDENTITY, MALFORMED_ARN

_ARN_PARTS = 6


def identity_name(account: Account, text: str) -> str:
    """The identity's name; raises InvalidParameter for another account's or region's ARN."""
    if not text.startswith("arn:"):
        return text
    region, account_id, name = parse_arn(text)
    if (account_id, region) != (account.id, account.region):
        raise InvalidParameter(FOREIGN_IDENTITY.format(arn=text, account_id=account.id))
    return name


def find_identity(account: Account, text: str) -> Identity | None:
    """The identity that a name or ARN means; raises as `identity_name` does."""
    return account.identities.find(identity_name(account, text))


def parse_arn(arn: str) -> tuple[str, str, str]:
    """Region, account and name of an identity's ARN; raises InvalidParameter for no such ARN."""
    parts = arn.split(":", _ARN_PARTS - 1)
    if len(parts) != _ARN_PARTS or not parts[-1].startswith("identity/"):
        raise InvalidParameter(MALFORMED_ARN.format(arn=arn))
    _, _, _, region, account_id, resource = parts
    return region, account_id, resource.removeprefix("identity/")

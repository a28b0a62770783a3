"""How a request names an identity: by itself, or by its ARN.

shop@example.com
arn:aws:ses:us-east-1:123456789012:identity/shop@example.com
"""

from __future__ import annotations

from collections.abc import Iterable

from sesfake.domain.account import Account
from sesfake.domain.identity import Identity
from sesfake.errors import InvalidParameter, NotAuthorized
from sesfake.guesses import FOREIGN_IDENTITY, MALFORMED_ARN

_ARN_PARTS = 6


def identity_name(account: Account, text: str) -> str:
    """The identity's name; raises InvalidParameter for another account's or region's ARN."""
    if not text.startswith("arn:"):
        return text
    region, account_id, name = _parse(text)
    if (account_id, region) != (account.id, account.region):
        raise InvalidParameter(FOREIGN_IDENTITY.format(arn=text, account_id=account.id))
    return name


def find_identity(account: Account, text: str) -> Identity | None:
    """The identity that a name or ARN means; raises as `identity_name` does."""
    return account.identities.find(identity_name(account, text))


def check_sending_identity(account: Account, arn: str, action: str) -> None:
    """Raise NotAuthorized unless the account may send in the name of an ARN.

    Another account's identities need a policy of their owner. Policies are kept but not evaluated
    yet, so they are always denied. https://docs.aws.amazon.com/ses/latest/dg/sending-authorization.html
    """
    region, account_id, name = _parse(arn)
    is_own = (account_id, region) == (account.id, account.region)
    if not is_own or account.identities.find(name) is None:
        raise _not_authorized(account, arn, action)


def check_answers_for(account: Account, arn: str, addresses: Iterable[str], action: str) -> None:
    """Raise NotAuthorized unless the identity of an ARN answers for all of the addresses."""
    identity = find_identity(account, arn)
    for address in addresses:
        if all(identity is not other for other in account.identities.answering_for(address)):
            raise _not_authorized(account, arn, action)


def _not_authorized(account: Account, arn: str, action: str) -> NotAuthorized:
    return NotAuthorized(f"arn:aws:iam::{account.id}:root", action, arn)


def _parse(arn: str) -> tuple[str, str, str]:
    parts = arn.split(":", _ARN_PARTS - 1)
    if len(parts) != _ARN_PARTS or not parts[-1].startswith("identity/"):
        raise InvalidParameter(MALFORMED_ARN.format(arn=arn))
    _, _, _, region, account_id, resource = parts
    return region, account_id, resource.removeprefix("identity/")

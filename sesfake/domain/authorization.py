"""Sending authorization: in whose name an account may send.

The ARN parameters of a send name the identity that is used. One of the caller's own identities in
this region is checked like any sender; another account's needs a policy of its owner.
https://docs.aws.amazon.com/ses/latest/dg/sending-authorization.html
"""

from __future__ import annotations

from sesfake.domain.account import Account
from sesfake.errors import InvalidParameter, NotAuthorized

_ARN_PARTS = 6


def check_identity_arn(account: Account, arn: str, action: str) -> None:
    """Raise NotAuthorized unless the identity is the account's own; policies cannot be made yet."""
    parts = arn.split(":", _ARN_PARTS - 1)
    if len(parts) != _ARN_PARTS or not parts[-1].startswith("identity/"):
        # The text has not been seen.
        raise InvalidParameter(f"Invalid ARN: {arn}")
    _, _, _, region, account_id, _ = parts
    if (account_id, region) != (account.id, account.region):
        raise NotAuthorized(f"arn:aws:iam::{account.id}:root", action, arn)

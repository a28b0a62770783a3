"""Who makes a call: the root user of an account, an IAM user, or somebody in a role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sesfake.access_keys import AccessKey

SESSION = "sesfake"  # of whoever has taken a role


class Caller(NamedTuple):
    """`name` is what events call the caller: the user, the role, or `root`.

    `policies` are those of IAM that limit the caller; None is a caller who may do everything.
    """

    account_id: str
    arn: str
    name: str = "root"
    role_arn: str | None = None
    policies: tuple[Mapping[str, Any], ...] | None = None


def root(account_id: str) -> Caller:
    """The root user of an account, who may do everything."""
    return Caller(account_id, f"arn:aws:iam::{account_id}:root")


def owner_of(key: AccessKey, account_id: str) -> Caller:
    """The caller that a key belongs to; `account_id` is for keys that name none."""
    account_id = key.account_id or account_id
    policies = tuple(key.documents()) if key.is_limited else None
    if key.user is not None:
        name = key.user.rpartition("/")[2]
        return Caller(
            account_id, f"arn:aws:iam::{account_id}:user/{key.user}", name, None, policies
        )
    if key.role is not None:
        name = key.role.rpartition("/")[2]  # of a role in a path, sessions have the name alone
        return Caller(
            account_id,
            f"arn:aws:sts::{account_id}:assumed-role/{name}/{SESSION}",
            name,
            f"arn:aws:iam::{account_id}:role/{key.role}",
            policies,
        )
    return root(account_id)._replace(policies=policies)

"""Policies of identities in v2, where what is missing or there already is an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.authorization.policies import check_policy_name
from sesfake.domain.identities.identity import Identity
from sesfake.domain.identities.names import identity_name
from sesfake.errors import PolicyAlreadyExists, PolicyNotFound
from sesfake.v2.finding_identities import found_in_brackets


def create_email_identity_policy(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    check_policy_name(request["PolicyName"])
    identity = _find(account, request)
    if request["PolicyName"] in identity.policies:
        raise PolicyAlreadyExists(request["PolicyName"])
    _put(account, identity, request)
    return {}


def update_email_identity_policy(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    identity = _find_with_policy(account, request)
    _put(account, identity, request)
    return {}


def delete_email_identity_policy(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    identity = _find_with_policy(account, request)
    identity.policies.delete(request["PolicyName"])
    return {}


def get_email_identity_policies(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    return {"Policies": _find(account, request).policies.documents()}


def _put(account: Account, identity: Identity, request: Mapping[str, Any]) -> None:
    arn = account.arn(f"identity/{identity.name}")
    identity.policies.put(request["PolicyName"], request["Policy"], identity.name, arn)


def _find_with_policy(account: Account, request: Mapping[str, Any]) -> Identity:
    policy = request["PolicyName"]
    check_policy_name(policy)
    identity = _find(account, request)
    if policy not in identity.policies:
        raise PolicyNotFound(policy)
    return identity


def _find(account: Account, request: Mapping[str, Any]) -> Identity:
    return found_in_brackets(account, identity_name(account, request["EmailIdentity"]))

"""Policies of identities in v1, where putting replaces and nothing is ever missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.authorization.policies import MAX_POLICIES, check_policy_name
from sesfake.domain.identities.names import find_identity, identity_name
from sesfake.errors import InvalidParameter
from sesfake.guesses.identities import TOO_MANY_POLICIES


def put_identity_policy(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    check_policy_name(request["PolicyName"])
    name = identity_name(account, request["Identity"])
    identity = account.identities.find(name)
    if identity is None:
        raise InvalidParameter(f"Identity <{name}> does not exist.")
    arn = account.arn(f"identity/{identity.name}")
    identity.policies.put(request["PolicyName"], request["Policy"], identity.name, arn)
    return {}


def get_identity_policies(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    names = request["PolicyNames"]
    if len(names) > MAX_POLICIES:
        raise InvalidParameter(TOO_MANY_POLICIES)
    documents = _documents(account, request)
    return {"Policies": {name: documents[name] for name in names if name in documents}}


def list_identity_policies(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    return {"PolicyNames": list(_documents(account, request))}


def delete_identity_policy(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    identity = find_identity(account, request["Identity"])
    if identity is not None:
        identity.policies.delete(request["PolicyName"])
    return {}


def _documents(account: Account, request: Mapping[str, Any]) -> dict[str, str]:
    identity = find_identity(account, request["Identity"])
    return {} if identity is None else identity.policies.documents()

"""What `mock_ses(credentials=...)` says that callers may do, checked when a fake is made.

What can never work is an error of the test: an action that SES does not have, or a policy that IAM
would not take.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sesfake.access_keys import AccessKey
from sesfake.domain.authorization.conditions import is_operator
from sesfake.domain.authorization.wildcards import is_like
from sesfake.protocol.model import APIS, operations

_WILD = ("*", "?")
_NO_OPERATIONS = ("ReplicateEmailIdentityDkimSigningKey",)  # permissions all the same


def check_credentials(credentials: Mapping[str, AccessKey]) -> None:
    """Raise ValueError or TypeError for a key whose permissions can never work."""
    for name, key in credentials.items():
        for option, actions in (("allow", key.allow or ()), ("deny", key.deny)):
            for action in actions:
                _check_action(action, f"{option}= of {name!r}")
        if key.policies:
            for policy in key.documents()[1:]:
                _check_policy(policy, f"policies= of {name!r}")


def _check_policy(policy: Mapping[str, Any], where: str) -> None:
    statements = policy.get("Statement")
    statements = [statements] if isinstance(statements, dict) else statements
    if not isinstance(statements, list) or not statements:
        raise ValueError(f"{where}: a policy has a Statement, not {policy!r}.")
    for statement in statements:
        if not isinstance(statement, dict):
            raise TypeError(f"{where}: a statement is a mapping, not {statement!r}.")
        _check_statement(statement, where)


def _check_statement(statement: Mapping[str, Any], where: str) -> None:
    effect = statement.get("Effect")
    if effect not in ("Allow", "Deny"):
        raise ValueError(f"{where}: the Effect of a statement is Allow or Deny, not {effect!r}.")
    for element in ("Action", "Resource"):
        if element not in statement and f"Not{element}" not in statement:
            raise ValueError(f"{where}: a statement has no {element}: {statement!r}.")
    _check_conditions(statement.get("Condition", {}), where)


def _check_conditions(conditions: object, where: str) -> None:
    if not isinstance(conditions, dict):
        raise TypeError(f"{where}: the Condition of a statement is a mapping, not {conditions!r}.")
    for operator, keys in conditions.items():
        if not is_operator(operator):
            raise ValueError(f"{where}: there is no condition operator {operator!r}.")
        if not isinstance(keys, dict):
            raise TypeError(f"{where}: the condition {operator} is a mapping, not {keys!r}.")


def _check_action(action: str, where: str) -> None:
    if action == "*":
        return
    name = action.partition(":")[2]
    known = _actions()
    if any(sign in name for sign in _WILD):
        if any(is_like(one, name, ignore_case=True) for one in known):
            return
    elif name.lower() in known:
        return
    raise ValueError(f"{where}: SES has no action {action!r}{_near(name, known.values())}")


def _near(name: str, known: Iterable[str]) -> str:
    by_lower = {one.lower(): one for one in known}
    near = difflib.get_close_matches(name.lower(), by_lower, n=1)
    return f"; did you mean 'ses:{by_lower[near[0]]}'?" if near else "."


@cache
def _actions() -> dict[str, str]:
    """Both APIs' operations and what else there is, by the name in lower case."""
    names = [name for api in APIS for name in operations(api)]
    return {name.lower(): name for name in [*names, *_NO_OPERATIONS]}

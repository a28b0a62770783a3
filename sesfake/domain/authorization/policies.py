"""Sending authorization policies of an identity: who else may send in its name.

Up to 20 for an identity, each up to 4 KB of JSON with statements about this identity; they are
handed back without the white space that JSON does not need. What they allow is judged in
`evaluation.py`.
https://docs.aws.amazon.com/ses/latest/dg/sending-authorization-policies.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sesfake.domain.authorization.conditions import is_operator, texts
from sesfake.errors import InvalidParameter, InvalidPolicy, PolicyLimitExceeded

MAX_POLICIES = 20
MAX_BYTES = 4096
# An account, somebody in it, or the id of a user or role that was deleted since.
_AWS_PRINCIPAL = re.compile(
    r"\*|\d{12}|arn:aws[a-z-]*:(?:iam|sts)::\d{12}:(?:root|(?:user|role|assumed-role)/\S+)"
    r"|A[A-Z]{3}[A-Z0-9]{12,}",
    re.ASCII,
)
_NAME = re.compile(r"[A-Za-z0-9_-]*")


class Policies:
    """The policies of one identity, in the order they were put."""

    def __init__(self) -> None:
        self._documents: dict[str, str] = {}
        self._parsed: dict[str, dict[str, Any]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __contains__(self, name: object) -> bool:
        return name in self._documents

    def documents(self) -> dict[str, str]:
        """Name to document."""
        return dict(self._documents)

    def parsed(self) -> list[dict[str, Any]]:
        """What the documents say."""
        return list(self._parsed.values())

    def put(self, name: str, document: str, identity: str, arn: str) -> None:
        """Add or replace a policy; raises InvalidParameter, InvalidPolicy, PolicyLimitExceeded."""
        check_policy_name(name)
        compact, policy = _checked(document, arn)
        if name not in self._documents and len(self._documents) >= MAX_POLICIES:
            raise PolicyLimitExceeded(identity)
        self._documents[name] = compact
        self._parsed[name] = policy

    def delete(self, name: str) -> None:
        """Forget a policy, if there is one."""
        self._documents.pop(name, None)
        self._parsed.pop(name, None)


def check_policy_name(name: str) -> None:
    """Raise InvalidParameter for a name with other characters than Amazon takes."""
    if not _NAME.fullmatch(name):
        raise InvalidParameter(
            "PolicyName is invalid. Policy names must only include alpha-numeric characters, "
            "dashes, and underscores."
        )


def _checked(document: str, arn: str) -> tuple[str, dict[str, Any]]:
    # The rules are documented; of the texts only the code is known.
    if len(document.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise InvalidPolicy(f"Policy exceeds {MAX_BYTES} bytes.")
    try:
        policy = json.loads(document)
        compact = json.dumps(policy, separators=(",", ":"), ensure_ascii=False)
    except (ValueError, RecursionError):
        raise InvalidPolicy("Policy is not valid JSON.") from None
    if not isinstance(policy, dict):
        raise InvalidPolicy("Policy is not a JSON object.")
    if policy:  # the API reference's own sample puts an empty one
        _check_statements(policy, arn)
    return compact, policy


def _check_statements(policy: dict[str, Any], arn: str) -> None:
    statements = policy.get("Statement")
    if isinstance(statements, dict):
        statements = [statements]
    if not isinstance(statements, list) or not statements:
        raise InvalidPolicy("Policy has no statement.")
    for statement in statements:
        if not isinstance(statement, dict):
            raise InvalidPolicy("A statement is not a JSON object.")
        missing = [
            key for key in ("Effect", "Principal", "Action", "Resource") if key not in statement
        ]
        if missing:
            raise InvalidPolicy(f"A statement has no {missing[0]}.")
        if statement["Effect"] not in ("Allow", "Deny"):
            raise InvalidPolicy("The effect of a statement is Allow or Deny.")
        resources = statement["Resource"]
        if resources not in (arn, [arn]):
            raise InvalidPolicy(f"The resource of a statement must be {arn}.")
        _check_principal(statement["Principal"])
        _check_conditions(statement.get("Condition", {}))


def _check_principal(principal: object) -> None:
    if principal == "*":
        return
    if not isinstance(principal, dict) or not principal:
        raise InvalidPolicy("Invalid principal.")
    names = texts(principal.get("AWS", [])) or []
    for name in names:
        if not _AWS_PRINCIPAL.fullmatch(name):
            raise InvalidPolicy(f"Invalid principal: {name}")
    if "AWS" in principal and not names:
        raise InvalidPolicy("Invalid principal.")


def _check_conditions(conditions: object) -> None:
    if not isinstance(conditions, dict):
        raise InvalidPolicy("The conditions of a statement are a JSON object.")
    for name, keys in conditions.items():
        if not is_operator(name):
            raise InvalidPolicy(f"Invalid condition operator: {name}")
        if not isinstance(keys, dict):
            raise InvalidPolicy(f"The condition {name} is a JSON object.")

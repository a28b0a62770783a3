"""Trust policies of IAM roles: who may assume a role.

Only as much as is needed to see whether SES may: conditions are taken to be met.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.authorization.wildcards import is_like

SES = "ses.amazonaws.com"
_ASSUMING = "sts:AssumeRole"


def may_be_assumed(policy: Mapping[str, Any], service: str = SES) -> bool:
    """Whether a service may assume the role that has this policy."""
    effects = {
        statement.get("Effect")
        for statement in _several(policy.get("Statement"))
        if isinstance(statement, Mapping)
        and _names(statement.get("Principal"), service)
        and any(
            is_like(_ASSUMING, str(action), ignore_case=True)
            for action in _several(statement.get("Action"))
        )
    }
    return "Allow" in effects and "Deny" not in effects


def _names(principal: Any, service: str) -> bool:
    if isinstance(principal, Mapping):
        return service in _several(principal.get("Service"))
    return bool(principal == "*")


def _several(value: Any) -> list[Any]:
    """IAM lets one stand for a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
